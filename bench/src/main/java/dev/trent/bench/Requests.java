package dev.trent.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Requests that are sent in turn, over and over.
interface Requests {
    /// Returns them, signed now.
    List<byte[]> sign();

    /// Returns requests of one operation of KMS by one caller.
    ///
    /// @param count how many are different
    /// @param body of each, by its number
    static Requests of(Signer signer, String operation, int count, IntFunction<String> body) {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.add(body.apply(i));
        }
        return () -> {
            Instant now = Instant.now();
            return bodies.stream()
                    .map(one -> signer.request(operation, one, now))
                    .toList();
        };
    }
}
