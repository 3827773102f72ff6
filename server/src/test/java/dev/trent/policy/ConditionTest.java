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
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {
                // operator, wanted, found, holds
                "StringEquals, red, red, true",
                "StringEquals, red, Red, false",
                "StringEquals, r*, red, false",
                "StringEquals, r*, r*, true",
                "StringEquals, red, absent, false",
                "StringNotEquals, red, blue, true",
                "StringNotEquals, red, red, false",
                "StringNotEquals, red, absent, true",
                "StringEqualsIgnoreCase, red, RED, true",
                "StringEqualsIgnoreCase, red, blue, false",
                "StringEqualsIgnoreCase, red, absent, false",
                "StringNotEqualsIgnoreCase, red, RED, false",
                "StringNotEqualsIgnoreCase, red, blue, true",
                "StringNotEqualsIgnoreCase, red, absent, true",
                "StringLike, r?d*, rodeo, true",
                "StringLike, r?d*, Rodeo, false",
                "StringLike, r?d, rd, false",
                "StringLike, *, '', true",
                "StringLike, *, absent, false",
                "StringNotLike, r*, red, false",
                "StringNotLike, r*, blue, true",
                "StringNotLike, r*, absent, true",
                "NumericEquals, 10, 10.0, true",
                "NumericEquals, 10, 11, false",
                "NumericEquals, 10, ten, false",
                "NumericEquals, ten, ten, false",
                "NumericEquals, 1e1, 10, false",
                "NumericEquals, 10, absent, false",
                "NumericNotEquals, 10, 11, true",
                "NumericNotEquals, 10, 10.00, false",
                "NumericNotEquals, 10, ten, true",
                "NumericNotEquals, 10, absent, true",
                "NumericLessThan, 10, 9.99, true",
                "NumericLessThan, 10, 10, false",
                "NumericLessThan, 10, -11, true",
                "NumericLessThan, ten, 9, false",
                "NumericLessThan, 10, absent, false",
                "NumericLessThanEquals, 10, 10, true",
                "NumericLessThanEquals, 10, 10.01, false",
                "NumericGreaterThan, 10, 10.01, true",
                "NumericGreaterThan, 10, 10, false",
                "NumericGreaterThan, 10, 9, false",
                "NumericGreaterThanEquals, 10, 10, true",
                "NumericGreaterThanEquals, 10, 9, false",
                "DateEquals, 2026-01-01T00:00:00Z, 1767225600, true",
                "DateEquals, 2026-01-01, 2026-01-01T00:00:00Z, true",
                "DateEquals, 2026-01-01T01:00:00+01:00, 2026-01-01T00:00:00Z, true",
                "DateEquals, 2026-01-01T00:00:00Z, today, false",
                "DateEquals, 2026-01-01T00:00:00Z, absent, false",
                "DateNotEquals, 2026-01-01T00:00:00Z, 2026-01-01T00:00:01Z, true",
                "DateNotEquals, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, false",
                "DateNotEquals, 2026-01-01T00:00:00Z, today, true",
                "DateNotEquals, 2026-01-01T00:00:00Z, absent, true",
                "DateLessThan, 2026-01-01T00:00:00Z, 2025-12-31T23:59:59.999Z, true",
                "DateLessThan, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, false",
                "DateLessThan, 2026-01-01T00:00:00Z, today, false",
                "DateLessThanEquals, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, true",
                "DateGreaterThan, 2026-01-01T00:00:00Z, 1767225601, true",
                "DateGreaterThan, 2026-01-01T00:00:00Z, 1767225600, false",
                "DateGreaterThanEquals, 2026-01-01T00:00:00Z, 1767225600, true",
                "DateGreaterThanEquals, 2026-01-01T00:00:00Z, absent, false",
                "Bool, true, true, true",
                "Bool, TRUE, True, true",
                "Bool, true, false, false",
                "Bool, false, false, true",
                "Bool, true, yes, false",
                "Bool, yes, yes, false",
                "Bool, false, absent, false",
                "BinaryEquals, AAEC, AAEC, true",
                "BinaryEquals, AAEC, AAED, false",
                "BinaryEquals, not base64, not base64, false",
                "BinaryEquals, AAEC, absent, false",
                "IpAddress, 203.0.113.0/24, 203.0.113.7, true",
                "IpAddress, 203.0.113.0/24, 203.0.114.7, false",
                "IpAddress, 203.0.113.9/24, 203.0.113.7, true",
                "IpAddress, 203.0.113.7, 203.0.113.7, true",
                "IpAddress, 203.0.113.7, 203.0.113.8, false",
                "IpAddress, 203.0.113.6/31, 203.0.113.7, true",
                "IpAddress, 203.0.113.6/31, 203.0.113.8, false",
                "IpAddress, 0.0.0.0/0, 203.0.113.7, true",
                "IpAddress, 0.0.0.0/0, 2001:db8::1, false",
                "IpAddress, ::/0, 2001:db8::1, true",
                "IpAddress, 2001:db8::/33, 2001:db8:7fff::1, true",
                "IpAddress, 2001:db8::/33, 2001:db8:8000::1, false",
                "IpAddress, 2001:DB8::1, 2001:db8:0:0:0:0:0:1, true",
                "IpAddress, 203.0.113.0/24, ::ffff:203.0.113.7, true",
                "IpAddress, ::ffff:203.0.113.0/120, 203.0.113.7, true",
                "IpAddress, ::ffff:203.0.113.0/120, 203.0.114.7, false",
                "IpAddress, ::ffff:203.0.113.7, 203.0.113.7, true",
                "IpAddress, ::ffff:cb00:7107, 203.0.113.7, true",
                "IpAddress, 203.0.113.7, ::ffff:cb00:7107, true",
                "NotIpAddress, 203.0.113.0/24, ::ffff:203.0.113.7, false",
                "IpAddress, fe80::/10, fe80::1%eth0, true",
                "IpAddress, fe80::1, fe80:0:0:0:0:0:0:1%2, true",
                "IpAddress, fe80::2, fe80::1%eth0, false",
                "IpAddress, 203.0.113.0/33, 203.0.113.7, false",
                "IpAddress, 203.0.113.0/-1, 203.0.113.7, false",
                "IpAddress, 203.0.113.0/, 203.0.113.7, false",
                "IpAddress, 203.0.113, 203.0.113.0, false",
                "IpAddress, localhost, 127.0.0.1, false",
                "IpAddress, 203.0.113.0/24, localhost, false",
                "IpAddress, 0.0.0.0/0, absent, false",
                "NotIpAddress, 203.0.113.0/24, 203.0.114.7, true",
                "NotIpAddress, 203.0.113.0/24, 203.0.113.7, false",
                "NotIpAddress, 203.0.113.0/24, absent, true",
                "ArnLike, arn:aws:iam::*:role/*, arn:aws:iam::111122223333:role/a/b:c, true",
                "ArnLike, arn:aws:*:key/abc, arn:aws:kms:eu-west-1:111122223333:key/abc, false",
                "ArnLike, arn:aws:kms:*:*:key/a?c, arn:aws:kms:eu-west-1:111122223333:key/abc, true",
                "ArnLike, arn:aws:kms:*:*:key/a?c, arn:aws:kms:eu-west-1:111122223333:key/ABC, false",
                "ArnLike, arn:aws:kms, arn:aws:kms:eu-west-1:111122223333:key/abc, false",
                "ArnLike, arn:aws:kms:*:*:*, abc, false",
                "ArnLike, *, arn:aws:kms:eu-west-1:111122223333:key/abc, true",
                "ArnLike, *, absent, false",
                "ArnEquals, arn:aws:kms:*:*:key/a*, arn:aws:kms:eu-west-1:111122223333:key/abc, true",
                "ArnEquals, arn:aws:kms:*:*:key/b*, arn:aws:kms:eu-west-1:111122223333:key/abc, false",
                "ArnNotEquals, arn:aws:kms:*:*:key/a*, arn:aws:kms:eu-west-1:111122223333:key/abc, false",
                "ArnNotEquals, arn:aws:kms:*:*:key/a*, absent, true",
                "ArnNotLike, arn:aws:kms:*:*:key/a*, arn:aws:kms:eu-west-1:111122223333:alias/a, true",
                "ArnNotLike, arn:aws:kms:*:*:key/a*, absent, true",
                "Null, true, absent, true",
                "Null, TRUE, absent, true",
                "Null, true, '', false",
                "Null, false, x, true",
                "Null, false, absent, false",
                "Null, maybe, absent, false",
                "Null, maybe, x, false",
            })
    void an_operator_compares_one_value(String operator, String wanted, String found, boolean holds) {
        RequestContext context = found == null ? new RequestContext() : with("test:key", found);
        String condition = "{'" + operator + "':{'test:key':'" + wanted + "'}}";
        assertThat(holds(condition, context)).isEqualTo(holds);
        if (!operator.equals("Null")) {
            String ifExists = condition.replace("':{", "IfExists':{");
            assertThat(holds(ifExists, context)).as("with IfExists").isEqualTo(found == null || holds);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // operator, found (values separated by |), holds
        "ForAllValues:StringEquals, red|blue, true",
        "ForAllValues:StringEquals, red|green, false",
        "ForAllValues:StringEquals, red, true",
        "ForAllValues:StringEquals, absent, true",
        "ForAllValues:StringEquals, empty, true",
        "ForAllValues:StringEqualsIfExists, absent, true",
        "ForAnyValue:StringEquals, red|green, true",
        "ForAnyValue:StringEquals, green|white, false",
        "ForAnyValue:StringEquals, absent, false",
        "ForAnyValue:StringEquals, empty, false",
        "ForAnyValue:StringEqualsIfExists, absent, true",
        "ForAnyValue:StringEqualsIfExists, green, false",
        "ForAllValues:StringNotEquals, green|white, true",
        "ForAllValues:StringNotEquals, green|red, false",
        "ForAllValues:StringNotEquals, absent, true",
        "ForAnyValue:StringNotEquals, green|red, true",
        "ForAnyValue:StringNotEquals, blue|red, false",
        "ForAnyValue:StringNotEquals, absent, false",
        "StringEquals, red, true",
        "StringEquals, red|blue, false",
        "StringEquals, empty, false",
        "StringNotEquals, red|green, false",
        "StringNotEquals, green|white, false",
        "StringNotEquals, empty, true",
        "StringEqualsIfExists, empty, true",
        "StringEqualsIfExists, green|white, false",
        "Null, empty, false",
    })
    void a_set_operator_looks_at_all_values(String operator, String found, boolean holds) {
        RequestContext context = new RequestContext();
        if (!found.equals("absent")) {
            context.add("test:key", found.equals("empty") ? List.of() : List.of(found.split("\\|")));
        }
        assertThat(holds("{'" + operator + "':{'test:key':['red','blue']}}", context))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, red|green, true",
        "StringEquals, green|white, false",
        "StringNotEquals, red|green, true",
        "StringNotEquals, red|blue, false",
        "StringEqualsIfExists, red|green, true",
    })
    void several_values_satisfy_the_plain_operator_of_a_deny_if_one_does(
            String operator, String found, boolean denies) {
        Policy policy = policy(
                Kind.IDENTITY,
                "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'" + operator
                        + "':{'test:key':['red','blue']}}}");
        RequestContext context = new RequestContext().add("test:key", List.of(found.split("\\|")));
        assertThat(policy.evaluate(DECRYPT, KEY, ANN, context).verdict())
                .isEqualTo(denies ? Verdict.DENY : Verdict.NONE);
    }

    @Test
    void a_pair_named_in_another_case_does_not_help_past_a_deny() {
        Policy policy = policy(
                Kind.KEY_POLICY,
                "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':"
                        + "{'StringNotEquals':{'kms:EncryptionContext:App':'ours'}}}");
        RequestContext context = with("kms:EncryptionContext:App", "theirs", "kms:EncryptionContext:APP", "ours");
        assertThat(policy.evaluate(DECRYPT, KEY, ANN, context).verdict()).isEqualTo(Verdict.DENY);
    }

    @Test
    void several_values_are_alternatives_and_under_a_negated_operator_all_excluded() {
        RequestContext red = with("test:key", "red");
        assertThat(holds("{'StringEquals':{'test:key':['blue','red']}}", red)).isTrue();
        assertThat(holds("{'StringNotEquals':{'test:key':['blue','red']}}", red))
                .isFalse();
        assertThat(holds("{'StringNotEquals':{'test:key':['blue','green']}}", red))
                .isTrue();
    }

    @Test
    void no_wanted_value_is_satisfied_by_nothing_and_its_negation_by_everything() {
        RequestContext red = with("test:key", "red");
        assertThat(holds("{'StringEquals':{'test:key':[]}}", red)).isFalse();
        assertThat(holds("{'StringNotEquals':{'test:key':[]}}", red)).isTrue();
        assertThat(holds("{'StringEquals':{}}", red)).isTrue();
        assertThat(holds("{'NoSuchOperator':{}}", red)).isTrue();
    }

    @Test
    void all_operators_and_all_keys_must_hold() {
        RequestContext context = with("test:a", "1", "test:b", "2");
        assertThat(holds("{'StringEquals':{'test:a':'1','test:b':'2'},'Null':{'test:c':'true'}}", context))
                .isTrue();
        assertThat(holds("{'StringEquals':{'test:a':'1','test:b':'1'},'Null':{'test:c':'true'}}", context))
                .isFalse();
        assertThat(holds("{'StringEquals':{'test:a':'1','test:b':'2'},'Null':{'test:c':'false'}}", context))
                .isFalse();
    }

    @Test
    void numbers_and_booleans_may_be_written_without_quotation_marks() {
        assertThat(holds("{'NumericLessThan':{'test:key':7.5}}", with("test:key", "7.25")))
                .isTrue();
        assertThat(holds("{'Bool':{'test:key':true}}", with("test:key", "true")))
                .isTrue();
        assertThat(holds("{'StringEquals':{'test:key':[1.0]}}", with("test:key", "1.0")))
                .isTrue();
        assertThat(holds("{'StringEquals':{'test:key':[1.0]}}", with("test:key", "1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kms:EncryptionContext:AppName", "kms:encryptioncontext:appname", "KMS:ENCRYPTIONCONTEXT:APPNAME"
            })
    void a_key_is_found_in_any_case(String key) {
        RequestContext context = with("kms:EncryptionContext:AppName", "x");
        assertThat(holds("{'StringEquals':{'" + key + "':'x'}}", context)).isTrue();
        assertThat(holds("{'StringEquals':{'" + key + "s':'x'}}", context)).isFalse();
    }

    @Test
    void letters_that_only_unicode_folds_do_not_make_keys_equal() {
        // U+212A, the Kelvin sign, is a k in Unicode's folding.
        RequestContext context = with("kms:EncryptionContext:\u212Aey", "x");
        assertThat(holds("{'StringEquals':{'kms:EncryptionContext:key':'x'}}", context))
                .isFalse();
        assertThat(holds("{'Null':{'kms:EncryptionContext:\u00C4':'false'}}", with("kms:EncryptionContext:\u00E4", "")))
                .isTrue();
    }
}
