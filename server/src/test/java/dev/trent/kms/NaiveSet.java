package dev.trent.kms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The model that the server is compared with: a key with its replicas, or a key of one Region. Its life
/// follows AWS's documentation. Time is counted in days. An answer is the name of an error, or empty.
final class NaiveSet {
    static final String WELL = "";
    static final List<String> REGIONS = List.of("eu-central-1", "us-west-2", "eu-west-1");

    private static final String NOT_FOUND = "NotFoundException";
    private static final String INVALID_STATE = "KMSInvalidStateException";
    private static final String UNSUPPORTED = "UnsupportedOperationException";
    private static final String INCORRECT = "IncorrectKeyMaterialException";
    private static final int ELSEWHERE = 20;
    private static final int NEVER = Integer.MAX_VALUE;

    final boolean external;
    final boolean multi;
    final Map<String, NaiveKey> keys = new TreeMap<>();
    final List<NaiveMaterial> materials = new ArrayList<>();
    String id = "";
    private String primary;
    private int period;
    private int next;

    /// A piece of material.
    static final class NaiveMaterial {
        /// The number of the bytes; -1 for bytes that the server draws.
        final int content;

        String id = "";
        private String became = "";
        private boolean waits;

        NaiveMaterial(int content) {
            this.content = content;
        }
    }

    /// A key of a set.
    static final class NaiveKey {
        String state;
        private int window;
        private int gone = NEVER;

        /// The imported materials that are present, with the days on which they expire.
        private final Map<NaiveMaterial, Integer> present = new java.util.LinkedHashMap<>();

        NaiveKey(String state) {
            this.state = state;
        }
    }

    NaiveSet(boolean external, boolean multi) {
        this.external = external;
        this.multi = multi;
        this.primary = REGIONS.getFirst();
        keys.put(primary, new NaiveKey(external ? "PendingImport" : "Enabled"));
        if (!external) {
            materials.add(new NaiveMaterial(-1));
        }
    }

    /// Returns the Region of a step. It is often the Region of the primary key, and sometimes any Region, even
    /// one without a key.
    String region(LifeStep step) {
        int where = step.where() / ELSEWHERE;
        if (keys.isEmpty() || step.where() % ELSEWHERE == 0) {
            return REGIONS.get(where % REGIONS.size());
        }
        return step.where() % 2 == 0 ? primary : List.copyOf(keys.keySet()).get(where % keys.size());
    }

    /// Takes a step that neither makes a set nor moves the clock.
    String take(LifeStep step, int day) {
        String region = region(step);
        NaiveKey key = keys.get(region);
        if (key == null) {
            return NOT_FOUND;
        }
        return switch (step.verb()) {
            case ENABLE -> switched(key, "Enabled");
            case DISABLE -> switched(key, "Disabled");
            case SCHEDULE_DELETION -> schedule(region, key, window(step), day);
            case CANCEL_DELETION -> cancel(key);
            case ENABLE_ROTATION -> rotating(region, key, period(step), day);
            case DISABLE_ROTATION -> rotating(region, key, 0, day);
            case ROTATE -> rotate(region, key);
            case REPLICATE -> replicate(region, key, other(step));
            case UPDATE_PRIMARY -> lead(region, key, other(step));
            case IMPORT -> put(region, key, LifeImport.of(step), day);
            case DELETE_MATERIAL -> empty(region, key, content(step));
            case ENCRYPT -> usable(key);
            case CREATE, ADVANCE, RESTART -> throw new AssertionError(step);
        };
    }

    static int window(LifeStep step) {
        return 7 + step.how() % 24;
    }

    static int period(LifeStep step) {
        return 90 + step.how() % 300;
    }

    static String other(LifeStep step) {
        return REGIONS.get(step.how() % REGIONS.size());
    }

    /// Returns the number of the material of a step; -1 for the current one.
    static int content(LifeStep step) {
        return step.how() % (LifeImport.CONTENTS + 1) - 1;
    }

    private static String switched(NaiveKey key, String state) {
        if (!key.state.equals("Enabled") && !key.state.equals("Disabled")) {
            return INVALID_STATE;
        }
        key.state = state;
        return WELL;
    }

    private static String usable(NaiveKey key) {
        return switch (key.state) {
            case "Enabled" -> WELL;
            case "Disabled" -> "DisabledException";
            default -> INVALID_STATE;
        };
    }

