package dev.trent.kms;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One step in the lives of some keys. The meaning of its numbers depends on the keys that exist when the step
/// is taken. So a history is still valid if any of its steps is removed.
///
/// @param at selects the set of keys
/// @param where selects the Region
/// @param how selects everything else
record LifeStep(Verb verb, int at, int where, int how) {
    /// The verbs. A more likely verb is more often in the list.
    private static final List<Verb> LIKELY = likely();

    private static final int STEPS_MAX = 24;
    private static final long SPREADING = 0x9E3779B97F4A7C15L;

    enum Verb {
        CREATE(3),
        ENABLE(4),
        DISABLE(2),
        SCHEDULE_DELETION(2),
        CANCEL_DELETION(2),
        ENABLE_ROTATION(4),
        DISABLE_ROTATION(1),
        ROTATE(4),
        REPLICATE(6),
        UPDATE_PRIMARY(4),
        IMPORT(10),
        DELETE_MATERIAL(3),
        ENCRYPT(5),
        ADVANCE(5),
        RESTART(0);

        private final int weight;

        Verb(int weight) {
            this.weight = weight;
        }
    }

    private static List<Verb> likely() {
        List<Verb> verbs = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            for (int i = 0; i < verb.weight; i++) {
                verbs.add(verb);
            }
        }
        return List.copyOf(verbs);
    }

    /// Returns the history of a seed.
    static List<LifeStep> history(long seed) {
        // Without spreading, neighbouring seeds begin with similar numbers.
        Random random = new Random(seed * SPREADING);
        List<LifeStep> steps = new ArrayList<>();
        steps.add(of(Verb.CREATE, random));
        int more = 4 + random.nextInt(STEPS_MAX - 4);
        for (int i = 0; i < more; i++) {
            steps.add(of(LIKELY.get(random.nextInt(LIKELY.size())), random));
        }
        if (random.nextInt(20) == 0) {
            steps.add(random.nextInt(steps.size()), of(Verb.RESTART, random));
        }
        return steps;
    }

    private static LifeStep of(Verb verb, Random random) {
        return new LifeStep(verb, random.nextInt(1 << 10), random.nextInt(1 << 10), random.nextInt(1 << 20));
    }
}
