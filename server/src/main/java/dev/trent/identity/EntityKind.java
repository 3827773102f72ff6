package dev.trent.identity;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Fold;

/// The kinds of things that IAM keeps under a name in an account.
///
/// Source of the quotas: IAM User Guide, "IAM and AWS STS quotas".
public enum EntityKind {
    /// A person or a program with its own credentials.
    USER("user", "AIDA", 5_000),
    /// Users who share policies.
    GROUP("group", "AGPA", 300),
    /// An identity that others may assume for a while.
    ROLE("role", "AROA", 1_000),
    /// A policy that stands by itself and is attached to others.
    POLICY("policy", "ANPA", 1_500);

    private final String word;
    private final String prefix;
    private final int perAccountMax;

    EntityKind(String word, String prefix, int perAccountMax) {
        this.word = word;
        this.prefix = prefix;
        this.perAccountMax = perAccountMax;
    }

    /// Returns the word that the ARN's resource begins with, such as `user`.
    public String word() {
        return word;
    }

    /// Returns how many of this kind an account may have.
    public int perAccountMax() {
        return perAccountMax;
    }

    /// Returns the first four characters of the unique ids.
    String prefix() {
        return prefix;
    }

    /// Returns the word with a capital.
    String title() {
        return Fold.withCapital(word);
    }

    /// Returns the word in the names of quotas: `Users`, `Policies`.
    String plural() {
        return this == POLICY ? "Policies" : title() + "s";
    }

    /// Returns the refusal of an unknown name of this kind: NoSuchEntity.
    public AwsException missing(String name) {
        return AwsError.NO_SUCH_ENTITY.because("The " + word + " with name " + name + " cannot be found.");
    }

    /// Returns the refusal of a name that is taken: EntityAlreadyExists.
    AwsException exists(String name) {
        return AwsError.ENTITY_ALREADY_EXISTS.because(
                this == POLICY
                        ? "A policy called " + name + " already exists. Duplicate names are not allowed."
                        : title() + " with name " + name + " already exists.");
    }
}
