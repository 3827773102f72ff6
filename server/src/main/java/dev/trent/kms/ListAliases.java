package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AccountPermit;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Arn;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.keys.Alias;
import dev.trent.keys.Aliases;
import dev.trent.keys.AwsManagedKeys;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lists the aliases of the caller's account and Region, or the aliases of one key.
///
/// Source: [ListAliases](https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html).
final class ListAliases implements Reading<ListAliases.Request, ListAliases.Response> {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 100;

    private final Access access;
    private final Aliases aliases;

    /// The request: an optional key id or key ARN, the size of a page, and the marker of its beginning.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer limit,

            @Logged @Nullable @Length(min = 1, max = 1024) @Matches(KmsPattern.MARKER)
            String marker) {}

    /// The answer: one page, and the marker of the next page.
    public record Response(
            List<AliasListEntry> aliases, @Nullable String nextMarker, Boolean truncated) {}

    /// One alias of the list.
    ///
    /// @param targetKeyId the bare key id. It and the dates are null for the alias of a service that has no key
    ///     yet
    public record AliasListEntry(
            String aliasName,
            String aliasArn,
            @Nullable String targetKeyId,
            @Nullable Instant creationDate,
            @Nullable Instant lastUpdatedDate) {}

    ListAliases(Access access, Aliases aliases) {
        this.access = access;
        this.aliases = aliases;
    }

    /// Errors: NotFoundException, InvalidArnException, InvalidMarkerException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        AccountPermit permit = access.permit(call, KmsAction.ListAliases.action());
        int limit = request.limit() == null ? LIMIT_DEFAULT : Math.min(request.limit(), LIMIT_MAX);
        if (request.keyId() == null) {
            Markers markers = KmsMarkers.of(call, "ListAliases", "");
            String after = markers.position(request.marker());
            Page<Alias> page = aliases.list(permit.account(), permit.region(), after, limit);
            return answer(markers.on(withUnused(permit, page, after, limit)));
        }
        Key key = access.ownKey(call, KeyRequest.of(KmsAction.ListAliases, request.keyId()));
        Markers markers = KmsMarkers.of(call, "ListAliases", key.keyId());
        Page<Alias> page = aliases.list(key, markers.position(request.marker()), limit);
        return answer(markers.on(new Page<>(page.map(ListAliases::entry), page.next())));
    }

    /// Adds the aliases of services that have no key yet, in the order of the names.
    private static Page<AliasListEntry> withUnused(
            AccountPermit permit, Page<Alias> page, @Nullable String after, int limit) {
        Map<String, AliasListEntry> entries = new TreeMap<>();
        for (String name : AwsManagedKeys.aliases()) {
            if (after == null || name.compareTo(after) > 0) {
                entries.put(name, unused(permit, name));
            }
        }
        page.items().forEach(alias -> entries.put(alias.name(), entry(alias)));
        List<AliasListEntry> first = entries.values().stream().limit(limit).toList();
        boolean more = page.truncated() || entries.size() > limit;
        return new Page<>(first, more ? first.getLast().aliasName() : null);
    }

    private static AliasListEntry unused(AccountPermit permit, String name) {
        return new AliasListEntry(
                name, Arn.ofAlias(permit.region(), permit.account(), name).toString(), null, null, null);
    }

    private static Response answer(Page<AliasListEntry> page) {
        return new Response(page.items(), page.next(), page.truncated());
    }

    private static AliasListEntry entry(Alias alias) {
        return new AliasListEntry(
                alias.name(), alias.arn().toString(), alias.keyId(), alias.created(), alias.updated());
    }
}
