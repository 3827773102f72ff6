package dev.trent.cloudtrail;

import dev.trent.aws.Action;

/// The actions of CloudTrail, as policies name them.
enum CloudTrailAction {
    AddTags,
    CreateTrail,
    DeleteTrail,
    DescribeTrails,
    GetEventSelectors,
    GetTrail,
    GetTrailStatus,
    ListPublicKeys,
    ListTags,
    ListTrails,
    LookupEvents,
    PutEventSelectors,
    RemoveTags,
    StartLogging,
    StopLogging,
    UpdateTrail;

    Action action() {
        return new Action("cloudtrail", name());
    }
}
