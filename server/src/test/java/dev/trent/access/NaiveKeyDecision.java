package dev.trent.access;

import dev.trent.policy.NaiveEvaluator;
import dev.trent.policy.Requester;
import dev.trent.policy.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A second decision about a key, slow and plain, for comparison: step by step as the guides of AWS tell
/// it.
///
/// It shares no code with the first but the request; statements are judged by [NaiveEvaluator].
///
/// @param policies the key policy; those of the user or role; boundary and session policies, null where
/// there are none
/// @param atKey what the key policy knows, keys in lower case
/// @param atCaller what the caller's policies know, keys in lower case
record NaiveKeyDecision(
        Requester requester,
        RandomRequests.Trees policies,
        List<SimpleGrant> grants,
        String action,
        String key,
        Map<String, List<String>> atKey,
        Map<String, List<String>> atCaller) {

    static final String ALLOW = "allow";
    static final String HIDDEN = "hidden";

    /// Followed by nothing, where AWS documents a denial but not its reason.
    static final String DENY = "deny";

    private static final Set<String> ACROSS_ACCOUNTS =
            Set.of(("kms:Decrypt kms:Encrypt kms:ReEncryptFrom kms:ReEncryptTo kms:GenerateDataKey"
                            + " kms:GenerateDataKeyWithoutPlaintext kms:GenerateDataKeyPair"
                            + " kms:GenerateDataKeyPairWithoutPlaintext kms:GenerateMac kms:VerifyMac kms:Sign kms:Verify"
                            + " kms:DeriveSharedSecret kms:Encapsulate kms:Decapsulate kms:DescribeKey kms:GetPublicKey"
                            + " kms:GetKeyRotationStatus kms:CreateGrant kms:ListGrants kms:RevokeGrant kms:RetireGrant")
                    .split(" "));
    private static final Set<String> WITHOUT_CONTEXT = Set.of("kms:DescribeKey", "kms:CreateGrant");

    /// @param grantee an ARN of a federated user or account, or the unique id of a user, role or session
    /// @param equal the pairs of EncryptionContextEquals; null if there is no such constraint
    /// @param subset the pairs of EncryptionContextSubset; null likewise
    record SimpleGrant(
            String grantee,
            List<String> operations,
            @Nullable Map<String, String> equal,
            @Nullable Map<String, String> subset) {}

    /// Returns `allow`, `hidden`, or `deny` with the reason that AWS tells.
    ///
    /// @param context the encryption context of the request
    String decide(Map<String, String> context) {
        boolean home = key.split(":", 6)[4].equals(requester.account());
        if (!home && !ACROSS_ACCOUNTS.contains(action)) {
            return HIDDEN;
        }
        List<String> atKeyPolicy = namings(policies.keyPolicy(), "Allow", atKey);
        boolean keyDenies = !namings(policies.keyPolicy(), "Deny", atKey).isEmpty();
        boolean everyone = atKeyPolicy.contains("EVERYONE");
        boolean self = atKeyPolicy.contains("SELF");
        boolean role = atKeyPolicy.contains("ISSUER");
        boolean account = atKeyPolicy.contains("ACCOUNT");
        String id = requester.type() == Requester.Type.ROOT ? ALLOW : verdict(policies.ours());
        String pb = policies.boundary() == null ? ALLOW : verdict(List.of(policies.boundary()));
        String sp = policies.session() == null ? ALLOW : verdict(policies.session());
        String grant = grantee(context, pb.equals(ALLOW) && sp.equals(ALLOW), id.equals(ALLOW));
        if (home) {
            return atHome(keyDenies, everyone || self, role, account, id, pb, sp, grant);
        }
        boolean keySide = everyone || self || role || account;
        boolean callerDenies = id.equals(DENY) || pb.equals(DENY) || sp.equals(DENY);
        if (keyDenies || (!keySide && grant.isEmpty())) {
            return HIDDEN;
        }
        if (callerDenies) {
            return keySide ? reason(id, pb, sp) : DENY;
        }
        if (grant.equals("allows") || (keySide && id.equals(ALLOW) && pb.equals(ALLOW) && sp.equals(ALLOW))) {
            return ALLOW;
        }
        return keySide ? reason(id, pb, sp) : DENY;
    }

    private String atHome(
            boolean keyDenies,
            boolean direct,
            boolean role,
            boolean account,
            String id,
            String pb,
            String sp,
            String grant) {
        if (id.equals(DENY) || pb.equals(DENY) || sp.equals(DENY)) {
            return reason(id, pb, sp);
        }
        if (keyDenies) {
            return "deny explicit resource";
        }
        boolean limits = pb.equals(ALLOW) && sp.equals(ALLOW);
        if (direct || (role && limits) || (account && limits && id.equals(ALLOW)) || grant.equals("allows")) {
            return ALLOW;
        }
        if (!grant.isEmpty()) {
            return DENY;
        }
        return role || account ? reason(id, pb, sp) : "deny implicit resource";
    }

    private static String reason(String id, String pb, String sp) {
        String explicit =
                id.equals(DENY) ? "identity" : pb.equals(DENY) ? "boundary" : sp.equals(DENY) ? "session" : "";
        if (!explicit.isEmpty()) {
            return "deny explicit " + explicit;
        }
        return "deny implicit " + (!pb.equals(ALLOW) ? "boundary" : !sp.equals(ALLOW) ? "session" : "identity");
    }

    /// Returns `allows`, `cut` if a grant is there but the caller's own policies stand in its way, or
    /// nothing.
    private String grantee(Map<String, String> context, boolean limits, boolean identity) {
        String found = "";
        for (SimpleGrant grant : grants) {
            if (!grant.operations.contains(action.substring("kms:".length())) || !isMet(grant, context)) {
                continue;
            }
            boolean federated = requester.type() == Requester.Type.FEDERATED_USER;
            boolean self = requester.type() != Requester.Type.ROOT
                    && grant.grantee.equals(federated ? requester.arn() : requester.uniqueId());
            boolean role = grant.grantee.equals(requester.issuerId());
            boolean account = grant.grantee.equals("arn:aws:iam::" + requester.account() + ":root");
            if (self || (role && limits) || (account && limits && identity)) {
                return "allows";
            }
            found = role || account ? "cut" : found;
        }
        return found;
    }

    private boolean isMet(SimpleGrant grant, Map<String, String> context) {
        if (WITHOUT_CONTEXT.contains(action)) {
            return true;
        }
        if (grant.equal != null) {
            return context.equals(grant.equal);
        }
        return grant.subset == null
                || grant.subset.entrySet().stream()
                        .allMatch(pair -> pair.getValue().equals(context.get(pair.getKey())));
    }

    /// Returns `deny` if a Deny of any of the policies applies, `allow` if an Allow does, else `none`.
    private String verdict(List<Map<String, Object>> several) {
        List<String> found = new ArrayList<>();
        several.forEach(policy -> {
            namings(policy, "Deny", atCaller).forEach(_ -> found.add(DENY));
            namings(policy, "Allow", atCaller).forEach(_ -> found.add(ALLOW));
        });
        return found.contains(DENY) ? DENY : found.contains(ALLOW) ? ALLOW : "none";
    }

    /// Returns how the statements of one effect that apply name the requester.
    private List<String> namings(Map<String, Object> policy, String effect, Map<String, List<String>> context) {
        boolean variables = "2012-10-17".equals(policy.get("Version"));
        NaiveEvaluator evaluator = new NaiveEvaluator(variables, action, key, requester, context);
        return Tree.list(policy.getOrDefault("Statement", List.of())).stream()
                .map(Tree::map)
                .filter(statement -> effect.equals(statement.get("Effect")))
                .map(evaluator::judge)
                .filter(judgement -> judgement.equals(judgement.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
