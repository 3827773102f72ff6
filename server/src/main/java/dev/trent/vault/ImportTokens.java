package dev.trent.vault;

import static dev.trent.aws.AwsError.EXPIRED_IMPORT_TOKEN;
import static dev.trent.aws.AwsError.INVALID_IMPORT_TOKEN;

import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.keys.ImportWrapping;
import dev.trent.keys.KeySpec;
import dev.trent.seal.Seal;
import dev.trent.seal.WrongRootKeyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Import tokens. Each token holds the private half of its wrapping key, sealed for one KMS key. Nothing is
/// stored.
///
/// ```
/// offset  length  content
///      0       8  end of validity, seconds since 1970, big-endian
///      8       1  length of the names
///      9       n  names of the wrapping algorithm and the wrapping key spec, with a blank between them
///    9+n       m  private key, PKCS#8
/// ```
///
/// These bytes are wrapped by the [Seal]. The name of the secret is the ARN of the KMS key, so a token
/// opens only for that key.
final class ImportTokens {
    static final Duration VALID = Duration.ofHours(24);

    private static final int HEAD_BYTES = Long.BYTES + 1;

    private final Seal seal;

    ImportTokens(Seal seal) {
        this.seal = seal;
    }

    /// The content of a token. The caller closes it.
    record Content(ImportWrapping wrapping, KeySpec spec, Secret privateKey) implements AutoCloseable {
        @Override
        public void close() {
            privateKey.close();
        }
    }

    /// Makes a token.
    ///
    /// @param content the content, which stays with the caller
    Blob issue(Arn key, Content content, Instant validTo) {
        byte[] names = (content.wrapping + " " + content.spec).getBytes(StandardCharsets.US_ASCII);
        byte[] privateKey = content.privateKey.exposed();
        try (Secret joined = Secret.owning(ByteBuffer.allocate(HEAD_BYTES + names.length + privateKey.length)
                .putLong(validTo.getEpochSecond())
                .put((byte) names.length)
                .put(names)
                .put(privateKey)
                .array())) {
            return Blob.owning(seal.wrap(Seal.Purpose.IMPORT_TOKEN, key.toString(), joined));
        }
    }

    /// Opens a token.
    ///
    /// Errors: InvalidImportTokenException for a token of another key, and for bytes that are not a token;
    /// ExpiredImportTokenException.
    Content open(Arn key, Blob token, Instant now) {
        try (Secret joined = seal.unwrap(Seal.Purpose.IMPORT_TOKEN, key.toString(), token.bytes())) {
            byte[] bytes = joined.exposed();
            ByteBuffer head = ByteBuffer.wrap(bytes);
            if (!now.isBefore(Instant.ofEpochSecond(head.getLong()))) {
                throw EXPIRED_IMPORT_TOKEN.withoutMessage();
            }
            byte[] names = new byte[head.get()];
            head.get(names);
            String[] parts = new String(names, StandardCharsets.US_ASCII).split(" ", 2);
            return new Content(
                    ImportWrapping.valueOf(parts[0]),
                    KeySpec.valueOf(parts[1]),
                    Secret.owning(Arrays.copyOfRange(bytes, head.position(), bytes.length)));
        } catch (WrongRootKeyException _) {
            throw INVALID_IMPORT_TOKEN.withoutMessage();
        }
    }
}
