package dev.trent.aws;

/// The number that names an account: twelve ASCII digits.
public final class AccountNumber {
    private static final int DIGITS = 12;

    private AccountNumber() {}

    /// Returns whether a text has the form of an account's number.
    public static boolean is(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
