package dev.trent.seal;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/// Hashes the values of encryption contexts for audit records, under a key of its own. Whoever has the records
/// alone can neither read a value nor try values. Equal values have equal hashes, so records can be searched.
///
/// The key comes from the root key alone, so it is the same on each machine and after each start.
public final class ContextHashes implements UnaryOperator<String>, AutoCloseable {
    private static final String PREFIX = "hmac-sha256:";

    private final Secret key;
    private final Hmac hmac;

    /// Derives the key.
    public ContextHashes(Seal seal, Engine engine) {
        this.key = seal.key(Seal.Purpose.AUDIT_CONTEXT);
        this.hmac = new Hmac(engine);
    }

    /// Returns `hmac-sha256:` and 64 lower-case hexadecimal digits: the HMAC of the value in UTF-8.
    @Override
    public String apply(String value) {
        byte[] code = hmac.code(Hash.SHA_256, key.exposed(), value.getBytes(StandardCharsets.UTF_8));
        return PREFIX + HexFormat.of().formatHex(code);
    }

    /// Zeroes the key.
    @Override
    public void close() {
        key.close();
    }
}
