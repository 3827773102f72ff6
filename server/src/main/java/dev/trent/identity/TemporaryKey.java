package dev.trent.identity;

import dev.trent.aws.Caller;
import dev.trent.aws.Footprint;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.aws.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A temporary access key, as its authentic token describes it; safe for many threads.
public final class TemporaryKey {
    /// The objects of the secret and of the caller, with the ARNs made for it.
    private static final int CALLER_BYTES = 1024;

    private final SessionContent content;
    private final Secret secret;
    private final long version;
    private volatile @Nullable Known known;

    /// The caller as it was made from one snapshot of its user or role.
    private record Known(long stamp, Caller caller) {}

    /// @param version random, and never the same for two tokens
    TemporaryKey(SessionContent content, Secret secret, long version) {
        this.content = content;
        this.secret = secret;
        this.version = version;
    }

    /// Returns the content of the token.
    public SessionContent content() {
        return content;
    }

    /// Returns the secret access key, which belongs to this object.
    public Secret secret() {
        return secret;
    }

    /// Returns a number that no other token's key has.
    public long version() {
        return version;
    }

    /// Returns about how many bytes of the heap this takes once its caller was asked for.
    long bytes() {
        SessionContent.Passed passed = content.passed();
        long texts = Footprint.text(content.account())
                + Footprint.text(content.identityId())
                + Footprint.text(content.name())
                + Footprint.text(content.accessKeyId())
                + Footprint.text(passed.policy())
                + Footprint.text(passed.sourceIdentity())
                + Footprint.texts(passed.policyArns())
                + Footprint.texts(passed.tags())
                + Footprint.texts(passed.transitiveTagKeys());
        return CALLER_BYTES + Footprint.object(6) + Footprint.object(8) + 2 * Footprint.object(3) + texts;
    }

    /// Returns whether the session is over.
    public boolean isExpired(Instant now) {
        return !now.isBefore(content.expires());
    }

    /// Returns the caller of this key, with the current names. Null if the user or role was deleted, also if
    /// another has its name now.
    public @Nullable Caller caller(Identities identities) {
        Known last = known;
        if (content.identityId().isEmpty()) {
            last = last == null ? new Known(0, rootCaller(identities.partition())) : last;
        } else {
            Identity identity = identities.find(content.identityId());
            if (identity == null) {
                return null;
            }
            last = last == null || last.stamp != identity.stamp()
                    ? new Known(identity.stamp(), caller(identity))
                    : last;
        }
        known = last;
        return last.caller;
    }

    private Caller rootCaller(Partition partition) {
        String account = content.account();
        String root = partition.root(account).toString();
        return content.kind() == SessionContent.Kind.ROOT
                ? caller(Caller.Type.Root, account, root, null, null)
                : federated(partition, new Session.Issuer("Root", account, root, account, ""));
    }

    private Caller caller(Identity identity) {
        return switch (content.kind()) {
            case USER, USER_WITH_MFA ->
                caller(Caller.Type.IAMUser, identity.uniqueId(), identity.arn(), identity.name(), null);
            case ASSUMED_ROLE ->
                caller(
                        Caller.Type.AssumedRole,
                        identity.uniqueId() + ":" + content.name(),
                        sessionArn(identity.partition(), "assumed-role/" + identity.name() + "/" + content.name()),
                        null,
                        issuer("Role", identity));
            case FEDERATED_BY_USER -> federated(identity.partition(), issuer("IAMUser", identity));
            case ROOT, FEDERATED_BY_ROOT -> throw new AssertionError("a root user has no unique id");
        };
    }

    private Caller federated(Partition partition, Session.Issuer issuer) {
        String name = content.name();
        return caller(
                Caller.Type.FederatedUser,
                content.account() + ":" + name,
                sessionArn(partition, "federated-user/" + name),
                null,
                issuer);
    }

    private Caller caller(
            Caller.Type type,
            String principalId,
            String arn,
            @Nullable String userName,
            Session.@Nullable Issuer issuer) {
        return new Caller(type, content.account(), principalId, arn, content.accessKeyId(), userName, session(issuer));
    }

    private Session session(Session.@Nullable Issuer issuer) {
        SessionContent.Passed passed = content.passed();
        return new Session(
                content.issued(),
                issuer,
                passed.policy(),
                passed.policyArns(),
                passed.tags(),
                passed.transitiveTagKeys(),
                passed.sourceIdentity(),
                content.kind() == SessionContent.Kind.USER_WITH_MFA);
    }

    private String sessionArn(Partition partition, String resource) {
        return partition.global("sts", content.account(), resource).toString();
    }

    private static Session.Issuer issuer(String type, Identity identity) {
        return new Session.Issuer(type, identity.uniqueId(), identity.arn(), identity.account(), identity.name());
    }
}
