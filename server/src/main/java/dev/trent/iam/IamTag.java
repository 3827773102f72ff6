package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.wire.Length;
import dev.trent.wire.Matches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tag as the API writes it.
///
/// Source: [Tag](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html).
public record IamTag(
        @Length(min = 1, max = 128) @Matches(IamPattern.TAG_KEY)
        String key,

        @Length(min = 0, max = 256) @Matches(IamPattern.TAG_VALUE)
        String value) {

    static IamTag of(Tag tag) {
        return new IamTag(tag.key(), tag.value());
    }

    /// Returns null if there are no tags, because AWS leaves the member out.
    static @Nullable List<IamTag> of(List<Tag> tags) {
        return tags.isEmpty() ? null : tags.stream().map(IamTag::of).toList();
    }
}
