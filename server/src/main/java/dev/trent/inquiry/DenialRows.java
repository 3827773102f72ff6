package dev.trent.inquiry;

import dev.trent.store.Row;
import dev.trent.store.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Explanations as rows of the table `denial`.
final class DenialRows {
    private DenialRows() {}

    static void insert(Tx tx, Explanation denial) {
        Explanation.Side keySide = denial.keySide();
        tx.run(
                """
                INSERT INTO denial (denial_id, caller_account, key_account, explicit_deny, disclosed, principal_id,
                                    principal_arn, action, resource, message, request_id, region, caller_json,
                                    caller_words, key_json, key_words, created_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                denial.id(),
                denial.callerAccount(),
                denial.keyAccount(),
                denial.explicitDeny(),
                denial.disclosed(),
                denial.principalId(),
                denial.principalArn(),
                denial.action(),
                denial.resource(),
                denial.message(),
                denial.requestId(),
                denial.region(),
                denial.callerSide().json(),
                denial.callerSide().words(),
                keySide == null ? null : keySide.json(),
                keySide == null ? null : keySide.words(),
                denial.created());
    }

    static @Nullable Explanation find(Tx tx, String id) {
        return tx.first("""
                SELECT denial_id, caller_account, key_account, explicit_deny, disclosed, principal_id, principal_arn,
                       action, resource, message, request_id, region, caller_json, caller_words, key_json, key_words,
                       created_ms
                  FROM denial WHERE denial_id = ?""", DenialRows::explanation, id);
    }

    /// Returns when the newest denial was; null if there is none.
    static @Nullable Instant newest(Tx tx) {
        return tx.first(
                "SELECT created_ms FROM denial ORDER BY created_ms DESC LIMIT 1", row -> row.instant("created_ms"));
    }

    /// Deletes some of the denials before a time and returns how many.
    static int deleteBefore(Tx tx, Instant time, int most) {
        return tx.run("""
                DELETE FROM denial WHERE denial_id IN (
                    SELECT denial_id FROM denial WHERE created_ms < ? ORDER BY created_ms LIMIT ?)""", time, most);
    }

    /// Deletes the oldest denials of an account beyond a number.
    static int deleteBeyond(Tx tx, String account, int kept) {
        return tx.run("""
                DELETE FROM denial WHERE caller_account = ? AND created_ms <= (
                    SELECT created_ms FROM denial WHERE caller_account = ?
                     ORDER BY created_ms DESC LIMIT 1 OFFSET ?)""", account, account, kept);
    }

    private static Explanation explanation(Row row) {
        String keyJson = row.textOrNull("key_json");
        return new Explanation(
                row.text("denial_id"),
                row.flag("explicit_deny"),
                row.flag("disclosed"),
                row.text("caller_account"),
                row.text("principal_id"),
                row.text("principal_arn"),
                row.text("action"),
                row.text("resource"),
                row.text("message"),
                row.text("request_id"),
                row.text("region"),
                new Explanation.Side(row.text("caller_json"), row.text("caller_words")),
                row.textOrNull("key_account"),
                keyJson == null ? null : new Explanation.Side(keyJson, row.text("key_words")),
                row.instant("created_ms"));
    }
}
