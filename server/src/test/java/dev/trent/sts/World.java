package dev.trent.sts;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trent.cli.TestServer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/// An account of a running server. A test adds the users and roles that it needs.
final class World implements AutoCloseable {
    final TestServer server;
    final String account;
    final IamClient iam;

    /// The refusal that a client gets.
    record Refusal(int status, String code, String message) {}

    World(TestServer server, String account) {
        this.server = server;
        this.account = account;
        this.iam = server.iam(account);
    }

    AwsCredentials root() {
        return AwsBasicCredentials.create(account, "test");
    }

    /// Makes a user without any policy.
    AwsCredentials user(String name) {
        iam.createUser(r -> r.userName(name));
        var key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    String userArn(String name) {
        return "arn:aws:iam::" + account + ":user/" + name;
    }

    String roleArn(String name) {
        return "arn:aws:iam::" + account + ":role/" + name;
    }

    String delegation() {
        return "arn:aws:iam::" + account + ":root";
    }

    /// Makes a role whose trust policy allows the STS actions in question to a principal.
    String role(String name, String trusted) {
        return roleOf(name, allowing(trusted));
    }

    /// Makes a role with the statements of a trust policy, in single quotes.
    String roleOf(String name, String statements) {
        iam.createRole(r -> r.roleName(name).maxSessionDuration(7200).assumeRolePolicyDocument(document(statements)));
        return roleArn(name);
    }

    static String allowing(String trusted) {
        return "{'Effect':'Allow','Principal':{'AWS':'" + trusted
                + "'},'Action':['sts:AssumeRole','sts:TagSession','sts:SetSourceIdentity']}";
    }

    /// As [#allowing(String)], with a condition.
    static String allowing(String trusted, String condition) {
        String statement = allowing(trusted);
        return statement.substring(0, statement.length() - 1) + ",'Condition':{" + condition + "}}";
    }

    static String document(String statements) {
        return ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"');
    }

    static String statement(String effect, String action, String resource) {
        return "{'Effect':'" + effect + "','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    void userPolicy(String user, String effect, String action, String resource) {
        iam.putUserPolicy(r -> r.userName(user)
                .policyName(effect + action.replace(":", "").replace("*", "All"))
                .policyDocument(document(statement(effect, action, resource))));
    }

    void rolePolicy(String role, String effect, String action, String resource) {
        iam.putRolePolicy(r -> r.roleName(role)
                .policyName(effect + action.replace(":", "").replace("*", "All"))
                .policyDocument(document(statement(effect, action, resource))));
    }

    AwsCredentials assume(AwsCredentials caller, String role) {
        return assume(caller, role, r -> {});
    }

    AwsCredentials assume(AwsCredentials caller, String role, Consumer<AssumeRoleRequest.Builder> more) {
        return sts(
                caller,
                sts -> session(sts.assumeRole(r -> {
                            r.roleArn(role).roleSessionName("batch-7");
                            more.accept(r);
                        })
                        .credentials()));
    }

    static AwsCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    <T> T sts(AwsCredentials caller, Function<StsClient, T> call) {
        try (StsClient sts = server.sts(caller)) {
            return call.apply(sts);
        }
    }

    <T> T kms(AwsCredentials caller, Function<KmsClient, T> call) {
        try (KmsClient kms = server.kms(caller)) {
            return call.apply(kms);
        }
    }

    String arnOf(AwsCredentials caller) {
        return sts(caller, sts -> sts.getCallerIdentity().arn());
    }

    @Nullable
    Refusal refusal(ThrowingCallable call) {
        AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, call);
        return refused == null
                ? null
                : new Refusal(
                        refused.statusCode(),
                        refused.awsErrorDetails().errorCode(),
                        refused.awsErrorDetails().errorMessage());
    }

    @Nullable
    Refusal refusedToAssume(AwsCredentials caller, String role) {
        return refusedToAssume(caller, role, r -> {});
    }

    @Nullable
    Refusal refusedToAssume(AwsCredentials caller, String role, Consumer<AssumeRoleRequest.Builder> more) {
        return refusal(() -> assume(caller, role, more));
    }

    @Override
    public void close() {
        iam.close();
    }
}
