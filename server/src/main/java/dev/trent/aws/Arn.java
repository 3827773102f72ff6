package dev.trent.aws;

import java.util.Comparator;
import java.util.Optional;

/// An Amazon Resource Name, `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
///
/// Source: AWS General Reference, "Amazon Resource Names". The resource may itself contain colons and slashes.
///
/// @param partition the part of AWS, such as `aws`: see [Partition]
/// @param service the service's name, such as `kms`
/// @param region the Region; empty for global services such as `iam`
/// @param account twelve digits; empty for `s3`
/// @param resource all that follows the fifth colon, such as `key/1234…` or `alias/app`
public record Arn(String partition, String service, String region, String account, String resource)
        implements Comparable<Arn> {

    private static final int PARTS = 6;

    private static final Comparator<Arn> ORDER = Comparator.comparing(Arn::resource)
            .thenComparing(Arn::account)
            .thenComparing(Arn::region)
            .thenComparing(Arn::service)
            .thenComparing(Arn::partition);

    /// Returns the ARN of a KMS key.
    public static Arn ofKey(String region, String account, String keyId) {
        return new Arn(Partition.ofRegion(region).id(), "kms", region, account, "key/" + keyId);
    }

    /// Returns the ARN of a KMS alias.
    ///
    /// @param name the alias with its prefix, such as `alias/app`
    public static Arn ofAlias(String region, String account, String name) {
        return new Arn(Partition.ofRegion(region).id(), "kms", region, account, name);
    }

    /// Returns the ARN of an account's root user in the partition of this ARN; it also stands for the account
    /// itself.
    public Arn rootOf(String other) {
        return new Arn(partition, "iam", "", other, "root");
    }

    /// Parses an ARN; empty if the text has not all six parts.
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length < PARTS
                || !parts[0].equals("arn")
                || parts[1].isEmpty()
                || parts[2].isEmpty()
                || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /// Orders ARNs. Callers choose names, so they can make equal hash codes; with an order a map still finds an
    /// ARN quickly.
    @Override
    public int compareTo(Arn other) {
        return ORDER.compare(this, other);
    }

    /// Returns the ARN as text.
    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
