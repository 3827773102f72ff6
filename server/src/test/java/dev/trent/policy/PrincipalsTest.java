package dev.trent.policy;

import static dev.trent.policy.Asking.ACCOUNT;
import static dev.trent.policy.Asking.ANN;
import static dev.trent.policy.Asking.DECRYPT;
import static dev.trent.policy.Asking.KEY;
import static dev.trent.policy.Asking.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Partition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalsTest {
    private static final String ROOT_ARN = "arn:aws:iam::111122223333:root";
    private static final String ROLE_ARN = "arn:aws:iam::111122223333:role/path/reader";
    private static final String SESSION_ARN = "arn:aws:sts::111122223333:assumed-role/reader/one";
    private static final Requester ROOT =
            Requester.root(Partition.AWS.root(ACCOUNT).toString(), ACCOUNT);
    private static final Requester STRANGER =
            Requester.user("arn:aws:iam::444455556666:user/ann", "444455556666", "AIDASTRANGERXXXXXXXXX", false);
    private static final Requester SESSION = new Requester(
            Requester.Type.ASSUMED_ROLE,
            SESSION_ARN,
            ACCOUNT,
            "AROAAAAAAAAAAAAREADER:one",
            ROLE_ARN,
            "AROAAAAAAAAAAAAREADER",
            false);
    private static final Requester FAY = new Requester(
            Requester.Type.FEDERATED_USER,
            "arn:aws:sts::111122223333:federated-user/fay",
            ACCOUNT,
            "111122223333:fay",
            ANN.arn(),
            ANN.uniqueId(),
            false);
    private static final Requester FAY_OF_ROOT =
            new Requester(Requester.Type.FEDERATED_USER, FAY.arn(), ACCOUNT, "111122223333:fay", null, null, false);
    private static final Requester LOGS =
            new Requester(Requester.Type.SERVICE, "logs.amazonaws.com", "", "", null, null, false);

    private static Requester named(String name) {
        return switch (name) {
            case "root" -> ROOT;
            case "ann" -> ANN;
            case "bounded" -> Requester.user(ANN.arn(), ACCOUNT, ANN.uniqueId(), true);
            case "stranger" -> STRANGER;
            case "session" -> SESSION;
            case "fay" -> FAY;
            case "logs" -> LOGS;
            default -> throw new AssertionError(name);
        };
    }

    private static Naming naming(String principal, Requester requester) {
        return naming("Allow", "Principal", principal, requester);
    }

    private static Naming naming(String effect, String element, String principal, Requester requester) {
        Policy policy = policy(
                Kind.KEY_POLICY,
                "{'Effect':'" + effect + "','" + element + "':" + principal + ",'Action':'*','Resource':'*'}");
        Finding finding =
                policy.explain(DECRYPT, KEY, requester, new RequestContext()).getFirst();
        return finding instanceof Finding.Applies applies ? applies.naming() : Naming.NOBODY;
    }

    @ParameterizedTest
    @CsvSource({
        // principal, then the naming for: root, ann, stranger, session, fay
        "*, EVERYONE, EVERYONE, EVERYONE, EVERYONE, EVERYONE",
        "111122223333, ACCOUNT, ACCOUNT, NOBODY, ACCOUNT, ACCOUNT",
        "arn:aws:iam::111122223333:root, ACCOUNT, ACCOUNT, NOBODY, ACCOUNT, ACCOUNT",
        "arn:aws-cn:iam::111122223333:root, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY",
        "444455556666, NOBODY, NOBODY, ACCOUNT, NOBODY, NOBODY",
        "arn:aws:iam::111122223333:user/ann, NOBODY, SELF, NOBODY, NOBODY, ISSUER",
        "arn:aws:iam::111122223333:user/Ann, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY",
        "arn:aws:iam::111122223333:user/path/ann, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY",
        "arn:aws-cn:iam::111122223333:user/ann, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY",
        "AIDAAAAAAAAAAAAAAAANN, NOBODY, SELF, NOBODY, NOBODY, ISSUER",
        "arn:aws:iam::111122223333:role/path/reader, NOBODY, NOBODY, NOBODY, ISSUER, NOBODY",
        "arn:aws:iam::111122223333:role/reader, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY",
        "AROAAAAAAAAAAAAREADER, NOBODY, NOBODY, NOBODY, ISSUER, NOBODY",
        "arn:aws:sts::111122223333:assumed-role/reader/one, NOBODY, NOBODY, NOBODY, SELF, NOBODY",
        "arn:aws:sts::111122223333:assumed-role/reader/two, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY",
        "arn:aws:sts::111122223333:federated-user/fay, NOBODY, NOBODY, NOBODY, NOBODY, SELF",
    })
    void a_principal_names_requesters(
            String principal, Naming root, Naming ann, Naming stranger, Naming session, Naming fay) {
        String json = "{'AWS':'" + principal + "'}";
        assertThat(naming(json, ROOT)).as("root").isEqualTo(root);
        assertThat(naming(json, ANN)).as("ann").isEqualTo(ann);
        assertThat(naming(json, STRANGER)).as("stranger").isEqualTo(stranger);
        assertThat(naming(json, SESSION)).as("session").isEqualTo(session);
        assertThat(naming(json, FAY)).as("fay").isEqualTo(fay);
        assertThat(naming(json, LOGS))
                .as("a service belongs to no account")
                .isEqualTo(principal.equals("*") ? Naming.EVERYONE : Naming.NOBODY);
    }

    @Test
    void a_star_alone_is_everyone() {
        assertThat(naming("'*'", STRANGER)).isEqualTo(Naming.EVERYONE);
    }

    @Test
    void a_service_is_named_by_its_name_and_by_that_only() {
        assertThat(naming("{'Service':'logs.amazonaws.com'}", LOGS)).isEqualTo(Naming.SELF);
        assertThat(naming("{'Service':['s3.amazonaws.com']}", LOGS)).isEqualTo(Naming.NOBODY);
        assertThat(naming("{'Service':'logs.amazonaws.com'}", ANN)).isEqualTo(Naming.NOBODY);
    }

    @Test
    void of_several_namings_the_strongest_counts() {
        assertThat(naming("{'AWS':['111122223333','" + ROLE_ARN + "']}", SESSION))
                .isEqualTo(Naming.ISSUER);
        assertThat(naming("{'AWS':['" + ROLE_ARN + "','" + SESSION_ARN + "','111122223333']}", SESSION))
                .isEqualTo(Naming.SELF);
        assertThat(naming("{'AWS':['" + SESSION_ARN + "','*']}", SESSION)).isEqualTo(Naming.EVERYONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // requester | NotPrincipal | whether the Deny spares the requester
                "ann | arn:aws:iam::111122223333:user/ann | false",
                "ann | arn:aws:iam::111122223333:root | false",
                "ann | arn:aws:iam::111122223333:user/ann, arn:aws:iam::111122223333:root | true",
                "ann | AIDAAAAAAAAAAAAAAAANN, 111122223333 | true",
                "ann | arn:aws:iam::111122223333:user/bob, 111122223333 | false",
                "bounded | arn:aws:iam::111122223333:user/ann, 111122223333 | false",
                "bounded | * | false",
                "root | arn:aws:iam::111122223333:root | true",
                "root | arn:aws:iam::111122223333:user/ann | false",
                "session | arn:aws:sts::111122223333:assumed-role/reader/one, 111122223333 | false",
                "session | arn:aws:iam::111122223333:role/path/reader, 111122223333 | false",
                "session | arn:aws:iam::111122223333:role/path/reader, arn:aws:sts::111122223333:assumed-role/reader/one"
                        + " | false",
                "session | arn:aws:iam::111122223333:role/path/reader, arn:aws:sts::111122223333:assumed-role/reader/one,"
                        + " 111122223333 | true",
                "session | arn:aws:iam::111122223333:role/path/reader, arn:aws:sts::111122223333:assumed-role/reader/two,"
                        + " 111122223333 | false",
                "fay | arn:aws:sts::111122223333:federated-user/fay, 111122223333 | false",
                "fay | arn:aws:sts::111122223333:federated-user/fay, 111122223333, AIDAAAAAAAAAAAAAAAANN | true",
                "stranger | 111122223333 | false",
                "stranger | * | true",
            })
    void a_deny_spares_whom_not_principal_lists_at_every_level(String requester, String listed, boolean spared) {
        String principal = "{'AWS':['" + listed.replace(", ", "','") + "']}";
        assertThat(naming("Deny", "NotPrincipal", principal, named(requester)))
                .isEqualTo(spared ? Naming.NOBODY : Naming.EVERYONE);
    }

    @Test
    void a_deny_spares_a_listed_service() {
        String principal = "{'Service':'logs.amazonaws.com'}";
        assertThat(naming("Deny", "NotPrincipal", principal, LOGS)).isEqualTo(Naming.NOBODY);
        assertThat(naming("Deny", "NotPrincipal", principal, ANN)).isEqualTo(Naming.EVERYONE);
    }

    @Test
    void an_account_is_of_the_partition_that_its_arn_names() {
        String china = "arn:aws-cn:iam::" + ACCOUNT + ":root";
        Requester ming =
                Requester.user("arn:aws-cn:iam::" + ACCOUNT + ":user/ming", ACCOUNT, "AIDAMINGXXXXXXXXXXXXX", false);

        assertThat(naming("Allow", "Principal", "{'AWS':'" + china + "'}", ANN)).isEqualTo(Naming.NOBODY);
        assertThat(naming("Allow", "Principal", "{'AWS':'" + china + "'}", ming))
                .isEqualTo(Naming.ACCOUNT);
        assertThat(naming("Allow", "Principal", "{'AWS':['" + china + "','" + ROOT_ARN + "']}", ANN))
                .isEqualTo(Naming.ACCOUNT);
        assertThat(naming("Allow", "Principal", "{'AWS':'" + ACCOUNT + "'}", ming))
                .isEqualTo(Naming.ACCOUNT);
    }

    @Test
    void a_federated_session_of_the_root_user_has_no_level_between() {
        String principal = "{'AWS':['111122223333','" + FAY.arn() + "']}";
        assertThat(naming("Deny", "NotPrincipal", principal, FAY_OF_ROOT)).isEqualTo(Naming.NOBODY);
    }

    @Test
    void an_allow_leaves_out_whom_not_principal_lists_at_any_level() {
        for (String listed : List.of(SESSION_ARN, ROLE_ARN, ROOT_ARN, ACCOUNT, "*")) {
            assertThat(naming("Allow", "NotPrincipal", "{'AWS':'" + listed + "'}", SESSION))
                    .isEqualTo(Naming.NOBODY);
        }
        assertThat(naming("Allow", "NotPrincipal", "{'AWS':'" + ANN.arn() + "'}", SESSION))
                .isEqualTo(Naming.EVERYONE);
    }
}
