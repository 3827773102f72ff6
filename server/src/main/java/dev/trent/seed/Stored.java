package dev.trent.seed;

import java.util.Map;

/// Compares a thing of the seed with the stored thing. Only members that the seed gives are compared.
///
/// @param seed the thing in the seed
/// @param name the stored thing, as a refusal names it
record Stored(Value.Members seed, String name) {
    /// Refuses a text that differs. If the seed does not give it, `without` is compared.
    void same(String member, String stored, String without) throws SeedException {
        String said = seed.text(member);
        compare(member, said == null ? without : said, stored);
    }

    /// Refuses a text that differs, if the seed gives it.
    void same(String member, String stored) throws SeedException {
        same(member, stored, stored);
    }

    private void compare(String member, String said, String stored) throws SeedException {
        if (!said.equals(stored)) {
            throw conflict(member, "the seed says '" + said + "', and " + name + " has '" + stored + "'.");
        }
    }

    /// Refuses a policy that differs, if the seed gives it.
    ///
    /// @param stored the stored policy as JSON
    void samePolicy(String member, String stored) throws SeedException {
        Value said = seed.find(member);
        if (said != null && !PolicyTexts.same(said, stored)) {
            throw conflict(member, "the seed has another policy than " + name + ", which has " + stored);
        }
    }

    /// Refuses tags that are missing or differ. Additional tags are allowed.
    void tags(Map<String, String> stored) throws SeedException {
        for (Map.Entry<String, String> tag : seed.pairs("tags").entrySet()) {
            String has = stored.get(tag.getKey());
            if (!tag.getValue().equals(has)) {
                throw conflict(
                        "tags",
                        "the seed says '" + tag.getValue() + "' for the tag '" + tag.getKey() + "', and " + name
                                + (has == null ? " does not have it." : " has '" + has + "'."));
            }
        }
    }

    /// Returns the refusal of a seed that disagrees with the store.
    SeedException conflict(String member, String sentence) {
        return seed.placeOf(member).wrong(sentence + " Change one of them, or start with another folder (--data).");
    }
}
