package dev.trent.kms;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Tag;
import dev.trent.aws.Uuids;
import java.util.List;
import java.util.regex.Pattern;

/// Draws the ids of new keys. In `trent dev` the tag `_custom_id_` chooses the id, as in LocalStack. In
/// production it is a tag like any other.
///
/// @param choosable whether the tag chooses the id
record KeyIds(boolean choosable) {
    private static final String TAG = "_custom_id_";
    private static final String MULTI_REGION = "mrk-";
    private static final Pattern MULTI_REGION_ID = Pattern.compile(MULTI_REGION + "[0-9a-f]{32}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// Returns the id of a new key.
    ///
    /// Errors: ValidationException for a chosen id that no key can have.
    ///
    /// @param tags the tags of the key
    /// @param multiRegion whether the key is a multi-Region key, because the ids of those have another form
    String next(List<Tag> tags, boolean multiRegion) {
        if (!choosable) {
            return random(multiRegion);
        }
        return tags.stream()
                .filter(tag -> tag.key().equals(TAG))
                .map(tag -> checked(tag.value().strip(), multiRegion))
                .findFirst()
                .orElseGet(() -> random(multiRegion));
    }

    private static String random(boolean multiRegion) {
        return multiRegion ? MULTI_REGION + Uuids.random().replace("-", "") : Uuids.random();
    }

    private static String checked(String id, boolean multiRegion) {
        if (!(multiRegion ? MULTI_REGION_ID : UUID).matcher(id).matches()) {
            String example =
                    multiRegion ? "mrk-1234abcd12ab34cd56ef1234567890ab" : "1234abcd-12ab-34cd-56ef-1234567890ab";
            throw AwsError.VALIDATION.because(
                    "The tag " + TAG + " takes a key id in lower case, such as " + example + ", not '" + id + "'.");
        }
        return id;
    }

    /// Returns the refusal of an id that another key has already.
    static AwsException taken(String id) {
        return AwsError.ALREADY_EXISTS.because("A key with the id " + id + " exists already.");
    }
}
