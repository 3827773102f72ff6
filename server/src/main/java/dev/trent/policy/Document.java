package dev.trent.policy;

import dev.trent.aws.Fold;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A policy document, split into its elements. Its JSON types are checked; its rules are not checked yet.
///
/// @param version the value of `Version`; null if it is missing, which means [#OLD_VERSION]
/// @param statements in the order written; never empty
record Document(@Nullable String version, List<Written> statements) {
    static final String OLD_VERSION = "2008-10-17";
    static final String CURRENT_VERSION = "2012-10-17";

    // A key policy has at most 32 KiB. At most 990 of the shortest statements fit into it.
    private static final int STATEMENTS_MAX = 1_000;

    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /// A statement as written. A missing member is null.
    record Written(
            @Nullable String sid,
            String effect,
            @Nullable Named principals,
            @Nullable Listed actions,
            @Nullable Listed resources,
            List<Wanted> conditions,
            Span span) {}

    /// A place in the document.
    ///
    /// @param end the index after it
    record Span(int start, int end) {}

    /// The values of an element or, negated, of its `Not…` form.
    record Listed(boolean negated, List<String> values) {}

    /// The principals of `Principal` or, negated, of `NotPrincipal`.
    ///
    /// @param text whether it is the text `*` and not an object
    record Named(boolean negated, boolean text, List<Principal> principals) {}

    /// One operator and one key with their values.
    record Wanted(String operator, String key, List<String> values) {}

    /// Splits a document into its elements.
    static Document read(Json json) {
        Map<String, Json> members = members(json, MEMBERS, "the document");
        String version = optionalText(members.get("Version"), "Version");
        require(
                version == null || version.equals(OLD_VERSION) || version.equals(CURRENT_VERSION),
                "Version \"" + version + "\"");
        optionalText(members.get("Id"), "Id");
        List<Json> written = members.get("Statement") instanceof Json.Elements(var several)
                ? several
                : one(members.get("Statement"));
        require(
                !written.isEmpty() && written.size() <= STATEMENTS_MAX,
                "Statement, of which there are " + written.size());
        List<Written> statements = new ArrayList<>();
        for (Json one : written) {
            try {
                statements.add(statement(one));
            } catch (PolicyException malformed) {
                throw malformed.in(statements.size(), sid(one));
            }
        }
        return new Document(version, List.copyOf(statements));
    }

    /// Returns whether `${…}` is a variable in this document.
    boolean knowsVariables() {
        return CURRENT_VERSION.equals(version);
    }

    private static @Nullable String sid(Json statement) {
        return statement instanceof Json.Members object
                        && object.members().get("Sid") instanceof Json.Text(String value, int _)
                ? value
                : null;
    }

    private static Written statement(Json json) {
        Map<String, Json> members = members(json, STATEMENT_MEMBERS, "the statement");
        String effect = text(members.getOrDefault("Effect", new Json.Nothing()), "Effect");
        require(Fold.same(effect, "Allow") || Fold.same(effect, "Deny"), "Effect \"" + effect + "\"");
        return new Written(
                optionalText(members.get("Sid"), "Sid"),
                effect,
                named(members.get("Principal"), members.get("NotPrincipal")),
                listed(members, "Action", "NotAction"),
                listed(members, "Resource", "NotResource"),
                conditions(members.get("Condition")),
                json instanceof Json.Members object ? new Span(object.start(), object.end()) : new Span(0, 0));
    }

    private static @Nullable Listed listed(Map<String, Json> members, String plain, String negated) {
        Json plainly = members.get(plain);
        Json negatedly = members.get(negated);
        require(plainly == null || negatedly == null, plain + " and " + negated + " together");
        if (plainly != null) {
            return new Listed(false, texts(plainly, plain));
        }
        return negatedly == null ? null : new Listed(true, texts(negatedly, negated));
    }

    private static @Nullable Named named(@Nullable Json plainly, @Nullable Json negatedly) {
        require(plainly == null || negatedly == null, "Principal and NotPrincipal together");
        if (plainly != null) {
            return new Named(false, plainly instanceof Json.Text, principals(plainly));
        }
        return negatedly == null ? null : new Named(true, negatedly instanceof Json.Text, principals(negatedly));
    }

    private static List<Principal> principals(Json json) {
        if (json instanceof Json.Text(String value, int start)) {
            require(value.equals("*"), "Principal \"" + value + "\"");
            return List.of(new Principal(Principal.Type.AWS, value, start));
        }
        List<Principal> principals = new ArrayList<>();
        members(json, null, "Principal").forEach((name, value) -> {
            Principal.Type type = Principal.Type.parse(name);
            for (Json one : value instanceof Json.Elements(var several) ? several : List.of(value)) {
                require(type != null && one instanceof Json.Text, "the principal of type \"" + name + "\"");
                if (type != null && one instanceof Json.Text(String text, int start)) {
                    principals.add(new Principal(type, Principal.canonical(type, text), start));
                }
            }
        });
        return principals;
    }

    private static List<Wanted> conditions(@Nullable Json json) {
        List<Wanted> conditions = new ArrayList<>();
        if (json != null) {
            members(json, null, "Condition")
                    .forEach((operator, keys) -> members(keys, null, "condition operator \"" + operator + "\"")
                            .forEach((key, values) -> conditions.add(new Wanted(operator, key, scalars(values, key)))));
        }
        return conditions;
    }

    private static List<String> texts(Json json, String element) {
        List<String> texts = new ArrayList<>();
        for (Json one : json instanceof Json.Elements(var several) ? several : List.of(json)) {
            texts.add(text(one, element));
        }
        return distinct(texts);
    }

    private static List<String> scalars(Json json, String key) {
        List<String> scalars = new ArrayList<>();
        for (Json one : json instanceof Json.Elements(var several) ? several : List.of(json)) {
            scalars.add(
                    one instanceof Json.Scalar(String written) ? written : text(one, "condition key \"" + key + "\""));
        }
        return distinct(scalars);
    }

    /// Returns each value once. A value that is written a thousand times allows nothing more, but takes a
    /// thousand times the memory.
    private static List<String> distinct(List<String> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private static String text(Json json, String element) {
        if (json instanceof Json.Text(String value, int _)) {
            return value;
        }
        throw new PolicyException(Grammar.SYNTAX, element + ", where a text is missing");
    }

    private static @Nullable String optionalText(@Nullable Json json, String element) {
        return json == null ? null : text(json, element);
    }

    private static List<Json> one(@Nullable Json json) {
        return json == null ? List.of() : List.of(json);
    }

    /// Returns an object's members, and refuses an unknown one.
    ///
    /// @param known the known names; null if every name is allowed
    private static Map<String, Json> members(Json json, @Nullable Set<String> known, String element) {
        if (!(json instanceof Json.Members object)) {
            throw new PolicyException(Grammar.SYNTAX, element + ", which is no object");
        }
        for (String name : object.members().keySet()) {
            require(known == null || known.contains(name), element + ", which has no member \"" + name + "\"");
        }
        return object.members();
    }

    private static void require(boolean condition, String culprit) {
        if (!condition) {
            throw new PolicyException(Grammar.SYNTAX, culprit);
        }
    }
}
