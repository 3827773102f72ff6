package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.INVALID_TAG_PARAMETER;
import static dev.trent.aws.AwsError.TAGS_LIMIT_EXCEEDED;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Tag;
import dev.trent.delivery.Trails;
import dev.trent.store.Tx;
import dev.trent.wire.Logged;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tag of a trail on the wire.
///
/// Source: [Tag](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Tag.html).
public record TrailTag(@Logged String key, @Logged @Nullable String value) {
    private static final int TAGS_MAX = 50;
    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    /// Returns the tags of a request.
    ///
    /// Errors: InvalidTagParameterException, TagsLimitExceededException.
    static List<Tag> tags(List<TrailTag> sent) {
        Set<String> keys = new HashSet<>();
        for (TrailTag tag : sent) {
            tag.check();
            if (!keys.add(tag.key)) {
                throw INVALID_TAG_PARAMETER.because("The tag key " + tag.key + " is there twice.");
            }
        }
        if (keys.size() > TAGS_MAX) {
            throw tooMany();
        }
        return sent.stream()
                .map(tag -> new Tag(tag.key, tag.value == null ? "" : tag.value))
                .toList();
    }

    private void check() {
        boolean fits = !key.isEmpty()
                && key.length() <= KEY_MAX
                && (value == null || value.length() <= VALUE_MAX)
                && CHARACTERS.matcher(key).matches()
                && (value == null || CHARACTERS.matcher(value).matches())
                && !key.startsWith("aws:");
        if (!fits) {
            throw INVALID_TAG_PARAMETER.because(
                    "A tag is not valid: a key has 1 to 128 characters, a value at most 256;"
                            + " they are letters, numbers, blanks and _.:/=+-@, and a key does not begin with aws:.");
        }
    }

    /// Gives a trail tags.
    ///
    /// Errors: TagsLimitExceededException.
    static void add(Tx tx, Arn trail, List<Tag> tags) {
        tags.forEach(tag -> Trails.tag(tx, trail, tag));
        if (!tags.isEmpty() && Trails.tagCount(tx, trail) > TAGS_MAX) {
            throw tooMany();
        }
    }

    private static AwsException tooMany() {
        return TAGS_LIMIT_EXCEEDED.because("A trail has at most " + TAGS_MAX + " tags.");
    }
}
