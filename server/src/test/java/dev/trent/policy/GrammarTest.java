package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
    private static final Path VECTORS = Path.of("src/test/vectors/iam-grammar");
    private static final String INVALID_PRINCIPALS = "Policy contains a statement with one or more invalid principals.";
    private static final String NO_TRUST_ACTION = "AssumeRole policy may only specify STS AssumeRole actions.";

    private static void assertRefused(String document, Kind kind, String message) {
        assertThatThrownBy(() -> Policy.parse(document, kind))
                .as("%s: %s", kind, document)
                .isExactlyInstanceOf(PolicyException.class)
                .hasMessage(message);
    }

    private static void assertAccepted(String document, Kind kind) {
        assertThatCode(() -> Policy.parse(document, kind))
                .as("%s: %s", kind, document)
                .doesNotThrowAnyException();
    }

    /// Returns a document of one statement; single quotation marks stand for double ones.
    private static String one(String members) {
        return ("{'Version':'2012-10-17','Statement':{" + members + "}}").replace('\'', '"');
    }

    private static String keyPolicy(String principal) {
        return one("'Effect':'Allow','Principal':" + principal + ",'Action':'kms:*','Resource':'*'");
    }

    private static String trustPolicy(String principal) {
        return one("'Effect':'Allow','Principal':" + principal + ",'Action':'sts:AssumeRole'");
    }

    @Test
    void managed_policies_are_refused_in_awss_order_and_words() throws IOException {
        List<String> lines = Files.readAllLines(VECTORS.resolve("managed-refused.txt"));
        assertThat(lines).hasSize(2 * 78);
        for (int i = 0; i < lines.size(); i += 2) {
            assertRefused(lines.get(i + 1).strip(), Kind.MANAGED, lines.get(i));
        }
    }

    @Test
    void managed_policies_that_aws_accepts_are_accepted() throws IOException {
        List<String> lines = Files.readAllLines(VECTORS.resolve("managed-accepted.txt"));
        assertThat(lines).hasSize(46);
        for (String document : lines) {
            assertAccepted(document, Kind.MANAGED);
            assertAccepted(document, Kind.IDENTITY);
            assertAccepted(document, Kind.SESSION);
            assertAccepted(document, Kind.BOUNDARY);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_version_may_be_missing_except_in_managed_policies(Kind kind) {
        String target = kind == Kind.TRUST ? "'Action':'sts:AssumeRole'" : "'Action':'kms:*','Resource':'*'";
        String principal = kind.namesPrincipals() ? "'Principal':{'AWS':'*'}," : "";
        String document = ("{'Statement':{'Effect':'Allow'," + principal + target + "}}").replace('\'', '"');
        if (kind == Kind.MANAGED || kind == Kind.BOUNDARY) {
            assertRefused(document, kind, "Policy document must be version 2012-10-17 or greater.");
        } else {
            assertAccepted(document, kind);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "// no\n{}",
                "nul",
                "{\"a\"}"
            })
    void what_is_not_json_is_refused(String document) {
        assertRefused(document, Kind.IDENTITY, Grammar.NO_JSON);
        assertRefused(document, Kind.KEY_POLICY, Grammar.NO_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','Effect':'Deny','Action':'a:b','Resource':'*'",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'Bool':{'a':'true','a':'false'}}",
                "'Effect':null,'Action':'a:b','Resource':'*'",
                "'Effect':'Allow','Action':null,'Resource':'*'",
                "'Effect':'Allow','Action':'a:b','Resource':[true]",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'Bool':{'a':null}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'Bool':{'a':[['true']]}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'stringequals':{'a':'b'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'NullIfExists':{'a':'true'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'IfExists':{'a':'true'}}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Principal':'*','NotPrincipal':'*'",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Principal':'everyone'",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Principal':{'Aws':'*'}",
                "'Effect':'Allow','Action':'a:b','Resource':'*','Principal':{'AWS':{}}"
            })
    void members_of_wrong_form_are_syntax_errors(String members) {
        assertRefused(one(members), Kind.IDENTITY, Grammar.SYNTAX);
    }

    @Test
    void a_document_that_is_no_object_is_a_syntax_error() {
        for (String document : List.of("[]", "\"text\"", "1", "true", "null")) {
            assertRefused(document, Kind.IDENTITY, Grammar.SYNTAX);
        }
    }

    @Test
    void sizes_and_characters_are_bounded() {
        String long_ = one("'Effect':'Allow','Action':'a:b','Resource':'*'") + " ".repeat(131_072);
        assertRefused(long_, Kind.IDENTITY, Grammar.SYNTAX);
        String statement = "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}";
        String many = "{\"Statement\":[" + statement + ("," + statement).repeat(1_000) + "]}";
        assertRefused(many, Kind.KEY_POLICY, Grammar.SYNTAX);
        assertAccepted("{\"Statement\":[" + statement + ("," + statement).repeat(999) + "]}", Kind.KEY_POLICY);
        assertRefused("[".repeat(10_000), Kind.IDENTITY, Grammar.SYNTAX);
        assertRefused(one("'Effect':'Allow','Action':'a:\u0100','Resource':'*'"), Kind.IDENTITY, Grammar.SYNTAX);
        assertRefused(one("'Effect':'Allow','Action':'a:\u0000','Resource':'*'"), Kind.IDENTITY, Grammar.SYNTAX);
        assertAccepted(one("'Effect':'Allow','Action':'a:\u00FF','Resource':'*'"), Kind.IDENTITY);
        String variables = "${a}".repeat(33);
        assertRefused(
                one("'Effect':'Allow','Action':'a:b','Resource':'arn:aws:s3:::" + variables + "'"),
                Kind.IDENTITY,
                Grammar.SYNTAX);
    }

    @Test
    void a_principal_in_an_identity_policy_is_refused_last() {
        String message = "Policy document should not specify a principal.";
        String members = "'Effect':'Allow','Principal':'*','Action':'a:b'";
        assertRefused(one(members + ",'Resource':'*'"), Kind.IDENTITY, message);
        assertRefused(one(members + ",'Resource':'*'"), Kind.SESSION, message);
        assertRefused(one(members), Kind.IDENTITY, "Policy statement must contain resources.");
    }

    @ParameterizedTest
    @CsvSource({"an id, true", "an-id, true", "AnId9, false", "'', false"})
    void a_sid_has_letters_and_digits_only_outside_key_policies(String sid, boolean keyPolicyOnly) {
        String target = "'Sid':'" + sid + "','Effect':'Allow','Action':'a:b','Resource':'*'";
        assertAccepted(one(target + ",'Principal':'*'"), Kind.KEY_POLICY);
        if (keyPolicyOnly) {
            assertRefused(
                    one(target),
                    Kind.IDENTITY,
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                            + " [0-9A-Za-z]*");
        } else {
            assertAccepted(one(target), Kind.IDENTITY);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:*:kms:*:*:key/*|",
                "arn:aws-cn:kms:*:*:key/*|",
                "arn:aws:iam::*:*|",
                "x:aws:kms:*:*:key/*|Resource x:aws:kms:*:*:key/* must be in ARN format or \"*\".",
                "arn:aws:*:*:*:*|Resource vendor must be fully qualified and cannot contain regexes.",
                "arn:aws:k?s:*:*:*|Resource vendor must be fully qualified and cannot contain regexes.",
            })
    void resources_are_arns_with_a_service(String resource, String complaint) {
        String document = one("'Effect':'Allow','Action':'a:b','Resource':'" + resource + "'");
        if (complaint == null) {
            assertAccepted(document, Kind.IDENTITY);
        } else {
            assertRefused(document, Kind.IDENTITY, complaint);
        }
    }

    @Test
    void a_key_policy_has_actions_resources_and_principals() {
        String everyone = "'Effect':'Allow','Principal':'*'";
        assertRefused(one(everyone), Kind.KEY_POLICY, "Missing required field Action");
        assertRefused(one(everyone + ",'Resource':'*'"), Kind.KEY_POLICY, "Missing required field Action");
        assertRefused(
                one(everyone + ",'NotAction':[],'Resource':'*'"), Kind.KEY_POLICY, "Missing required field Action");
        assertRefused(one(everyone + ",'Action':'kms:*'"), Kind.KEY_POLICY, "Missing required field Resource");
        assertRefused(
                one(everyone + ",'Action':'kms:*','NotResource':[]"),
                Kind.KEY_POLICY,
                "Missing required field Resource");
        assertAccepted(one(everyone + ",'NotAction':'kms:*','NotResource':'*'"), Kind.KEY_POLICY);
        String message = "Policy contains a statement with no principal.";
        assertRefused(one("'Effect':'Allow','Action':'kms:*','Resource':'*'"), Kind.KEY_POLICY, message);
        assertRefused(keyPolicy("{}"), Kind.KEY_POLICY, message);
        assertRefused(keyPolicy("{'AWS':[]}"), Kind.KEY_POLICY, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "111122223333",
                "arn:aws:iam::111122223333:root",
                "arn:aws:iam::111122223333:user/ann",
                "arn:aws:iam::111122223333:user/a/path/ann",
                "arn:aws:iam::111122223333:role/aws-service-role/x/y",
                "arn:aws:sts::111122223333:assumed-role/reader/one",
                "arn:aws:sts::111122223333:federated-user/fay",
                "AIDAQ3EGPDLJ5EXAMPLE2",
                "AROAQ3EGPDLJ5EXAMPLE2"
            })
    void well_formed_principals_are_accepted(String value) {
        assertAccepted(keyPolicy("{'AWS':'" + value + "'}"), Kind.KEY_POLICY);
        assertAccepted(trustPolicy("{'AWS':['" + value + "']}"), Kind.TRUST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "11112222333",
                "1111222233334",
                "11112222333x",
                "arn:aws:iam::111122223333",
                "arn:aws:iam::111122223333:",
                "arn:aws:iam::111122223333:user/",
                "arn:aws:iam::111122223333:user/*",
                "arn:aws:iam::111122223333:role/app-*",
                "arn:aws:iam::111122223333:role/app?",
                "arn:aws:iam::*:root",
                "arn:aws:iam::111122223333:group/admins",
                "arn:aws:iam:eu-west-1:111122223333:user/ann",
                "arn:other:iam::111122223333:root",
                "arn:aws:sts::111122223333:user/ann",
                "arn:aws:sts::111122223333:assumed-role/reader",
                "arn:aws:sts::111122223333:assumed-role/reader/",
                "arn:aws:sts::111122223333:assumed-role//one",
                "arn:aws:kms:eu-west-1:111122223333:key/abc",
                "AIDA",
                "AKIAQ3EGPDLJ5EXAMPLE2",
                "AIDAq3egpdlj5example2",
                "**"
            })
    void ill_formed_principals_are_refused(String value) {
        assertRefused(keyPolicy("{'AWS':'" + value + "'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertRefused(
                trustPolicy("{'AWS':['*','" + value + "']}"),
                Kind.TRUST,
                "Invalid principal in policy: \"AWS\":\"" + value + "\"");
    }

    @Test
    void services_and_providers_are_principals_where_they_mean_something() {
        assertAccepted(keyPolicy("{'Service':['logs.eu-west-1.amazonaws.com']}"), Kind.KEY_POLICY);
        assertRefused(keyPolicy("{'Service':'*'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertRefused(keyPolicy("{'Service':'logs'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertRefused(keyPolicy("{'Federated':'accounts.example.com'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertRefused(keyPolicy("{'CanonicalUser':'abc'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertAccepted(trustPolicy("{'Federated':'accounts.example.com'}"), Kind.TRUST);
        assertRefused(
                trustPolicy("{'Service':'logs'}"), Kind.TRUST, "Invalid principal in policy: \"SERVICE\":\"logs\"");
    }

    @Test
    void a_service_has_a_name_of_awss() {
        assertRefused(
                trustPolicy("{'Service':'ec2.example.com'}"),
                Kind.TRUST,
                "Invalid principal in policy: \"SERVICE\":\"ec2.example.com\"");
        assertRefused(keyPolicy("{'Service':'ec2.example.com'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertRefused(keyPolicy("{'Service':'.amazonaws.com'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertAccepted(trustPolicy("{'Service':['ec2.amazonaws.com','ec2.amazonaws.com.cn']}"), Kind.TRUST);
    }

    @Test
    void an_account_may_be_written_with_dashes() {
        Policy policy = Policy.parse(keyPolicy("{'AWS':['1111-2222-3333','111122223333']}"), Kind.KEY_POLICY);
        assertThat(policy.principals()).allMatch(principal -> "111122223333".equals(principal.account()));
        assertThat(policy.textWithPrincipals(Principal::value)).contains("[\"111122223333\",\"111122223333\"]");
        assertRefused(keyPolicy("{'AWS':'11112222-3333'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
        assertRefused(keyPolicy("{'AWS':'1111-2222-333x'}"), Kind.KEY_POLICY, INVALID_PRINCIPALS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ArnLike|nope|The policy failed legacy parsing",
                "ArnNotEqualsIfExists|nope:aws|The policy failed legacy parsing",
                "ArnEquals|arn|The policy failed legacy parsing",
                "ArnLike|*|",
                "ArnLike|*:role/a|",
                "ArnEquals|${aws:PrincipalArn}|",
                "ArnLike|arn:aws:iam::*:role/*|",
                "IpAddress|example.com|The policy failed legacy parsing",
                "IpAddress|10.0.0.0/33|The policy failed legacy parsing",
                "NotIpAddress|10.0.0|The policy failed legacy parsing",
                "IpAddress|fe80::1%eth0|The policy failed legacy parsing",
                "IpAddress|2001:db8::/32|",
                "NumericLessThan|abc|The policy failed legacy parsing",
                "ForAllValues:NumericEquals|1e3|The policy failed legacy parsing",
                "NumericLessThan|-1.5|",
                "DateLessThan|yesterday|The policy failed legacy parsing",
                "BinaryEquals|!!!|Syntax errors in policy.",
                "BinaryEquals|QUJD|",
                "StringEquals|anything|"
            })
    void a_wanted_value_is_of_its_operators_type(String operator, String value, String complaint) {
        String members = "'Effect':'Allow','Action':'kms:*','Resource':'*','Condition':{'" + operator + "':{'aws:x':['"
                + value + "']}}";
        if (complaint == null) {
            assertAccepted(one(members), Kind.IDENTITY);
        } else {
            assertRefused(one(members), Kind.IDENTITY, complaint);
            assertRefused(one(members + ",'Principal':'*'"), Kind.KEY_POLICY, complaint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k*:Encrypt", "*:*", "?ms:Encrypt", "*:Encrypt"})
    void the_vendor_of_an_action_is_written_out(String action) {
        assertRefused(
                one("'Effect':'Allow','Action':'" + action + "','Resource':'*'"),
                Kind.MANAGED,
                "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.");
    }

    @Test
    void what_was_stored_before_a_rule_is_still_read() {
        String document = one("'Effect':'Allow','Principal':'*','Action':'kms:*'");
        assertRefused(document, Kind.KEY_POLICY, "Missing required field Resource");
        assertThat(Policy.parseStored(document, Kind.KEY_POLICY).text()).isEqualTo(document);
    }

    @Test
    void for_all_values_on_a_key_of_one_value_is_refused_in_a_key_policy() {
        for (String key : List.of("kms:EncryptionContext:App", "KMS:encryptioncontext:x", "aws:RequestTag/Team")) {
            String members = "'Effect':'Allow','Action':'kms:*','Resource':'*','Condition':"
                    + "{'ForAllValues:StringEquals':{'" + key + "':'x'}}";
            assertThatThrownBy(() -> Policy.parse(one(members + ",'Principal':'*'"), Kind.KEY_POLICY))
                    .hasMessageStartingWith("OverlyPermissiveCondition: Using the ForAllValues set operator")
                    .hasMessageEndingWith("To fix, remove ForAllValues.");
            assertAccepted(one(members), Kind.IDENTITY);
            assertAccepted(one(members.replace("AllValues", "AnyValue") + ",'Principal':'*'"), Kind.KEY_POLICY);
        }
        assertAccepted(
                one("'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'*','Condition':"
                        + "{'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':'x'}}"),
                Kind.KEY_POLICY);
    }

    @Test
    void a_trust_policy_names_principals_and_assuming_actions_only() {
        String principal = "'Effect':'Allow','Principal':{'AWS':'*'}";
        assertAccepted(one(principal + ",'Action':'sts:SetContext'"), Kind.TRUST);
        assertRefused(
                one("'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole'"),
                Kind.TRUST,
                "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"");
        assertAccepted(one(principal + ",'Action':['STS:AssumeRole','sts:TagSession']"), Kind.TRUST);
        assertRefused(one(principal + ",'Action':'sts:GetObject'"), Kind.TRUST, NO_TRUST_ACTION);
        assertRefused(one(principal + ",'Action':['sts:AssumeRole','kms:Decrypt']"), Kind.TRUST, NO_TRUST_ACTION);
        assertRefused(one(principal + ",'NotAction':'sts:AssumeRole'"), Kind.TRUST, NO_TRUST_ACTION);
        assertRefused(one(principal), Kind.TRUST, "Policy statement must contain actions.");
        assertRefused(
                one(principal + ",'Action':'sts:AssumeRole','Resource':'*'"),
                Kind.TRUST,
                "Has prohibited field Resource.");
        assertRefused(
                one("'Effect':'Allow','Action':'sts:AssumeRole'"), Kind.TRUST, "Missing required field Principal");
    }
}
