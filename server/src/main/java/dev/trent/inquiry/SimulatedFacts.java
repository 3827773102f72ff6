package dev.trent.inquiry;

import dev.trent.aws.Fold;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantConstraint;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.KmsAction;
import dev.trent.policy.RequestContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The facts of a simulated request: those that the question gives, and those that every request for the
/// action has.
final class SimulatedFacts {
    /// Every real request has them, a simulated one has not.
    private static final List<String> OF_CONNECTION = List.of("aws:SourceIp", "aws:SecureTransport");

    private SimulatedFacts() {}

    /// Adds the facts of a question to those of principal and key.
    static void addTo(RequestContext context, Question question) {
        OF_CONNECTION.forEach(key -> context.replace(key, List.of()));
        KmsAction row = KmsAction.of(question.action());
        if (row != null) {
            row.usualFacts().forEach(context::add);
        }
        question.facts().forEach(context::replace);
    }

    /// As [#addTo(RequestContext, Question)], to end a grant.
    static void addTo(RequestContext context, Question question, Grant grant) {
        GrantConstraint constraint = grant.constraint();
        if (constraint != null) {
            context.add("kms:GrantConstraintType", constraint.type().name());
            constraint.pairs().forEach((name, value) -> context.add("kms:EncryptionContext:" + name, value));
            context.add(
                    "kms:EncryptionContextKeys", List.copyOf(constraint.pairs().keySet()));
        }
        addTo(context, question);
    }

    /// Returns whether an existing grant allows CreateGrant to make the grant of the question. Null if the
    /// question is about another action, or does not name the operations.
    static @Nullable Predicate<Grant> parent(Question question) {
        if (KmsAction.of(question.action()) != KmsAction.CreateGrant) {
            return null;
        }
        Set<GrantOperation> operations = EnumSet.noneOf(GrantOperation.class);
        for (String name : values(question, "kms:GrantOperations")) {
            try {
                operations.add(GrantOperation.valueOf(name));
            } catch (IllegalArgumentException _) {
                return _ -> false;
            }
        }
        GrantConstraint constraint = constraint(question);
        return operations.isEmpty() ? null : grant -> grant.covers(operations, constraint);
    }

    private static @Nullable GrantConstraint constraint(Question question) {
        for (GrantConstraint.Type type : GrantConstraint.Type.values()) {
            boolean named = values(question, "kms:GrantConstraintType").contains(type.name());
            if (named && !question.encryptionContext().isEmpty()) {
                return new GrantConstraint(type, question.encryptionContext());
            }
        }
        return null;
    }

    private static List<String> values(Question question, String key) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, List<String>> fact : question.facts().entrySet()) {
            if (Fold.same(fact.getKey(), key)) {
                values.addAll(fact.getValue());
            }
        }
        return values;
    }
}
