package dev.trent.call;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One authenticated call in progress: the facts that every floor may need, and all facts of its audit record.
///
/// One thread at a time uses it, from the check of the signature to the record on disk.
public final class Invocation {
    private static final int ACCOUNT_CHARACTERS = 12;

    private final Caller caller;
    private final String region;
    private final String requestId;
    private final Instant time;
    private final Origin origin;
    private final BooleanSupplier clientGone;
    private final Event event;
    private final ArrayList<Arn> resources = new ArrayList<>(2);
    private @Nullable String keyMaterialId;
    private SortedMap<String, String> details = Collections.emptySortedMap();
    private Shown requestParameters = _ -> null;
    private byte @Nullable [] responseElements;
    private @Nullable AwsException refusal;
    private boolean recorded;
    private List<Consequence> consequences = List.of();
    private final List<Invocation> elsewhere = new ArrayList<>(0);

    /// Makes an invocation.
    ///
    /// @param caller the signer of the call
    /// @param region the Region of the credential scope
    /// @param requestId the lower-case UUID in the answer
    /// @param time the time at which it was received
    /// @param origin the place it came from
    /// @param clientGone whether the client has gone and does not wait for the answer
    /// @param event the name of the call in its record
    public Invocation(
            Caller caller,
            String region,
            String requestId,
            Instant time,
            Origin origin,
            BooleanSupplier clientGone,
            Event event) {
        this.caller = caller;
        this.region = region;
        this.requestId = requestId;
        this.time = time;
        this.origin = origin;
        this.clientGone = clientGone;
        this.event = event;
    }

    /// Makes an invocation that is not recorded and has no client, for a question about a call.
    public Invocation(Caller caller, String region, String requestId, Instant time, Origin origin) {
        this(caller, region, requestId, time, origin, () -> false, Event.NONE);
    }

    /// Notes a resource that the call names or uses. It is noted even if the call fails.
    public void touches(Arn resource) {
        if (!resources.contains(resource)) {
            resources.add(resource);
        }
    }

    /// Notes the key material that a cryptographic operation used.
    ///
    /// @param materialId 64 lower-case hexadecimal digits; null for a key whose material has no name in answers
    public void usesMaterial(@Nullable String materialId) {
        keyMaterialId = materialId;
    }

    /// Notes a further fact for the record: a member of CloudTrail's `additionalEventData`. It is noted even if
    /// the call fails.
    ///
    /// @param value null for a fact that is not known
    public void adds(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (details.isEmpty()) {
            details = new TreeMap<>();
        }
        details.put(name, value);
    }

    /// Returns the signer of the call.
    public Caller caller() {
        return caller;
    }

    /// Returns the Region of the call's credential scope.
    public String region() {
        return region;
    }

    /// Returns the partition of the call's Region.
    public Partition partition() {
        return Partition.ofRegion(region);
    }

    /// Returns the id that the answer and the audit record share.
    public String requestId() {
        return requestId;
    }

    /// Returns the time at which the call was received.
    public Instant time() {
        return time;
    }

    /// Returns the origin of the call.
    public Origin origin() {
        return origin;
    }

    /// Returns whether the client has closed its connection and does not wait for the answer.
    public boolean clientGone() {
        return clientGone.getAsBoolean();
    }

    /// Returns the resources noted so far, in the order noted.
    public List<Arn> resources() {
        return resources;
    }

    /// Returns the other accounts whose resources the call has touched, each once.
    public List<String> otherAccounts() {
        List<String> others = List.of();
        for (int i = 0; i < resources.size(); i++) {
            String account = resources.get(i).account();
            // The policies of AWS belong to no account.
            if (!account.equals(caller.account())
                    && account.length() == ACCOUNT_CHARACTERS
                    && !others.contains(account)) {
                others = others.isEmpty() ? new ArrayList<>(1) : others;
                others.add(account);
            }
        }
        return others;
    }

    /// Returns the id of the key material in use, or null if none was noted.
    public @Nullable String keyMaterialId() {
        return keyMaterialId;
    }

    /// Returns the further facts for the record.
    public SortedMap<String, String> details() {
        return details;
    }

    /// Notes the part of the request that the record shows.
    public void asks(Shown parameters) {
        requestParameters = parameters;
    }

    /// Notes the part of the answer that the record shows: JSON, or null for nothing.
    public void answers(byte @Nullable [] elements) {
        responseElements = elements;
    }

    /// Notes that the call is refused, and forgets its answer.
    public void refuses(AwsException reason) {
        responseElements = null;
        refusal = reason;
    }

    /// Returns the name of the call in its record.
    public Event event() {
        return event;
    }

    /// Returns the part of the request that the record shows.
    public Shown requestParameters() {
        return requestParameters;
    }

    /// Returns the part of the answer that the record shows, or null for nothing.
    public byte @Nullable [] responseElements() {
        return responseElements;
    }

    /// Returns the refusal of the call, or null if the call is not refused.
    public @Nullable AwsException refusal() {
        return refusal;
    }

    /// Returns the part of this call that takes place in another Region. If the call changes something, that
    /// Region has a record of it too.
    ///
    /// @param name the name of the operation in that record
    public Invocation elsewhere(String otherRegion, String name) {
        for (Invocation known : elsewhere) {
            if (known.region.equals(otherRegion)) {
                return known;
            }
        }
        Event other = new Event(event.source(), name, event.readOnly(), event.apiVersion());
        Invocation part = new Invocation(caller, otherRegion, requestId, time, origin, clientGone, other);
        part.asks(requestParameters);
        elsewhere.add(part);
        return part;
    }

    /// Returns the parts of this call that take place in other Regions.
    public List<Invocation> elsewhere() {
        return elsewhere;
    }

    /// Notes what the service does by itself if the call succeeds.
    ///
    /// @param acts all of it; what was noted before is forgotten
    public void causes(List<Consequence> acts) {
        consequences = List.copyOf(acts);
    }

    /// Returns what the service does by itself if the call succeeds.
    public List<Consequence> consequences() {
        return consequences;
    }

    /// Notes that the record is stored, together with the change that the call made.
    public void recorded() {
        recorded = true;
    }

    /// Returns whether the record is stored already.
    public boolean isRecorded() {
        return recorded;
    }
}
