package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.INVALID_EVENT_SELECTORS;

import dev.trent.delivery.Trail;
import dev.trent.wire.Logged;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events a trail gets, on the wire. Trent has management events only.
///
/// Source:
/// [EventSelector](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html).
public record EventSelector(
        @Logged @Nullable String readWriteType,
        @Logged @Nullable Boolean includeManagementEvents,
        @Logged @Nullable List<DataResource> dataResources,
        @Logged @Nullable List<String> excludeManagementEventSources) {

    /// The sources that AWS lets a trail exclude.
    private static final Set<String> EXCLUDABLE = Set.of("kms.amazonaws.com", "rdsdata.amazonaws.com");

    /// Data events, which Trent has none of.
    public record DataResource(
            @Logged @Nullable String type, @Logged @Nullable List<String> values) {}

    static EventSelector of(Trail.Scope scope) {
        return new EventSelector(scope.readWrite().name(), scope.management(), List.of(), scope.excluded());
    }

    /// Returns what a trail gets with this selector.
    ///
    /// Errors: InvalidEventSelectorsException.
    Trail.Scope on(Trail.Scope before) {
        if (dataResources != null && !dataResources.isEmpty()) {
            throw INVALID_EVENT_SELECTORS.because("Data events are not supported by Trent.");
        }
        List<String> excluded = excludeManagementEventSources == null ? List.of() : excludeManagementEventSources;
        for (String source : excluded) {
            if (!EXCLUDABLE.contains(source)) {
                throw INVALID_EVENT_SELECTORS.because(
                        "Value " + TrailNames.quoted(source) + " for ExcludeManagementEventSources is invalid.");
            }
        }
        return new Trail.Scope(
                before.multiRegion(),
                before.globalEvents(),
                readWrite(),
                !Boolean.FALSE.equals(includeManagementEvents),
                excluded.stream().distinct().toList());
    }

    private Trail.ReadWrite readWrite() {
        if (readWriteType == null) {
            return Trail.ReadWrite.All;
        }
        for (Trail.ReadWrite each : Trail.ReadWrite.values()) {
            if (each.name().equals(readWriteType)) {
                return each;
            }
        }
        throw INVALID_EVENT_SELECTORS.because("Value " + TrailNames.quoted(readWriteType)
                + " for ReadWriteType is invalid: it is All, ReadOnly or WriteOnly.");
    }
}
