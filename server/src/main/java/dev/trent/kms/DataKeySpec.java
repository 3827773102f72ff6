package dev.trent.kms;

import dev.trent.aws.AwsError;
import dev.trent.keys.KeySpec;
import dev.trent.wire.ListedAs;
import org.jspecify.annotations.Nullable;

/// The named lengths of data keys. AWS's refusals list another set instead: the kinds of key.
@ListedAs(KeySpec.class)
public enum DataKeySpec {
    AES_256(32),
    AES_128(16);

    private final int bytes;

    DataKeySpec(int bytes) {
        this.bytes = bytes;
    }

    /// Returns the requested length, given by name or by number.
    ///
    /// Errors: ValidationException for both and for neither.
    static int lengthBytes(@Nullable DataKeySpec spec, @Nullable Integer numberOfBytes) {
        if ((spec == null) == (numberOfBytes == null)) {
            throw AwsError.VALIDATION.because("Please specify either number of bytes or key spec.");
        }
        return spec != null ? spec.bytes : numberOfBytes;
    }
}
