package dev.trent.policy;

import static dev.trent.policy.Asking.ANN;
import static dev.trent.policy.Asking.DECRYPT;
import static dev.trent.policy.Asking.KEY;
import static dev.trent.policy.Asking.holds;
import static dev.trent.policy.Asking.policy;
import static dev.trent.policy.Asking.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // operator; wanted; found; holds, with aws:username = ann and test:star = *
                "StringEquals; ${aws:username}; ann; true",
                "StringEquals; ${AWS:UserName}; ann; true",
                "StringEquals; home/${aws:username}/x; home/ann/x; true",
                "StringEquals; ${aws:username}; bob; false",
                "StringEquals; ${test:missing}; ann; false",
                "StringNotEquals; ${test:missing}; ann; false",
                "StringNotEquals; ${aws:username}; bob; true",
                "StringEquals; ${test:missing, `ann`}; ann; true",
                "StringEquals; ${test:missing,`ann`}; ann; true",
                "StringEquals; ${aws:username, `bob`}; ann; true",
                "StringEquals; ${aws:username, `bob`}; bob; false",
                "StringEquals; ${test:missing, ``}; ''; true",
                "StringEquals; ${test:missing, ann}; ann; false",
                "StringEquals; ${*}${?}${$}; *?$; true",
                "StringLike; ${*}; x; false",
                "StringLike; ${*}; *; true",
                "StringLike; a${?}; ab; false",
                "StringLike; ${test:star}; x; false",
                "StringLike; ${test:star}; *; true",
                "StringLike; ${test:star}*; *x; true",
                "StringLike; ${test:missing, `*`}; x; false",
                "StringLike; *${aws:username}; joann; true",
                "StringLike; ${; ${; true",
                "StringEquals; ${}; ''; false",
                "StringEqualsIgnoreCase; ${aws:username}; ANN; true",
                "Bool; ${test:true}; true; true",
                "Bool; ${test:true}; false; false",
                "ArnLike; arn:aws:iam::${test:account}:user/${aws:username}; arn:aws:iam::111122223333:user/ann; true",
                "ArnLike; arn:aws:iam::${test:account}:user/${aws:username}; arn:aws:iam::111122223333:user/bob; false",
                "ArnLike; arn:aws:iam::${test:star}:user/ann; arn:aws:iam::111122223333:user/ann; false",
                "ArnNotLike; arn:aws:iam::${test:missing}:user/ann; arn:aws:iam::111122223333:user/ann; false",
                "NumericEquals; ${test:number}; 7; false",
                "IpAddress; ${test:address}; 10.0.0.1; false",
            })
    void a_variable_stands_for_the_value_of_its_key(String operator, String wanted, String found, boolean holds) {
        RequestContext context = with(
                        "test:key", found, "aws:username", "ann", "test:star", "*", "test:account", "111122223333")
                .add("test:true", "true")
                .add("test:number", "7")
                .add("test:address", "10.0.0.1");
        String condition = ("{'" + operator + "':{'test:key':'" + wanted + "'}}");
        assertThat(holds(condition, context)).isEqualTo(holds);
    }

    @Test
    void in_the_old_version_a_variable_is_plain_text() {
        String condition = "{'StringLike':{'test:key':'${aws:username}*'}}";
        RequestContext ann = with("test:key", "ann", "aws:username", "ann");
        RequestContext plain = with("test:key", "${aws:username}", "aws:username", "ann");
        assertThat(holds("2012-10-17", condition, ann)).isTrue();
        assertThat(holds("2008-10-17", condition, ann)).isFalse();
        assertThat(holds("2008-10-17", condition, plain)).isTrue();
        assertThat(holds("2008-10-17", "{'StringLike':{'test:key':'${*}'}}", with("test:key", "${abc}")))
                .isTrue();
    }

    @Test
    void a_key_of_several_values_gives_a_variable_none() {
        RequestContext context = with("test:key", "ann").add("test:many", List.of("ann", "bob"));
        assertThat(holds("{'StringEquals':{'test:key':'${test:many}'}}", context))
                .isFalse();
        assertThat(holds("{'StringEquals':{'test:key':'${test:many, `ann`}'}}", context))
                .isFalse();
    }

    @Test
    void a_missing_value_spoils_a_negated_comparison_but_not_its_positive_alternatives() {
        RequestContext context = with("test:key", "ann");
        assertThat(holds("{'StringEquals':{'test:key':['${test:missing}','ann']}}", context))
                .isTrue();
        assertThat(holds("{'StringNotEquals':{'test:key':['${test:missing}','bob']}}", context))
                .isFalse();
        assertThat(holds("{'StringNotEquals':{'test:gone':'${test:missing}'}}", context))
                .isFalse();
    }

    @Test
    void a_resource_has_variables_in_its_last_field_only() {
        Policy own = policy(
                Kind.IDENTITY,
                "{'Effect':'Allow','Action':'*','Resource':'arn:aws:iam::*:user/${aws:username}'},"
                        + "{'Effect':'Allow','Action':'*','Resource':'arn:aws:kms:eu-west-1:${test:account}:key/*'}");
        RequestContext ann = with("aws:username", "ann", "test:account", "111122223333");
        assertThat(verdict(own, "arn:aws:iam::111122223333:user/ann", ann)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(own, "arn:aws:iam::111122223333:user/bob", ann)).isEqualTo(Verdict.NONE);
        assertThat(verdict(own, "arn:aws:iam::111122223333:user/ann", with())).isEqualTo(Verdict.NONE);
        assertThat(verdict(own, KEY, ann)).isEqualTo(Verdict.NONE);
    }

    @Test
    void a_user_named_star_reaches_only_the_resource_named_star() {
        Policy own = policy(
                Kind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'arn:aws:iam::*:user/${aws:username}'}");
        RequestContext star = with("aws:username", "*");
        assertThat(verdict(own, "arn:aws:iam::111122223333:user/ann", star)).isEqualTo(Verdict.NONE);
        assertThat(verdict(own, "arn:aws:iam::111122223333:user/*", star)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void a_deny_with_a_variable_without_value_does_not_apply() {
        Policy others = policy(
                Kind.IDENTITY, "{'Effect':'Deny','Action':'*','NotResource':'arn:aws:iam::*:user/${aws:username}'}");
        String bob = "arn:aws:iam::111122223333:user/bob";
        assertThat(verdict(others, bob, with("aws:username", "ann"))).isEqualTo(Verdict.DENY);
        assertThat(verdict(others, bob, with("aws:username", "bob"))).isEqualTo(Verdict.NONE);
        assertThat(verdict(others, bob, with())).isEqualTo(Verdict.NONE);
    }

    private static Verdict verdict(Policy policy, String resource, RequestContext context) {
        return policy.evaluate(DECRYPT, resource, ANN, context).verdict();
    }
}
