package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.identity.Entity;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The condition keys that IAM operations add to a request.
///
/// Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and
/// Access Management".
final class IamFacts {
    private IamFacts() {}

    static Consumer<RequestContext> none() {
        return context -> {};
    }

    /// Returns `iam:PolicyARN`: the policy that is attached or detached.
    static Consumer<RequestContext> policy(String arn) {
        return context -> context.add("iam:PolicyARN", arn);
    }

    /// Returns `iam:PermissionsBoundary`: the requested boundary, or the boundary of the entity that is
    /// changed.
    static Consumer<RequestContext> boundary(@Nullable String arn) {
        return arn == null ? none() : context -> context.add("iam:PermissionsBoundary", arn);
    }

    /// Returns `aws:RequestTag/…` and `aws:TagKeys`.
    static Consumer<RequestContext> requestTags(List<Tag> tags) {
        return context -> {
            tags.forEach(tag -> context.add("aws:RequestTag/" + tag.key(), tag.value()));
            context.add("aws:TagKeys", tags.stream().map(Tag::key).toList());
        };
    }

    /// Returns `aws:TagKeys`.
    static Consumer<RequestContext> tagKeys(List<String> keys) {
        return context -> context.add("aws:TagKeys", keys);
    }

    /// Returns `aws:ResourceTag/…` and IAM's own name for the same value.
    static Consumer<RequestContext> resourceTags(List<Tag> tags) {
        return context -> tags.forEach(tag -> context.add("aws:ResourceTag/" + tag.key(), tag.value())
                .add("iam:ResourceTag/" + tag.key(), tag.value()));
    }

    static @Nullable String boundaryOf(Entity entity) {
        return entity.boundary() == null ? null : entity.boundary().arn();
    }
}
