package dev.trent.identity;

import static dev.trent.aws.AwsError.PASSWORD_POLICY_VIOLATION;

import dev.trent.aws.AwsException;
import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rules for the console passwords of an account's users.
///
/// Source: IAM User Guide, "Set an account password policy for IAM users".
///
/// @param lengthMin the least number of characters
/// @param symbols whether a password must have one of [#SYMBOLS]
/// @param selfChange whether every user may change its own password
/// @param daysMax how many days a password is valid; null if it does not expire
/// @param reuseAfter how many passwords must come before one may come again; null if it may come again at once
/// @param hardExpiry whether a user cannot sign in with an expired password to change it; null if nothing was said
public record PasswordPolicy(
        int lengthMin,
        boolean symbols,
        boolean numbers,
        boolean uppercase,
        boolean lowercase,
        boolean selfChange,
        @Nullable Integer daysMax,
        @Nullable Integer reuseAfter,
        @Nullable Boolean hardExpiry) {
    /// The symbols that count. Source: IAM API Reference, UpdateAccountPasswordPolicy.
    static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";

    private static final int USUAL_LENGTH_MIN = 8;
    private static final int USUAL_KINDS_MIN = 3;

    /// The kinds of characters in a password.
    private record Contents(int length, boolean upper, boolean lower, boolean digit, boolean symbol) {
        static Contents of(Secret password) {
            int length = 0;
            boolean upper = false;
            boolean lower = false;
            boolean digit = false;
            boolean symbol = false;
            for (byte each : password.exposed()) {
                // In UTF-8, every character has one byte that does not begin with the bits 10.
                length += (each & 0xC0) == 0x80 ? 0 : 1;
                upper |= each >= 'A' && each <= 'Z';
                lower |= each >= 'a' && each <= 'z';
                digit |= each >= '0' && each <= '9';
                symbol |= SYMBOLS.indexOf(each) >= 0;
            }
            return new Contents(length, upper, lower, digit, symbol);
        }

        int kinds() {
            return (upper ? 1 : 0) + (lower ? 1 : 0) + (digit ? 1 : 0) + (symbol ? 1 : 0);
        }
    }

    /// Refuses a password that breaks the rules of an account.
    ///
    /// Errors: PasswordPolicyViolation.
    ///
    /// @param policy null for the rules that AWS has for an account without a policy
    /// @param accountName the alias of the account; null if it has none
    /// @param password in UTF-8
    public static void check(@Nullable PasswordPolicy policy, @Nullable String accountName, Secret password) {
        Contents contents = Contents.of(password);
        boolean good = policy == null
                ? contents.length >= USUAL_LENGTH_MIN
                        && contents.kinds() >= USUAL_KINDS_MIN
                        && !password.equals(named(accountName))
                : policy.admits(contents);
        if (!good) {
            throw PASSWORD_POLICY_VIOLATION.because("Password does not conform to the account password policy.");
        }
    }

    /// Returns the refusal of a password that the user has had before.
    public static AwsException reused() {
        return PASSWORD_POLICY_VIOLATION.because(
                "Policy constraint violation with password reuse prevention during password change.");
    }

    /// Returns when a password expires; null if it does not.
    public @Nullable Instant expiry(Instant changed) {
        return daysMax == null ? null : changed.plus(Duration.ofDays(daysMax));
    }

    private boolean admits(Contents contents) {
        return contents.length >= lengthMin
                && (!symbols || contents.symbol)
                && (!numbers || contents.digit)
                && (!uppercase || contents.upper)
                && (!lowercase || contents.lower);
    }

    private static Secret named(@Nullable String accountName) {
        return Secret.owning((accountName == null ? "" : accountName).getBytes(StandardCharsets.UTF_8));
    }
}
