package dev.trent.sts;

import dev.trent.wire.Length;
import dev.trent.wire.Matches;

/// A session tag in its form on the wire.
record SessionTag(
        @Length(min = 1, max = 128) @Matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+")
        String key,

        @Length(min = 0, max = 256) @Matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*")
        String value) {}
