package dev.trent.kms;

import static dev.trent.aws.AwsError.NOT_AUTHORIZED;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Fold;
import dev.trent.keys.Alias;
import dev.trent.keys.AwsManagedKeys;

/// The rules for names of aliases, beyond the pattern of the API model.
final class AliasName {
    private AliasName() {}

    /// Returns the name if it may be given to a key, or taken away from one.
    ///
    /// Errors: ValidationException; NotAuthorizedException for the names of AWS managed keys.
    static String check(String name) {
        if (!name.startsWith(Alias.PREFIX)) {
            throw VALIDATION.because("Alias must start with the prefix \"alias/\". Please see"
                    + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (name.length() == Alias.PREFIX.length()) {
            throw VALIDATION.because("Invalid identifier");
        }
        if (Fold.fold(name).startsWith(AwsManagedKeys.PREFIX)) {
            throw NOT_AUTHORIZED.because(
                    "The alias name for a customer managed CMK cannot begin with " + AwsManagedKeys.PREFIX + ".");
        }
        if (name.indexOf(':') >= 0) {
            throw VALIDATION.because(name + " contains invalid characters for an alias");
        }
        return name;
    }

    /// Refuses an alias, because here a request must name the key itself.
    static String checkTarget(String target) {
        if (target.startsWith(Alias.PREFIX) || (target.startsWith("arn:") && target.contains(":" + Alias.PREFIX))) {
            throw VALIDATION.because("Aliases must refer to keys. Not aliases");
        }
        return target;
    }
}
