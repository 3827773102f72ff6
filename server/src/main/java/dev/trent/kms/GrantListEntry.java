package dev.trent.kms;

import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A grant in the form of listings. A principal has its present ARN; a principal that is gone has its id.
///
/// Source: [GrantListEntry](https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html).
///
/// @param keyId the key's ARN
/// @param name empty if the grant has none
/// @param issuingAccount the root ARN of the creator's account
public record GrantListEntry(
        String keyId,
        String grantId,
        String name,
        Instant creationDate,
        @Nullable String granteePrincipal,
        @Nullable String granteeServicePrincipal,
        @Nullable String retiringPrincipal,
        @Nullable String retiringServicePrincipal,
        String issuingAccount,
        List<GrantOperation> operations,
        @Nullable GrantConstraints constraints) {

    static GrantListEntry of(Grant grant, PrincipalNames names) {
        return new GrantListEntry(
                grant.key().toString(),
                grant.grantId(),
                grant.name(),
                grant.created(),
                principal(grant.grantee(), names),
                service(grant.grantee()),
                principal(grant.retiring(), names),
                service(grant.retiring()),
                grant.key().rootOf(grant.issuingAccount()).toString(),
                grant.operations().stream().sorted().toList(),
                GrantConstraints.of(grant.constraint()));
    }

    private static @Nullable String principal(@Nullable String stored, PrincipalNames names) {
        return stored == null || GrantRules.isService(stored) ? null : names.render(stored);
    }

    private static @Nullable String service(@Nullable String stored) {
        return stored != null && GrantRules.isService(stored) ? stored : null;
    }
}
