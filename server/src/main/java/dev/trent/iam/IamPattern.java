package dev.trent.iam;

/// The patterns of the API model that more than one operation uses, as AWS prints them.
final class IamPattern {
    static final String NAME = "[\\w+=,.@-]+";
    static final String NAME_SAYS =
            "The specified value for %s is invalid. It must contain only alphanumeric characters"
                    + " and/or the following: +=,.@_-";
    static final String ID = "[\\w]+";
    static final String PATH = "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)";
    static final String PATH_PREFIX = "\\u002F[\\u0021-\\u007F]*";
    static final String POLICY_PATH = "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/";
    static final String MARKER = "[\\u0020-\\u00FF]+";
    static final String DOCUMENT = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
    static final String ROLE_DESCRIPTION = "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*";
    /// Every character but U+0000, which PostgreSQL cannot store.
    static final String STORABLE = "[^\\u0000]*";
    static final String VERSION_ID = "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?";
    static final String TAG_KEY = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+";
    static final String TAG_VALUE = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";
    static final String PASSWORD = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
    static final String SERIAL_NUMBER = "[\\w+=/:,.@-]+";
    static final String CODE = "[\\d]+";
    static final String ACCOUNT_ALIAS = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";

    private IamPattern() {}
}
