package dev.trent.identity;

import java.time.Instant;

/// A managed policy that every account has and none can change.
///
/// @param policyName its id and its ARN, whose account is `aws`
/// @param description what it is for
/// @param document the text
/// @param created when this text was written
public record AwsManagedPolicy(PolicyName policyName, String description, String document, Instant created) {}
