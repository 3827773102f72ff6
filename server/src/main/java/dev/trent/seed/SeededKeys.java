package dev.trent.seed;

import dev.trent.aws.AwsException;
import dev.trent.aws.Fold;
import dev.trent.keys.Key;
import dev.trent.keys.Keys;
import dev.trent.vault.Vault;
import dev.trent.wire.JsonBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the keys of a seed, with their aliases, rotation, replicas and grants.
final class SeededKeys {
    static final Set<String> MEMBERS = Set.of(
            "account",
            "region",
            "keyId",
            "keySpec",
            "keyUsage",
            "origin",
            "description",
            "policy",
            "bypassPolicyLockoutSafetyCheck",
            "tags",
            "keyMaterial",
            "privateKeyPem",
            "multiRegion",
            "replicaRegions",
            "enableKeyRotation",
            "rotationPeriodInDays",
            "enabled",
            "aliases",
            "grants");

    private static final int JSON_BYTES = 512;
    private static final String ID_TAG = "_custom_id_";
    private static final String MATERIAL_TAG = "_custom_key_material_";
    private static final int ROTATION_DAYS = 365;

    private final Keys keys;
    private final Vault vault;

    SeededKeys(Keys keys, Vault vault) {
        this.keys = keys;
        this.vault = vault;
    }

    /// Makes a key. If it exists, compares it with the seed.
    void apply(Value.Members seed, RootUser root) throws SeedException {
        seed.only(MEMBERS);
        String keyId = seed.required("keyId");
        refuseReserved(seed);
        try (GivenMaterial material = GivenMaterial.of(seed)) {
            Value.Members found = Step.of(seed, () -> root.findKms("DescribeKey", named(keyId)));
            if (found == null) {
                Step.of(seed, () -> root.kms("CreateKey", creation(seed, keyId, material)));
            } else {
                compare(seed, keyId, RootUser.inner(found, "KeyMetadata"), material, root);
            }
        }
        for (Value.Text alias : seed.texts("aliases")) {
            alias(alias, keyId, root);
        }
        rotation(seed, keyId, root);
        replicas(seed, keyId, root);
        for (Value.Members grant : seed.each("grants")) {
            new SeededGrant(grant, keyId).apply(root);
        }
        if (seed.find("enabled") != null && !seed.isTrue("enabled")) {
            disable(seed, keyId, root);
        }
    }

    private static void refuseReserved(Value.Members seed) throws SeedException {
        for (Map.Entry<String, Value> tag : seed.under("tags").entrySet()) {
            if (tag.getKey().equals(ID_TAG) || tag.getKey().equals(MATERIAL_TAG)) {
                throw tag.getValue()
                        .place()
                        .wrong("write keyId, and keyMaterial or privateKeyPem, instead of this tag.");
            }
        }
    }

    private static JsonBytes named(String keyId) {
        return new JsonBytes(JSON_BYTES)
                .beginObject()
                .name("KeyId")
                .value(keyId)
                .endObject();
    }

    private static JsonBytes creation(Value.Members seed, String keyId, @Nullable GivenMaterial material)
            throws SeedException {
        JsonBytes json = new JsonBytes(JSON_BYTES).beginObject();
        for (String member : List.of("keySpec", "keyUsage", "origin", "description")) {
            String text = seed.text(member);
            if (text != null) {
                json.name(capital(member)).value(text);
            }
        }
        json.name("MultiRegion").value(seed.isTrue("multiRegion"));
        policy(seed, json);
        Map<String, String> tags = new LinkedHashMap<>(seed.pairs("tags"));
        tags.put(ID_TAG, keyId);
        if (material != null) {
            tags.put(MATERIAL_TAG, material.base64());
        }
        tags(tags, json);
        return json.endObject();
    }

    private static String capital(String member) {
        return Fold.withCapital(member);
    }

    private static void policy(Value.Members seed, JsonBytes json) throws SeedException {
        Value policy = seed.find("policy");
        if (policy != null) {
            json.name("Policy").value(PolicyTexts.json(policy));
        }
        json.name("BypassPolicyLockoutSafetyCheck").value(seed.isTrue("bypassPolicyLockoutSafetyCheck"));
    }

    private static void tags(Map<String, String> tags, JsonBytes json) {
        json.name("Tags").beginArray();
        tags.forEach((key, value) -> json.beginObject()
                .name("TagKey")
                .value(key)
                .name("TagValue")
                .value(value)
                .endObject());
        json.endArray();
    }

