package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.CLOUD_TRAIL_ARN_INVALID;
import static dev.trent.aws.AwsError.INVALID_HOME_REGION;
import static dev.trent.aws.AwsError.RESOURCE_NOT_FOUND;
import static dev.trent.aws.AwsError.RESOURCE_TYPE_NOT_SUPPORTED;
import static dev.trent.aws.AwsError.TRAIL_NOT_FOUND;

import dev.trent.access.Access;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.delivery.Trail;
import dev.trent.delivery.Trails;
import dev.trent.store.Tx;

/// Checks the right to the trail that a request names. Only a caller with the right learns whether it exists.
final class TrailRights {
    private final Access access;
    private final Trails trails;

    TrailRights(Access access, Trails trails) {
        this.access = access;
        this.trails = trails;
    }

    /// Checks a right that concerns the account as a whole.
    ///
    /// Errors: AccessDeniedException.
    void inAccount(Invocation call, CloudTrailAction action) {
        access.permit(call, action.action());
    }

    /// Checks the right to a trail, which need not exist.
    ///
    /// Errors: AccessDeniedException.
    void to(Invocation call, CloudTrailAction action, Arn arn) {
        call.touches(arn);
        access.permit(call, action.action(), arn.toString(), _ -> {});
    }

    /// Returns the trail that a request names, of any Region.
    ///
    /// Errors: InvalidTrailNameException, CloudTrailARNInvalidException, AccessDeniedException,
    /// TrailNotFoundException.
    Trail on(Invocation call, CloudTrailAction action, String named) {
        Arn arn = TrailNames.arn(call, named);
        to(call, action, arn);
        Trail trail = arn.account().equals(call.caller().account())
                ? trails.find(arn.account(), arn.region(), TrailNames.name(arn))
                : null;
        if (trail == null) {
            throw TrailNames.missing(call, arn);
        }
        return trail;
    }

    /// Returns the trail that a request is going to change. Changes are made in its home Region.
    ///
    /// Errors: as above, and InvalidHomeRegionException.
    Trail toChange(Invocation call, CloudTrailAction action, String named) {
        Trail trail = on(call, action, named);
        if (!trail.region().equals(call.region())) {
            throw INVALID_HOME_REGION.because(
                    "The trail " + trail.name() + " can only be changed in its home region " + trail.region() + ".");
        }
        return trail;
    }

    /// Returns the trail whose tags a request is about. The request has its ARN.
    ///
    /// Errors: CloudTrailARNInvalidException, ResourceTypeNotSupportedException, AccessDeniedException,
    /// ResourceNotFoundException.
    Trail toTag(Invocation call, CloudTrailAction action, String id) {
        Arn arn = Arn.parse(id)
                .orElseThrow(
                        () -> CLOUD_TRAIL_ARN_INVALID.because("Trail ARN " + TrailNames.quoted(id) + " is not valid."));
        if (arn.service().equals("cloudtrail") && !arn.resource().startsWith("trail/")) {
            throw RESOURCE_TYPE_NOT_SUPPORTED.because("Only trails have tags in Trent.");
        }
        try {
            return on(call, action, id);
        } catch (AwsException refusal) {
            throw refusal.error() == TRAIL_NOT_FOUND
                    ? RESOURCE_NOT_FOUND.because("Trail " + arn + " is not found.")
                    : refusal;
        }
    }

    /// Returns the trail as it is in a transaction.
    ///
    /// Errors: TrailNotFoundException.
    static Trail in(Tx tx, Invocation call, Trail prepared) {
        Trail trail = Trails.find(tx, prepared.account(), prepared.region(), prepared.name());
        if (trail == null) {
            throw TrailNames.missing(call, prepared.arn());
        }
        return trail;
    }
}
