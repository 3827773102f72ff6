package dev.trent.seed;

import dev.trent.aws.Secret;
import dev.trent.identity.AccessKey;
import dev.trent.identity.AccessKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/// Makes the access keys of a seed, with the ids and secrets from the seed.
final class SeededAccessKeys {
    private static final Set<String> MEMBERS = Set.of("accessKeyId", "secretAccessKey");

    private final AccessKeys accessKeys;

    SeededAccessKeys(AccessKeys accessKeys) {
        this.accessKeys = accessKeys;
    }

    /// Makes an access key of a user. If it exists, compares it with the seed.
    void apply(Value.Members seed, String userName, RootUser root) throws SeedException {
        seed.only(MEMBERS);
        String id = seed.required("accessKeyId");
        byte[] bytes = seed.required("secretAccessKey").getBytes(StandardCharsets.UTF_8);
        try (Secret secret = Secret.owning(bytes)) {
            if (accessKeys.facts(id) == null) {
                String base64 = Base64.getEncoder().encodeToString(secret.exposed());
                Map<String, String> parameters =
                        Map.of("UserName", userName, "AccessKeyId", id, "SecretAccessKey", base64);
                Step.of(seed, () -> root.iam("CreateAccessKey", parameters));
                return;
            }
            compare(seed, id, secret, userName, root);
        }
    }

    private void compare(Value.Members seed, String id, Secret secret, String userName, RootUser root)
            throws SeedException {
        Stored stored = new Stored(seed, "the access key " + id);
        AccessKey found = accessKeys.find(id);
        if (found == null) {
            throw stored.conflict("accessKeyId", "the access key " + id + " is there, and is inactive.");
        }
        boolean owned = found.caller().account().equals(root.account())
                && userName.equals(found.caller().userName());
        if (!owned) {
            throw stored.conflict(
                    "accessKeyId",
                    "the seed says that the access key " + id + " is one of the user '" + userName
                            + "', and it is one of " + found.caller().arn() + ".");
        }
        if (!found.secret().equals(secret)) {
            throw stored.conflict("secretAccessKey", "the access key " + id + " has another secret than the seed.");
        }
    }
}
