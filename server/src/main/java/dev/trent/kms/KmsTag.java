package dev.trent.kms;

import dev.trent.aws.Tag;
import dev.trent.wire.Length;

/// A tag as the API writes it.
///
/// Source: [Tag](https://docs.aws.amazon.com/kms/latest/APIReference/API_Tag.html).
public record KmsTag(
        @Length(min = 1, max = 128) String tagKey,
        @Length(min = 0, max = 256) String tagValue) {

    static KmsTag of(Tag tag) {
        return new KmsTag(tag.key(), tag.value());
    }
}
