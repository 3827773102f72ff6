package dev.trent.identity;

import dev.trent.store.Table;
import java.util.List;

/// The tables of this room, with the columns that the codes of their rows cover.
///
/// A column stands here unless it gives no right: the last use of an access key or of a password (`last_used_…`).
public final class IdentityTables {
    static final Table ACCOUNT = Table.of("account", "account_id").with("created_ms:N");

    static final Table ACCOUNT_ALIAS =
            Table.of("account_alias", "account_alias").with("account_id");

    static final Table ACCESS_KEY = Table.of("access_key", "access_key_id")
            .with("account_id", "principal", "wrapped_secret:B", "active:N", "created_ms:N");

    static final Table ENTITY = Table.of("iam_entity", "unique_id")
            .with("account_id", "kind", "name", "name_folded", "path", "boundary_id", "created_ms:N");

    /// The roles, with their trust policies.
    public static final Table ROLE =
            Table.of("iam_role", "role_id").with("trust_policy", "description", "max_session_seconds:N");

    static final Table POLICY = Table.of("iam_policy", "policy_id")
            .with("description", "default_version:N", "last_version:N", "updated_ms:N");

    static final Table POLICY_VERSION =
            Table.of("iam_policy_version", "policy_id", "version:N").with("document", "created_ms:N");

    static final Table ATTACHMENT = Table.of("iam_attachment", "entity_id", "policy_id");

    static final Table INLINE_POLICY =
            Table.of("iam_inline_policy", "entity_id", "policy_name").with("document");

    static final Table MEMBERSHIP = Table.of("iam_membership", "user_id", "group_id");

    static final Table TAG =
            Table.of("iam_tag", "entity_id", "tag_key_folded").with("tag_key", "tag_value", "ordinal:N");

    static final Table SESSION_END =
            Table.of("session_end", "account_id", "principal").with("until_s:N", "decided_ns:N");

    static final Table CONSOLE_SESSION = Table.of("console_session", "session_hash")
            .with(
                    "handle",
                    "account_id",
                    "principal",
                    "method",
                    "access_key_id",
                    "by_token:N",
                    "mfa:N",
                    "content:B",
                    "role_content:B",
                    "role_arn",
                    "began_ms:N",
                    "expires_ms:N",
                    "source_ip",
                    "user_agent");

    static final Table CONSOLE_LINK = Table.of("console_link", "token_hash").with("account_id", "expires_ms:N");

    static final Table PASSWORD_POLICY = Table.of("password_policy", "account_id")
            .with(
                    "length_min:N",
                    "symbols:N",
                    "numbers:N",
                    "uppercase:N",
                    "lowercase:N",
                    "self_change:N",
                    "days_max:N",
                    "reuse_after:N",
                    "hard_expiry:N");

    static final Table LOGIN_PROFILE = Table.of("login_profile", "user_id")
            .with("account_id", "wrapped_hash:B", "reset_required:N", "created_ms:N", "changed_ms:N");

    static final Table PASSWORD_HISTORY =
            Table.of("password_history", "user_id", "number:N").with("wrapped_hash:B");

    static final Table MFA_DEVICE = Table.of("mfa_device", "device_id")
            .with(
                    "account_id",
                    "path",
                    "name",
                    "wrapped_seed:B",
                    "created_ms:N",
                    "user_id",
                    "enabled_ms:N",
                    "drift:N",
                    "last_step:N");

    static final Table MFA_DEVICE_TAG =
            Table.of("mfa_device_tag", "entity_id", "tag_key_folded").with("tag_key", "tag_value", "ordinal:N");

    private IdentityTables() {}

    /// Returns all of them.
    public static List<Table> all() {
        return List.of(
                ACCOUNT,
                ACCOUNT_ALIAS,
                ACCESS_KEY,
                ENTITY,
                ROLE,
                POLICY,
                POLICY_VERSION,
                ATTACHMENT,
                INLINE_POLICY,
                MEMBERSHIP,
                TAG,
                SESSION_END,
                CONSOLE_SESSION,
                CONSOLE_LINK,
                PASSWORD_POLICY,
                LOGIN_PROFILE,
                PASSWORD_HISTORY,
                MFA_DEVICE,
                MFA_DEVICE_TAG);
    }
}
