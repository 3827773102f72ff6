package dev.trent.cli;

import dev.trent.audit.JournalException;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Secret;
import dev.trent.identity.AccessKeyGenerator;
import dev.trent.identity.Accounts.AccessKey;
import dev.trent.identity.RootCredentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an operator changes: each act, done or refused, is on record before this returns or throws.
final class OperatorActs {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorActs.class);

    private final House house;
    private final OperatorLog log;

    OperatorActs(House house, Operator operator) {
        this.house = house;
        this.log = new OperatorLog(house.journal(), house.ids(), house.clock(), operator);
    }

    /// Makes an account.
    ///
    /// Errors: EntityAlreadyExists.
    void createAccount(String account) {
        perform(
                OperatorLog.CREATE_ACCOUNT,
                account,
                null,
                () -> house.accounts().createNew(account, house.clock().instant()));
    }

    /// Makes an access key of an account's root user; whoever gets it closes its secret.
    ///
    /// Errors: NoSuchEntity; LimitExceeded.
    AccessKey createRootCredential(String account) {
        AccessKeyGenerator generator = new AccessKeyGenerator(house.engine().random());
        String accessKeyId = generator.id();
        Secret secret = generator.secret();
        AccessKey key = new AccessKey(Caller.root(account, accessKeyId), secret);
        try {
            perform(
                    OperatorLog.CREATE_ROOT_CREDENTIAL,
                    account,
                    accessKeyId,
                    () -> house.rootCredentials().create(key, house.clock().instant()));
            return key;
        } catch (RuntimeException failure) {
            secret.close();
            throw failure;
        }
    }

    /// Revokes an access key of a root user, in force for every request that starts after this returned.
    ///
    /// Errors: NoSuchEntity; InvalidInput for a user's.
    ///
    /// @return the account
    String revokeRootCredential(String accessKeyId) {
        RootCredentials.Described key = house.rootCredentials().find(accessKeyId);
        String account = key == null ? null : key.account();
        perform(
                OperatorLog.REVOKE_ROOT_CREDENTIAL,
                account,
                accessKeyId,
                () -> house.rootCredentials().revoke(accessKeyId));
        if (account == null) {
            throw new AssertionError("revoked an access key that was not there: " + accessKeyId);
        }
        return account;
    }

    private void perform(String eventName, @Nullable String account, @Nullable String accessKeyId, Runnable act) {
        AwsException refusal = attempt(eventName, act);
        try {
            log.record(eventName, account, accessKeyId, refusal);
        } catch (JournalException lost) {
            LOG.error("{} is withheld: its audit record is not on disk: {}", eventName, lost.getMessage());
            throw AwsError.SERVICE_UNAVAILABLE.because(
                    refusal != null
                            ? "The audit log cannot be written: nothing was changed."
                            : "The audit log cannot be written. The change may be in force without a record, so nothing"
                                    + " that it made is shown: see what is there with 'list' once the log works.");
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /// Returns why the act was not done, or null if it was.
    private @Nullable AwsException attempt(String eventName, Runnable act) {
        try {
            log.requireHealthy();
            act.run();
            return null;
        } catch (AwsException expected) {
            return expected;
        } catch (RuntimeException | AssertionError accident) {
            // The record can be read by the account's users, so it tells nothing of the cause.
            LOG.error("{} failed", eventName, accident);
            return AwsError.KMS_INTERNAL.because("The command failed for a reason that Trent's log tells.");
        }
    }
}