    private static boolean leaving(NaiveKey key) {
        return key.state.endsWith("Deletion");
    }

    private String schedule(String region, NaiveKey key, int window, int day) {
        if (leaving(key)) {
            return INVALID_STATE;
        }
        key.window = window;
        if (region.equals(primary) && keys.size() > 1) {
            key.state = "PendingReplicaDeletion";
        } else {
            key.state = "PendingDeletion";
            key.gone = day + window;
        }
        return WELL;
    }

    private String cancel(NaiveKey key) {
        if (!leaving(key)) {
            return INVALID_STATE;
        }
        key.gone = NEVER;
        key.state = whole(key) ? "Disabled" : "PendingImport";
        return WELL;
    }

    private boolean whole(NaiveKey key) {
        if (!external) {
            return true;
        }
        boolean all = materials.stream().allMatch(material -> material.waits || key.present.containsKey(material));
        return all && current() != null;
    }

    private @Nullable NaiveMaterial current() {
        NaiveMaterial current = null;
        for (NaiveMaterial material : materials) {
            current = material.waits ? current : material;
        }
        return current;
    }

    private @Nullable NaiveMaterial waiting() {
        return materials.stream().filter(material -> material.waits).findFirst().orElse(null);
    }

    private boolean everywhere(NaiveMaterial material) {
        return keys.values().stream().allMatch(key -> key.present.containsKey(material));
    }

    private String rotating(String region, NaiveKey key, int days, int day) {
        if (external || !region.equals(primary)) {
            return UNSUPPORTED;
        }
        String refusal = usable(key);
        if (refusal.isEmpty()) {
            period = days;
            next = day + days;
        }
        return refusal;
    }

    private String rotate(String region, NaiveKey key) {
        if (!region.equals(primary)) {
            return UNSUPPORTED;
        }
        String refusal = usable(key);
        if (!refusal.isEmpty()) {
            return refusal;
        }
        if (!external) {
            draw("ON_DEMAND");
            return WELL;
        }
        NaiveMaterial waiting = waiting();
        if (waiting == null || !everywhere(waiting)) {
            return INVALID_STATE;
        }
        waiting.waits = false;
        waiting.became = "ON_DEMAND";
        return WELL;
    }

    private void draw(String became) {
        NaiveMaterial fresh = new NaiveMaterial(-1);
        fresh.became = became;
        materials.add(fresh);
    }

    private String replicate(String region, NaiveKey key, String other) {
        if (!multi || !region.equals(primary)) {
            return UNSUPPORTED;
        }
        String refusal = usable(key);
        if (!refusal.isEmpty()) {
            return refusal;
        }
        if (other.equals(region)) {
            return "ValidationException";
        }
        if (keys.containsKey(other)) {
            return "AlreadyExistsException";
        }
        keys.put(other, new NaiveKey(external ? "PendingImport" : "Enabled"));
        return WELL;
    }

    private String lead(String region, NaiveKey key, String other) {
        if (!multi || !region.equals(primary)) {
            return UNSUPPORTED;
        }
        String refusal = usable(key);
        if (!refusal.isEmpty()) {
            return refusal;
        }
        NaiveKey replica = keys.get(other);
        if (replica == null || other.equals(region)) {
            return NOT_FOUND;
        }
        refusal = usable(replica);
        if (refusal.isEmpty()) {
            primary = other;
        }
        return refusal;
    }

    private String put(String region, NaiveKey key, LifeImport what, int day) {
        if (!external) {
            return UNSUPPORTED;
        }
        if (leaving(key)) {
            return INVALID_STATE;
        }
        NaiveMaterial known = known(what.content());
        boolean isNew =
                what.type().isEmpty() ? materials.isEmpty() : what.type().equals("NEW_KEY_MATERIAL");
        if (isNew != (known == null) || (isNew && !region.equals(primary))) {
            return INCORRECT;
        }
        if (known == null && waiting() != null) {
            return INVALID_STATE;
        }
        NaiveMaterial material = known;
        if (material == null) {
            material = new NaiveMaterial(what.content());
            material.waits = !materials.isEmpty();
            materials.add(material);
        }
        key.present.put(material, what.days() == 0 ? NEVER : day + what.days());
        settle(key);
        return WELL;
    }

