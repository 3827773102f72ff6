package dev.trent.kms;

import dev.trent.aws.AwsError;
import dev.trent.keys.KeySpec;
import dev.trent.wire.ListedAs;
import org.jspecify.annotations.Nullable;

/// The lengths of data keys that have a name. AWS prints another set in its place: the kinds of key.
@ListedAs(KeySpec.class)
public enum DataKeySpec {
    AES_256(32),
    AES_128(16);

    private final int bytes;

    DataKeySpec(int bytes) {
        this.bytes = bytes;
    }

    /// Returns the length that a request asks for, by name or by number.
    ///
    /// Errors: ValidationException for both and for neither.
    static int lengthBytes(@Nullable DataKeySpec spec, @Nullable Integer numberOfBytes) {
        if ((spec == null) == (numberOfBytes == null)) {
            throw AwsError.VALIDATION.because("Please specify either number of bytes or key spec.");
        }
        return spec != null ? spec.bytes : numberOfBytes;
    }
}
