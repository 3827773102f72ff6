package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.call.Operation;
import dev.trent.cli.RecordedCalls.Credentials;
import dev.trent.cli.RecordedCalls.Recorded;
import dev.trent.crypto.Engine;
import dev.trent.gateway.AnyRequest;
import dev.trent.iam.Authenticator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The record of every operation, and of calls that end otherwise, beside a file of its own:
/// `records/SERVICE/NAME.json`. A new operation needs a call here and its file.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:41:07Z");
    private static final String FOREIGN = "444455556666";
    private static final String ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}]}";
    private static final String KEY_POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":["
                    + "\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:root\"]},\"Action\":\"kms:*\","
                    + "\"Resource\":\"*\"}]}";
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"AWS\":[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:root\"]},"
                    + "\"Action\":[\"sts:AssumeRole\",\"sts:SetSourceIdentity\",\"sts:TagSession\"]}]}";
    private static final Set<String> SERVICE_EVENTS = Set.of(
            "service/DeleteExpiredKeyMaterial",
            "service/DeleteKey",
            "service/RotateKey",
            "service/SynchronizeMultiRegionKey",
            "service/UnauthenticatedCalls");
    private static final String SECRET_32 = "c2VjcmV0LXRoYXQtbm8tcmVjb3JkLW1heS1zaG93LTA=";

    private static final Map<String, Operation<?, ?>> OPERATIONS = new TreeMap<>();
    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
    private static final Set<byte[]> SECRETS = new TreeSet<>(Arrays::compare);

    private static TestServer server;
    private static RecordedCalls calls;
    private static Path data;
    private static PrintStream out;
    private static PrintStream err;
    private static final Map<String, List<String>> RECORDS = new TreeMap<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        data = folder;
        add("kms", dev.trent.kms.OperationsFixture.all());
        add("iam", dev.trent.iam.OperationsFixture.all());
        add("sts", dev.trent.sts.OperationsFixture.all());
        add("cloudtrail", dev.trent.cloudtrail.OperationsFixture.all());
        add("s3", dev.trent.delivery.OperationsFixture.all());
        out = System.out;
        err = System.err;
        PrintStream both = new PrintStream(PRINTED, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        server = TestServer.start(data, null, Engine.fastest(), InstantSource.fixed(NOW));
        calls = new RecordedCalls(server, data, OPERATIONS, SECRETS);
        calls.keep("all", RecordedCalls.encoded(ALL));
        calls.keep("trust", RecordedCalls.encoded(TRUST));
    }

    @AfterAll
    static void stop() {
        server.close();
        System.setOut(out);
        System.setErr(err);
    }

    private static Recorded kms(String operation, String json) {
        return noted(operation, calls.call("kms", operation, json).succeeded());
    }

    private static Recorded iam(String operation, String form) {
        return noted(operation, calls.call("iam", operation, form).succeeded());
    }

    private static Recorded sts(String operation, String form) {
        return noted(operation, calls.call("sts", operation, form).succeeded());
    }

    private static Recorded trail(String operation, String json) {
        return noted(operation, calls.call("cloudtrail", operation, json).succeeded());
    }

    private static void s3(String operation, String method, String pathAndQuery) {
        noted(operation, calls.read(operation, method, pathAndQuery).succeeded());
    }

    /// Keeps the records of a call for the comparison; of several calls, those of the first.
    private static Recorded noted(String name, Recorded call) {
        RECORDS.putIfAbsent(call.service() + "/" + name, call.records());
        return call;
    }

    private static String quoted(String json) {
        return json.replace("\"", "\\\"");
    }

    @Test
    @Order(1)
    void the_management_of_keys_is_recorded() {
        calls.keep(
                kms("CreateKey", "{'Description':'ledger','Tags':[{'TagKey':'team','TagValue':'ledger'}]}"),
                "key",
                "KeyId",
                "arn",
                "Arn");
        calls.keep(calls.call("kms", "CreateKey", "{}").succeeded(), "other", "KeyId", "otherArn", "Arn");
        kms("DescribeKey", "{'KeyId':'${key}'}");
        kms("CreateAlias", "{'AliasName':'alias/ledger','TargetKeyId':'${key}'}");
        kms("ListAliases", "{'KeyId':'${key}','Limit':5}");
        kms("UpdateAlias", "{'AliasName':'alias/ledger','TargetKeyId':'${other}'}");
        kms("DeleteAlias", "{'AliasName':'alias/ledger'}");
        kms("ListKeys", "{'Limit':5}");
        kms("TagResource", "{'KeyId':'${key}','Tags':[{'TagKey':'a','TagValue':'b'},{'TagKey':'c','TagValue':''}]}");
        kms("UntagResource", "{'KeyId':'${key}','TagKeys':['a','c']}");
        kms("ListResourceTags", "{'KeyId':'${arn}'}");
        kms("UpdateKeyDescription", "{'KeyId':'${key}','Description':'the ledger of 2026'}");
        kms("EnableKeyRotation", "{'KeyId':'${key}','RotationPeriodInDays':180}");
        kms("GetKeyRotationStatus", "{'KeyId':'${key}'}");
        kms("DisableKeyRotation", "{'KeyId':'${key}'}");
        kms("RotateKeyOnDemand", "{'KeyId':'${key}'}");
        kms("ListKeyRotations", "{'KeyId':'${key}','Limit':10}");
        kms("PutKeyPolicy", "{'KeyId':'${key}','Policy':'" + quoted(KEY_POLICY) + "'}");
        kms("GetKeyPolicy", "{'KeyId':'${key}'}");
        kms("ListKeyPolicies", "{'KeyId':'${key}'}");
        kms("DisableKey", "{'KeyId':'${key}'}");
        noted(
                "Encrypt.disabled",
                calls.call("kms", "Encrypt", "{'KeyId':'${key}','Plaintext':'" + SECRET_32 + "'}")
                        .refused("DisabledException"));
        kms("EnableKey", "{'KeyId':'${key}'}");
        kms("ScheduleKeyDeletion", "{'KeyId':'${other}','PendingWindowInDays':7}");
        kms("CancelKeyDeletion", "{'KeyId':'${other}'}");
        calls.call("kms", "EnableKey", "{'KeyId':'${other}'}").succeeded();
    }

    @Test
    @Order(2)
    void cryptography_is_recorded() {
        calls.keep(
                kms(
                        "Encrypt",
                        "{'KeyId':'${key}','Plaintext':'" + SECRET_32
                                + "','EncryptionContext':{'table':'ledger','shard':'0042'}}"),
                "blob",
                "CiphertextBlob");
        kms("Decrypt", "{'CiphertextBlob':'${blob}','EncryptionContext':{'table':'ledger','shard':'0042'}}");
        kms(
                "ReEncrypt",
                "{'CiphertextBlob':'${blob}','SourceEncryptionContext':{'table':'ledger','shard':'0042'},"
                        + "'DestinationKeyId':'${other}','DestinationEncryptionContext':{'table':'archive'}}");
        noted(
                "Decrypt.dry-run",
                calls.call(
                                "kms",
                                "Decrypt",
                                "{'CiphertextBlob':'${blob}','EncryptionContext':{'table':'ledger','shard':'0042'},"
                                        + "'KeyId':'${key}','DryRun':true}")
                        .refused("DryRunOperationException"));
        noted(
                "Decrypt.wrong-context",
                calls.call("kms", "Decrypt", "{'CiphertextBlob':'${blob}','EncryptionContext':{'table':'other'}}")
                        .refused("InvalidCiphertextException"));
        kms("GenerateDataKey", "{'KeyId':'${key}','KeySpec':'AES_256','EncryptionContext':{'table':'ledger'}}");
        kms("GenerateDataKeyWithoutPlaintext", "{'KeyId':'${key}','NumberOfBytes':24}");
        kms("GenerateDataKeyPair", "{'KeyId':'${key}','KeyPairSpec':'ECC_NIST_P256'}");
        kms("GenerateDataKeyPairWithoutPlaintext", "{'KeyId':'${key}','KeyPairSpec':'ECC_NIST_P256'}");
        kms("GenerateRandom", "{'NumberOfBytes':32}");
        kms("GetKeyLastUsage", "{'KeyId':'${key}'}");

        calls.keep(
                noted(
                        "CreateKey.hmac",
                        calls.call("kms", "CreateKey", "{'KeySpec':'HMAC_256','KeyUsage':'GENERATE_VERIFY_MAC'}")),
                "hmac",
                "KeyId");
        calls.keep(
                kms("GenerateMac", "{'KeyId':'${hmac}','MacAlgorithm':'HMAC_SHA_256','Message':'" + SECRET_32 + "'}"),
                "mac",
                "Mac");
        kms(
                "VerifyMac",
                "{'KeyId':'${hmac}','MacAlgorithm':'HMAC_SHA_256','Message':'" + SECRET_32 + "','Mac':'${mac}'}");

        calls.keep(key("ECC_NIST_P256", "SIGN_VERIFY"), "signing", "KeyId");
        calls.keep(
                kms("Sign", "{'KeyId':'${signing}','SigningAlgorithm':'ECDSA_SHA_256','Message':'" + SECRET_32 + "'}"),
                "signature",
                "Signature");
        kms(
                "Verify",
                "{'KeyId':'${signing}','SigningAlgorithm':'ECDSA_SHA_256','Message':'" + SECRET_32
                        + "','Signature':'${signature}'}");

        calls.keep(key("ECC_NIST_P256", "KEY_AGREEMENT"), "agreeing", "KeyId");
        calls.keep(kms("GetPublicKey", "{'KeyId':'${agreeing}'}"), "public", "PublicKey");
        kms("DeriveSharedSecret", "{'KeyId':'${agreeing}','KeyAgreementAlgorithm':'ECDH','PublicKey':'${public}'}");

        calls.keep(
                noted(
                        "CreateKey.ml-kem",
                        calls.call(
                                "kms", "CreateKey", "{'KeySpec':'ML_KEM_512','KeyUsage':'ENCAPSULATE_DECAPSULATE'}")),
                "kem",
                "KeyId");
        calls.keep(
                kms("Encapsulate", "{'KeyId':'${kem}','EncapsulationAlgorithm':'ML_KEM'}"),
                "capsule",
                "SharedSecretCiphertextBlob");
        kms(
                "Decapsulate",
                "{'KeyId':'${kem}','EncapsulationAlgorithm':'ML_KEM','SharedSecretCiphertextBlob':'${capsule}'}");
    }

    private static Recorded key(String spec, String usage) {
        return calls.call("kms", "CreateKey", "{'KeySpec':'" + spec + "','KeyUsage':'" + usage + "'}")
                .succeeded();
    }

    @Test
    @Order(3)
    void imports_grants_and_regions_are_recorded() {
        calls.keep(calls.call("kms", "CreateKey", "{'Origin':'EXTERNAL'}").succeeded(), "external", "KeyId");
        kms(
                "GetParametersForImport",
                "{'KeyId':'${external}','WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'}");
        String material = calls.importOf(calls.kept("external"))
                .replace(
                        "\"ExpirationModel\":\"KEY_MATERIAL_DOES_NOT_EXPIRE\"",
                        "\"ValidTo\":1800000000,\"KeyMaterialDescription\":\"from the vault\"");
        kms("ImportKeyMaterial", material);
        kms("DeleteImportedKeyMaterial", "{'KeyId':'${external}'}");

        calls.keep(
                kms(
                        "CreateGrant",
                        "{'KeyId':'${key}','GranteePrincipal':'arn:aws:iam::111122223333:root',"
                                + "'RetiringPrincipal':'arn:aws:iam::111122223333:root','Name':'reader',"
                                + "'Operations':['Decrypt','GenerateDataKey'],"
                                + "'Constraints':{'EncryptionContextSubset':{'table':'ledger'}}}"),
                "grant",
                "GrantId",
                "token",
                "GrantToken");
        kms("ListGrants", "{'KeyId':'${key}','GrantId':'${grant}'}");
        kms("ListRetirableGrants", "{'RetiringPrincipal':'arn:aws:iam::111122223333:root'}");
        noted(
                "DescribeKey.grant-token",
                calls.call("kms", "DescribeKey", "{'KeyId':'${key}','GrantTokens':['${token}']}")
                        .succeeded());
        kms("RetireGrant", "{'GrantToken':'${token}'}");
        calls.keep(
                calls.call(
                                "kms",
                                "CreateGrant",
                                "{'KeyId':'${key}','GranteePrincipal':'arn:aws:iam::444455556666:root',"
                                        + "'RetiringPrincipal':'arn:aws:iam::444455556666:root',"
                                        + "'Operations':['Decrypt','RetireGrant']}")
                        .succeeded(),
                "foreignGrant",
                "GrantId",
                "foreignToken",
                "GrantToken");
        noted(
                "RetireGrant.cross-account",
                calls.call(Credentials.root(FOREIGN), "kms", "RetireGrant", "{'GrantToken':'${foreignToken}'}")
                        .succeeded());
        calls.keep(
                calls.call(
                                "kms",
                                "CreateGrant",
                                "{'KeyId':'${key}','GranteePrincipal':'arn:aws:iam::111122223333:root',"
                                        + "'Operations':['Decrypt']}")
                        .succeeded(),
                "revoked",
                "GrantId");
        kms("RevokeGrant", "{'KeyId':'${key}','GrantId':'${revoked}'}");

        calls.keep(
                noted("CreateKey.multi-region", calls.call("kms", "CreateKey", "{'MultiRegion':true}")),
                "mrk",
                "KeyId");
        kms(
                "ReplicateKey",
                "{'KeyId':'${mrk}','ReplicaRegion':'eu-west-1','Tags':[{'TagKey':'team','TagValue':'ledger'}]}");
        noted(
                "ScheduleKeyDeletion.with-replicas",
                calls.call("kms", "ScheduleKeyDeletion", "{'KeyId':'${mrk}','PendingWindowInDays':7}")
                        .succeeded());
        calls.call("kms", "CancelKeyDeletion", "{'KeyId':'${mrk}'}").succeeded();
        calls.call("kms", "EnableKey", "{'KeyId':'${mrk}'}").succeeded();
        noted(
                "DisableKeyRotation.multi-region",
                calls.call("kms", "DisableKeyRotation", "{'KeyId':'${mrk}'}").succeeded());
        kms("UpdatePrimaryRegion", "{'KeyId':'${mrk}','PrimaryRegion':'eu-west-1'}");
    }

    @Test
    @Order(4)
    void calls_between_accounts_and_refusals_are_recorded() {
        Credentials foreigner = Credentials.root(FOREIGN);
        noted(
                "Encrypt.cross-account",
                calls.call(foreigner, "kms", "Encrypt", "{'KeyId':'${arn}','Plaintext':'" + SECRET_32 + "'}")
                        .succeeded());
        noted(
                "CreateGrant.cross-account",
                calls.call(
                                foreigner,
                                "kms",
                                "CreateGrant",
                                "{'KeyId':'${arn}','GranteePrincipal':'arn:aws:iam::444455556666:root',"
                                        + "'Operations':['Decrypt']}")
                        .succeeded());
        noted(
                "Encrypt.cross-account-denied",
                calls.call(foreigner, "kms", "Encrypt", "{'KeyId':'${otherArn}','Plaintext':'" + SECRET_32 + "'}")
                        .refused("AccessDeniedException"));
        calls.keep(calls.call(foreigner, "kms", "CreateKey", "{}").succeeded(), "foreignKey", "KeyId");
        calls.keep(
                calls.call(foreigner, "kms", "Encrypt", "{'KeyId':'${foreignKey}','Plaintext':'" + SECRET_32 + "'}")
                        .succeeded(),
                "foreignBlob",
                "CiphertextBlob");
        noted(
                "ReEncrypt.cross-account",
                calls.call(
                                foreigner,
                                "kms",
                                "ReEncrypt",
                                "{'CiphertextBlob':'${foreignBlob}','DestinationKeyId':'${arn}'}")
                        .succeeded());
        noted(
                "Encrypt.invalid",
                calls.call("kms", "Encrypt", "{'KeyId':'${key}','Plaintext':''}")
                        .refused("ValidationException"));
        noted("unknown", calls.call("kms", "EncryptTwice", "{}").refused("UnknownOperationException"));
    }

    @Test
    @Order(4)
    void the_owner_of_a_key_finds_its_own_record_of_a_use_by_another_account() {
        Recorded use = calls.call(
                        Credentials.root(FOREIGN),
                        "kms",
                        "Encrypt",
                        "{'KeyId':'${arn}','Plaintext':'" + SECRET_32 + "'}")
                .succeeded();
        assertThat(use.records()).hasSize(2);
        String own = use.records().get(1);
        assertThat(own).contains("\"recipientAccountId\":\"111122223333\"").doesNotContain("444455556666:root");
        assertThat(RecordedCalls.member(own, "sharedEventID"))
                .isEqualTo(RecordedCalls.member(use.records().getFirst(), "sharedEventID"));
        Recorded last =
                calls.call("kms", "GetKeyLastUsage", "{'KeyId':'${key}'}").succeeded();
        assertThat(last.answer().body()).contains(RecordedCalls.member(own, "eventID"));
    }

    @Test
    @Order(5)
    void the_management_of_identities_is_recorded() {
        iam("CreateUser", "UserName=dana&Path=/ops/&Tags.member.1.Key=team&Tags.member.1.Value=ledger");
        iam("GetUser", "UserName=dana");
        iam("ListUsers", "PathPrefix=/ops/&MaxItems=5");
        iam("UpdateUser", "UserName=dana&NewPath=/ops/night/");
        iam("TagUser", "UserName=dana&Tags.member.1.Key=shift&Tags.member.1.Value=night");
        iam("ListUserTags", "UserName=dana");
        iam("UntagUser", "UserName=dana&TagKeys.member.1=shift");
        calls.keep(iam("CreateAccessKey", "UserName=dana"), "danaKey", "AccessKeyId", "danaSecret", "SecretAccessKey");
        iam("ListAccessKeys", "UserName=dana");
        iam("GetAccessKeyLastUsed", "AccessKeyId=${danaKey}");
        iam("UpdateAccessKey", "UserName=dana&AccessKeyId=${danaKey}&Status=Active");
        iam("PutUserPolicy", "UserName=dana&PolicyName=own&PolicyDocument=${all}");
        iam("GetUserPolicy", "UserName=dana&PolicyName=own");
        iam("ListUserPolicies", "UserName=dana");
        calls.keep(
                iam(
                        "CreatePolicy",
                        "PolicyName=ledger&PolicyDocument=${all}&Description=for+the+ledger&Tags.member.1.Key=team"
                                + "&Tags.member.1.Value=ledger"),
                "policy",
                "Arn");
        iam("GetPolicy", "PolicyArn=${policy}");
        calls.keep(iam("CreatePolicyVersion", "PolicyArn=${policy}&PolicyDocument=${all}"), "version", "VersionId");
        iam("GetPolicyVersion", "PolicyArn=${policy}&VersionId=v2");
        iam("ListPolicyVersions", "PolicyArn=${policy}");
        iam("SetDefaultPolicyVersion", "PolicyArn=${policy}&VersionId=v2");
        iam("DeletePolicyVersion", "PolicyArn=${policy}&VersionId=v1");
        iam("TagPolicy", "PolicyArn=${policy}&Tags.member.1.Key=a&Tags.member.1.Value=b");
        iam("ListPolicyTags", "PolicyArn=${policy}");
        iam("UntagPolicy", "PolicyArn=${policy}&TagKeys.member.1=a");
        iam("ListPolicies", "Scope=Local&MaxItems=5");
        iam("PutUserPermissionsBoundary", "UserName=dana&PermissionsBoundary=${policy}");
        iam("DeleteUserPermissionsBoundary", "UserName=dana");
        iam("AttachUserPolicy", "UserName=dana&PolicyArn=${policy}");
        iam("ListAttachedUserPolicies", "UserName=dana");
        iam("ListEntitiesForPolicy", "PolicyArn=${policy}");
        iam("DetachUserPolicy", "UserName=dana&PolicyArn=${policy}");
        iam("ListSSHPublicKeys", "UserName=dana");
        iam("ListSigningCertificates", "UserName=dana");
        iam("ListServiceSpecificCredentials", "UserName=dana");

        iam("CreateGroup", "GroupName=operators&Path=/ops/");
        iam("ListGroups", "");
        iam("AddUserToGroup", "GroupName=operators&UserName=dana");
        iam("GetGroup", "GroupName=operators");
        iam("ListGroupsForUser", "UserName=dana");
        iam("PutGroupPolicy", "GroupName=operators&PolicyName=own&PolicyDocument=${all}");
        iam("GetGroupPolicy", "GroupName=operators&PolicyName=own");
        iam("ListGroupPolicies", "GroupName=operators");
        iam("AttachGroupPolicy", "GroupName=operators&PolicyArn=${policy}");
        iam("ListAttachedGroupPolicies", "GroupName=operators");
        iam("DetachGroupPolicy", "GroupName=operators&PolicyArn=${policy}");
        iam("DeleteGroupPolicy", "GroupName=operators&PolicyName=own");
        iam("RemoveUserFromGroup", "GroupName=operators&UserName=dana");
        iam("UpdateGroup", "GroupName=operators&NewGroupName=night-operators");
        iam("DeleteGroup", "GroupName=night-operators");

        iam(
                "CreateRole",
                "RoleName=ledger-writer&Path=/apps/&AssumeRolePolicyDocument=${trust}&Description=writes"
                        + "&MaxSessionDuration=7200");
        iam("GetRole", "RoleName=ledger-writer");
        iam("ListRoles", "PathPrefix=/apps/");
        iam("UpdateRole", "RoleName=ledger-writer&Description=writes+more");
        iam("UpdateRoleDescription", "RoleName=ledger-writer&Description=writes");
        iam("UpdateAssumeRolePolicy", "RoleName=ledger-writer&PolicyDocument=${trust}");
        iam("TagRole", "RoleName=ledger-writer&Tags.member.1.Key=a&Tags.member.1.Value=b");
        iam("ListRoleTags", "RoleName=ledger-writer");
        iam("UntagRole", "RoleName=ledger-writer&TagKeys.member.1=a");
        iam("PutRolePolicy", "RoleName=ledger-writer&PolicyName=own&PolicyDocument=${all}");
        iam("GetRolePolicy", "RoleName=ledger-writer&PolicyName=own");
        iam("ListRolePolicies", "RoleName=ledger-writer");
        iam("AttachRolePolicy", "RoleName=ledger-writer&PolicyArn=${policy}");
        iam("ListAttachedRolePolicies", "RoleName=ledger-writer");
        iam("DetachRolePolicy", "RoleName=ledger-writer&PolicyArn=${policy}");
        iam("PutRolePermissionsBoundary", "RoleName=ledger-writer&PermissionsBoundary=${policy}");
        iam("DeleteRolePermissionsBoundary", "RoleName=ledger-writer");
        iam("ListInstanceProfilesForRole", "RoleName=ledger-writer");

        iam("CreateAccountAlias", "AccountAlias=ledger-works");
        iam("ListAccountAliases", "");
        iam("DeleteAccountAlias", "AccountAlias=ledger-works");
        iam("GetAccountSummary", "");
        iam("GetAccountAuthorizationDetails", "Filter.member.1=User");
        iam("GenerateCredentialReport", "");
        iam("GetCredentialReport", "");
        iam("GetContextKeysForCustomPolicy", "PolicyInputList.member.1=${all}");
        iam("GetContextKeysForPrincipalPolicy", "PolicySourceArn=arn:aws:iam::111122223333:user/ops/night/dana");
        iam("SimulateCustomPolicy", "PolicyInputList.member.1=${all}&ActionNames.member.1=kms:Encrypt");
        iam(
                "SimulatePrincipalPolicy",
                "PolicySourceArn=arn:aws:iam::111122223333:user/ops/night/dana&ActionNames.member.1=kms:Encrypt"
                        + "&ContextEntries.member.1.ContextKeyName=kms:ViaService"
                        + "&ContextEntries.member.1.ContextKeyType=string"
                        + "&ContextEntries.member.1.ContextKeyValues.member.1=x");
    }

    @Test
    @Order(6)
    void passwords_and_second_factors_are_recorded() {
        Credentials dana = new Credentials(calls.kept("danaKey"), calls.kept("danaSecret"), null);
        iam(
                "UpdateAccountPasswordPolicy",
                "MinimumPasswordLength=14&RequireNumbers=true&AllowUsersToChangePassword=true&MaxPasswordAge=90"
                        + "&PasswordReusePrevention=24&HardExpiry=false");
        iam("GetAccountPasswordPolicy", "");
        iam("CreateLoginProfile", "UserName=dana&Password=first-password-no-record-shows-1&PasswordResetRequired=true");
        noted(
                "CreateLoginProfile.violation",
                calls.call("iam", "CreateLoginProfile", "UserName=dana&Password=short-secret1")
                        .refused("PasswordPolicyViolation"));
        iam("GetLoginProfile", "UserName=dana");
        iam("UpdateLoginProfile", "UserName=dana&Password=second-password-no-record-shows-2");
        noted(
                "ChangePassword",
                calls.call(
                                dana,
                                "iam",
                                "ChangePassword",
                                "OldPassword=second-password-no-record-shows-2"
                                        + "&NewPassword=third-password-no-record-shows-3")
                        .succeeded());
        noted(
                "ChangePassword.wrong",
                calls.call(
                                dana,
                                "iam",
                                "ChangePassword",
                                "OldPassword=wrong-password-no-record-shows-4"
                                        + "&NewPassword=other-password-no-record-shows-5")
                        .refused("AccessDenied"));
        iam("DeleteLoginProfile", "UserName=dana");
        noted(
                "GetLoginProfile.missing",
                calls.call("iam", "GetLoginProfile", "UserName=dana").refused("NoSuchEntity"));
        iam("DeleteAccountPasswordPolicy", "");

        calls.keep(
                iam(
                        "CreateVirtualMFADevice",
                        "VirtualMFADeviceName=phone&Path=/ops/&Tags.member.1.Key=kind&Tags.member.1.Value=phone"),
                "serial",
                "SerialNumber",
                "seed",
                "Base32StringSeed");
        byte[] seed = Base64.getDecoder().decode(calls.kept("seed"));
        SECRETS.add(seed);
        Authenticator phone = new Authenticator(new String(seed, StandardCharsets.US_ASCII));
        iam("TagMFADevice", "SerialNumber=${serial}&Tags.member.1.Key=a&Tags.member.1.Value=b");
        iam("ListMFADeviceTags", "SerialNumber=${serial}");
        iam("UntagMFADevice", "SerialNumber=${serial}&TagKeys.member.1=a");
        iam("ListVirtualMFADevices", "AssignmentStatus=Any");
        noted(
                "EnableMFADevice.invalid",
                calls.call(
                                "iam",
                                "EnableMFADevice",
                                "UserName=dana&SerialNumber=${serial}&AuthenticationCode1=000000"
                                        + "&AuthenticationCode2=000000")
                        .refused("InvalidAuthenticationCode"));
        Instant before = NOW.minusSeconds(30);
        iam("EnableMFADevice", "UserName=dana&SerialNumber=${serial}" + codes(phone, before));
        iam("ListMFADevices", "UserName=dana");
        iam("GetMFADevice", "UserName=dana&SerialNumber=${serial}");
        noted(
                "GetSessionToken.mfa",
                calls.call(dana, "sts", "GetSessionToken", "SerialNumber=${serial}&TokenCode=" + phone.code(NOW))
                        .succeeded());
        noted(
                "GetSessionToken.wrong-code",
                calls.call(dana, "sts", "GetSessionToken", "SerialNumber=${serial}&TokenCode=" + phone.code(NOW))
                        .refused("AccessDenied"));
        Instant later = NOW.plusSeconds(90);
        iam("ResyncMFADevice", "UserName=dana&SerialNumber=${serial}" + codes(phone, later));
        iam("DeactivateMFADevice", "UserName=dana&SerialNumber=${serial}");
        iam("DeleteVirtualMFADevice", "SerialNumber=${serial}");
    }

    private static String codes(Authenticator phone, Instant second) {
        return "&AuthenticationCode1=" + phone.codeBefore(second) + "&AuthenticationCode2=" + phone.code(second);
    }

    @Test
    @Order(6)
    void sessions_are_recorded() {
        Credentials dana = new Credentials(calls.kept("danaKey"), calls.kept("danaSecret"), null);
        noted(
                "Encrypt.user",
                calls.call(dana, "kms", "Encrypt", "{'KeyId':'${key}','Plaintext':'" + SECRET_32 + "'}")
                        .succeeded());
        sts("GetCallerIdentity", "");
        sts("GetAccessKeyInfo", "AccessKeyId=${danaKey}");
        Recorded assumed = noted(
                "AssumeRole",
                calls.call(
                                dana,
                                "sts",
                                "AssumeRole",
                                "RoleArn=arn:aws:iam::111122223333:role/apps/ledger-writer&RoleSessionName=batch-7"
                                        + "&ExternalId=partner-1&SourceIdentity=dana&DurationSeconds=900"
                                        + "&Tags.member.1.Key=team&Tags.member.1.Value=ledger"
                                        + "&TransitiveTagKeys.member.1=team&Policy=${all}")
                        .succeeded());
        noted(
                "Decrypt.role",
                calls.call(
                                session(assumed),
                                "kms",
                                "Decrypt",
                                "{'CiphertextBlob':'${blob}','EncryptionContext':{'table':'ledger','shard':'0042'}}")
                        .succeeded());
        String role = "RoleArn=arn:aws:iam::111122223333:role/apps/ledger-writer&RoleSessionName=far";
        Credentials foreignRoot = Credentials.root(FOREIGN);
        noted(
                "AssumeRole.denied",
                calls.call(foreignRoot, "sts", "AssumeRole", role).refused("AccessDenied"));
        calls.call(foreignRoot, "iam", "CreateUser", "UserName=frank").succeeded();
        calls.call(foreignRoot, "iam", "PutUserPolicy", "UserName=frank&PolicyName=own&PolicyDocument=${all}")
                .succeeded();
        calls.keep(
                calls.call(foreignRoot, "iam", "CreateAccessKey", "UserName=frank")
                        .succeeded(),
                "frankKey",
                "AccessKeyId",
                "frankSecret",
                "SecretAccessKey");
        Credentials frank = new Credentials(calls.kept("frankKey"), calls.kept("frankSecret"), null);
        noted(
                "AssumeRole.cross-account",
                calls.call(frank, "sts", "AssumeRole", role).succeeded());
        Recorded token = noted(
                "GetSessionToken",
                calls.call(dana, "sts", "GetSessionToken", "DurationSeconds=900")
                        .succeeded());
        noted(
                "DescribeKey.session-token",
                calls.call(session(token), "kms", "DescribeKey", "{'KeyId':'${key}'}")
                        .succeeded());
        Recorded federated = noted(
                "GetFederationToken",
                calls.call(dana, "sts", "GetFederationToken", "Name=erin&Policy=${all}&DurationSeconds=900")
                        .succeeded());
        noted(
                "DescribeKey.federated",
                calls.call(session(federated), "kms", "DescribeKey", "{'KeyId':'${key}'}")
                        .succeeded());

        calls.call("iam", "DeleteUserPolicy", "UserName=dana&PolicyName=none").refused("NoSuchEntity");
        iam("DeleteUserPolicy", "UserName=dana&PolicyName=own");
        Recorded denied = noted(
                "GenerateDataKey.denied",
                calls.call(dana, "kms", "GenerateDataKey", "{'KeyId':'${key}','KeySpec':'AES_256'}")
                        .refused("AccessDeniedException"));
        calls.keep("denial", RecordedCalls.member(denied.records().getFirst(), "denialId"));
        sts("DecodeAuthorizationMessage", "EncodedMessage=${denial}");
        iam("DeleteAccessKey", "UserName=dana&AccessKeyId=${danaKey}");
        iam("DeleteUser", "UserName=dana");
        iam("DeleteRolePolicy", "RoleName=ledger-writer&PolicyName=own");
        iam("DeleteRole", "RoleName=ledger-writer");
        iam("DeletePolicy", "PolicyArn=${policy}");
    }

    private static Credentials session(Recorded issued) {
        String body = issued.answer().body();
        return new Credentials(
                RecordedCalls.member(body, "AccessKeyId"),
                RecordedCalls.member(body, "SecretAccessKey"),
                RecordedCalls.member(body, "SessionToken"));
    }

    @Test
    @Order(7)
    void what_happens_without_a_call_is_recorded() {
        calls.keep(calls.call("kms", "CreateKey", "{'MultiRegion':true}").succeeded(), "set", "KeyId");
        calls.call("kms", "ReplicateKey", "{'KeyId':'${set}','ReplicaRegion':'eu-west-1'}")
                .succeeded();
        calls.call("kms", "EnableKeyRotation", "{'KeyId':'${set}','RotationPeriodInDays':90}")
                .succeeded();
        calls.keep(calls.call("kms", "CreateKey", "{}").succeeded(), "leaving", "KeyId");
        calls.call("kms", "ScheduleKeyDeletion", "{'KeyId':'${leaving}','PendingWindowInDays':7}")
                .succeeded();
        calls.keep(calls.call("kms", "CreateKey", "{'Origin':'EXTERNAL'}").succeeded(), "expiring", "KeyId");
        String material = calls.importOf(calls.kept("expiring"))
                .replace("\"ExpirationModel\":\"KEY_MATERIAL_DOES_NOT_EXPIRE\"", "\"ValidTo\":1800000000");
        calls.call("kms", "ImportKeyMaterial", material).succeeded();
        calls.call(new Credentials("AKIATRENTEXAMPLE2345", "wrong", null), "kms", "ListKeys", "{}")
                .refused("UnrecognizedClientException");
        new MovedClock(server.uri()).advance("P100D");
        for (String record : calls.fresh()) {
            RECORDS.putIfAbsent("service/" + RecordedCalls.member(record, "eventName"), List.of(record));
        }
        RECORDS.keySet().removeIf(name -> name.startsWith("service/") && !SERVICE_EVENTS.contains(name));
        assertThat(RECORDS.keySet()).containsAll(SERVICE_EVENTS);
    }

    /// A digest is read, because its name has no part that differs from run to run.
    @Test
    @Order(8)
    void trails_and_their_files_are_recorded() {
        calls.keep(
                trail(
                        "CreateTrail",
                        "{'Name':'audit','S3BucketName':'ledger-audit','S3KeyPrefix':'logs',"
                                + "'IncludeGlobalServiceEvents':true,'IsMultiRegionTrail':false,"
                                + "'EnableLogFileValidation':true,'TagsList':[{'Key':'team','Value':'ledger'}]}"),
                "trail",
                "TrailARN");
        noted(
                "CreateTrail.exists",
                calls.call("cloudtrail", "CreateTrail", "{'Name':'audit','S3BucketName':'other-audit'}")
                        .refused("TrailAlreadyExistsException"));
        trail("AddTags", "{'ResourceId':'${trail}','TagsList':[{'Key':'a','Value':'b'},{'Key':'c'}]}");
        trail("ListTags", "{'ResourceIdList':['${trail}']}");
        trail("RemoveTags", "{'ResourceId':'${trail}','TagsList':[{'Key':'a'}]}");
        trail("GetTrail", "{'Name':'audit'}");
        trail("DescribeTrails", "{'trailNameList':['audit'],'includeShadowTrails':false}");
        trail("ListTrails", "{}");
        trail(
                "PutEventSelectors",
                "{'TrailName':'audit','EventSelectors':[{'ReadWriteType':'WriteOnly','IncludeManagementEvents':true,"
                        + "'ExcludeManagementEventSources':['kms.amazonaws.com']}]}");
        trail("GetEventSelectors", "{'TrailName':'audit'}");
        trail("ListPublicKeys", "{'StartTime':1795000000,'EndTime':1795003600}");
        trail("StartLogging", "{'Name':'audit'}");
        trail("GetTrailStatus", "{'Name':'${trail}'}");
        trail(
                "LookupEvents",
                "{'LookupAttributes':[{'AttributeKey':'ResourceType','AttributeValue':'AWS::CloudTrail::Trail'}],"
                        + "'StartTime':1795000000,'EndTime':1805000000,'MaxResults':5}");

        new MovedClock(server.uri()).advance("PT1H");
        calls.fresh();
        s3("GetBucketLocation", "GET", "/ledger-audit?location");
        Recorded listing = calls.read(
                        "ListObjects",
                        "GET",
                        "/ledger-audit?list-type=2&prefix=logs%2FAWSLogs%2F111122223333%2FCloudTrail-Digest%2F"
                                + "&delimiter=&max-keys=1&start-after=logs")
                .succeeded();
        noted("ListObjects", listing);
        calls.keep(listing, "digest", "Key");
        s3("GetObject", "GET", "/ledger-audit/${digest}");
        s3("HeadObject", "HEAD", "/ledger-audit/${digest}");
        noted(
                "GetObject.missing",
                calls.read("GetObject", "GET", "/ledger-audit/logs/nothing").refused("NoSuchKey"));

        trail("UpdateTrail", "{'Name':'audit','S3BucketName':'night-audit','S3KeyPrefix':''}");
        trail("StopLogging", "{'Name':'audit'}");
        trail("DeleteTrail", "{'Name':'audit'}");
        noted(
                "GetTrail.missing",
                calls.call("cloudtrail", "GetTrail", "{'Name':'audit'}").refused("TrailNotFoundException"));
    }

    @Test
    @Order(9)
    void each_record_is_as_its_file_has_it() throws IOException {
        List<AssertionError> differences = new ArrayList<>();
        for (Map.Entry<String, List<String>> call : RECORDS.entrySet()) {
            try {
                GoldenRecord.compare(call.getKey(), call.getValue());
            } catch (AssertionError difference) {
                differences.add(difference);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(GoldenRecord.names())
                .filteredOn(name -> !name.startsWith(SignInRecordsTest.SERVICE))
                .containsExactlyElementsOf(RECORDS.keySet());
    }

    @Test
    @Order(10)
    void every_operation_has_a_record() {
        assertThat(RECORDS.keySet()).containsAll(OPERATIONS.keySet());
    }

    /// Each request has a marker in every secret member. The first is as long as it should be, the second is no
    /// Base64, and the third is too long.
    @Test
    @Order(11)
    void secrets_are_refused_in_every_form() {
        String marker = "marker-of-a-secret-member-0123456789";
        String base64 = Base64.getEncoder().encodeToString(marker.getBytes(StandardCharsets.UTF_8));
        OPERATIONS.forEach((name, operation) -> {
            if (!SecretMembers.of(operation.request()).isEmpty()) {
                String service = name.substring(0, name.indexOf('/'));
                for (String bytes : List.of(base64, marker, base64.repeat(1_000))) {
                    String text = bytes.equals(base64) ? marker : bytes;
                    calls.send(service, operation.name(), request(service, operation, bytes, text));
                }
            }
        });
        SECRETS.add(marker.getBytes(StandardCharsets.UTF_8));
    }

    private static String request(String service, Operation<?, ?> operation, String bytes, String text) {
        Map<String, Object> request = new AnyRequest(1, component -> {
                    String name = SecretMembers.wireName(component);
                    if (name.endsWith("KeyId")) {
                        return calls.kept(keyFor(operation.name()));
                    }
                    if (!SecretMembers.isSecret(component)) {
                        return null;
                    }
                    boolean list = component.getType() == List.class;
                    String value = SecretMembers.plain(component.getAnnotatedType()) == String.class ? text : bytes;
                    return list ? List.of(value) : value;
                })
                .of(operation.request());
        return RecordedCalls.speaksJson(service)
                ? AnyRequest.json(request).replace("'", "")
                : AnyRequest.form(request).substring(1);
    }

    private static String keyFor(String operation) {
        return switch (operation) {
            case "GenerateMac", "VerifyMac" -> "hmac";
            case "Sign", "Verify" -> "signing";
            case "DeriveSharedSecret" -> "agreeing";
            case "Decapsulate" -> "kem";
            case "ImportKeyMaterial" -> "external";
            default -> "key";
        };
    }

    @Test
    @Order(12)
    void no_secret_is_in_what_the_server_has_written() throws IOException {
        assertThat(SECRETS).hasSizeGreaterThan(20);
        ForbiddenTexts secrets = new ForbiddenTexts(SECRETS);
        assertThat(secrets.in(PRINTED.toByteArray())).as("what was printed").isEmpty();
        // While the server runs, files are packed and go away. Afterwards all is there, and some of it is packed.
        server.close();
        String records = String.join("\n", AuditLog.records(data.resolve("audit")));
        assertThat(records).contains("GetFederationToken");
        assertThat(secrets.in(records.getBytes(StandardCharsets.UTF_8)))
                .as("the log")
                .isEmpty();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("root.key")) {
                    assertThat(secrets.in(Files.readAllBytes(file)))
                            .as(file.toString())
                            .isEmpty();
                }
            }
        }
    }

    /// The token of a page gives no right.
    @Test
    void a_text_whose_name_says_that_it_is_a_secret_is_marked() {
        Pattern secret =
                Pattern.compile("(?i)(?!nextToken|continuationToken).*(token|secret|password|passcode|code|seed)$");
        OPERATIONS.values().stream()
                .flatMap(operation -> Stream.of(operation.request(), operation.response()))
                .flatMap(shape -> Arrays.stream(shape.getRecordComponents()))
                .filter(component -> component.getType() == String.class
                        && secret.matcher(component.getName()).matches())
                .forEach(component -> assertThat(SecretMembers.isSecret(component))
                        .as(component.toString())
                        .isTrue());
    }

    private static void add(String service, List<Operation<?, ?>> operations) {
        operations.forEach(operation -> OPERATIONS.put(service + "/" + operation.name(), operation));
    }
}
