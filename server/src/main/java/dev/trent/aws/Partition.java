package dev.trent.aws;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of AWS with accounts and Regions of its own; every ARN names one. An installation serves one.
///
/// Source: AWS General Reference, "Amazon Resource Names"; the endpoints of the AWS SDKs.
public enum Partition {
    /// The Regions that are in no other.
    AWS("aws", "", "us-east-1"),
    /// China.
    CHINA("aws-cn", "cn-", "cn-north-1"),
    /// GovCloud in the United States.
    US_GOV("aws-us-gov", "us-gov-", "us-gov-west-1"),
    /// The European Sovereign Cloud.
    EUSC("aws-eusc", "eusc-", "eusc-de-east-1"),
    /// Isolated Regions of the United States, top secret.
    ISO("aws-iso", "us-iso-", "us-iso-east-1"),
    /// Isolated Regions of the United States, secret.
    ISO_B("aws-iso-b", "us-isob-", "us-isob-east-1"),
    /// Isolated Regions in Europe.
    ISO_E("aws-iso-e", "eu-isoe-", "eu-isoe-west-1"),
    /// Isolated Regions of further customers.
    ISO_F("aws-iso-f", "us-isof-", "us-isof-south-1");

    private static final List<Partition> OTHERS =
            Stream.of(values()).filter(partition -> partition != AWS).toList();

    private final String id;
    private final String prefix;
    private final String usualRegion;

    /// @param prefix how the names of its Regions begin
    Partition(String id, String prefix, String usualRegion) {
        this.id = id;
        this.prefix = prefix;
        this.usualRegion = usualRegion;
    }

    /// Returns the partition of that name, such as `aws-cn`, or null.
    public static @Nullable Partition of(String id) {
        for (Partition partition : values()) {
            if (partition.id.equals(id)) {
                return partition;
            }
        }
        return null;
    }

    /// Returns the partition of a Region, by the first part of its name. It does not check that the Region
    /// exists.
    public static Partition ofRegion(String region) {
        for (Partition partition : OTHERS) {
            if (region.startsWith(partition.prefix)) {
                return partition;
            }
        }
        return AWS;
    }

    /// Returns the name, as the second field of an ARN has it.
    public String id() {
        return id;
    }

    /// Returns the Region that stands for the partition where none is named.
    public String usualRegion() {
        return usualRegion;
    }

    /// Returns whether an ARN is of this partition.
    public boolean has(Arn arn) {
        return arn.partition().equals(id);
    }

    /// Returns the ARN of what lies in no Region.
    ///
    /// @param service `iam` or `sts`
    /// @param resource such as `user/ann`
    public Arn global(String service, String account, String resource) {
        return new Arn(id, service, "", account, resource);
    }

    /// Returns the ARN of an account's root user, which also stands for the account itself.
    public Arn root(String account) {
        return global("iam", account, "root");
    }

    /// Returns the name.
    @Override
    public String toString() {
        return id;
    }
}
