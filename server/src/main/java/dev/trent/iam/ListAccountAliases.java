package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Accounts;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the alias of the account, if it has one.
///
/// Source:
/// [ListAccountAliases](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html).
final class ListAccountAliases implements Reading<ListAccountAliases.Request, ListAccountAliases.Response> {
    private final IamRights rights;
    private final Accounts accounts;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            List<String> accountAliases,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListAccountAliases(IamRights rights, Accounts accounts) {
        this.rights = rights;
        this.accounts = accounts;
    }

    /// Errors: AccessDenied.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "ListAccountAliases");
        String alias = accounts.alias(IamRights.account(call));
        return new Response(alias == null ? List.of() : List.of(alias), false, null);
    }
}
