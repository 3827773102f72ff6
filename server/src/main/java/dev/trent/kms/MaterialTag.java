package dev.trent.kms;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tag `_custom_key_material_`. In `trent dev` CreateKey takes the material of the new key from it, as in
/// LocalStack. The value is Base64 of the bytes, or of a private key in DER. In production it is a tag like any
/// other.
///
/// SAFE: the value is a String, because it is part of the tags of the API. Only `trent dev` uses it as
/// material. There, no tag with this key is stored, recorded or shown to a policy.
///
/// @param chooses whether the tag chooses the material
record MaterialTag(boolean chooses) {
    static final String KEY = "_custom_key_material_";

    /// Returns the tags of a request that the key gets and that records and policies see.
    @Nullable
    List<KmsTag> without(@Nullable List<KmsTag> tags) {
        return chooses && tags != null && tags.stream().anyMatch(MaterialTag::is)
                ? tags.stream().filter(tag -> !is(tag)).toList()
                : tags;
    }

    /// Returns the chosen material, or null if none is chosen. The caller closes it.
    ///
    /// Errors: ValidationException if the value is not Base64; TagException if there are two such tags.
    @Nullable
    Secret in(@Nullable List<KmsTag> tags) {
        List<KmsTag> found =
                chooses && tags != null ? tags.stream().filter(MaterialTag::is).toList() : List.of();
        if (found.size() > 1) {
            throw AwsError.TAG.because("Duplicate tag keys");
        }
        return found.isEmpty() ? null : decoded(found.getFirst().tagValue());
    }

    /// Refuses the tag in every operation except CreateKey. A stored tag would show the material.
    ///
    /// Errors: ValidationException.
    void refuseIn(@Nullable List<KmsTag> tags) {
        if (chooses && tags != null && tags.stream().anyMatch(MaterialTag::is)) {
            throw refused("chooses the material of a new key: only CreateKey takes it.");
        }
    }

    /// Returns the refusal of a material, with the reason.
    static AwsException refused(String reason) {
        return AwsError.VALIDATION.because("The tag " + KEY + " " + reason);
    }

    private static boolean is(KmsTag tag) {
        return tag.tagKey().equals(KEY);
    }

    private static Secret decoded(String value) {
        byte[] text = value.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        try {
            Secret decoded = Secret.owning(Base64.getDecoder().decode(text));
            if (decoded.length() == 0) {
                throw refused("is empty: its value is the material of the key in Base64.");
            }
            return decoded;
        } catch (IllegalArgumentException _) {
            // The message of the exception quotes the value.
            throw refused("is not Base64.");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
