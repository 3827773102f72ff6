package dev.trent.operator;

import dev.trent.audit.JournalException;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.identity.AccessKeyFacts;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.AccessKeys.NewKey;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.identity.ConsoleLinks;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.SessionEnds;
import dev.trent.identity.SessionEnds.Sessions;
import dev.trent.store.Change;
import dev.trent.store.ForgedRowException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The changes that an operator makes. Each act, done or refused, is on record before this returns or throws.
final class OperatorActs {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorActs.class);

    private final House house;
    private final OperatorLog log;

    OperatorActs(House house, Operator operator) {
        this.house = house;
        this.log = new OperatorLog(
                house.journal(), house.ids(), house.clock(), house.store().partition(), operator);
    }

    /// Makes an account.
    ///
    /// Errors: EntityAlreadyExists.
    void createAccount(String account) {
        var _ = act(
                OperatorLog.CREATE_ACCOUNT,
                account,
                Map.of(),
                () -> write(
                        OperatorLog.CREATE_ACCOUNT,
                        account,
                        tx -> {
                            house.directory()
                                    .accounts()
                                    .create(tx, account, house.clock().instant());
                            return account;
                        },
                        _ -> Map.of()));
    }

    /// Makes an access key of an account's root user. The receiver closes its secret.
    ///
    /// Errors: NoSuchEntity; LimitExceeded.
    NewKey createRootCredential(String account) {
        return act(OperatorLog.CREATE_ROOT_CREDENTIAL, account, Map.of(), () -> {
            requireAccount(account);
            return write(
                    OperatorLog.CREATE_ROOT_CREDENTIAL,
                    account,
                    accessKeys().create(new Owner(account, null), house.clock().instant()),
                    key -> Map.of(OperatorLog.ACCESS_KEY_ID, key.accessKeyId()));
        });
    }

    /// Lists the access keys of an account's root user, the oldest first.
    ///
    /// Errors: NoSuchEntity.
    List<AccessKeyFacts> rootCredentials(String account) {
        requireAccount(account);
        return accessKeys().list(new Owner(account, null));
    }

    /// Revokes an access key of a root user, and ends all sessions of that root user. It applies to every
    /// request that starts after this has returned.
    ///
    /// Only a long-term key begins a session of a root user, and such a session may not assume a role. So no
    /// ended session lives on in another session.
    ///
    /// Errors: NoSuchEntity; InvalidInput for the key of a user.
    ///
    /// @return the account
    String revokeRootCredential(String accessKeyId) {
        AccessKeyFacts facts = accessKeys().facts(accessKeyId);
        return act(
                OperatorLog.REVOKE_ROOT_CREDENTIAL,
                facts == null ? null : facts.account(),
                Map.of(OperatorLog.ACCESS_KEY_ID, accessKeyId),
                () -> revoke(facts, accessKeyId));
    }

    private String revoke(@Nullable AccessKeyFacts facts, String accessKeyId) {
        if (facts == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no access key " + accessKeyId + ".");
        }
        if (facts.userId() != null) {
            throw AwsError.INVALID_INPUT.because("The access key " + accessKeyId + " is a user's of account "
                    + facts.account() + ", not its root user's: that account deletes it with iam:DeleteAccessKey.");
        }
        String account = facts.account();
        Sessions sessions = Sessions.ofRoot(account);
        String revoked = sessionEnds()
                .end(
                        sessions,
                        house.clock(),
                        end -> write(
                                OperatorLog.REVOKE_ROOT_CREDENTIAL,
                                account,
                                tx -> {
                                    accessKeys().delete(tx, new Owner(account, null), accessKeyId);
                                    ConsoleLinks.forget(tx, account);
                                    end.in(tx);
                                    return account;
                                },
                                _ -> Map.of(OperatorLog.ACCESS_KEY_ID, accessKeyId)));
        // This ends the sessions once more, because the key could begin sessions until it was gone.
        var _ = sessionEnds().end(sessions, house.clock(), house.store()::write);
        return revoked;
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

    /// Ends the sessions of an account that have begun. It applies to every request that starts after this has
    /// returned.
    ///
    /// Errors: NoSuchEntity.
    ///
    /// @return the moment of the end: the sessions that began until then are over
    Instant revokeSessions(String account, Holder holder) {
        Map<String, String> whose = Map.of("sessionsOf", holder.inRecords());
        return act(OperatorLog.REVOKE_SESSIONS, account, whose, () -> {
            requireAccount(account);
            return sessionEnds()
                    .end(
                            sessions(account, holder),
                            house.clock(),
                            end -> write(
                                    OperatorLog.REVOKE_SESSIONS,
                                    account,
                                    tx -> {
                                        // A link begins a session of the root user, which would be newer than the end.
                                        if (!(holder instanceof Holder.Named)) {
                                            ConsoleLinks.forget(tx, account);
                                        }
                                        return end.in(tx);
                                    },
                                    until -> {
                                        Map<String, String> details = new TreeMap<>(whose);
                                        details.put("begunUntil", until.toString());
                                        return details;
                                    }));
        });
    }

    /// The holder of the sessions that an operator ends.
    sealed interface Holder {
        /// Every holder of sessions in the account.
        record Everybody() implements Holder {}

        /// The root user of the account.
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

    private SessionEnds sessionEnds() {
        return house.directory().sessionEnds();
    }

    private void requireAccount(String account) {
        if (!house.directory().accounts().exists(account)) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no account " + account + ".");
        }
    }

    private AccessKeys accessKeys() {
        return house.directory().accessKeys();
    }

    /// Makes the one change of an act, with its record.
    private <T> T write(
            String eventName, @Nullable String account, Change<T> change, Function<T, Map<String, String>> details) {
        return house.ledger().write(change, result -> log.line(eventName, account, details.apply(result), null));
    }

    /// Does an act, and records its refusal.
    ///
    /// @param account null if it is not known
    /// @param details the details in the record of a refusal
    private <T> T act(String eventName, @Nullable String account, Map<String, String> details, Supplier<T> act) {
        AwsException refusal;
        try {
            log.requireHealthy();
            requireFit();
            return act.get();
        } catch (JournalException lost) {
            LOG.error("{} is withheld: its audit record is not on disk: {}", eventName, lost.getMessage());
            throw AwsError.SERVICE_UNAVAILABLE.because(
                    "The audit log cannot be written. The change is in force, and its record will follow, so nothing"
                            + " that it made is shown: see what is there with 'list' once the log works.");
        } catch (AwsException expected) {
            refusal = expected;
        } catch (ForgedRowException forged) {
            house.incidents().tell(forged);
            refusal = AwsError.KMS_INTERNAL.because(
                    "The command met a row that somebody else than Trent wrote, as Trent's log tells.");
        } catch (RuntimeException | AssertionError accident) {
            // The account's users can read the record, so it does not name the cause.
            LOG.error("{} failed", eventName, accident);
            refusal = AwsError.KMS_INTERNAL.because("The command failed for a reason that Trent's log tells.");
        }
        try {
            log.record(eventName, account, details, refusal);
        } catch (JournalException lost) {
            LOG.error("{} is withheld: its audit record is not on disk: {}", eventName, lost.getMessage());
            throw AwsError.SERVICE_UNAVAILABLE.because("The audit log cannot be written: nothing was changed.");
        }
        throw refusal;
    }
}
