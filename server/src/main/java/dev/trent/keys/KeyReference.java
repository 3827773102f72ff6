package dev.trent.keys;

import static dev.trent.aws.AwsError.INVALID_ARN;
import static dev.trent.aws.AwsError.NOT_FOUND;

import dev.trent.aws.AccountNumber;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Partition;

/// A caller's name for a key, parsed but not looked up. It has one of four forms.
///
/// A key id or alias name without an ARN means the caller's own account. The Region is always that of the call.
/// Source: AWS KMS Developer Guide, "Key identifiers".
public sealed interface KeyReference {

    /// The account for the look-up.
    String account();

    /// The Region for the look-up.
    String region();

    /// A key id or a key ARN.
    record ById(String account, String region, String keyId) implements KeyReference {
        /// Returns the ARN that the reference stands for.
        public Arn arn() {
            return Arn.ofKey(region, account, keyId);
        }
    }

    /// An alias name or an alias ARN.
    ///
    /// @param alias with its prefix, `alias/app`
    record ByAlias(String account, String region, String alias) implements KeyReference {
        /// Returns the ARN that the reference stands for.
        public Arn arn() {
            return Arn.ofAlias(region, account, alias);
        }
    }

    /// The forms that an operation accepts, and whether its API model has `InvalidArnException`.
    enum Forms {
        /// The operation takes no key. If only a simulation names a key, it is read as in the management of one
        /// key.
        NONE(false, true),
        /// Cryptographic operations: all four forms.
        ANY(true, false),
        /// DescribeKey: all four forms.
        ANY_OR_INVALID_ARN(true, true),
        /// Management of one key: key id or key ARN.
        KEY_OR_INVALID_ARN(false, true),
        /// The target of an alias: key id or key ARN.
        KEY(false, false);

        private final boolean aliases;
        private final boolean invalidArnModelled;

        Forms(boolean aliases, boolean invalidArnModelled) {
            this.aliases = aliases;
            this.invalidArnModelled = invalidArnModelled;
        }

        /// Returns whether aliases are accepted too.
        public boolean aliases() {
            return aliases;
        }

        /// Returns whether the API model of the operation has `InvalidArnException`.
        public boolean invalidArnModelled() {
            return invalidArnModelled;
        }
    }

    /// Parses a key identifier.
    ///
    /// Errors: NotFoundException for a text that names no key and for another Region's ARN;
    /// InvalidArnException, if the operation has it, for a malformed ARN and for an alias that is not accepted.
    ///
    /// @param account the caller's account
    /// @param region the Region of the call
    static KeyReference parse(String text, String account, String region, Forms forms) {
        if (text.startsWith("arn:")) {
            return parseArn(text, region, forms);
        }
        return parseName(text, text, account, region, forms);
    }

    private static KeyReference parseArn(String text, String region, Forms forms) {
        Arn arn = Arn.parse(text).orElseThrow(() -> malformed(text, forms));
        if (!arn.service().equals("kms")
                || !Partition.ofRegion(region).has(arn)
                || arn.region().isEmpty()
                || !AccountNumber.is(arn.account())) {
            throw malformed(text, forms);
        }
        if (!arn.region().equals(region)) {
            throw NOT_FOUND.because("Invalid arn " + arn.region());
        }
        if (arn.resource().startsWith("key/")) {
            String keyId = arn.resource().substring("key/".length());
            if (isKeyId(keyId)) {
                return new ById(arn.account(), region, keyId);
            }
            throw NOT_FOUND.because("Invalid keyId " + keyId);
        }
        if (arn.resource().startsWith(Alias.PREFIX)) {
            return parseName(arn.resource(), text, arn.account(), region, forms);
        }
        throw malformed(text, forms);
    }

    private static KeyReference parseName(String name, String text, String account, String region, Forms forms) {
        if (name.startsWith(Alias.PREFIX)) {
            if (!forms.aliases) {
                throw INVALID_ARN.because("Key Aliases are not supported for this operation.");
            }
            if (name.length() > Alias.PREFIX.length()) {
                return new ByAlias(account, region, name);
            }
        }
        if (isKeyId(name)) {
            return new ById(account, region, name);
        }
        throw invalid(text);
    }

    private static AwsException invalid(String text) {
        return NOT_FOUND.because("Invalid keyId '" + text + "'");
    }

    private static AwsException malformed(String text, Forms forms) {
        return forms.invalidArnModelled ? INVALID_ARN.because("Invalid arn '" + text + "'") : invalid(text);
    }

    /// Returns whether a text has the form of a key id: a UUID, or `mrk-` and 32 digits in lower case.
    ///
    /// Case matters in ids, and every real id has lower case. So a UUID in capitals is the id of no key.
    static boolean isKeyId(String text) {
        if (text.length() != 36) {
            return false;
        }
        boolean multiRegion = text.startsWith("mrk-");
        for (int i = multiRegion ? 4 : 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean hyphen = !multiRegion && (i == 8 || i == 13 || i == 18 || i == 23);
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (!multiRegion && c >= 'A' && c <= 'F');
            if (hyphen ? c != '-' : !digit) {
                return false;
            }
        }
        return true;
    }
}
