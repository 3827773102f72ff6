package dev.trent.seed;

/// An operation that was refused.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String code;
    private final String message;

    Refusal(String operation, String code, String message) {
        super(message);
        this.operation = operation;
        this.code = code;
        this.message = message;
    }

    /// Returns whether the thing does not exist.
    boolean isOfMissing() {
        return code.equals("NotFoundException") || code.equals("NoSuchEntity");
    }

    String code() {
        return code;
    }

    String sentence() {
        return operation + " was refused with " + code + (message.isEmpty() ? "." : ": " + message);
    }
}
