package dev.trent.policy;

import dev.trent.aws.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The facts of one request that conditions and policy variables read: condition keys with their values.
///
/// The case of keys does not matter. Adding an entry costs two array stores. A look-up walks the entries,
/// because most policies read one key or none. With many entries, a look-up uses a table: a caller can send
/// thousands of pairs, and a policy can read a thousand keys. Adding a key again adds values. So two
/// encryption-context pairs whose names differ only in case make a key with two values. One thread fills and
/// reads the context. Many threads may extend a context that is complete and has no lazy values.
///
/// A context can fill itself at its first look-up. Before that it is [#untouched()]. A decision with an
/// untouched context is valid for every other request of the same requester, action and resource.
public final class RequestContext {
    private static final int ENTRIES_USUAL = 24;
    private static final int ENTRIES_WALKED_MAX = 64;

    private final @Nullable RequestContext wider;
    private String[] keys = {};
    // Each is a String, a List of them, or a Supplier of such a List.
    private Object[] values = {};
    private int size;
    private @Nullable Consumer<RequestContext> filler;
    private boolean touched;
    // The places of the values of a folded key. The table is made if there are many entries. A new entry makes
    // it null again.
    private @Nullable Map<String, List<Integer>> places;
    private @Nullable Steps steps;

    /// Makes a context without keys.
    public RequestContext() {
        this(null, null);
    }

    private RequestContext(@Nullable RequestContext wider, @Nullable Consumer<RequestContext> filler) {
        this.wider = wider;
        this.filler = filler;
    }

    /// Makes a context that counts the steps of its look-ups and comparisons.
    public RequestContext(Steps steps) {
        this();
        this.steps = steps;
    }

    /// Returns a context that is filled at its first look-up.
    ///
    /// @param filler adds the keys; it is called at most once and must not throw
    public static RequestContext filledBy(Consumer<RequestContext> filler) {
        return new RequestContext(null, filler);
    }

    /// Returns a new context with all present and later keys of this one, and with its own keys.
    ///
    /// Some keys exist only for identity policies. They are added to an extension of the key policy's context.
    public RequestContext extended() {
        return new RequestContext(this, null);
    }

    /// As [#extended()], with keys that are added at the first look-up in the new context.
    ///
    /// @param later adds the keys; it is called at most once and must not throw
    public RequestContext extendedBy(Consumer<RequestContext> later) {
        return new RequestContext(this, later);
    }

    /// Returns whether nothing has read a key of this context yet, directly or through an extension.
    public boolean untouched() {
        return !touched;
    }

    /// Adds a key with one value; returns this context.
    public RequestContext add(String key, String value) {
        return put(key, value);
    }

    /// Adds a key with any number of values; a key without values counts as absent. Returns this context.
    public RequestContext add(String key, List<String> several) {
        return put(key, List.copyOf(several));
    }

    /// Adds a key with lazy values. The first look-up computes them, and the context keeps them. The supplier
    /// must not throw. Returns this context.
    public RequestContext addLazily(String key, Supplier<List<String>> several) {
        return put(key, several);
    }

    /// Replaces the values of a key that were added to this context. Returns this context.
    public RequestContext replace(String key, List<String> several) {
        String folded = Fold.fold(key);
        for (int i = 0; i < size; i++) {
            if (Fold.equal(folded, keys[i])) {
                values[i] = List.of();
            }
        }
        return add(key, several);
    }

    private RequestContext put(String key, Object value) {
        places = null;
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(ENTRIES_USUAL, size * 2));
            values = Arrays.copyOf(values, Math.max(ENTRIES_USUAL, size * 2));
        }
        keys[size] = key;
        values[size++] = value;
        return this;
    }

    /// Returns the values of a key; empty if it is absent.
    ///
    /// @param key in any case
    public List<String> values(String key) {
        return folded(Fold.fold(key));
    }

    /// Returns the values of an already folded key.
    List<String> folded(String key) {
        touched = true;
        if (filler != null) {
            Consumer<RequestContext> once = filler;
            filler = null;
            once.accept(this);
        }
        List<String> found = wider == null ? List.of() : wider.folded(key);
        if (size > ENTRIES_WALKED_MAX) {
            return byPlace(key, found);
        }
        steps().spend(size);
        for (int i = 0; i < size; i++) {
            if (Fold.equal(key, keys[i])) {
                found = found.isEmpty() ? at(i) : joined(found, at(i));
            }
        }
        return found;
    }

    private List<String> byPlace(String key, List<String> wide) {
        Map<String, List<Integer>> known = places;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < size; i++) {
                steps().spend(1 + keys[i].length());
                known.computeIfAbsent(Fold.fold(keys[i]), _ -> new ArrayList<>(1))
                        .add(i);
            }
            places = known;
        }
        List<Integer> here = known.getOrDefault(key, List.of());
        steps().spend(1 + here.size());
        if (here.size() == 1 && wide.isEmpty()) {
            return at(here.getFirst());
        }
        List<String> found = new ArrayList<>(wide);
        here.forEach(place -> found.addAll(at(place)));
        return found;
    }

    /// Returns the counter of the steps.
    Steps steps() {
        if (wider != null) {
            return wider.steps();
        }
        if (steps == null) {
            steps = Steps.unlimited();
        }
        return steps;
    }

    @SuppressWarnings("unchecked") // put(…) is called with these three types only
    private List<String> at(int index) {
        if (values[index] instanceof Supplier<?> supplier) {
            values[index] = List.copyOf((List<String>) supplier.get());
        }
        return values[index] instanceof String single ? List.of(single) : (List<String>) values[index];
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
