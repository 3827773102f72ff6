package dev.trent.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The facts of one request that conditions and policy variables look at: condition keys with their values.
///
/// Keys are compared without regard to case. To add costs two array stores; a look-up walks the entries,
/// because most policies look at no key or at one. Adding a key again adds values: two encryption-context pairs
/// whose names differ only in case make a key of two values. Filled and read by the one thread that serves the
/// request; a context without lazy values, to which nothing is added any more, may be extended by many.
public final class RequestContext {
    private static final int ENTRIES_USUAL = 24;

    private final @Nullable RequestContext wider;
    private String[] keys = new String[ENTRIES_USUAL];
    // Each is a String, a List of them, or a Supplier of such a List.
    private Object[] values = new Object[ENTRIES_USUAL];
    private int size;

    /// Makes a context without keys.
    public RequestContext() {
        this.wider = null;
    }

    private RequestContext(RequestContext wider) {
        this.wider = wider;
    }

    /// Returns a new context that knows all of this one's keys, now and later, and those added to it.
    ///
    /// Some keys exist for identity policies only; they are added to an extension of the key policy's context.
    public RequestContext extended() {
        return new RequestContext(this);
    }

    /// Adds a key with one value; returns this context.
    public RequestContext add(String key, String value) {
        return put(key, value);
    }

    /// Adds a key with any number of values; with none the key counts as absent. Returns this context.
    public RequestContext add(String key, List<String> several) {
        return put(key, List.copyOf(several));
    }

    /// Adds a key whose values are computed when first looked at, and then kept; the supplier must not throw.
    /// Returns this context.
    public RequestContext addLazily(String key, Supplier<List<String>> several) {
        return put(key, several);
    }

    private RequestContext put(String key, Object value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
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

    /// Returns the values of a key that is folded already.
    List<String> folded(String key) {
        List<String> found = wider == null ? List.of() : wider.folded(key);
        for (int i = 0; i < size; i++) {
            if (Fold.equal(key, keys[i])) {
                found = found.isEmpty() ? at(i) : joined(found, at(i));
            }
        }
        return found;
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
