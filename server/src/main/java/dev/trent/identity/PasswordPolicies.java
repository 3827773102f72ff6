package dev.trent.identity;

import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.store.Row;
import dev.trent.store.Tx;
import org.jspecify.annotations.Nullable;

/// The password policies that accounts have made.
public final class PasswordPolicies {
    private final AccountStore store;

    PasswordPolicies(AccountStore store) {
        this.store = store;
    }

    /// Returns the policy of an account; null if it has made none.
    public @Nullable PasswordPolicy find(String account) {
        return store.read(tx -> find(tx, account));
    }

    static @Nullable PasswordPolicy find(Tx tx, String account) {
        return tx.find(IdentityTables.PASSWORD_POLICY.at(account), PasswordPolicies::policy);
    }

    /// Gives an account a policy in the place of the one it has.
    public void put(Tx tx, String account, PasswordPolicy policy) {
        AccountStore.changed(tx, account);
        int _ = delete(tx, account);
        tx.insert(
                IdentityTables.PASSWORD_POLICY,
                account,
                policy.lengthMin(),
                policy.symbols(),
                policy.numbers(),
                policy.uppercase(),
                policy.lowercase(),
                policy.selfChange(),
                policy.daysMax(),
                policy.reuseAfter(),
                policy.hardExpiry());
    }

    /// Takes its policy from an account.
    ///
    /// Errors: NoSuchEntity.
    public void remove(Tx tx, String account) {
        AccountStore.changed(tx, account);
        if (delete(tx, account) == 0) {
            throw missing(account);
        }
    }

    /// Returns the refusal for an account without a policy: NoSuchEntity.
    public static RuntimeException missing(String account) {
        return NO_SUCH_ENTITY.because("The Password Policy with domain name " + account + " cannot be found.");
    }

    private static int delete(Tx tx, String account) {
        return tx.run("DELETE FROM password_policy WHERE account_id = ?", account);
    }

    private static PasswordPolicy policy(Row row) {
        Long hardExpiry = row.numberOrNull("hard_expiry");
        return new PasswordPolicy(
                (int) row.number("length_min"),
                row.flag("symbols"),
                row.flag("numbers"),
                row.flag("uppercase"),
                row.flag("lowercase"),
                row.flag("self_change"),
                whole(row.numberOrNull("days_max")),
                whole(row.numberOrNull("reuse_after")),
                hardExpiry == null ? null : hardExpiry == 1);
    }

    private static @Nullable Integer whole(@Nullable Long number) {
        return number == null ? null : number.intValue();
    }
}
