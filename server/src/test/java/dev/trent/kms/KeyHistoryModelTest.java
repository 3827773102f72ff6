package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random lives of keys on a server whose clock is moved. Each life is compared with the model [NaiveSet].
///
/// All histories: `./mvnw -DskipConsole -pl server -Dtest=KeyHistoryModelTest -Dkeys.histories=10000 test`.
/// One that failed: `-Dkeys.seed=SEED -Dkeys.histories=1`.
class KeyHistoryModelTest {
    /// A build server has time for more histories.
    private static final int HISTORIES =
            Integer.getInteger("keys.histories", "true".equals(System.getenv("CI")) ? 40 : 20);

    private static final long SEED = Long.getLong("keys.seed", 20_261_101L);
    private static final int SHORTENINGS_MAX = 300;

    @TempDir
    private Path folder;

    private int worlds;
    private final Map<String, Integer> outcomes = new HashMap<>();

    @Test
    void every_key_lives_as_the_model_says_and_every_ciphertext_opens_exactly_then() {
        RealKeys real = world();
        try {
            for (int i = 0; i < HISTORIES; i++) {
                List<LifeStep> steps = LifeStep.history(SEED + i);
                if (!real.canAdvance(advanced(steps))) {
                    real.close();
                    real = world();
                }
                String trouble = trouble(real, steps);
                if (trouble != null) {
                    throw new AssertionError(
                            "-Dkeys.seed=" + (SEED + i) + " -Dkeys.histories=1: " + shortest(steps, trouble));
                }
            }
        } finally {
            real.close();
        }
        System.out.println(outcomes);
        if (HISTORIES > 1) {
            // The histories must reach these outcomes. If not, the test proves little.
            assertThat(outcomes)
                    .containsKeys(
                            "ENABLE KMSInvalidStateException",
                            "CANCEL_DELETION ",
                            "ROTATE ",
                            "REPLICATE ",
                            "REPLICATE UnsupportedOperationException",
                            "UPDATE_PRIMARY NotFoundException",
                            "IMPORT ",
                            "IMPORT IncorrectKeyMaterialException",
                            "DELETE_MATERIAL ",
                            "decrypted",
                            "DisabledException",
                            "KMSInvalidStateException");
        }
    }

    private RealKeys world() {
        return new RealKeys(folder.resolve("world-" + worlds++));
    }

    private static int advanced(List<LifeStep> steps) {
        return steps.stream()
                .filter(step -> step.verb() == LifeStep.Verb.ADVANCE)
                .mapToInt(Life::days)
                .sum();
    }

    /// Returns the first difference between a history and the model; null if there is none.
    private @Nullable String trouble(RealKeys real, List<LifeStep> steps) {
        Life life = new Life(real, outcomes);
        try {
            life.live(steps);
            return null;
        } catch (AssertionError parted) {
            return "after " + life.taken() + " steps: " + parted.getMessage();
        } finally {
            life.end();
        }
    }

    /// Removes steps as long as the history still fails.
    private String shortest(List<LifeStep> steps, String trouble) {
        List<LifeStep> shortest = steps;
        String why = trouble;
        int tried = 0;
        try (RealKeys real = world()) {
            for (boolean shorter = true; shorter; ) {
                shorter = false;
                for (int i = shortest.size() - 1; i >= 0 && tried < SHORTENINGS_MAX; i--) {
                    List<LifeStep> fewer = new ArrayList<>(shortest);
                    fewer.remove(i);
                    if (!real.canAdvance(advanced(fewer))) {
                        break;
                    }
                    tried++;
                    String still = trouble(real, fewer);
                    if (still != null) {
                        shortest = fewer;
                        why = still;
                        shorter = true;
                    }
                }
            }
        }
        return why + "\n" + shortest.stream().map(LifeStep::toString).reduce("", (all, step) -> all + step + "\n");
    }

    /// The run of one history on a server and on its model.
    private static final class Life {
        private static final int[] DAYS = {1, 7, 29, 90, 200, 400};

        private final RealKeys real;
        private final Map<String, Integer> outcomes;
        private final List<NaiveSet> sets = new ArrayList<>();
        private final List<Kept> ciphertexts = new ArrayList<>();
        private int taken;

        /// A ciphertext and the material that encrypted it.
        private record Kept(NaiveSet set, NaiveSet.NaiveMaterial material, String ciphertext) {}

