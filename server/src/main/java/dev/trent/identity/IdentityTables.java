package dev.trent.identity;

import dev.trent.store.Table;
import java.util.List;

/// The tables of this room, with the columns that the codes of their rows cover.
///
/// A column stands here unless it gives no right: the last use of an access key (`access_key.last_used_…`).
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
                SESSION_END);
    }
}
