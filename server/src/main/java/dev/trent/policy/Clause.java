package dev.trent.policy;

/// The parts of a statement that a request must satisfy for the statement to apply.
sealed interface Clause permits Principals, Actions, Resources, Condition {}
