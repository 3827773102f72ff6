package dev.trent.gateway;

import dev.trent.call.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every operation that the server performs, by service and name.
public final class Endpoints {
    private final Map<String, Map<String, Endpoint<?, ?>>> byService = new HashMap<>();

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
            if (byName.put(operation.name(), new Endpoint<>(service, operation, throttle)) != null) {
                throw new AssertionError("two operations are called " + operation.name());
            }
        }
        byService.put(service, Map.copyOf(byName));
        return this;
    }

    @Nullable
    Endpoint<?, ?> find(String service, String operation) {
        Map<String, Endpoint<?, ?>> byName = byService.get(service);
        return byName == null ? null : byName.get(operation);
    }
}
