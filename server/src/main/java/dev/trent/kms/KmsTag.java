package dev.trent.kms;

import dev.trent.aws.Tag;
import dev.trent.wire.ExceptFor;
import dev.trent.wire.Length;

/// A tag as the API writes it.
///
/// The value of [MaterialTag] may be a secret, and may be longer than the values of other tags. If the value is
/// not material, [KmsTagRules#refuseTooLarge] limits its length.
///
/// Source: [Tag](https://docs.aws.amazon.com/kms/latest/APIReference/API_Tag.html).
public record KmsTag(
        @Length(min = 1, max = 128) String tagKey,

        @ExceptFor(MaterialTag.KEY) @Length(min = 0, max = KmsTagRules.VALUE_CHARACTERS_MAX)
        String tagValue) {

    static KmsTag of(Tag tag) {
        return new KmsTag(tag.key(), tag.value());
    }
}
