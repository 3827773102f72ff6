package dev.trent.policy;

import static dev.trent.policy.Asking.ACCOUNT;
import static dev.trent.policy.Asking.ANN;
import static dev.trent.policy.Asking.DECRYPT;
import static dev.trent.policy.Asking.KEY;
import static dev.trent.policy.Asking.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityPoliciesTest {
    private static final RequestContext NOTHING = new RequestContext();

    /// Returns a policy that allows, denies or has no matching statement; null for `absent`.
    private static @Nullable Policy saying(String word) {
        return switch (word) {
            case "allow" -> policy(Kind.BOUNDARY, "{'Effect':'Allow','Action':'kms:*','Resource':'*'}");
            case "deny" ->
                policy(
                        Kind.BOUNDARY,
                        "{'Effect':'Allow','Action':'kms:*','Resource':'*'},"
                                + "{'Effect':'Deny','Action':'kms:Decrypt','Resource':'*'}");
            case "none" -> policy(Kind.BOUNDARY, "{'Effect':'Allow','Action':'iam:*','Resource':'*'}");
            case "absent" -> null;
            default -> throw new AssertionError(word);
        };
    }

    private static List<Policy> listOf(@Nullable Policy policy) {
        return policy == null ? List.of() : List.of(policy);
    }

    private static IdentityDecision decision(String identity, String boundary, String session, Requester requester) {
        return new IdentityPolicies(listOf(saying(identity)), saying(boundary), listOf(saying(session)))
                .evaluate(DECRYPT, KEY, requester, NOTHING);
    }

    private static String reason(@Nullable Denial denial) {
        return denial == null ? "allowed" : denial.reason(DECRYPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // identity, boundary, session | reason
                "allow, absent, absent | allowed",
                "allow, allow, allow | allowed",
                "none, absent, absent | because no identity-based policy allows the kms:Decrypt action",
                "absent, absent, absent | because no identity-based policy allows the kms:Decrypt action",
                "none, allow, allow | because no identity-based policy allows the kms:Decrypt action",
                "allow, none, absent | because no permissions boundary allows the kms:Decrypt action",
                "none, none, none | because no permissions boundary allows the kms:Decrypt action",
                "allow, absent, none | because no session policy allows the kms:Decrypt action",
                "none, allow, none | because no session policy allows the kms:Decrypt action",
                "deny, absent, absent | with an explicit deny in an identity-based policy",
                "deny, deny, deny | with an explicit deny in an identity-based policy",
                "none, deny, none | with an explicit deny in a permissions boundary",
                "allow, deny, deny | with an explicit deny in a permissions boundary",
                "allow, none, deny | with an explicit deny in a session policy",
            })
    void one_reason_is_told(String layers, String reason) {
        String[] words = layers.split(", ", -1);
        assertThat(reason(decision(words[0], words[1], words[2], ANN).denial())).isEqualTo(reason);
    }

    @Test
    void limits_count_without_an_allow_of_the_identity_policies() {
        assertThat(decision("none", "allow", "absent", ANN).denialByLimit()).isNull();
        assertThat(decision("none", "none", "absent", ANN).denialByLimit())
                .isEqualTo(new Denial(Layer.BOUNDARY, false));
        assertThat(decision("deny", "none", "absent", ANN).denialByLimit()).isEqualTo(new Denial(Layer.IDENTITY, true));
    }

    @Test
    void an_explicit_denial_is_told_from_the_lack_of_an_allow() {
        assertThat(decision("none", "none", "none", ANN).explicitDenial()).isNull();
        assertThat(decision("none", "none", "deny", ANN).explicitDenial()).isEqualTo(new Denial(Layer.SESSION, true));
    }

    @Test
    void the_root_user_needs_no_policy() {
        assertThat(decision(
                                "absent",
                                "absent",
                                "absent",
                                Requester.root(Partition.AWS.root(ACCOUNT).toString(), ACCOUNT))
                        .denial())
                .isNull();
    }

    @Test
    void policies_of_one_layer_add_up_and_any_deny_among_them_denies() {
        Policy allow = policy(Kind.IDENTITY, "{'Effect':'Allow','Action':'kms:*','Resource':'*'}");
        Policy none = policy(Kind.IDENTITY, "{'Effect':'Allow','Action':'iam:*','Resource':'*'}");
        Policy deny = policy(Kind.IDENTITY, "{'Sid':'no','Effect':'Deny','Action':'*','Resource':'*'}");
        IdentityDecision added = new IdentityPolicies(List.of(none, allow), null, List.of(none, allow))
                .evaluate(DECRYPT, KEY, ANN, NOTHING);
        assertThat(added.denial()).isNull();
        assertThat(added.identity().policy()).isSameAs(allow);
        IdentityDecision denied =
                new IdentityPolicies(List.of(allow, none, deny), null, List.of()).evaluate(DECRYPT, KEY, ANN, NOTHING);
        assertThat(denied.identity())
                .isEqualTo(new IdentityDecision.Answer(
                        Verdict.DENY, deny, deny.statements().getFirst()));
        assertThat(denied.denial()).isEqualTo(new Denial(Layer.IDENTITY, true));
    }

    @Test
    void a_resource_policys_refusals_have_the_same_form() {
        assertThat(new Denial(Layer.RESOURCE, false).reason(DECRYPT))
                .isEqualTo("because no resource-based policy allows the kms:Decrypt action");
        assertThat(new Denial(Layer.RESOURCE, true).reason(DECRYPT))
                .isEqualTo("with an explicit deny in a resource-based policy");
    }
}
