package dev.trent.policy;

import dev.trent.aws.AccountNumber;
import dev.trent.aws.Fold;
import dev.trent.aws.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A principal in the form of a policy.
///
/// @param type the kind of name
/// @param value an ARN, an account's twelve digits, a unique id, the name of a service, or `*` for everyone
/// @param start the index in the document of the quotation mark before the value
public record Principal(Type type, String value, int start) {
    private static final int DASHED_ACCOUNT_CHARACTERS = 14;
    private static final List<String> SERVICE_DOMAINS =
            List.of(".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".aws.internal", ".amazon.com");
    private static final int UNIQUE_ID_CHARACTERS_MIN = 16;
    private static final int UNIQUE_ID_CHARACTERS_MAX = 128;

    /// The types of principal names.
    public enum Type {
        /// Accounts, users, roles and sessions of roles.
        AWS("AWS"),
        /// Services, with names such as `logs.amazonaws.com`.
        SERVICE("Service"),
        /// Identity providers.
        FEDERATED("Federated"),
        /// Amazon S3's canonical users.
        CANONICAL_USER("CanonicalUser");

        private final String member;

        Type(String member) {
            this.member = member;
        }

        static @Nullable Type parse(String member) {
            for (Type type : values()) {
                if (type.member.equals(member)) {
                    return type;
                }
            }
            return null;
        }

        /// Returns the type as AWS's refusals write it.
        String inRefusals() {
            return Fold.capitals(member);
        }
    }

    /// Returns a value in the form for storing and comparing. A document may write an account with dashes,
    /// `1111-2222-3333`.
    static String canonical(Type type, String written) {
        boolean dashed = type == Type.AWS
                && written.length() == DASHED_ACCOUNT_CHARACTERS
                && written.charAt(4) == '-'
                && written.charAt(9) == '-';
        String digits = dashed ? written.substring(0, 4) + written.substring(5, 9) + written.substring(10) : written;
        return dashed && AccountNumber.is(digits) ? digits : written;
    }

    /// Returns whether this is everyone.
    public boolean isEveryone() {
        return type == Type.AWS && value.equals("*");
    }

    /// Returns whether the value is a unique id in place of an ARN: of a user, of a role, or of a role's
    /// session (the role's id, a colon, the session's name).
    public boolean isUniqueId() {
        if (type != Type.AWS) {
            return false;
        }
        int colon = value.indexOf(':');
        return colon < 0
                ? isId(value, "AIDA") || isId(value, "AROA")
                : isId(value.substring(0, colon), "AROA") && colon < value.length() - 1 && !hasWildcard(value);
    }

    private static boolean isId(String text, String prefix) {
        return text.startsWith(prefix)
                && text.length() >= UNIQUE_ID_CHARACTERS_MIN
                && text.length() <= UNIQUE_ID_CHARACTERS_MAX
                && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }

    /// Returns the account if the value names a whole account, by its digits or its root ARN; else null.
    public @Nullable String account() {
        if (type != Type.AWS) {
            return null;
        }
        if (AccountNumber.is(value)) {
            return value;
        }
        String[] parts = parts();
        return parts.length == ArnPattern.FIELDS && isIam(parts, "iam") && parts[5].equals("root") ? parts[4] : null;
    }

    /// Returns whether the value has a form that a principal can have. It does not check that the principal
    /// exists.
    boolean isWellFormed() {
        return switch (type) {
            case AWS -> isEveryone() || isUniqueId() || account() != null || isWellFormedArn();
            case SERVICE -> value.indexOf('.') > 0 && isMadeOfNameCharacters();
            case FEDERATED, CANONICAL_USER -> !value.isEmpty() && !hasWildcard(value);
        };
    }

    /// Returns whether the name has the ending of a service name. AWS does not publish a list of its services.
    boolean isServiceOfAws() {
        for (String domain : SERVICE_DOMAINS) {
            if (value.endsWith(domain) && value.length() > domain.length() && value.charAt(0) != '.') {
                return true;
            }
        }
        return false;
    }

    private boolean isWellFormedArn() {
        String[] parts = parts();
        if (parts.length != ArnPattern.FIELDS || hasWildcard(value)) {
            return false;
        }
        String name = parts[5];
        boolean ofIam = isIam(parts, "iam") && (isNamed(name, "user/") || isNamed(name, "role/"));
        boolean session = isNamed(name, "assumed-role/") && isSession(name);
        return ofIam || (isIam(parts, "sts") && (session || isNamed(name, "federated-user/")));
    }

    private static boolean isSession(String name) {
        int slash = name.indexOf('/', "assumed-role/".length());
        return slash > "assumed-role/".length() && slash < name.length() - 1;
    }

    private static boolean isNamed(String name, String prefix) {
        return name.startsWith(prefix) && name.length() > prefix.length() && !name.endsWith("/");
    }

    private String[] parts() {
        return value.split(":", ArnPattern.FIELDS);
    }

    private static boolean isIam(String[] parts, String service) {
        return parts[0].equals("arn")
                && Partition.of(parts[1]) != null
                && parts[2].equals(service)
                && parts[3].isEmpty()
                && AccountNumber.is(parts[4]);
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private boolean isMadeOfNameCharacters() {
        return value.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.');
    }
}
