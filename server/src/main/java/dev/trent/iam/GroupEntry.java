package dev.trent.iam;

import dev.trent.identity.Entity;
import java.time.Instant;

/// A group as the API writes it.
///
/// Source: [Group](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Group.html).
public record GroupEntry(String path, String groupName, String groupId, String arn, Instant createDate) {

    static GroupEntry of(Entity group) {
        return new GroupEntry(
                group.path(), group.name(), group.uniqueId(), group.arn().toString(), group.created());
    }
}
