package dev.trent.seed;

import dev.trent.aws.Fold;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes the managed policies, users and roles of a seed.
final class SeededPrincipals {
    static final Set<String> POLICY_MEMBERS =
            Set.of("account", "policyName", "path", "description", "policyDocument", "tags");
    static final Set<String> USER_MEMBERS = Set.of(
            "account", "userName", "path", "permissionsBoundary", "tags", "policies", "attachedPolicies", "accessKeys");
    static final Set<String> ROLE_MEMBERS = Set.of(
            "account",
            "roleName",
            "path",
            "description",
            "assumeRolePolicyDocument",
            "maxSessionDuration",
            "permissionsBoundary",
            "tags",
            "policies",
            "attachedPolicies");

    private static final String LIST_MAX = "1000";

    private final SeededAccessKeys accessKeys;

    SeededPrincipals(SeededAccessKeys accessKeys) {
        this.accessKeys = accessKeys;
    }

    /// Makes a managed policy. If it exists, compares it with the seed.
    void policy(Value.Members seed, RootUser root) throws SeedException {
        seed.only(POLICY_MEMBERS);
        String name = seed.required("policyName");
        String path = seed.text("path");
        String arn = arn(root, (path == null ? "/" : path) + name);
        Map<String, String> named = Map.of("PolicyArn", arn);
        Value.Members found = Step.of(seed, () -> root.findIam("GetPolicy", named));
        if (found == null) {
            Map<String, String> parameters = parameters(seed, "PolicyName", "Path", "Description");
            document(seed, "policyDocument", "PolicyDocument", parameters);
            tags(seed, parameters);
            Step.of(seed, () -> root.iam("CreatePolicy", parameters));
            return;
        }
        Stored stored = new Stored(seed, "the policy " + arn);
        Value.Members policy = RootUser.inner(found, "Policy");
        stored.same("description", RootUser.member(policy, "Description"));
        stored.tags(tags(policy));
        String version = RootUser.member(policy, "DefaultVersionId");
        Value.Members document =
                Step.of(seed, () -> root.iam("GetPolicyVersion", Map.of("PolicyArn", arn, "VersionId", version)));
        stored.samePolicy(
                "policyDocument",
                PolicyTexts.decoded(RootUser.member(RootUser.inner(document, "PolicyVersion"), "Document")));
    }

    /// Makes a user. If it exists, compares it with the seed.
    void user(Value.Members seed, RootUser root) throws SeedException {
        seed.only(USER_MEMBERS);
        String name = seed.required("userName");
        Value.Members found = Step.of(seed, () -> root.findIam("GetUser", Map.of("UserName", name)));
        if (found == null) {
            Map<String, String> parameters = parameters(seed, "UserName", "Path", "PermissionsBoundary");
            tags(seed, parameters);
            Step.of(seed, () -> root.iam("CreateUser", parameters));
        } else {
            Value.Members user = RootUser.inner(found, "User");
            Stored stored = new Stored(seed, "the user " + RootUser.member(user, "Arn"));
            sameEntity(stored, user);
        }
        policies(seed, "User", name, root);
        for (Value.Members key : seed.each("accessKeys")) {
            accessKeys.apply(key, name, root);
        }
    }

    /// Makes a role. If it exists, compares it with the seed.
    void role(Value.Members seed, RootUser root) throws SeedException {
        seed.only(ROLE_MEMBERS);
        String name = seed.required("roleName");
        Value.Members found = Step.of(seed, () -> root.findIam("GetRole", Map.of("RoleName", name)));
        if (found == null) {
            Map<String, String> parameters =
                    parameters(seed, "RoleName", "Path", "Description", "MaxSessionDuration", "PermissionsBoundary");
            document(seed, "assumeRolePolicyDocument", "AssumeRolePolicyDocument", parameters);
            tags(seed, parameters);
            Step.of(seed, () -> root.iam("CreateRole", parameters));
        } else {
            Value.Members role = RootUser.inner(found, "Role");
            Stored stored = new Stored(seed, "the role " + RootUser.member(role, "Arn"));
            sameEntity(stored, role);
            stored.same("description", RootUser.member(role, "Description"));
            stored.same("maxSessionDuration", RootUser.member(role, "MaxSessionDuration"));
            stored.samePolicy(
                    "assumeRolePolicyDocument", PolicyTexts.decoded(RootUser.member(role, "AssumeRolePolicyDocument")));
        }
        policies(seed, "Role", name, root);
    }

