package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.GrantTokens;
import dev.trent.call.Operation;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Keys;
import dev.trent.keys.Tags;
import dev.trent.vault.Vault;
import java.security.SecureRandom;
import java.util.List;

/// The operations of AWS KMS that Trent performs: the support matrix.
public final class KmsOperations {
    private KmsOperations() {}

    /// What making grants takes.
    ///
    /// @param random draws the ids of grants
    public record Granting(GrantTokens tokens, SecureRandom random) {}

    /// Returns every operation, in alphabetical order.
    ///
    /// @param idsChoosable whether a tag of CreateKey may choose the id of the key, for tests
    public static List<Operation<?, ?>> all(
            Access access,
            Vault vault,
            Access.Facts facts,
            PrincipalNames names,
            Granting granting,
            boolean idsChoosable) {
        Keys keys = facts.keys();
        Aliases aliases = facts.aliases();
        Tags tags = facts.tags();
        Grants grants = facts.grants();
        GrantTokens tokens = granting.tokens();
        return List.of(
                new CancelKeyDeletion(access, keys),
                new CreateAlias(access, aliases),
                new CreateGrant(access, grants, tokens, names, granting.random()),
                new CreateKey(access, vault, keys, names, new KeyIds(idsChoosable)),
                new Decapsulate(access, vault),
                new Decrypt(access, vault),
                new DeleteAlias(access, aliases),
                new DeriveSharedSecret(access, vault),
                new DescribeKey(access),
                new DisableKey(access, keys),
                new EnableKey(access, keys),
                new Encapsulate(access, vault),
                new Encrypt(access, vault),
                new GenerateDataKey(access, vault),
                new GenerateDataKeyPair(access, vault),
                new GenerateDataKeyPairWithoutPlaintext(access, vault),
                new GenerateDataKeyWithoutPlaintext(access, vault),
                new GenerateMac(access, vault),
                new GenerateRandom(access, vault),
                new GetKeyPolicy(access, names),
                new GetKeyRotationStatus(access),
                new GetPublicKey(access, vault),
                new ListAliases(access, aliases),
                new ListGrants(access, grants, names),
                new ListKeyPolicies(access),
                new ListKeys(access, keys),
                new ListResourceTags(access, tags),
                new ListRetirableGrants(access, grants, names),
                new PutKeyPolicy(access, keys, names),
                new ReEncrypt(access, vault),
                new RetireGrant(access, grants, tokens),
                new RevokeGrant(access, grants),
                new ScheduleKeyDeletion(access, keys),
                new Sign(access, vault),
                new TagResource(access, tags),
                new UntagResource(access, tags),
                new UpdateAlias(access, aliases),
                new UpdateKeyDescription(access, keys),
                new Verify(access, vault),
                new VerifyMac(access, vault));
    }
}
