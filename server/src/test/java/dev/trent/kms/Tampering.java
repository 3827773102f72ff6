package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.crypto.Engine;
import dev.trent.policy.Tree;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// A server, and an attacker who changes its answers before sending them back. The changes come from a seed,
/// which every failure prints.
final class Tampering implements AutoCloseable {
    private static final long SEED = 20_261_126L;

    private final TestServer server;
    private final Random random = new Random(SEED);

    Tampering(Path data, Engine engine) {
        this.server = TestServer.start(data, null, engine, InstantSource.system());
    }

    /// Makes a key.
    String key(String spec, String usage) {
        Map<String, Object> answer = ok("CreateKey", Map.of("KeySpec", spec, "KeyUsage", usage));
        return String.valueOf(member(Tree.map(member(answer, "KeyMetadata")), "KeyId"));
    }

    /// Returns bytes drawn from the seed.
    byte[] bytes(int length) {
        byte[] drawn = new byte[length];
        random.nextBytes(drawn);
        return drawn;
    }

    /// Returns copies with one bit changed in each: the first bit, the last, and some in between.
    ///
    /// @param count the number of copies, at least two
    List<byte[]> flipped(byte[] bytes, int count) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int bit = switch (i) {
                case 0 -> 0;
                case 1 -> Byte.SIZE * bytes.length - 1;
                default -> random.nextInt(Byte.SIZE * bytes.length);
            };
            all.add(flip(bytes, bit));
        }
        return all;
    }

    /// Returns a copy with one bit changed.
    static byte[] flip(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return copy;
    }

    /// Returns copies of other lengths: one byte less, at either end, and one zero byte more.
    static List<byte[]> resized(byte[] bytes) {
        byte[] headless = new byte[bytes.length - 1];
        System.arraycopy(bytes, 1, headless, 0, headless.length);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        return List.of(Arrays.copyOf(bytes, bytes.length - 1), headless, longer);
    }

    /// Calls an operation that must succeed.
    Map<String, Object> ok(String operation, Map<String, Object> members) {
        Answer answer = server.kms(operation, Tree.write(members));
        assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(200);
        return Tree.map(Tree.read(answer.body()));
    }

    /// Calls an operation that must be refused with an error without a message.
    ///
    /// @param changed the changed part, for the message of a failure
    void refused(String error, String operation, Map<String, Object> members, String changed) {
        Answer answer = server.kms(operation, Tree.write(members));
        assertThat(answer)
                .as("%s with %s changed, seed %d: %s", operation, changed, SEED, Tree.write(members))
                .isEqualTo(new Answer(400, "{\"__type\":\"" + error + "\"}"));
    }

    /// Calls an operation and returns the name of the error in its answer.
    String error(String operation, Map<String, Object> members) {
        Answer answer = server.kms(operation, Tree.write(members));
        assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(400);
        return String.valueOf(Tree.map(Tree.read(answer.body())).get("__type"));
    }

    /// Returns the members with one more member, or with another value for one.
    static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
        Map<String, Object> copy = new HashMap<>(members);
        copy.put(name, value);
        return copy;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decoded(Map<String, Object> members, String name) {
        return Base64.getDecoder().decode(String.valueOf(member(members, name)));
    }

    static Object member(Map<String, Object> members, String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    @Override
    public void close() {
        server.close();
    }
}
