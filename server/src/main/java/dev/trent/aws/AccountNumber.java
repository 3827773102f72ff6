package dev.trent.aws;

/// The number that names an account: twelve ASCII digits.
public final class AccountNumber {
    private static final int DIGITS = 12;

    private AccountNumber() {}

    /// Returns whether a text has the form of an account's number.
    public static boolean is(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
