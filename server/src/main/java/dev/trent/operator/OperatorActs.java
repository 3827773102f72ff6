package dev.trent.operator;

import static java.util.Objects.requireNonNull;

import dev.trent.audit.JournalException;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.identity.AccessKeyFacts;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.AccessKeys.NewKey;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.SessionEnds.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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
        this.log = new OperatorLog(
                house.journal(), house.ids(), house.clock(), house.store().partition(), operator);
    }

    /// What came of an act: its result, or why it was not done.
    private record Attempt<T>(@Nullable T result, @Nullable AwsException refusal) {}

    /// Makes an account.
    ///
    /// Errors: EntityAlreadyExists.
    void createAccount(String account) {
        Attempt<String> attempt = attempt(OperatorLog.CREATE_ACCOUNT, () -> {
            house.directory().accounts().createNew(account, house.clock().instant());
            return account;
        });
        settle(OperatorLog.CREATE_ACCOUNT, account, Map.of(), attempt);
    }

    /// Makes an access key of an account's root user; whoever gets it closes its secret.
    ///
    /// Errors: NoSuchEntity; LimitExceeded.
    NewKey createRootCredential(String account) {
        Attempt<NewKey> attempt = attempt(OperatorLog.CREATE_ROOT_CREDENTIAL, () -> {
            requireAccount(account);
            return accessKeys().create(new Owner(account, null), house.clock().instant());
        });
        NewKey made = attempt.result();
        try {
            return settle(
                    OperatorLog.CREATE_ROOT_CREDENTIAL,
                    account,
                    made == null ? Map.of() : Map.of(OperatorLog.ACCESS_KEY_ID, made.accessKeyId()),
                    attempt);
        } catch (RuntimeException withheld) {
            if (made != null) {
                made.secret().close();
            }
            throw withheld;
        }
    }

    /// Lists the access keys of an account's root user, the oldest first.
    ///
    /// Errors: NoSuchEntity.
    List<AccessKeyFacts> rootCredentials(String account) {
        requireAccount(account);
        return accessKeys().list(new Owner(account, null));
    }

    /// Revokes an access key of a root user and ends all sessions of that root user, in force for every request
    /// that starts after this returned.
    ///
    /// Only a long-term key begins sessions of a root user, and no such session may assume a role: none of
    /// theirs goes on in another.
    ///
    /// Errors: NoSuchEntity; InvalidInput for a user's.
    ///
    /// @return the account
    String revokeRootCredential(String accessKeyId) {
        AccessKeyFacts facts = accessKeys().facts(accessKeyId);
        Attempt<String> attempt = attempt(OperatorLog.REVOKE_ROOT_CREDENTIAL, () -> revoke(facts, accessKeyId));
        String account = facts == null ? null : facts.account();
        return settle(
                OperatorLog.REVOKE_ROOT_CREDENTIAL, account, Map.of(OperatorLog.ACCESS_KEY_ID, accessKeyId), attempt);
    }

    private String revoke(@Nullable AccessKeyFacts facts, String accessKeyId) {
        if (facts == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no access key " + accessKeyId + ".");
        }
        if (facts.userId() != null) {
            throw AwsError.INVALID_INPUT.because("The access key " + accessKeyId + " is a user's of account "
                    + facts.account() + ", not its root user's: that account deletes it with iam:DeleteAccessKey.");
        }
        // Before, so that a failure in between leaves a key that can be revoked again. After, because until the
        // key was gone it could begin sessions.
        endSessions(Sessions.ofRoot(facts.account()));
        accessKeys().delete(new Owner(facts.account(), null), accessKeyId);
        endSessions(Sessions.ofRoot(facts.account()));
        return facts.account();
    }

    private void requireFit() {
        if (!house.sentry().mayAnswer()) {
            throw AwsError.SERVICE_UNAVAILABLE.because(
                    "A file of the data folder was removed or replaced, as Trent's log tells: nothing was changed.");
        }
        if (!house.sentry().mayChange()) {
            throw AwsError.SERVICE_UNAVAILABLE.because("The disk is nearly full: nothing was changed.");
        }
    }

    /// Ends the sessions of an account that have begun, in force for every request that starts after this
    /// returned.
    ///
    /// Errors: NoSuchEntity.
    ///
    /// @return until when what is ended began
    Instant revokeSessions(String account, Holder holder) {
        Attempt<Instant> attempt = attempt(OperatorLog.REVOKE_SESSIONS, () -> {
            requireAccount(account);
            return endSessions(sessions(account, holder));
        });
        Map<String, String> details = new TreeMap<>(Map.of("sessionsOf", holder.inRecords()));
        if (attempt.result() != null) {
            details.put("begunUntil", attempt.result().toString());
        }
        return settle(OperatorLog.REVOKE_SESSIONS, account, details, attempt);
    }

    /// Whose sessions an operator ends.
    sealed interface Holder {
        /// Everybody's of the account.
        record Everybody() implements Holder {}

        /// Its root user's.
        record RootUser() implements Holder {}

        /// A user's or a role's, by its name.
        record Named(EntityKind kind, String name) implements Holder {}

        /// Returns how audit records name it.
        default String inRecords() {
            return switch (this) {
                case Everybody _ -> "*";
                case RootUser _ -> "root";
                case Named(EntityKind kind, String name) -> kind.word() + "/" + name;
            };
        }
    }

    private Sessions sessions(String account, Holder holder) {
        return switch (holder) {
            case Holder.Everybody _ -> Sessions.ofAll(account);
            case Holder.RootUser _ -> Sessions.ofRoot(account);
            case Holder.Named(EntityKind kind, String name) -> {
                Entity entity = house.directory().entities().find(kind, account, name);
                if (entity == null) {
                    throw kind.missing(name);
                }
                yield Sessions.of(entity);
            }
        };
    }

    private Instant endSessions(Sessions sessions) {
        return house.directory().sessionEnds().end(sessions, house.clock());
    }

    private void requireAccount(String account) {
        if (!house.directory().accounts().exists(account)) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no account " + account + ".");
        }
    }

    private AccessKeys accessKeys() {
        return house.directory().accessKeys();
    }

    private <T> Attempt<T> attempt(String eventName, Supplier<T> act) {
        try {
            log.requireHealthy();
            requireFit();
            return new Attempt<>(act.get(), null);
        } catch (AwsException expected) {
            return new Attempt<>(null, expected);
        } catch (RuntimeException | AssertionError accident) {
            // The record can be read by the account's users, so it tells nothing of the cause.
            LOG.error("{} failed", eventName, accident);
            return new Attempt<>(
                    null, AwsError.KMS_INTERNAL.because("The command failed for a reason that Trent's log tells."));
        }
    }

    /// Puts an act on record, then returns its result or throws its refusal.
    private <T> T settle(String eventName, @Nullable String account, Map<String, String> details, Attempt<T> attempt) {
        AwsException refusal = attempt.refusal();
        try {
            log.record(eventName, account, details, refusal);
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
        return requireNonNull(attempt.result());
    }
}
