package dev.trent.kms;

import java.util.Arrays;
import java.util.List;

/// An import in the life of a key.
///
/// @param content the number of the bytes, from 0
/// @param type the import type as on the wire; empty if the request has none
/// @param days the days after which the bytes expire; 0 for never
record LifeImport(int content, String type, int days) {
    static final int CONTENTS = 3;

    private static final List<String> TYPES = List.of("", "NEW_KEY_MATERIAL", "EXISTING_KEY_MATERIAL");

    static LifeImport of(LifeStep step) {
        int how = step.how();
        int content = how % CONTENTS;
        how /= CONTENTS;
        String type = TYPES.get(how % TYPES.size());
        how /= TYPES.size();
        return new LifeImport(content, type, how % 2 == 0 ? 0 : 1 + how / 2 % 200);
    }

    /// Returns the bytes.
    byte[] material() {
        byte[] material = new byte[32];
        Arrays.fill(material, (byte) (content + 1));
        return material;
    }
}
