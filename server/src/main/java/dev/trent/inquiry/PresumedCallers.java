package dev.trent.inquiry;

import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Partition;
import dev.trent.aws.Session;
import dev.trent.identity.Directory;
import dev.trent.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a caller from the ARN of a principal, as if the principal had signed, for simulations.
///
/// A role stands for a session of it that nothing limits further. The ARN of a federated user does not tell which
/// user asked for it. So a federated user has only the rights that resource policies give to it.
final class PresumedCallers {
    private static final String SESSION_NAME = "simulation";

    /// No access key has this id, so that nothing cached for a key is taken for a simulation's.
    private static final String ACCESS_KEY_ID = "";

    private final Directory directory;

    PresumedCallers(Directory directory) {
        this.directory = directory;
    }

    /// Returns the caller that a principal would be.
    ///
    /// Errors: InvalidInput for what is no principal's ARN, NoSuchEntity.
    Caller caller(String principal, Instant now) {
        Arn arn = Arn.parse(principal).orElseThrow(() -> wrong(principal));
        boolean ofIam =
                directory.identities().partition().has(arn) && arn.region().isEmpty();
        String[] parts = arn.resource().split("/", -1);
        if (ofIam && arn.service().equals("iam") && arn.resource().equals("root")) {
            return root(arn);
        }
        if (ofIam && arn.service().equals("iam") && parts.length >= 2 && isActor(parts[0])) {
            return caller(existing(principal, directory.identities().findByArn(principal)), SESSION_NAME, now);
        }
        if (ofIam && arn.service().equals("sts") && parts.length == 3 && parts[0].equals("assumed-role")) {
            return session(arn, parts[1], parts[2], now);
        }
        if (ofIam && arn.service().equals("sts") && parts.length == 2 && parts[0].equals("federated-user")) {
            return federated(arn, parts[1], now);
        }
        throw wrong(principal);
    }

    /// Returns the caller that a user, or a session of a role, would be.
    static Caller caller(Identity identity, String sessionName, Instant now) {
        return switch (identity.kind()) {
            case USER ->
                new Caller(
                        Caller.Type.IAMUser,
                        identity.account(),
                        identity.uniqueId(),
                        identity.arn(),
                        ACCESS_KEY_ID,
                        identity.name(),
                        null);
            case ROLE ->
                new Caller(
                        Caller.Type.AssumedRole,
                        identity.account(),
                        identity.uniqueId() + ":" + sessionName,
                        sessionArn(
                                identity.partition(),
                                identity.account(),
                                "assumed-role/" + identity.name() + "/" + sessionName),
                        ACCESS_KEY_ID,
                        null,
                        session(
                                new Session.Issuer(
                                        "Role",
                                        identity.uniqueId(),
                                        identity.arn(),
                                        identity.account(),
                                        identity.name()),
                                now));
        };
    }

    /// As [#caller(String, Instant)] of a role without a session's name.
    static Caller caller(Identity identity, Instant now) {
        return caller(identity, SESSION_NAME, now);
    }

    /// Returns how a principal is shown that is stored by its unique id.
    String shown(String stored) {
        return directory.principalNames().render(stored);
    }

    private Caller root(Arn arn) {
        requireAccount(arn);
        return Caller.root(directory.identities().partition(), arn.account(), ACCESS_KEY_ID);
    }

    private Caller session(Arn arn, String roleName, String sessionName, Instant now) {
        Identity role = directory.identities().findRole(arn.account(), roleName);
        // The name is looked up in any case, and is another one if its case differs.
        Identity exactly = role != null && role.name().equals(roleName) ? role : null;
        return caller(existing(arn.toString(), exactly), sessionName, now);
    }

    private Caller federated(Arn arn, String name, Instant now) {
        requireAccount(arn);
        String account = arn.account();
        String root = arn.rootOf(account).toString();
        return new Caller(
                Caller.Type.FederatedUser,
                account,
                account + ":" + name,
                sessionArn(directory.identities().partition(), account, "federated-user/" + name),
                ACCESS_KEY_ID,
                null,
                session(new Session.Issuer("Root", account, root, account, ""), now));
    }

    private static Session session(Session.Issuer issuer, Instant now) {
        return new Session(now, issuer, null, List.of(), Map.of(), Set.of(), null, false);
    }

    private void requireAccount(Arn arn) {
        if (directory.principalNames().bind(arn.rootOf(arn.account()).toString()) == null) {
            throw NO_SUCH_ENTITY.because("There is no account " + arn.account() + ".");
        }
    }

    private static boolean isActor(String kind) {
        return kind.equals("user") || kind.equals("role");
    }

    private static Identity existing(String principal, @Nullable Identity identity) {
        if (identity == null) {
            throw NO_SUCH_ENTITY.because("There is no principal " + principal + ".");
        }
        return identity;
    }

    private static String sessionArn(Partition partition, String account, String resource) {
        return partition.global("sts", account, resource).toString();
    }

    private static AwsException wrong(String principal) {
        return INVALID_INPUT.because("'" + principal + "' is not the ARN of a user, a role, a session of a role,"
                + " a federated user or a root user.");
    }
}
