package dev.trent.kms;

import static dev.trent.aws.AwsError.INCORRECT_KEY_MATERIAL;
import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.keys.ExpirationModel;
import dev.trent.keys.ImportType;
import dev.trent.keys.ImportWrapping;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rules for the import of key material. Source: AWS KMS API Reference. Texts are as recorded from AWS if
/// AWS's text is known.
final class ImportRules {
    private static final Duration VALID_MAX = Duration.ofDays(365);

    private ImportRules() {}

    /// Refuses a key whose material Trent makes, before the check of its state.
    static void requireExternal(Key key) {
        if (key.origin() != KeyOrigin.EXTERNAL) {
            throw RotationRules.wrongOrigin(key);
        }
    }

    /// Refuses a wrapping algorithm that is not supported any more, or that the wrapping key does not have.
    static void checkWrapping(ImportWrapping wrapping, KeySpec spec) {
        if (wrapping == ImportWrapping.RSAES_PKCS1_V1_5) {
            throw UNSUPPORTED_OPERATION.because("The wrapping algorithm RSAES_PKCS1_V1_5 is not supported any more.");
        }
        if ((wrapping == ImportWrapping.SM2PKE) != (spec == KeySpec.SM2)) {
            throw VALIDATION.because("The wrapping algorithm " + wrapping
                    + " is not compatible with the wrapping key spec " + spec + ".");
        }
    }

    /// Refuses terms that only the material of a symmetric encryption key can have. Refuses an id for new
    /// material.
    static void checkTerms(ImportKeyMaterial.Request request, boolean symmetric) {
        boolean has = request.keyMaterialDescription() != null || request.keyMaterialId() != null;
        if (!symmetric && (has || request.importType() != null)) {
            throw VALIDATION.because("ImportType, KeyMaterialDescription and KeyMaterialId are supported with symmetric"
                    + " encryption keys only.");
        }
        if (request.keyMaterialId() != null && request.importType() == ImportType.NEW_KEY_MATERIAL) {
            throw VALIDATION.because("KeyMaterialId is supported with the ImportType EXISTING_KEY_MATERIAL only.");
        }
    }

    /// Refuses a material if the request names another one.
    static void checkId(@Nullable String wanted, String actual) {
        if (wanted != null && !wanted.equals(actual)) {
            throw INCORRECT_KEY_MATERIAL.because("The key material is not " + wanted + ".");
        }
    }

    /// Refuses an end that does not fit the expiration model, is in the past, or is too far in the future.
    static void checkExpiration(ExpirationModel model, @Nullable Instant validTo, Instant now) {
        if (model == ExpirationModel.KEY_MATERIAL_DOES_NOT_EXPIRE) {
            if (validTo != null) {
                throw VALIDATION.because(
                        "A validTo date cannot be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
            }
            return;
        }
        if (validTo == null) {
            throw VALIDATION.because("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
        }
        if (!validTo.isAfter(now) || validTo.isAfter(now.plus(VALID_MAX))) {
            throw VALIDATION.because("The validTo date must lie in the future, and at most 365 days ahead.");
        }
    }
}
