package dev.trent.access;

import static dev.trent.aws.AwsError.NOT_FOUND;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import dev.trent.keys.Alias;
import dev.trent.keys.Aliases;
import dev.trent.keys.AwsManagedKeys;
import dev.trent.keys.Key;
import dev.trent.keys.KeyReference;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import org.jspecify.annotations.Nullable;

/// Finds the key that a request names. It does not ask whether the caller may know of the key.
public final class KeyNames {
    private final Keys keys;
    private final Aliases aliases;

    KeyNames(Keys keys, Aliases aliases) {
        this.keys = keys;
        this.aliases = aliases;
    }

    /// A name and what it stands for.
    ///
    /// @param key the key; null if there is none
    /// @param wanted the ARN that the name stands for
    /// @param reference the name, parsed; null where a ciphertext names the key
    /// @param drafted whether the key is one of a service that its first use has yet to make
    public record Named(
            @Nullable Key key, Arn wanted, @Nullable KeyReference reference, boolean drafted) {

        /// Returns whether the key is looked for in an account.
        private boolean isIn(String account) {
            return wanted.account().equals(account);
        }

        /// Returns whether the key is of another account than the name means. A bare key id means the caller's
        /// account.
        public boolean isElsewhere() {
            return key != null && reference != null && !isIn(key.account());
        }

        /// Returns the NotFoundException for a missing key; null if the caller may not hear that it is missing.
        public @Nullable AwsException notFoundBy(Caller caller) {
            return reference != null && isIn(caller.account())
                    ? NOT_FOUND.because("Key '" + wanted + "' does not exist")
                    : null;
        }
    }

    /// Finds a key.
    ///
    /// Errors: NotFoundException, InvalidArnException; for an alias that does not exist in the caller's own
    /// account too.
    public Named find(Invocation call, KeyRequest request) {
        if (request.byCiphertext()) {
            Key key = keys.find(call.region(), request.identifier());
            Arn wanted = Arn.ofKey(call.region(), call.caller().account(), request.identifier());
            return new Named(key, key == null ? wanted : key.arn(), null, false);
        }
        return find(
                call,
                request,
                KeyReference.parse(request.identifier(), call.caller().account(), call.region(), request.forms()));
    }

    private Named find(Invocation call, KeyRequest request, KeyReference reference) {
        return switch (reference) {
            case KeyReference.ById byId -> find(call, request, reference, byId.keyId());
            case KeyReference.ByAlias byAlias -> {
                Alias alias = aliases.find(byAlias.arn());
                boolean own = reference.account().equals(call.caller().account());
                yield alias == null && own
                        ? drafted(call, byAlias)
                        : find(call, request, reference, alias == null ? null : alias.keyId());
            }
        };
    }

    private Named find(Invocation call, KeyRequest request, KeyReference reference, @Nullable String keyId) {
        Arn wanted = Arn.ofKey(call.region(), reference.account(), keyId == null ? "" : keyId);
        Key key = keyId == null ? null : keys.find(call.region(), keyId);
        boolean there = key != null && (key.account().equals(reference.account()) || isBareSource(request));
        return new Named(there ? key : null, wanted, reference, false);
    }

    /// Returns the key of a service that was not used yet.
    private Named drafted(Invocation call, KeyReference.ByAlias byAlias) {
        Key draft = AwsManagedKeys.draft(byAlias.arn(), call.time());
        if (draft == null) {
            throw Aliases.missing(byAlias.arn());
        }
        return new Named(draft, draft.arn(), byAlias, true);
    }

    /// A bare key id means another account's key only if the ciphertext must be of that key anyway.
    private static boolean isBareSource(KeyRequest request) {
        return (request.row() == KmsAction.Decrypt || request.row() == KmsAction.ReEncryptFrom)
                && !request.identifier().startsWith("arn:")
                && !request.identifier().startsWith(Alias.PREFIX);
    }
}
