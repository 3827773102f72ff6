package dev.trent.console;

import org.jspecify.annotations.Nullable;

/// A refusal of the console itself, for the page in the browser. Refusals of the API keep their own form.
final class ConsoleRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String ROLE_ENDED = "RoleEnded";

    private final int status;
    private final @Nullable String code;
    private final int retryAfterSeconds;

    private ConsoleRefusal(int status, @Nullable String code, String message) {
        this(status, code, message, 0);
    }

    private ConsoleRefusal(int status, @Nullable String code, String message, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /// The request comes from another page, or for another host.
    static ConsoleRefusal foreign(String message) {
        return new ConsoleRefusal(403, "Forbidden", message);
    }

    /// There is no such path, or nothing under it.
    static ConsoleRefusal missing(String message) {
        return new ConsoleRefusal(404, "NotFound", message);
    }

    /// The path has no such method.
    static ConsoleRefusal method() {
        return new ConsoleRefusal(405, "MethodNotAllowed", "This path does not answer the method.");
    }

    /// The body is too long, or cannot be read.
    static ConsoleRefusal unreadable(String message) {
        return new ConsoleRefusal(400, "BadRequest", message);
    }

    /// The body is longer than any that is expected.
    static ConsoleRefusal tooLong(int bytesMax) {
        return new ConsoleRefusal(413, "TooLarge", "The body is longer than " + bytesMax + " bytes.");
    }

    /// The session has ended, or there was none.
    static ConsoleRefusal ended(String message) {
        return new ConsoleRefusal(401, "SessionEnded", message);
    }

    /// The session of the role has ended, and that of the user has not.
    static ConsoleRefusal roleEnded() {
        return new ConsoleRefusal(
                401, ROLE_ENDED, "The session of the role has ended. Switch to the role again, or switch back.");
    }

    /// What was given at the sign-in does not prove a user. The message is the same for every reason.
    static ConsoleRefusal signInFailed() {
        return new ConsoleRefusal(401, "SignInFailed", "The sign-in failed: no active user has these credentials.");
    }

    /// The password is right, and the user has a second factor.
    static ConsoleRefusal mfaRequired() {
        return new ConsoleRefusal(401, "MfaRequired", "Give the code of your second factor too.");
    }

    /// Too many attempts to sign in, as one user or from one address. It does not say which.
    static ConsoleRefusal tooManyAttempts(int seconds) {
        return new ConsoleRefusal(
                429, "TooManyAttempts", "Too many attempts to sign in. Try again in " + seconds + " s.", seconds);
    }

    /// The server cannot do it now.
    static ConsoleRefusal unavailable(String message) {
        return new ConsoleRefusal(503, "ServiceUnavailable", message);
    }

    /// Something is broken in the server.
    static ConsoleRefusal failure() {
        return new ConsoleRefusal(500, "ServiceFailure", "The server failed; its log tells why.");
    }

    int status() {
        return status;
    }

    /// Returns whether the browser has no session, so that its cookie is of no use any more.
    boolean isWithoutSession() {
        return status == 401 && !ROLE_ENDED.equals(code);
    }

    @Nullable
    String code() {
        return code;
    }

    /// Returns when the request may be repeated; 0 for no answer to that.
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
