package dev.trent.identity;

/// A policy names a principal that does not exist. The calling room reports it in the words of its service.
///
/// It carries no stack trace: it is an answer and not a defect.
public final class UnknownPrincipalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String principal;

    UnknownPrincipalException(String principal) {
        super("There is no principal " + principal, null, false, false);
        this.principal = principal;
    }

    /// Returns the principal as the policy names it.
    public String principal() {
        return principal;
    }
}
