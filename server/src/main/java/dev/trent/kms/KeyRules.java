package dev.trent.kms;

import static dev.trent.aws.AwsError.CUSTOM_KEY_STORE_NOT_FOUND;
import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.call.Invocation;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.policy.RequestContext;
import org.jspecify.annotations.Nullable;

/// The keys that can be made: the matrix of kinds, usages and origins.
///
/// Source: AWS KMS API Reference, CreateKey; texts as recorded from AWS where it is known to have one.
final class KeyRules {
    private KeyRules() {}

    /// Returns the requested kind, given under either of its two names.
    static KeySpec spec(@Nullable KeySpec spec, @Nullable CustomerMasterKeySpec oldName) {
        if (oldName == null) {
            return spec == null ? KeySpec.SYMMETRIC_DEFAULT : spec;
        }
        if (spec != null) {
            throw VALIDATION.because("You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
                    + " CustomerMasterKeySpec is deprecated.");
        }
        return oldName.keySpec();
    }

    /// Returns the requested usage. Only symmetric encryption keys have a default.
    static KeyUsage usage(KeySpec spec, @Nullable KeyUsage usage) {
        if (usage == null) {
            if (spec == KeySpec.SYMMETRIC_DEFAULT) {
                return KeyUsage.ENCRYPT_DECRYPT;
            }
            throw VALIDATION.because(
                    "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        }
        if (!spec.allows(usage)) {
            throw VALIDATION.because("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
        }
        return usage;
    }

    /// Refuses an origin that does not fit the rest of the request.
    static void checkOrigin(CreateKey.Request request, KeySpec spec) {
        boolean inKeyStore =
                request.origin() == KeyOrigin.AWS_CLOUDHSM || request.origin() == KeyOrigin.EXTERNAL_KEY_STORE;
        if (inKeyStore && request.customKeyStoreId() == null) {
            throw VALIDATION.because("Origin " + request.origin() + " requires a CustomKeyStoreId.");
        }
        if (!inKeyStore && request.customKeyStoreId() != null) {
            throw VALIDATION.because("CustomKeyStoreId is not compatible with Origin " + request.origin() + ".");
        }
        if (request.origin() == KeyOrigin.EXTERNAL && usesEncapsulation(spec)) {
            throw UNSUPPORTED_OPERATION.because("Origin EXTERNAL is not supported with KeySpec " + spec + ".");
        }
        if ((request.origin() == KeyOrigin.EXTERNAL_KEY_STORE) != (request.xksKeyId() != null)) {
            throw VALIDATION.because(
                    request.xksKeyId() == null
                            ? "Origin EXTERNAL_KEY_STORE requires an XksKeyId."
                            : "XksKeyId is not compatible with Origin " + request.origin() + ".");
        }
        if (inKeyStore && (spec != KeySpec.SYMMETRIC_DEFAULT || request.multiRegion())) {
            throw UNSUPPORTED_OPERATION.because(
                    "A custom key store holds symmetric encryption keys of a single Region only.");
        }
        if (inKeyStore) {
            throw CUSTOM_KEY_STORE_NOT_FOUND.because(
                    "Custom key store '" + request.customKeyStoreId() + "' does not exist.");
        }
    }

    /// Adds the condition keys about the new key.
    static void addTo(RequestContext facts, Invocation call, KeySpec spec, KeyUsage usage, KeyOrigin origin) {
        facts.add("kms:CallerAccount", call.caller().account())
                .add("kms:KeySpec", spec.name())
                .add("kms:CustomerMasterKeySpec", spec.name())
                .add("kms:KeyUsage", usage.name())
                .add("kms:CustomerMasterKeyUsage", usage.name())
                .add("kms:KeyOrigin", origin.name());
    }

    private static boolean usesEncapsulation(KeySpec spec) {
        return spec.allows(KeyUsage.ENCAPSULATE_DECAPSULATE);
    }
}
