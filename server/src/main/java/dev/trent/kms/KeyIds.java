package dev.trent.kms;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Uuids;
import dev.trent.keys.Tag;
import java.util.List;
import java.util.regex.Pattern;

/// Draws the ids of new keys. In `trent dev` the tag `_custom_id_` chooses the id, as tests know it from
/// LocalStack; in production it is a tag like any other.
///
/// @param choosable whether the tag chooses the id
record KeyIds(boolean choosable) {
    private static final String TAG = "_custom_id_";
    private static final String MATERIAL_TAG = "_custom_key_material_";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// Returns the id of a new key.
    ///
    /// Errors: ValidationException for a chosen id that no key can have; UnsupportedOperationException for chosen
    /// material.
    ///
    /// @param tags the tags of the key
    String next(List<Tag> tags) {
        if (!choosable) {
            return Uuids.random();
        }
        if (tags.stream().anyMatch(tag -> tag.key().equals(MATERIAL_TAG))) {
            // A test would go on with other material than it believes.
            throw AwsError.UNSUPPORTED_OPERATION.because("The tag " + MATERIAL_TAG
                    + " is not supported: this version of Trent draws the material of a key.");
        }
        return tags.stream()
                .filter(tag -> tag.key().equals(TAG))
                .map(tag -> checked(tag.value().strip()))
                .findFirst()
                .orElseGet(Uuids::random);
    }

    private static String checked(String id) {
        if (!UUID.matcher(id).matches()) {
            throw AwsError.VALIDATION.because("The tag " + TAG + " takes a key id in lower case, such as"
                    + " 1234abcd-12ab-34cd-56ef-1234567890ab, not '" + id + "'.");
        }
        return id;
    }

    /// Returns the refusal of an id that a key has already.
    static AwsException taken(String id) {
        return AwsError.ALREADY_EXISTS.because("A key with the id " + id + " exists already.");
    }
}
