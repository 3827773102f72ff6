package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.Uuids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of AWS's services in each account and Region. Each has an alias `alias/aws/SERVICE`.
///
/// The first permitted use makes such a key. Its id follows from the account, the Region and the service. So a
/// refusal names the same key before and after it is made. Its policy allows the account use through the
/// service, and direct access to metadata. Source: AWS KMS Developer Guide, "AWS managed keys"; policies and
/// descriptions as AWS shows them.
public final class AwsManagedKeys {
    /// The beginning of the names of their aliases.
    public static final String PREFIX = Alias.PREFIX + "aws/";

    private static final String ID_LABEL = "trent/v1/aws-managed-key";
    private static final int ROTATION_DAYS = 365;

    private AwsManagedKeys() {}

    /// The services, in the order of the names of their aliases.
    private enum Service {
        acm("acm", "ACM", "ACM private keys"),
        backup("backup", "Backup", "Backup data"),
        dynamodb("dynamodb", "Amazon DynamoDB", "DynamoDB data"),
        ebs("ec2", "EBS", "EBS volumes"),
        elasticfilesystem("elasticfilesystem", "EFS", "EFS filesystems"),
        kinesis("kinesis", "Kinesis", "Kinesis data"),
        lambda("lambda", "AWS Lambda", "Lambda functions"),
        rds("rds", "RDS", "RDS database volumes"),
        redshift("redshift", "Redshift", "Redshift clusters"),
        s3("s3", "S3", "S3 objects"),
        secretsmanager("secretsmanager", "AWS Secrets Manager", "Secrets Manager data"),
        sns("sns", "SNS", "SNS data"),
        sqs("sqs", "SQS", "SQS messages"),
        ssm("ssm", "SSM", "SSM parameters");

        private final String host;
        private final String title;
        private final String things;

        /// @param host the first label of `kms:ViaService`
        Service(String host, String title, String things) {
            this.host = host;
            this.title = title;
            this.things = things;
        }

        private String description() {
            return "Default key that protects my " + things + " when no other key is defined";
        }
    }

    /// Returns the names of all their aliases in order. The keys need not exist yet.
    public static List<String> aliases() {
        return Arrays.stream(Service.values())
                .map(service -> PREFIX + service.name())
                .toList();
    }

    /// Returns the ARN of the alias of a service's key.
    public static Arn alias(Key key) {
        return Arrays.stream(Service.values())
                .map(service -> Arn.ofAlias(key.region(), key.account(), PREFIX + service.name()))
                .filter(alias -> keyId(alias).equals(key.keyId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key.arn() + " is of no service"));
    }

    /// Returns the key of an alias as its first use makes it, but without material. Returns null if no service
    /// has this alias.
    public static @Nullable Key draft(Arn alias, Instant now) {
        for (Service service : Service.values()) {
            if (alias.resource().equals(PREFIX + service.name())) {
                return draft(service, alias, now.truncatedTo(ChronoUnit.MILLIS));
            }
        }
        return null;
    }

    private static Key draft(Service service, Arn alias, Instant now) {
        String keyId = keyId(alias);
        return new Key(
                        Arn.ofKey(alias.region(), alias.account(), keyId),
                        keyId,
                        KeySpec.SYMMETRIC_DEFAULT,
                        KeyUsage.ENCRYPT_DECRYPT,
                        KeyOrigin.AWS_KMS,
                        KeyManagerType.AWS,
                        service.description(),
                        policy(service, alias),
                        null,
                        now,
                        Key.Life.beginning(KeyState.Enabled))
                .rotating(Key.Rotation.from(now, ROTATION_DAYS));
    }

    private static String keyId(Arn alias) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest((ID_LABEL + "\0" + alias).getBytes(StandardCharsets.UTF_8));
            ByteBuffer numbers = ByteBuffer.wrap(digest);
            return Uuids.of(numbers.getLong(), numbers.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private static String policy(Service service, Arn alias) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "auto-%s-1",
                  "Statement" : [ {
                    "Sid" : "Allow access through %s for all principals in the account that are authorized to use %s",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "*"
                    },
                    "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey" ],
                    "Resource" : "*",
                    "Condition" : {
                      "StringEquals" : {
                        "kms:CallerAccount" : "%s",
                        "kms:ViaService" : "%s.%s.amazonaws.com"
                      }
                    }
                  }, {
                    "Sid" : "Allow direct access to key metadata to the account",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "%s"
                    },
                    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
                    "Resource" : "*"
                  } ]
                }""".formatted(
                        service.name(),
                        service.title,
                        service.title,
                        alias.account(),
                        service.host,
                        alias.region(),
                        alias.rootOf(alias.account()));
    }
}
