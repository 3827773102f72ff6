package dev.trent.kms;

import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.wire.Length;
import org.jspecify.annotations.Nullable;

/// The attestation of an enclave. Only this enclave may read the answer.
///
/// Source: [RecipientInfo](https://docs.aws.amazon.com/kms/latest/APIReference/API_RecipientInfo.html).
public record RecipientInfo(
        @Nullable KeyEncryptionMechanism keyEncryptionAlgorithm,
        @Nullable @Length(min = 1, max = 262144) Blob attestationDocument) {

    /// The encryption of the answer for the enclave.
    public enum KeyEncryptionMechanism {
        RSAES_OAEP_SHA_256
    }

    /// Refuses a request with an attestation. An answer in the clear would reveal what the attestation
    /// protects.
    static void refuse(@Nullable RecipientInfo recipient) {
        if (recipient != null) {
            throw AwsError.UNSUPPORTED_OPERATION.because(
                    "Attestation documents are not supported: leave out Recipient.");
        }
    }
}