    @Nullable
    NaiveMaterial known(int content) {
        return materials.stream()
                .filter(material -> material.content == content)
                .findFirst()
                .orElse(null);
    }

    private String empty(String region, NaiveKey key, int content) {
        if (!external) {
            return UNSUPPORTED;
        }
        NaiveMaterial material = content < 0 ? current() : known(content);
        if (material == null) {
            return content < 0 ? WELL : INCORRECT;
        }
        remove(region, key, material);
        return WELL;
    }

    private void remove(String region, NaiveKey key, NaiveMaterial material) {
        if (material.waits && region.equals(primary)) {
            materials.remove(material);
            keys.values().forEach(each -> each.present.remove(material));
        }
        key.present.remove(material);
        settle(key);
    }

    private void settle(NaiveKey key) {
        if (key.state.equals("PendingImport") && whole(key)) {
            key.state = "Enabled";
        } else if (!leaving(key) && !whole(key)) {
            key.state = "PendingImport";
        }
    }

    /// Does everything that is due.
    void live(int day) {
        NaiveKey first = keys.get(primary);
        if (first != null && first.state.equals("Enabled") && period > 0 && next <= day) {
            draw("AUTOMATIC");
            while (next <= day) {
                next += period;
            }
        }
        for (Map.Entry<String, NaiveKey> entry : keys.entrySet()) {
            List<NaiveMaterial> over = entry.getValue().present.entrySet().stream()
                    .filter(each -> each.getValue() <= day)
                    .map(Map.Entry::getKey)
                    .toList();
            over.forEach(material -> remove(entry.getKey(), entry.getValue(), material));
        }
        keys.values().removeIf(key -> key.gone <= day);
        if (first != null && first.state.equals("PendingReplicaDeletion") && keys.size() == 1) {
            first.state = "PendingDeletion";
            first.gone = day + first.window;
        }
    }

    /// Returns the facts that the API shows of the key in a Region, or an error.
    String shown(String region) {
        NaiveKey key = keys.get(region);
        if (key == null) {
            return NOT_FOUND;
        }
        StringBuilder shown = new StringBuilder(key.state);
        shown.append(key.gone == NEVER ? "" : " gone " + key.gone);
        shown.append(key.state.equals("PendingReplicaDeletion") ? " window " + key.window : "");
        if (multi) {
            shown.append(region.equals(primary) ? " PRIMARY of " : " REPLICA of ")
                    .append(primary);
            keys.keySet().stream()
                    .filter(each -> !each.equals(primary))
                    .forEach(each -> shown.append(',').append(each));
        }
        if (external && whole(key)) {
            int end = key.present.entrySet().stream()
                    .filter(entry -> !entry.getKey().waits)
                    .map(Map.Entry::getValue)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            shown.append(expiration(end));
        }
        shown.append(period > 0 && !leaving(key) ? " rotates " + period + ' ' + next : "");
        NaiveMaterial current = current();
        for (NaiveMaterial material : materials) {
            shown.append(" [").append(state(material, current)).append(material.became);
            if (external) {
                Integer end = key.present.get(material);
                shown.append(end == null ? " PENDING_IMPORT" : " IMPORTED" + expiration(end));
            }
            shown.append(']');
        }
        return shown.toString();
    }

    private static String expiration(int end) {
        return end == NEVER ? " KEY_MATERIAL_DOES_NOT_EXPIRE" : " KEY_MATERIAL_EXPIRES " + end;
    }

    private String state(NaiveMaterial material, @Nullable NaiveMaterial current) {
        if (material.waits) {
            return everywhere(material) ? "PENDING_ROTATION " : "PENDING_MULTI_REGION_IMPORT_AND_ROTATION ";
        }
        return material == current ? "CURRENT " : "NON_CURRENT ";
    }

    /// Returns the place of the material that encrypts.
    int currentPlace() {
        return materials.indexOf(current());
    }

    /// Returns the result of decrypting a ciphertext of this set.
    String decrypted(String region) {
        NaiveKey key = keys.get(region);
        return key == null ? "AccessDeniedException" : usable(key);
    }

    /// Returns whether the key would rotate during later histories.
    boolean rotates() {
        NaiveKey key = keys.get(primary);
        return period > 0 && key != null && key.state.equals("Enabled");
    }

    String primary() {
        return primary;
    }
}
