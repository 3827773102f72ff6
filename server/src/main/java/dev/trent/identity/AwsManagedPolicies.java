package dev.trent.identity;

import dev.trent.aws.Partition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The AWS managed policies, which every account has, with AWS's names and ids.
///
/// The documents are Trent's own. They have the meaning of AWS's policies, for the services that Trent has.
public final class AwsManagedPolicies {
    private static final List<AwsManagedPolicy> ALL = List.of(
            policy("AdministratorAccess", "ANPAIWMBCKSKIEE64ZLYK", "Allows everything."),
            policy(
                    "AWSKeyManagementServicePowerUser",
                    "ANPAJNPP7PPPPMJRV2SA4",
                    "Allows to make KMS keys and to see them, their aliases and tags, and who may administer them."),
            policy("IAMFullAccess", "ANPAI7XKCFMBPM3QQRRVQ", "Allows everything in IAM."),
            policy("IAMUserChangePassword", "ANPAJ4L4MM2A7QIEB56MS", "Allows users to change their own passwords."),
            policy("ReadOnlyAccess", "ANPAILL3HVNFSB6DCOWYQ", "Allows to see everything and to change nothing."),
            policy(
                    "SecurityAudit",
                    "ANPAIX2T3QCXHR2OGGCTO",
                    "Allows to see how security is configured, and no content."));

    private AwsManagedPolicies() {}

    /// Returns all of them in the order of their names.
    public static List<AwsManagedPolicy> all() {
        return ALL;
    }

    /// Returns the policy of an ARN, or null.
    public static @Nullable AwsManagedPolicy byArn(Partition partition, String arn) {
        for (AwsManagedPolicy policy : ALL) {
            if (policy.policyName(partition).arn().equals(arn)) {
                return policy;
            }
        }
        return null;
    }

    /// Returns the policy of a unique id, or null.
    static @Nullable AwsManagedPolicy byId(String id) {
        for (AwsManagedPolicy policy : ALL) {
            if (policy.id().equals(id)) {
                return policy;
            }
        }
        return null;
    }

    private static AwsManagedPolicy policy(String name, String id, String description) {
        return new AwsManagedPolicy(id, name, description, document(name), Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static String document(String name) {
        String file = "policies/" + name + ".json";
        try (InputStream in = AwsManagedPolicies.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError(file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(file + " cannot be read", unreadable);
        }
    }
}
