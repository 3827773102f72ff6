package dev.trent.seed;

import dev.trent.wire.JsonBytes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A grant of the seed. Its name is needed to find it again.
record SeededGrant(Value.Members seed, String keyId) {
    private static final Set<String> MEMBERS =
            Set.of("name", "granteePrincipal", "retiringPrincipal", "operations", "constraints");
    private static final Set<String> CONSTRAINTS = Set.of("encryptionContextSubset", "encryptionContextEquals");
    private static final int JSON_BYTES = 512;

    /// Makes the grant. If it exists, compares it with the seed.
    void apply(RootUser root) throws SeedException {
        seed.only(MEMBERS);
        Value constraints = seed.find("constraints");
        if (constraints != null) {
            constraints.asMembers().only(CONSTRAINTS);
        }
        String name = seed.required("name");
        Value.Members found = find(name, root);
        if (found == null) {
            Step.of(seed, () -> root.kms("CreateGrant", creation(name)));
        } else {
            compare(found);
        }
    }

    private Value.@Nullable Members find(String name, RootUser root) throws SeedException {
        String marker = null;
        do {
            JsonBytes json =
                    new JsonBytes(JSON_BYTES).beginObject().name("KeyId").value(keyId);
            if (marker != null) {
                json.name("Marker").value(marker);
            }
            Value.Members page = Step.of(seed, () -> root.kms("ListGrants", json.endObject()));
            for (Value.Members grant : page.each("Grants")) {
                if (name.equals(grant.text("Name"))) {
                    return grant;
                }
            }
            marker = page.text("NextMarker");
        } while (marker != null);
        return null;
    }

    private JsonBytes creation(String name) throws SeedException {
        JsonBytes json = new JsonBytes(JSON_BYTES)
                .beginObject()
                .name("KeyId")
                .value(keyId)
                .name("Name")
                .value(name)
                .name("GranteePrincipal")
                .value(seed.required("granteePrincipal"));
        String retiring = seed.text("retiringPrincipal");
        if (retiring != null) {
            json.name("RetiringPrincipal").value(retiring);
        }
        json.name("Operations").beginArray();
        seed.texts("operations").forEach(operation -> json.value(operation.text()));
        json.endArray();
        if (seed.find("constraints") instanceof Value.Members constraints) {
            json.name("Constraints").beginObject();
            pairs("EncryptionContextSubset", constraints.pairs("encryptionContextSubset"), json);
            pairs("EncryptionContextEquals", constraints.pairs("encryptionContextEquals"), json);
            json.endObject();
        }
        return json.endObject();
    }

    private static void pairs(String name, Map<String, String> pairs, JsonBytes json) {
        if (!pairs.isEmpty()) {
            json.name(name).beginObject();
            pairs.forEach((key, value) -> json.name(key).value(value));
            json.endObject();
        }
    }

    private void compare(Value.Members found) throws SeedException {
        Stored stored = new Stored(seed, "the grant " + RootUser.member(found, "GrantId"));
        stored.same("granteePrincipal", RootUser.member(found, "GranteePrincipal"));
        stored.same("retiringPrincipal", RootUser.member(found, "RetiringPrincipal"), "");
        List<String> said = sorted(seed.texts("operations"));
        List<String> has = sorted(found.texts("Operations"));
        if (!said.equals(has)) {
            throw stored.conflict(
                    "operations", "the seed says " + said + ", and " + stored.name() + " has " + has + ".");
        }
        Value.Members constraints = RootUser.inner(seed, "constraints");
        Value.Members stands = RootUser.inner(found, "Constraints");
        boolean same = constraints.pairs("encryptionContextSubset").equals(stands.pairs("EncryptionContextSubset"))
                && constraints.pairs("encryptionContextEquals").equals(stands.pairs("EncryptionContextEquals"));
        if (!same) {
            throw stored.conflict("constraints", "the seed has other constraints than " + stored.name() + ".");
        }
    }

    private static List<String> sorted(List<Value.Text> texts) {
        return texts.stream().map(Value.Text::text).sorted().toList();
    }
}
