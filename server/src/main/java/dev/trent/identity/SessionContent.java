package dev.trent.identity;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The content of a session token without the secret access key.
///
/// The bytes are those of `docs/spec/session-token.md`.
///
/// @param kind the kind of session
/// @param account twelve digits
/// @param identityId the unique id of the user or role; empty for the sessions of a root user
/// @param name the session name of a role session, the name of a federated user; empty for GetSessionToken
/// @param accessKeyId the temporary access key that the token belongs to
/// @param issued to the second
/// @param expires to the second
/// @param passed the policies, tags and other values that the caller passed
public record SessionContent(
        Kind kind,
        String account,
        String identityId,
        String name,
        String accessKeyId,
        Instant issued,
        Instant expires,
        Passed passed) {

    private static final int SHORT_TEXT_BYTES_MAX = 255;
    private static final int LONG_TEXT_BYTES_MAX = 0xFFFF;

    /// The kinds of session; a kind's number never changes.
    public enum Kind {
        /// GetSessionToken by a user.
        USER(1),
        /// GetSessionToken by a root user.
        ROOT(2),
        /// AssumeRole.
        ASSUMED_ROLE(3),
        /// GetFederationToken by a user.
        FEDERATED_BY_USER(4),
        /// GetFederationToken by a root user.
        FEDERATED_BY_ROOT(5),
        /// GetSessionToken by a user who proved a second factor.
        USER_WITH_MFA(6);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /// Returns its number in a token.
        int number() {
            return number;
        }

        private static Kind of(int number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new AssertionError("an authentic session token is of the unknown kind " + number);
        }
    }

    /// The values that the caller of AssumeRole or GetFederationToken passed.
    ///
    /// @param policy the inline session policy; null if there is none
    /// @param policyArns the managed session policies
    /// @param tags the session tags, inherited ones included
    /// @param transitiveTagKeys which of the tags go on to the next role of a chain
    /// @param sourceIdentity null if there is none
    public record Passed(
            @Nullable String policy,
            List<String> policyArns,
            Map<String, String> tags,
            Set<String> transitiveTagKeys,
            @Nullable String sourceIdentity) {
        /// Nothing at all.
        public static final Passed NOTHING = new Passed(null, List.of(), Map.of(), Set.of(), null);

        /// The most bytes that policies and tags take together in a token. With it, the longest token stays
        /// below 6 KiB, and a whole request header below the 8 KiB of common proxies.
        ///
        /// The longest token stays below 6 KiB so, and a whole request header below the 8 KiB of common
        /// proxies.
        public static final int PACKED_BYTES_MAX = 4096;

        /// Keeps its own copies.
        public Passed {
            policyArns = List.copyOf(policyArns);
            tags = Map.copyOf(tags);
            transitiveTagKeys = Set.copyOf(transitiveTagKeys);
        }

        /// Returns how many bytes the policies and tags take; 0 if there are none.
        public int packedBytes() {
            boolean none = policy == null && policyArns.isEmpty() && tags.isEmpty();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pack(out);
            return none ? 0 : out.size();
        }

        private void pack(ByteArrayOutputStream out) {
            putLong(out, policy == null ? "" : policy);
            out.write(policyArns.size());
            policyArns.forEach(arn -> putLong(out, arn));
            out.write(tags.size() >> 8);
            out.write(tags.size());
            new TreeMap<>(tags).forEach((key, value) -> {
                out.write(transitiveTagKeys.contains(key) ? 1 : 0);
                putLong(out, key);
                putLong(out, value);
            });
        }

        private static Passed unpack(ByteBuffer in) {
            String sourceIdentity = shortText(in);
            String policy = longText(in);
            List<String> arns = new ArrayList<>();
            for (int left = in.get() & 0xFF; left > 0; left--) {
                arns.add(longText(in));
            }
            Map<String, String> tags = new TreeMap<>();
            Set<String> transitive = new HashSet<>();
            for (int left = in.getShort() & 0xFFFF; left > 0; left--) {
                boolean goesOn = in.get() == 1;
                String key = longText(in);
                tags.put(key, longText(in));
                if (goesOn) {
                    transitive.add(key);
                }
            }
            return new Passed(
                    policy.isEmpty() ? null : policy,
                    arns,
                    tags,
                    transitive,
                    sourceIdentity.isEmpty() ? null : sourceIdentity);
        }
    }

    /// Returns the bytes.
    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(kind.number);
        out.writeBytes(ByteBuffer.allocate(12)
                .putLong(issued.getEpochSecond())
                .putInt((int) (expires.getEpochSecond() - issued.getEpochSecond()))
                .array());
        for (String text : List.of(account, accessKeyId, identityId, name)) {
            putShort(out, text);
        }
        putShort(out, passed.sourceIdentity == null ? "" : passed.sourceIdentity);
        passed.pack(out);
        return out.toByteArray();
    }

    /// Reads the bytes of an authentic token, all of them.
    static SessionContent of(ByteBuffer in) {
        try {
            Kind kind = Kind.of(in.get());
            Instant issued = Instant.ofEpochSecond(in.getLong());
            Instant expires = issued.plusSeconds(in.getInt());
            String account = shortText(in);
            String accessKeyId = shortText(in);
            String identityId = shortText(in);
            String name = shortText(in);
            Passed passed = Passed.unpack(in);
            if (in.hasRemaining()) {
                throw new AssertionError("an authentic session token has " + in.remaining() + " bytes too many");
            }
            return new SessionContent(kind, account, identityId, name, accessKeyId, issued, expires, passed);
        } catch (BufferUnderflowException broken) {
            throw new AssertionError("an authentic session token cannot be read", broken);
        }
    }

    private static void putShort(ByteArrayOutputStream out, String text) {
        byte[] bytes = bytes(text, SHORT_TEXT_BYTES_MAX);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void putLong(ByteArrayOutputStream out, String text) {
        byte[] bytes = bytes(text, LONG_TEXT_BYTES_MAX);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] bytes(String text, int bytesMax) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > bytesMax) {
            throw new AssertionError("a text of " + bytes.length + " bytes does not fit into a session token");
        }
        return bytes;
    }

    private static String shortText(ByteBuffer in) {
        return text(in, in.get() & 0xFF);
    }

    private static String longText(ByteBuffer in) {
        return text(in, in.getShort() & 0xFFFF);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
