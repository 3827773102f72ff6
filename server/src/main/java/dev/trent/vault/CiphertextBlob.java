package dev.trent.vault;

import static dev.trent.aws.AwsError.INVALID_CIPHERTEXT;

import dev.trent.aws.AwsException;
import dev.trent.crypto.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The ciphertext of a symmetric key: a header in the clear, the ciphertext, its tag, and a checksum.
///
/// ```
/// offset  length  content
///      0       1  version, 01
///      1       1  kind of key id: 00 a UUID, 01 `mrk-` and 32 digits
///      2      16  key id
///     18      32  material id
///     50      16  nonce of the key derivation
///     66      12  initialization vector
///     78       n  ciphertext, as long as the plaintext
///   78+n      16  tag
///   94+n       4  CRC-32C of everything before it, big-endian
/// ```
///
/// The tag authenticates the first 78 bytes and the encryption context. The checksum protects nothing. It tells a
/// damaged blob (InvalidCiphertextException) from a whole blob of an unknown key (AccessDeniedException), before
/// any key is read. The format with its vectors is in `docs/spec/ciphertext-blob.md`.
public final class CiphertextBlob {
    static final int NONCE_BYTES = 16;
    static final int HEADER_BYTES = 78;

    /// How many bytes a blob is longer than its plaintext.
    public static final int OVERHEAD_BYTES = HEADER_BYTES + AesGcm.TAG_BYTES + Integer.BYTES;

    private static final byte VERSION = 1;
    private static final byte UUID_ID = 0;
    private static final byte MULTI_REGION_ID = 1;
    private static final String MULTI_REGION_PREFIX = "mrk-";
    private static final int KEY_ID_AT = 2;
    private static final int MATERIAL_ID_AT = 18;
    private static final int NONCE_AT = 50;
    private static final int IV_AT = NONCE_AT + NONCE_BYTES;

    private final byte[] bytes;

    private CiphertextBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Begins a blob with a complete header; the caller writes ciphertext and tag at [#HEADER_BYTES].
    ///
    /// @param materialId 64 hexadecimal digits
    /// @param chance nonce and initialization vector, 28 random bytes
    static CiphertextBlob begin(String keyId, String materialId, byte[] chance, int plaintextBytes) {
        if (chance.length != NONCE_BYTES + AesGcm.IV_BYTES) {
            throw new AssertionError("a blob needs 28 random bytes, not " + chance.length);
        }
        ByteBuffer blob = ByteBuffer.allocate(OVERHEAD_BYTES + plaintextBytes);
        blob.put(VERSION);
        putKeyId(blob, keyId);
        blob.put(HexFormat.of().parseHex(materialId)).put(chance);
        return new CiphertextBlob(blob.array());
    }

    /// Completes a blob with its checksum.
    ///
    /// @return the bytes for the wire
    byte[] finish() {
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, checksum(bytes));
        return bytes;
    }

    /// Reads a blob.
    ///
    /// Errors: InvalidCiphertextException for everything but a whole blob of this version.
    ///
    /// @param bytes as received; nobody changes them afterwards
    public static CiphertextBlob parse(byte[] bytes) {
        if (bytes.length <= OVERHEAD_BYTES
                || bytes[0] != VERSION
                || (bytes[1] != UUID_ID && bytes[1] != MULTI_REGION_ID)
                || ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
            throw damaged();
        }
        return new CiphertextBlob(bytes);
    }

    /// Returns the one refusal for every blob that does not open.
    static AwsException damaged() {
        return INVALID_CIPHERTEXT.withoutMessage();
    }

    /// Returns the id of the key that made the blob.
    public String keyId() {
        ByteBuffer blob = ByteBuffer.wrap(bytes);
        if (bytes[1] == MULTI_REGION_ID) {
            return MULTI_REGION_PREFIX + HexFormat.of().formatHex(bytes, KEY_ID_AT, MATERIAL_ID_AT);
        }
        return new UUID(blob.getLong(KEY_ID_AT), blob.getLong(KEY_ID_AT + Long.BYTES)).toString();
    }

    /// Returns the id of the material that made the blob, 64 hexadecimal digits.
    String materialId() {
        return HexFormat.of().formatHex(bytes, MATERIAL_ID_AT, NONCE_AT);
    }

    byte[] iv() {
        return Arrays.copyOfRange(bytes, IV_AT, HEADER_BYTES);
    }

    /// Returns the context of the key derivation: the header from the kind of key id to the nonce, 65 bytes.
    byte[] derivationContext() {
        return Arrays.copyOfRange(bytes, 1, IV_AT);
    }

    /// Returns the bytes that the tag authenticates beside the ciphertext: the header and the canonical encryption
    /// context.
    byte[] associatedData(EncryptionContext context) {
        byte[] canonical = context.canonical();
        byte[] data = Arrays.copyOf(bytes, HEADER_BYTES + canonical.length);
        System.arraycopy(canonical, 0, data, HEADER_BYTES, canonical.length);
        return data;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Returns how many bytes ciphertext and tag have together.
    int sealedBytes() {
        return bytes.length - HEADER_BYTES - Integer.BYTES;
    }

    /// Writes a key id in its 17 bytes, as this format and the names of materials have it.
    static void putKeyId(ByteBuffer target, String keyId) {
        if (keyId.startsWith(MULTI_REGION_PREFIX)) {
            target.put(MULTI_REGION_ID)
                    .put(HexFormat.of().parseHex(keyId, MULTI_REGION_PREFIX.length(), keyId.length()));
        } else {
            UUID uuid = UUID.fromString(keyId);
            target.put(UUID_ID).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
