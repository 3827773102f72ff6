package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.INVALID_EVENT_CATEGORY;
import static dev.trent.aws.AwsError.INVALID_LOOKUP_ATTRIBUTES;
import static dev.trent.aws.AwsError.INVALID_MAX_RESULTS;
import static dev.trent.aws.AwsError.INVALID_NEXT_TOKEN;
import static dev.trent.aws.AwsError.INVALID_TIME_RANGE;

import dev.trent.access.Access;
import dev.trent.access.AccountPermit;
import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Reading;
import dev.trent.lookup.Attribute;
import dev.trent.lookup.AttributeKey;
import dev.trent.lookup.EventQuery;
import dev.trent.lookup.Found;
import dev.trent.lookup.FoundEvent;
import dev.trent.lookup.LogPlace;
import dev.trent.lookup.Lookup;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds events of the last 90 days in the audit log, the newest first: those of the caller's account and Region.
///
/// An event is found as soon as its call was answered. A token is a place in the log, so events that come meanwhile do
/// not move a page. A page may have fewer events than asked for, or none, and a token all the same.
///
/// Source:
/// [LookupEvents](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
final class LookupEvents implements Reading<LookupEvents.Request, LookupEvents.Response> {
    private static final int RESULTS_MAX = 50;
    private static final Duration EVENTS_FOR = Duration.ofDays(90);
    private static final int VALUE_CHARACTERS_MAX = 2000;
    private static final int CATEGORY_CHARACTERS_MAX = 64;
    private static final int TOKEN_CHARACTERS_MAX = 1024;
    private static final String COUNTED_TWICE = "_ ,\n";

    /// The only category that can be named. Trent makes no such events.
    private static final String INSIGHT = "insight";

    private final Access access;
    private final Lookup lookup;
    private final LookupRate rate;
    private final LookupTurns turns;

    /// The request: at most one attribute, the time, and the page.
    public record Request(
            @Logged @Nullable List<LookupAttribute> lookupAttributes,

            @Logged @Nullable Instant startTime,

            @Logged @Nullable Instant endTime,

            @Logged @Nullable @Length(min = 0, max = CATEGORY_CHARACTERS_MAX)
            String eventCategory,

            @Logged @Nullable Integer maxResults,

            @Nullable @Length(min = 0, max = TOKEN_CHARACTERS_MAX)
            String nextToken) {}

    /// One attribute, which events have exactly.
    public record LookupAttribute(
            @Logged AttributeKey attributeKey,

            @Logged @Length(min = 1, max = VALUE_CHARACTERS_MAX)
            String attributeValue) {}

    /// The answer: one page, and the token of the next page.
    public record Response(List<Event> events, @Nullable String nextToken) {}

    /// One event.
    ///
    /// @param readOnly `true` or `false`
    /// @param cloudTrailEvent the record, as JSON
    public record Event(
            String eventId,
            String eventName,
            @Nullable String readOnly,
            @Nullable String accessKeyId,
            Instant eventTime,
            String eventSource,
            @Nullable String username,
            List<Resource> resources,
            String cloudTrailEvent) {}

    /// A resource of an event.
    public record Resource(@Nullable String resourceType, String resourceName) {}

    LookupEvents(Access access, Lookup lookup, LookupRate rate, LookupTurns turns) {
        this.access = access;
        this.lookup = lookup;
        this.rate = rate;
        this.turns = turns;
    }

