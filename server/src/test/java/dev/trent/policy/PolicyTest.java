package dev.trent.policy;

import static dev.trent.policy.Asking.ANN;
import static dev.trent.policy.Asking.DECRYPT;
import static dev.trent.policy.Asking.KEY;
import static dev.trent.policy.Asking.policy;
import static dev.trent.policy.Asking.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Action;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final RequestContext NOTHING = new RequestContext();

    private static Verdict verdict(Policy policy, Action action, String resource) {
        return policy.evaluate(action, resource, ANN, NOTHING).verdict();
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "*:*, true",
        "kms:*, true",
        "kms:Decrypt, true",
        "KMS:dECRYPT, true",
        "kms:De*, true",
        "kms:?ecrypt, true",
        "kms:*cry*, true",
        "*:Decrypt, true",
        "kms:Decryp, false",
        "kms:Decrypt?, false",
        "kms:Encrypt, false",
        "iam:Decrypt, false",
        "km:sDecrypt, false",
    })
    void an_action_pattern_ignores_case(String pattern, boolean matches) {
        Policy listed = policy(Kind.IDENTITY, "{'Effect':'Allow','Action':'" + pattern + "','Resource':'*'}");
        Policy others = policy(Kind.IDENTITY, "{'Effect':'Allow','NotAction':'" + pattern + "','Resource':'*'}");
        assertThat(verdict(listed, DECRYPT, KEY)).isEqualTo(matches ? Verdict.ALLOW : Verdict.NONE);
        assertThat(verdict(others, DECRYPT, KEY)).isEqualTo(matches ? Verdict.NONE : Verdict.ALLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true, true",
        "arn:aws:kms:eu-west-1:111122223333:key/abc, true, false",
        "arn:aws:kms:eu-west-1:111122223333:key/ABC, false, false",
        "arn:aws:kms:eu-west-1:111122223333:key/*, true, false",
        "arn:aws:kms:*:*:key/*, true, false",
        "arn:aws:kms:*:*:*, true, false",
        "arn:aws:kms:*:key/abc, false, false",
        "arn:aws:kms:eu-west-?:1111*:k*c, true, false",
        "arn:aws:kms, true, false",
        "arn:aws:kms:us-*, false, false",
        "arn:*:kms:eu-west-1:111122223333:key/abc, true, false",
        "arn:aws-cn:kms:eu-west-1:111122223333:key/abc, false, false",
        "arn:aws:kms:eu-west-1:111122223333:alias/abc, false, false",
        "arn:aws:kms:::key/abc, false, false",
    })
    void a_resource_pattern_is_matched_field_by_field(String pattern, boolean key, boolean noResource) {
        Policy listed = policy(Kind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'" + pattern + "'}");
        Policy others = policy(Kind.IDENTITY, "{'Effect':'Allow','Action':'*','NotResource':'" + pattern + "'}");
        assertThat(verdict(listed, DECRYPT, KEY)).isEqualTo(key ? Verdict.ALLOW : Verdict.NONE);
        assertThat(verdict(listed, DECRYPT, "*")).isEqualTo(noResource ? Verdict.ALLOW : Verdict.NONE);
        assertThat(verdict(others, DECRYPT, KEY)).isEqualTo(key ? Verdict.NONE : Verdict.ALLOW);
    }

    @Test
    void a_deny_wins_wherever_it_stands() {
        String allow = "{'Effect':'Allow','Action':'kms:*','Resource':'*'}";
        String deny = "{'Effect':'Deny','Action':'kms:Decrypt','Resource':'*'}";
        assertThat(verdict(policy(Kind.IDENTITY, allow + "," + deny), DECRYPT, KEY))
                .isEqualTo(Verdict.DENY);
        assertThat(verdict(policy(Kind.IDENTITY, deny + "," + allow), DECRYPT, KEY))
                .isEqualTo(Verdict.DENY);
        assertThat(verdict(policy(Kind.IDENTITY, deny + "," + allow), Action.kms("Encrypt"), KEY))
                .isEqualTo(Verdict.ALLOW);
    }

    @Test
    void a_key_policy_statement_without_action_or_resource_has_no_effect() {
        for (String target : List.of("", ",'Action':'*'", ",'Resource':'*'", ",'NotAction':[],'Resource':'*'")) {
            Policy policy = policy(Kind.KEY_POLICY, "{'Effect':'Allow','Principal':'*'" + target + "}");
            assertThat(verdict(policy, DECRYPT, KEY)).as(target).isEqualTo(Verdict.NONE);
        }
    }

    @Test
    void a_trust_policy_is_about_its_own_role_whatever_the_resource() {
        Policy policy = policy(
                Kind.TRUST, "{'Effect':'Allow','Principal':{'AWS':'" + ANN.arn() + "'},'Action':'sts:AssumeRole'}");
        Evaluation evaluation =
                policy.evaluate(new Action("sts", "AssumeRole"), "arn:aws:iam::111122223333:role/reader", ANN, NOTHING);
        assertThat(evaluation.direct()).hasSize(1);
        assertThat(policy.evaluate(DECRYPT, KEY, ANN, NOTHING).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void allowing_statements_are_told_apart_by_how_they_name_the_requester() {
        Policy policy = policy(Kind.KEY_POLICY, """
                {'Sid':'account','Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:*','Resource':'*'},
                {'Sid':'ann','Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/ann'},
                 'Action':'kms:*','Resource':'*'},
                {'Sid':'all','Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'*'},
                {'Sid':'not decrypting','Effect':'Deny','Principal':'*','Action':'kms:Decrypt','Resource':'*',
                 'Condition':{'Bool':{'test:strict':'true'}}}
                """);
        Evaluation evaluation = policy.evaluate(DECRYPT, KEY, ANN, NOTHING);
        assertThat(evaluation.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(evaluation.direct()).extracting(Statement::sid).containsExactly("ann", "all");
        assertThat(evaluation.byAccount()).extracting(Statement::sid).containsExactly("account");
        assertThat(evaluation.byIssuer()).isEmpty();
        Evaluation strict = policy.evaluate(DECRYPT, KEY, ANN, with("test:strict", "true"));
        assertThat(strict.verdict()).isEqualTo(Verdict.DENY);
        assertThat(strict.denying()).extracting(Statement::sid).containsExactly("not decrypting");
    }

    @Test
    void an_explanation_gives_the_first_reason_of_every_statement() {
        Policy policy = policy(Kind.KEY_POLICY, """
                {'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'kms:*','Resource':'*'},
                {'Effect':'Allow','Principal':'*','NotAction':'kms:De*','Resource':'*'},
                {'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'arn:aws:kms:*:*:key/other'},
                {'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'*',
                 'Condition':{'StringLike':{'kms:ViaService':['s3.*','rds.*']}}},
                {'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:*','Resource':'*'}
                """);
        List<Statement> statements = policy.statements();
        assertThat(policy.explain(DECRYPT, KEY, ANN, with("kms:viaservice", "logs.eu-west-1.amazonaws.com")))
                .containsExactly(
                        new Finding.OtherPrincipal(statements.get(0), false, List.of("444455556666"), ANN.arn()),
                        new Finding.OtherAction(statements.get(1), true, List.of("kms:De*"), "kms:Decrypt"),
                        new Finding.OtherResource(
                                statements.get(2), false, List.of("arn:aws:kms:*:*:key/other"), KEY, List.of()),
                        new Finding.ConditionFails(
                                statements.get(3),
                                new Finding.Compared(
                                        "StringLike",
                                        "kms:ViaService",
                                        List.of("s3.*", "rds.*"),
                                        List.of("logs.eu-west-1.amazonaws.com"),
                                        List.of())),
                        new Finding.Applies(statements.get(4), Naming.ACCOUNT, List.of()));
    }

    @Test
    void principals_are_listed_as_written() {
        Policy policy = policy(Kind.KEY_POLICY, """
                {'Effect':'Allow','Principal':{'AWS':['111122223333','*'],'Service':'logs.amazonaws.com'}},
                {'Effect':'Deny','NotPrincipal':{'AWS':'AROAAAAAAAAAAAAREADER'}},
                {'Effect':'Deny','Principal':'*'}
                """);
        assertThat(policy.principals())
                .extracting(Principal::value)
                .containsExactly("111122223333", "*", "logs.amazonaws.com", "AROAAAAAAAAAAAAREADER", "*");
        assertThat(policy.principals())
                .extracting(Principal::isUniqueId)
                .containsExactly(false, false, false, true, false);
        assertThat(policy.principals().getFirst().account()).isEqualTo("111122223333");
    }

    @Test
    void principals_are_replaced_in_place_and_all_else_stays() {
        String document = """
                { "Statement" : [ {"Sid":"\\u0041 \\"x\\"", "Effect":"Allow",
                  "Principal" : {"AWS": [ "arn:aws:iam::111122223333:user\\/ann" ,"*"]} , "Action":"kms:*"} ,
                  {"Effect":"Deny","Principal":"*"}]}
                """;
        Policy policy = Policy.parseStored(document, Kind.KEY_POLICY);
        String stored = policy.textWithPrincipals(p -> p.isEveryone() ? "*" : "AIDAAAAAAAAAAAAAAAANN");
        assertThat(stored).isEqualTo(document.replace("arn:aws:iam::111122223333:user\\/ann", "AIDAAAAAAAAAAAAAAAANN"));
        assertThat(Policy.parseStored(stored, Kind.KEY_POLICY)
                        .principals()
                        .getFirst()
                        .isUniqueId())
                .isTrue();
    }

    @Test
    void a_replaced_principal_cannot_leave_its_string() {
        Policy policy = policy(Kind.KEY_POLICY, "{'Effect':'Allow','Principal':{'AWS':'111122223333'}}");
        String name = "arn:aws:iam::111122223333:user/a\"],\"Service\":[\"\\\n\u00E9";
        Policy replaced = Policy.parseStored(policy.textWithPrincipals(p -> name), Kind.KEY_POLICY);
        assertThat(replaced.principals()).extracting(Principal::value).containsExactly(name);
    }

    @Test
    void the_default_key_policy_delegates_to_its_account() {
        String document = """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::111122223333:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""";
        Policy policy = Policy.parse(document, Kind.KEY_POLICY);
        assertThat(policy.text()).isEqualTo(document);
        Evaluation evaluation = policy.evaluate(DECRYPT, KEY, ANN, NOTHING);
        assertThat(evaluation.direct()).isEmpty();
        assertThat(evaluation.byAccount()).isEqualTo(policy.statements());
    }
}
