package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.GrantTokens;
import dev.trent.call.Operation;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Imported;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.Keys;
import dev.trent.keys.Materials;
import dev.trent.keys.Tags;
import dev.trent.vault.Vault;
import java.security.SecureRandom;
import java.util.List;

/// The operations of AWS KMS that Trent performs: the support matrix.
public final class KmsOperations {
    private KmsOperations() {}

    /// The parts that the operations of grants need.
    ///
    /// @param random draws the ids of grants
    public record Granting(GrantTokens tokens, SecureRandom random) {}

    /// Returns every operation, in alphabetical order.
    ///
    /// @param choosable whether tags of CreateKey may choose the id and the material of the key, for tests
    public static List<Operation<?, ?>> all(
            Access access,
            Vault vault,
            KeyRecords records,
            PrincipalNames names,
            Granting granting,
            boolean choosable) {
        Keys keys = records.keys();
        Aliases aliases = records.aliases();
        Tags tags = records.tags();
        Grants grants = records.grants();
        Materials materials = records.materials();
        Imported imported = new Imported(keys);
        GrantTokens tokens = granting.tokens();
        MaterialTag materialTag = new MaterialTag(choosable);
        return List.of(
                new CancelKeyDeletion(access, keys),
                new CreateAlias(access, aliases),
                new CreateGrant(access, grants, tokens, names, granting.random()),
                new CreateKey(access, vault, keys, names, new KeyIds(choosable)),
                new Decapsulate(access, vault),
                new Decrypt(access, vault),
                new DeleteAlias(access, aliases),
                new DeleteImportedKeyMaterial(access, imported),
                new DeriveSharedSecret(access, vault),
                new DescribeKey(access),
                new DisableKey(access, keys),
                new DisableKeyRotation(access, keys),
                new EnableKey(access, keys),
                new EnableKeyRotation(access, keys),
                new Encapsulate(access, vault),
                new Encrypt(access, vault),
                new GenerateDataKey(access, vault),
                new GenerateDataKeyPair(access, vault),
                new GenerateDataKeyPairWithoutPlaintext(access, vault),
                new GenerateDataKeyWithoutPlaintext(access, vault),
                new GenerateMac(access, vault),
                new GenerateRandom(access, vault),
                new GetKeyLastUsage(access, records.uses()),
                new GetKeyPolicy(access, names),
                new GetKeyRotationStatus(access),
                new GetParametersForImport(access, vault),
                new GetPublicKey(access, vault),
                new ImportKeyMaterial(access, vault, imported),
                new ListAliases(access, aliases),
                new ListGrants(access, grants, names),
                new ListKeyPolicies(access),
                new ListKeyRotations(access, materials),
                new ListKeys(access, keys),
                new ListResourceTags(access, tags),
                new ListRetirableGrants(access, grants, names),
                new PutKeyPolicy(access, keys, names),
                new ReEncrypt(access, vault),
                new ReplicateKey(access, vault, keys, names, materialTag),
                new RetireGrant(access, grants, tokens),
                new RevokeGrant(access, grants),
                new RotateKeyOnDemand(access, vault, keys, materials),
                new ScheduleKeyDeletion(access, keys),
                new Sign(access, vault),
                new TagResource(access, tags, materialTag),
                new UntagResource(access, tags),
                new UpdateAlias(access, aliases),
                new UpdateKeyDescription(access, keys),
                new UpdatePrimaryRegion(access, keys),
                new Verify(access, vault),
                new VerifyMac(access, vault));
    }
}
