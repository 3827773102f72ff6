package dev.trent.iam;

import dev.trent.identity.Tag;
import dev.trent.wire.Length;
import dev.trent.wire.Matches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tag as the API writes it.
///
/// Source: [Tag](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html).
public record TagEntry(
        @Length(min = 1, max = 128) @Matches(Constraint.TAG_KEY)
        String key,

        @Length(min = 0, max = 256) @Matches(Constraint.TAG_VALUE)
        String value) {

    static TagEntry of(Tag tag) {
        return new TagEntry(tag.key(), tag.value());
    }

    /// Returns null for no tags: AWS leaves the member out.
    static @Nullable List<TagEntry> of(List<Tag> tags) {
        return tags.isEmpty() ? null : tags.stream().map(TagEntry::of).toList();
    }
}