    private void compare(
            Value.Members seed, String keyId, Value.Members metadata, @Nullable GivenMaterial material, RootUser root)
            throws SeedException {
        String arn = RootUser.member(metadata, "Arn");
        Stored stored = new Stored(seed, "the key " + arn);
        String state = RootUser.member(metadata, "KeyState");
        if (state.startsWith("Pending") && state.endsWith("Deletion")) {
            throw stored.conflict("keyId", "the key " + arn + " is in the state " + state + ".");
        }
        stored.same("keySpec", RootUser.member(metadata, "KeySpec"), "SYMMETRIC_DEFAULT");
        stored.same("origin", RootUser.member(metadata, "Origin"), "AWS_KMS");
        stored.same("multiRegion", RootUser.member(metadata, "MultiRegion"), "false");
        stored.same("keyUsage", RootUser.member(metadata, "KeyUsage"));
        stored.same("description", RootUser.member(metadata, "Description"));
        Value.Members policy = Step.of(seed, () -> root.kms("GetKeyPolicy", named(keyId)));
        stored.samePolicy("policy", RootUser.member(policy, "Policy"));
        Value.Members listed = Step.of(seed, () -> root.kms("ListResourceTags", named(keyId)));
        Map<String, String> tags = new LinkedHashMap<>();
        for (Value.Members tag : listed.each("Tags")) {
            tags.put(tag.required("TagKey"), RootUser.member(tag, "TagValue"));
        }
        stored.tags(tags);
        if (material != null && !holds(seed, root.region(), keyId, material)) {
            throw stored.conflict(material.member(), "the key " + arn + " has another key material than the seed.");
        }
    }

    private boolean holds(Value.Members seed, String region, String keyId, GivenMaterial material)
            throws SeedException {
        Key key = keys.find(region, keyId);
        try {
            return key != null && vault.holds(key, material.secret());
        } catch (AwsException refusal) {
            throw seed.placeOf(material.member()).wrong(String.valueOf(refusal.getMessage()));
        }
    }

    private static void alias(Value.Text alias, String keyId, RootUser root) throws SeedException {
        Value.Members found = Step.at(alias.place(), () -> root.findKms("DescribeKey", named(alias.text())));
        if (found == null) {
            Step.at(
                    alias.place(),
                    () -> root.kms(
                            "CreateAlias",
                            new JsonBytes(JSON_BYTES)
                                    .beginObject()
                                    .name("AliasName")
                                    .value(alias.text())
                                    .name("TargetKeyId")
                                    .value(keyId)
                                    .endObject()));
            return;
        }
        String target = RootUser.member(RootUser.inner(found, "KeyMetadata"), "KeyId");
        if (!target.equals(keyId)) {
            throw alias.place()
                    .wrong("the seed says that '" + alias.text() + "' is an alias of the key " + keyId
                            + ", and it is one of the key " + target + ". Change one of them, or start with another"
                            + " folder (--data).");
        }
    }

    private static void rotation(Value.Members seed, String keyId, RootUser root) throws SeedException {
        String days = seed.text("rotationPeriodInDays");
        if (days != null && !days.matches("[0-9]{1,9}")) {
            throw seed.placeOf("rotationPeriodInDays").wrong("this is a number of days, not '" + days + "'.");
        }
        if (!seed.isTrue("enableKeyRotation")) {
            if (days != null) {
                throw seed.placeOf("rotationPeriodInDays").wrong("this needs enableKeyRotation: true.");
            }
            return;
        }
        Place place = seed.placeOf("enableKeyRotation");
        Value.Members status = Step.at(place, () -> root.kms("GetKeyRotationStatus", named(keyId)));
        if (status.isTrue("KeyRotationEnabled")) {
            new Stored(seed, "the key " + RootUser.member(status, "KeyId"))
                    .same("rotationPeriodInDays", RootUser.member(status, "RotationPeriodInDays"));
            return;
        }
        Step.at(
                place,
                () -> root.kms(
                        "EnableKeyRotation",
                        new JsonBytes(JSON_BYTES)
                                .beginObject()
                                .name("KeyId")
                                .value(keyId)
                                .name("RotationPeriodInDays")
                                .value(days == null ? ROTATION_DAYS : Long.parseLong(days))
                                .endObject()));
    }

    /// Makes the replicas of a key. A replica has the policy, the description and the tags that the seed gives
    /// for its primary key.
    private static void replicas(Value.Members seed, String keyId, RootUser root) throws SeedException {
        List<Value.Text> regions = seed.texts("replicaRegions");
        if (regions.isEmpty()) {
            return;
        }
        Value.Members found = Step.of(seed, () -> root.kms("DescribeKey", named(keyId)));
        Value.Members set = RootUser.inner(RootUser.inner(found, "KeyMetadata"), "MultiRegionConfiguration");
        List<String> there = set.each("ReplicaKeys").stream()
                .map(replica -> RootUser.member(replica, "Region"))
                .toList();
        for (Value.Text region : regions) {
            if (there.contains(region.text())) {
                continue;
            }
            JsonBytes json = new JsonBytes(JSON_BYTES)
                    .beginObject()
                    .name("KeyId")
                    .value(keyId)
                    .name("ReplicaRegion")
                    .value(region.text());
            String description = seed.text("description");
            if (description != null) {
                json.name("Description").value(description);
            }
            policy(seed, json);
            tags(seed.pairs("tags"), json);
            Step.at(region.place(), () -> root.kms("ReplicateKey", json.endObject()));
        }
    }

    private static void disable(Value.Members seed, String keyId, RootUser root) throws SeedException {
        Place place = seed.placeOf("enabled");
        Value.Members found = Step.at(place, () -> root.kms("DescribeKey", named(keyId)));
        if (RootUser.inner(found, "KeyMetadata").isTrue("Enabled")) {
            Step.at(place, () -> root.kms("DisableKey", named(keyId)));
        }
    }
}
