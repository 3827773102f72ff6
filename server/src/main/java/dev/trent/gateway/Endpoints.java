package dev.trent.gateway;

import dev.trent.call.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Every operation that the server performs, by service and name.
public final class Endpoints {
    private final Map<String, Map<String, Endpoint<?, ?>>> byService = new HashMap<>();
    private final @Nullable UnaryOperator<String> veil;
    private final List<Tally> tallies = new ArrayList<>();
    private final @Nullable Tally unknown;

    /// Makes an empty list, whose calls nobody counts, and whose records show encryption contexts as they are.
    public Endpoints() {
        this(null, false);
    }

    /// Makes an empty list.
    ///
    /// @param veil returns what records show in the place of a value of an encryption context; null for the value
    /// @param counted whether the calls are counted
    public Endpoints(@Nullable UnaryOperator<String> veil, boolean counted) {
        this.veil = veil;
        unknown = counted ? tally(Tally.UNKNOWN, Tally.UNKNOWN) : null;
    }

    private Tally tally(String service, String operation) {
        Tally tally = new Tally(service, operation);
        tallies.add(tally);
        return tally;
    }

    /// Adds the operations of a service.
    ///
    /// @param service the signing name, such as `kms`
    public Endpoints add(String service, List<Operation<?, ?>> operations) {
        return add(service, operations, null);
    }

    /// As [#add(String, List)], with a limit on how often the service is called.
    ///
    /// @param throttle null for no limit
    public Endpoints add(String service, List<Operation<?, ?>> operations, @Nullable Throttle throttle) {
        Map<String, Endpoint<?, ?>> byName = new HashMap<>();
        for (Operation<?, ?> operation : operations) {
            if (byName.put(operation.name(), endpoint(service, operation, throttle)) != null) {
                throw new AssertionError("two operations are called " + operation.name());
            }
        }
        byService.put(service, Map.copyOf(byName));
        return this;
    }

    private Endpoint<?, ?> endpoint(String service, Operation<?, ?> operation, @Nullable Throttle throttle) {
        Tally tally = unknown == null ? null : tally(service, operation.name());
        return new Endpoint<>(service, operation, throttle, veil, tally);
    }

    /// Returns the counts of all calls: one for each operation, and one for the calls that name no operation of
    /// this server or whose caller is unknown. Empty if nobody counts.
    public List<Tally> tallies() {
        return List.copyOf(tallies);
    }

    /// Returns the count of the calls without an operation; null if nobody counts.
    @Nullable
    Tally unknown() {
        return unknown;
    }

    @Nullable
    Endpoint<?, ?> find(String service, String operation) {
        Map<String, Endpoint<?, ?>> byName = byService.get(service);
        return byName == null ? null : byName.get(operation);
    }
}
