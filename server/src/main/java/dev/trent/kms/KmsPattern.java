package dev.trent.kms;

/// The patterns of the API model that more than one operation uses, as AWS prints them.
final class KmsPattern {
    static final String KEY_ID = "^\\p{ASCII}+$";
    static final String ALIAS_NAME = "^[a-zA-Z0-9:/_-]+$";
    /// Every character but U+0000, which PostgreSQL cannot store.
    static final String STORABLE = "[^\\u0000]*";

    static final String GRANT_NAME = "^[a-zA-Z0-9:/_-]+$";
    static final String MARKER = "[\\u0020-\\u00FF]*";
    static final String POLICY = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
    static final String POLICY_NAME = "[\\w]+";
    static final String PRINCIPAL = "^[\\w+=,.@:/-]+$";
    static final String MATERIAL_DESCRIPTION = "^[a-zA-Z0-9:/_\\s.-]+$";
    static final String MATERIAL_ID = "^[a-f0-9]+$";
    static final String REGION = "^([a-z]+-){2,3}\\d+$";
    static final String XKS_KEY_ID = "^[a-zA-Z0-9-_.]+$";

    private KmsPattern() {}
}
