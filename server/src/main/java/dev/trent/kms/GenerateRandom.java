package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AccountPermit;
import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.KmsAction;
import dev.trent.vault.Vault;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Range;
import org.jspecify.annotations.Nullable;

/// Returns random bytes.
///
/// Source: [GenerateRandom](https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html).
final class GenerateRandom implements Reading<GenerateRandom.Request, GenerateRandom.Response> {
    private final Access access;
    private final Vault vault;

    /// The request: the number of bytes. In the API model the number is optional, but the service requires it.
    public record Request(
            @Logged @Nullable @Range(min = 1, max = 1024) Integer numberOfBytes,
            @Logged @Nullable @Length(min = 1, max = 64) String customKeyStoreId,
            @Nullable RecipientInfo recipient) {}

    /// The answer.
    public record Response(Secret plaintext, @Nullable Blob ciphertextForRecipient) implements AutoCloseable {
        @Override
        public void close() {
            plaintext.close();
        }
    }

    GenerateRandom(Access access, Vault vault) {
        this.access = access;
        this.vault = vault;
    }

    @Override
    public boolean quick() {
        return true;
    }

    /// Errors: ValidationException, CustomKeyStoreNotFoundException, UnsupportedOperationException.
    @Override
    public Response perform(Invocation call, Request request) {
        Integer numberOfBytes = request.numberOfBytes();
        if (numberOfBytes == null) {
            throw AwsError.VALIDATION.because("NumberOfBytes is required.");
        }
        AccountPermit permit = access.permit(call, KmsAction.GenerateRandom.action());
        if (request.customKeyStoreId() != null) {
            throw AwsError.CUSTOM_KEY_STORE_NOT_FOUND.because(
                    "Custom key store '" + request.customKeyStoreId() + "' does not exist.");
        }
        RecipientInfo.refuse(request.recipient());
        return vault.random(permit, numberOfBytes).handedTo(random -> new Response(random, null));
    }
}