    /// Errors: AccessDeniedException, ThrottlingException, InvalidLookupAttributesException,
    /// InvalidTimeRangeException, InvalidMaxResultsException, InvalidEventCategoryException,
    /// InvalidNextTokenException.
    @Override
    public Response perform(Invocation call, Request request) {
        AccountPermit permit = access.permit(call, CloudTrailAction.LookupEvents.action());
        // SAFE: only now. A caller without the right must not keep those with the right out.
        rate.admit(permit.account(), permit.region());
        check(request);
        Attribute attribute = attribute(request.lookupAttributes());
        Markers tokens = tokens(call, request, attribute);
        LogPlace before = place(tokens.position(request.nextToken()));
        if (request.eventCategory() != null) {
            return new Response(List.of(), null);
        }
        EventQuery question = new EventQuery(
                permit.account(), permit.region(), attribute, from(call, request.startTime()), to(request.endTime()));
        int limit = request.maxResults() == null ? RESULTS_MAX : request.maxResults();
        Found found = turns.inTurn(permit.account(), () -> lookup.find(question, before, limit));
        String next = found.next() == null ? null : tokens.at(found.next().toString());
        return new Response(found.events().stream().map(LookupEvents::event).toList(), next);
    }

    private static void check(Request request) {
        if (request.startTime() != null
                && request.endTime() != null
                && request.startTime().isAfter(request.endTime())) {
            throw INVALID_TIME_RANGE.because("The start time must not be after the end time.");
        }
        Integer maxResults = request.maxResults();
        if (maxResults != null && (maxResults < 1 || maxResults > RESULTS_MAX)) {
            throw INVALID_MAX_RESULTS.because(
                    "MaxResults is " + maxResults + " and must be between 1 and " + RESULTS_MAX + ".");
        }
        if (request.eventCategory() != null && !request.eventCategory().equals(INSIGHT)) {
            throw INVALID_EVENT_CATEGORY.because("The event category must be '" + INSIGHT + "'.");
        }
    }

    private static @Nullable Attribute attribute(@Nullable List<LookupAttribute> attributes) {
        if (attributes == null || attributes.isEmpty()) {
            return null;
        }
        if (attributes.size() > 1) {
            throw INVALID_LOOKUP_ATTRIBUTES.because("You can specify only one lookup attribute.");
        }
        String value = attributes.getFirst().attributeValue();
        long counted = value.length()
                + value.chars().filter(c -> COUNTED_TWICE.indexOf(c) >= 0).count();
        if (counted > VALUE_CHARACTERS_MAX) {
            throw INVALID_LOOKUP_ATTRIBUTES.because("The value of a lookup attribute may have " + VALUE_CHARACTERS_MAX
                    + " characters; '_', ' ', ',' and line feeds count twice.");
        }
        return new Attribute(attributes.getFirst().attributeKey(), value);
    }

    /// A token is good for one account, Region, attribute, category and time.
    private static Markers tokens(Invocation call, Request request, @Nullable Attribute attribute) {
        String listing = String.join(
                "\n",
                "LookupEvents",
                call.region(),
                String.valueOf(request.startTime()),
                String.valueOf(request.endTime()),
                String.valueOf(request.eventCategory()),
                attribute == null ? "" : attribute.key() + "=" + attribute.value());
        return Markers.of(call, listing, LookupEvents::unusable);
    }

    private static AwsException unusable() {
        return INVALID_NEXT_TOKEN.because(
                "The token is not valid: it must be the token of the last answer, sent with the same parameters.");
    }

    private static @Nullable LogPlace place(@Nullable String position) {
        if (position == null) {
            return null;
        }
        LogPlace place = LogPlace.parse(position);
        if (place == null) {
            throw unusable();
        }
        return place;
    }

    private static Instant from(Invocation call, @Nullable Instant start) {
        Instant earliest = call.time().minus(EVENTS_FOR);
        return start == null || start.isBefore(earliest) ? earliest : start;
    }

    /// Without an end, an event is found also if the clock has gone back since.
    private static Instant to(@Nullable Instant end) {
        return end == null ? Instant.MAX : end;
    }

    private static Event event(FoundEvent found) {
        return new Event(
                found.eventId(),
                found.eventName(),
                found.readOnly(),
                found.accessKeyId(),
                found.eventTime(),
                found.eventSource(),
                found.username(),
                found.resources().stream()
                        .map(resource -> new Resource(resource.type(), resource.name()))
                        .toList(),
                found.json());
    }
}