        Life(RealKeys real, Map<String, Integer> outcomes) {
            this.real = real;
            this.outcomes = outcomes;
        }

        static int days(LifeStep step) {
            return DAYS[step.how() % DAYS.length];
        }

        int taken() {
            return taken;
        }

        void live(List<LifeStep> steps) {
            for (LifeStep step : steps) {
                take(step);
                taken++;
            }
            sets.forEach(set -> NaiveSet.REGIONS.forEach(region -> look(set, region)));
            ciphertexts.forEach(each -> NaiveSet.REGIONS.forEach(region -> open(each, region)));
        }

        private void take(LifeStep step) {
            switch (step.verb()) {
                case CREATE -> create(step);
                case RESTART -> real.restart();
                case ADVANCE -> advance(step);
                default -> {
                    if (!sets.isEmpty()) {
                        act(step, sets.get(step.at() % sets.size()));
                    }
                }
            }
        }

        private void create(LifeStep step) {
            NaiveSet set = new NaiveSet(step.how() % 2 == 0, step.where() % 3 != 0);
            set.id = real.create(set.external, set.multi);
            sets.add(set);
            look(set, set.primary());
        }

        private void advance(LifeStep step) {
            real.advance(days(step));
            sets.forEach(set -> set.live(real.day()));
            sets.forEach(set -> List.copyOf(set.keys.keySet()).forEach(region -> look(set, region)));
            openOne(step);
        }

        private void act(LifeStep step, NaiveSet set) {
            String region = set.region(step);
            // The material must be named before the step, because a deletion removes it from the model.
            NaiveSet.NaiveMaterial named = set.known(NaiveSet.content(step));
            String expected = set.take(step, real.day());
            String found;
            if (step.verb() == LifeStep.Verb.ENCRYPT) {
                RealKeys.Encrypted encrypted = real.encrypt(region, set.id);
                found = encrypted.error();
                if (found.isEmpty()) {
                    ciphertexts.add(new Kept(set, set.materials.get(set.currentPlace()), encrypted.ciphertext()));
                }
            } else {
                String materialId = named == null ? "f".repeat(64) : named.id;
                found = real.take(step, region, set.id, NaiveSet.content(step) < 0 ? null : materialId);
            }
            outcomes.merge(step.verb() + " " + found, 1, Integer::sum);
            assertThat(found).as("%s of %s in %s", step, set.id, region).isEqualTo(expected);
            if (step.verb() == LifeStep.Verb.ENABLE) {
                real.live();
                set.live(real.day());
            }
            look(set, region);
            openOne(step);
        }

        private void openOne(LifeStep step) {
            if (!ciphertexts.isEmpty()) {
                Random random = new Random(step.how());
                open(ciphertexts.get(random.nextInt(ciphertexts.size())), NaiveSet.REGIONS.get(random.nextInt(3)));
            }
        }

        private void look(NaiveSet set, String region) {
            RealKeys.Seen seen = real.look(region, set.id);
            assertThat(seen.words()).as("%s in %s", set.id, region).isEqualTo(set.shown(region));
            List<String> ids = seen.materials();
            for (int i = 0; i < ids.size(); i++) {
                NaiveSet.NaiveMaterial material = set.materials.get(i);
                material.id = material.id.isEmpty() ? ids.get(i) : material.id;
                assertThat(ids.get(i)).as("material %d of %s", i, set.id).isEqualTo(material.id);
            }
            assertThat(ids).doesNotHaveDuplicates();
            int current = ids.isEmpty() ? -1 : set.currentPlace();
            assertThat(seen.current()).as(set.id).isEqualTo(current < 0 ? "" : ids.get(current));
        }

        private void open(Kept kept, String region) {
            String expected = kept.set.decrypted(region);
            String found = real.decrypt(region, kept.ciphertext);
            outcomes.merge(expected.isEmpty() ? "decrypted" : expected, 1, Integer::sum);
            assertThat(found)
                    .as("a ciphertext of %s in %s", kept.set.id, region)
                    .isEqualTo(expected.isEmpty() ? kept.material.id : expected);
        }

        /// Turns rotation off, so that later histories take no time for it.
        void end() {
            LifeStep off = new LifeStep(LifeStep.Verb.DISABLE_ROTATION, 0, 0, 0);
            sets.stream().filter(NaiveSet::rotates).forEach(set -> real.take(off, set.primary(), set.id, null));
        }
    }
}