    private static void sameEntity(Stored stored, Value.Members entity) throws SeedException {
        stored.same("path", RootUser.member(entity, "Path"));
        stored.same(
                "permissionsBoundary",
                RootUser.member(RootUser.inner(entity, "PermissionsBoundary"), "PermissionsBoundaryArn"));
        stored.tags(tags(entity));
    }

    /// Gives a user or a role its policies, inline and managed.
    ///
    /// @param kind `User` or `Role`, as in the names of operations and parameters
    private static void policies(Value.Members seed, String kind, String name, RootUser root) throws SeedException {
        for (Map.Entry<String, Value> policy : seed.under("policies").entrySet()) {
            inline(policy.getKey(), policy.getValue(), kind, name, root);
        }
        List<Value.Text> attached = seed.texts("attachedPolicies");
        if (attached.isEmpty()) {
            return;
        }
        Value.Members listed = Step.of(
                seed,
                () -> root.iam("ListAttached" + kind + "Policies", Map.of(kind + "Name", name, "MaxItems", LIST_MAX)));
        List<String> there = listed.each("AttachedPolicies").stream()
                .map(policy -> RootUser.member(policy, "PolicyArn"))
                .toList();
        for (Value.Text policy : attached) {
            String arn = policy.text().startsWith("arn:") ? policy.text() : arn(root, "/" + policy.text());
            if (!there.contains(arn)) {
                Step.at(
                        policy.place(),
                        () -> root.iam("Attach" + kind + "Policy", Map.of(kind + "Name", name, "PolicyArn", arn)));
            }
        }
    }

    private static void inline(String policyName, Value document, String kind, String name, RootUser root)
            throws SeedException {
        Map<String, String> named = Map.of(kind + "Name", name, "PolicyName", policyName);
        Place place = document.place();
        Value.Members found = Step.at(place, () -> root.findIam("Get" + kind + "Policy", named));
        if (found == null) {
            Map<String, String> parameters = new TreeMap<>(named);
            parameters.put("PolicyDocument", PolicyTexts.json(document));
            Step.at(place, () -> root.iam("Put" + kind + "Policy", parameters));
            return;
        }
        String stored = PolicyTexts.decoded(RootUser.member(found, "PolicyDocument"));
        if (!PolicyTexts.same(document, stored)) {
            throw place.wrong("the seed has another policy than the " + Fold.withoutCapital(kind) + " '"
                    + name + "', whose policy is " + stored
                    + " Change one of them, or start with another folder (--data).");
        }
    }

    private static String arn(RootUser root, String pathAndName) {
        return "arn:" + root.partition() + ":iam::" + root.account() + ":policy" + pathAndName;
    }

    /// Returns the members of a thing as parameters. The name of a parameter is the name of its member with a
    /// capital.
    private static Map<String, String> parameters(Value.Members seed, String... names) throws SeedException {
        Map<String, String> parameters = new TreeMap<>();
        for (String name : names) {
            String text = seed.text(Fold.withoutCapital(name));
            if (text != null) {
                parameters.put(name, text);
            }
        }
        return parameters;
    }

    private static void document(Value.Members seed, String member, String name, Map<String, String> parameters)
            throws SeedException {
        Value document = seed.find(member);
        if (document == null) {
            throw seed.place().wrong("the member " + member + " is missing.");
        }
        parameters.put(name, PolicyTexts.json(document));
    }

    private static void tags(Value.Members seed, Map<String, String> parameters) throws SeedException {
        int next = 1;
        for (Map.Entry<String, String> tag : seed.pairs("tags").entrySet()) {
            parameters.put("Tags.member." + next + ".Key", tag.getKey());
            parameters.put("Tags.member." + next + ".Value", tag.getValue());
            next++;
        }
    }

    private static Map<String, String> tags(Value.Members answered) throws SeedException {
        Map<String, String> tags = new TreeMap<>();
        for (Value.Members tag : answered.each("Tags")) {
            tags.put(RootUser.member(tag, "Key"), RootUser.member(tag, "Value"));
        }
        return tags;
    }
}
