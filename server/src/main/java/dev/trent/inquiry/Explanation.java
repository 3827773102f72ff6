package dev.trent.inquiry;

import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The reason of a denial, as it is stored.
///
/// @param id the denial's id, a lower-case UUID
/// @param explicitDeny whether a Deny decided
/// @param disclosed whether the caller's account may know what decided
/// @param principalId the unique id of the caller
/// @param principalArn the ARN of the caller
/// @param resource the resource as the caller named it
/// @param message the refusal as it was answered
/// @param requestId the first request that was denied so
/// @param callerSide what the caller's account may see
/// @param keyAccount the account of the key; null if no key was found, or none is concerned
/// @param keySide what only the key's account may see besides; null where there is no key
/// @param created when it was first denied so
public record Explanation(
        String id,
        boolean explicitDeny,
        boolean disclosed,
        String callerAccount,
        String principalId,
        String principalArn,
        String action,
        String resource,
        String message,
        String requestId,
        String region,
        Side callerSide,
        @Nullable String keyAccount,
        @Nullable Side keySide,
        Instant created) {

    /// One side of an explanation.
    ///
    /// @param json a JSON object
    /// @param words the same in plain words, lines ended by line feeds
    public record Side(String json, String words) {}

    /// Returns the explanation as an account may see it, or null if it is none of the account's affair.
    public @Nullable Explanation seenBy(String account) {
        if (account.equals(keyAccount)) {
            return this;
        }
        if (!account.equals(callerAccount)) {
            return null;
        }
        return new Explanation(
                id,
                explicitDeny && disclosed,
                disclosed,
                callerAccount,
                principalId,
                principalArn,
                action,
                resource,
                message,
                requestId,
                region,
                callerSide,
                null,
                null,
                created);
    }

    /// Returns the explanation as DecodeAuthorizationMessage answers it: a JSON object with the members that
    /// AWS has, and `explanation` with what AWS does not tell.
    public String decoded() {
        JsonBytes json = new JsonBytes(2048).beginObject();
        json.name("allowed").value(false).name("explicitDeny").value(explicitDeny);
        json.name("matchedStatements")
                .beginObject()
                .name("items")
                .beginArray()
                .endArray()
                .endObject();
        json.name("failures")
                .beginObject()
                .name("items")
                .beginArray()
                .endArray()
                .endObject();
        json.name("context").beginObject();
        json.name("principal").beginObject().name("id").value(principalId);
        json.name("arn").value(principalArn).endObject();
        json.name("action").value(action).name("resource").value(resource);
        json.name("conditions")
                .beginObject()
                .name("items")
                .beginArray()
                .endArray()
                .endObject();
        json.endObject();
        json.name("explanation").beginObject().name("denialId").value(id);
        json.name("message").value(message);
        json.name("firstDenied")
                .value(created.toString())
                .name("firstRequestId")
                .value(requestId);
        json.name("region").value(region);
        json.name("callerSide").raw(callerSide.json.getBytes(StandardCharsets.UTF_8));
        if (keySide != null) {
            json.name("keySide").raw(keySide.json.getBytes(StandardCharsets.UTF_8));
        }
        json.endObject().endObject();
        return new String(json.array(), 0, json.length(), StandardCharsets.UTF_8);
    }

    /// Returns the explanation in plain words, lines ended by line feeds: first what to change.
    public String words() {
        StringBuilder words = new StringBuilder(first());
        words.append('\n').append(message).append("\n\n");
        words.append(principalArn)
                .append(" asked for ")
                .append(action)
                .append(" on ")
                .append(resource)
                .append(" in ")
                .append(region)
                .append(", first at ")
                .append(created)
                .append(" (request ")
                .append(requestId)
                .append(").\n");
        words.append("\nThe caller's side\n-----------------\n").append(callerSide.words);
        if (keySide != null) {
            words.append("\nThe key's side\n--------------\n").append(keySide.words);
        }
        return words.toString();
    }

    private String first() {
        String caller = firstLine(callerSide);
        String key = keySide == null ? "" : firstLine(keySide);
        return key.isBlank() ? caller : "For the account of the key: " + key + "For the caller: " + caller;
    }

    private static String firstLine(Side side) {
        return side.words.substring(0, side.words.indexOf('\n') + 1);
    }
}
