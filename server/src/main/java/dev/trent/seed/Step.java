package dev.trent.seed;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One call for a thing of the seed. If the call is refused, the message names the place of the member that
/// caused it.
///
/// @param <T> the answer
@FunctionalInterface
interface Step<T extends @Nullable Object> {
    /// The forms in which refusals name a member: `at 'keySpec'`, or `value for userName`.
    Pattern NAMED = Pattern.compile("(?:at '|value for )([A-Za-z]+)");

    /// Words in refusals that name no member, and the members that cause such refusals.
    Map<String, List<String>> ABOUT = Map.of(
            "_custom_key_material_", List.of("keyMaterial", "privateKeyPem"),
            "key material", List.of("keyMaterial", "privateKeyPem"),
            "_custom_id_", List.of("keyId"),
            "KeyUsage", List.of("keyUsage"),
            "PolicyDocument", List.of("policy", "policyDocument"),
            "TagException", List.of("tags"));

    /// Makes the call.
    T call() throws Refusal, SeedException;

    /// Makes a call for a thing.
    static <T extends @Nullable Object> T of(Value.Members thing, Step<T> step) throws SeedException {
        try {
            return step.call();
        } catch (Refusal refusal) {
            throw about(thing, refusal).wrong(refusal.sentence());
        }
    }

    /// Makes a call for a value that has no members.
    static <T extends @Nullable Object> T at(Place place, Step<T> step) throws SeedException {
        try {
            return step.call();
        } catch (Refusal refusal) {
            throw place.wrong(refusal.sentence());
        }
    }

    private static Place about(Value.Members thing, Refusal refusal) {
        String sentence = refusal.sentence();
        Matcher named = NAMED.matcher(sentence);
        if (named.find() && thing.find(named.group(1)) != null) {
            return thing.placeOf(named.group(1));
        }
        for (Map.Entry<String, List<String>> word : ABOUT.entrySet()) {
            if (sentence.contains(word.getKey())) {
                for (String member : word.getValue()) {
                    if (thing.find(member) != null) {
                        return thing.placeOf(member);
                    }
                }
            }
        }
        return thing.place();
    }
}
