package dev.trent.console;

import dev.trent.aws.Partition;
import java.util.List;

/// The Regions that the console offers. A deployment has all of them, so this is only a list of names.
///
/// Source: AWS General Reference, "AWS service endpoints", AWS KMS.
final class ConsoleRegions {
    private static final List<String> AWS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1");

    private ConsoleRegions() {}

    static List<String> of(Partition partition) {
        return switch (partition) {
            case AWS -> AWS;
            case CHINA -> List.of("cn-north-1", "cn-northwest-1");
            case US_GOV -> List.of("us-gov-east-1", "us-gov-west-1");
            case EUSC, ISO, ISO_B, ISO_E, ISO_F -> List.of(partition.usualRegion());
        };
    }
}
