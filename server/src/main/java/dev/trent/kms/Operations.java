package dev.trent.kms;

import static dev.trent.aws.Operation.reading;
import static dev.trent.aws.Operation.writing;

import dev.trent.access.Access;
import dev.trent.access.GrantTokens;
import dev.trent.aws.Operation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Keys;
import dev.trent.keys.Tags;
import dev.trent.vault.Vault;
import java.security.SecureRandom;
import java.util.List;

/// The operations of AWS KMS that Trent performs: the support matrix.
public final class Operations {
    private Operations() {}

    /// What making grants takes.
    ///
    /// @param random draws the ids of grants
    public record Granting(GrantTokens tokens, SecureRandom random) {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all(
            Access access, Vault vault, Access.Facts facts, PrincipalNames names, Granting granting) {
        Keys keys = facts.keys();
        Aliases aliases = facts.aliases();
        Tags tags = facts.tags();
        Grants grants = facts.grants();
        GrantTokens tokens = granting.tokens();
        return List.of(
                writing(
                        "CancelKeyDeletion",
                        CancelKeyDeletion.Request.class,
                        CancelKeyDeletion.Response.class,
                        new CancelKeyDeletion(access, keys)::perform),
                writing(
                        "CreateAlias",
                        CreateAlias.Request.class,
                        NoContent.class,
                        new CreateAlias(access, aliases)::perform),
                writing(
                        "CreateGrant",
                        CreateGrant.Request.class,
                        CreateGrant.Response.class,
                        new CreateGrant(access, grants, tokens, names, granting.random())::perform),
                writing(
                        "CreateKey",
                        CreateKey.Request.class,
                        CreateKey.Response.class,
                        new CreateKey(access, vault, keys, names)::perform),
                reading(
                        "Decapsulate",
                        Decapsulate.Request.class,
                        Decapsulate.Response.class,
                        new Decapsulate(access, vault)::perform),
                reading("Decrypt", Decrypt.Request.class, Decrypt.Response.class, new Decrypt(access, vault)::perform),
                writing(
                        "DeleteAlias",
                        DeleteAlias.Request.class,
                        NoContent.class,
                        new DeleteAlias(access, aliases)::perform),
                reading(
                        "DeriveSharedSecret",
                        DeriveSharedSecret.Request.class,
                        DeriveSharedSecret.Response.class,
                        new DeriveSharedSecret(access, vault)::perform),
                reading(
                        "DescribeKey",
                        DescribeKey.Request.class,
                        DescribeKey.Response.class,
                        new DescribeKey(access)::perform),
                writing(
                        "DisableKey",
                        DisableKey.Request.class,
                        NoContent.class,
                        new DisableKey(access, keys, vault)::perform),
                writing("EnableKey", EnableKey.Request.class, NoContent.class, new EnableKey(access, keys)::perform),
                reading(
                        "Encapsulate",
                        Encapsulate.Request.class,
                        Encapsulate.Response.class,
                        new Encapsulate(access, vault)::perform),
                reading("Encrypt", Encrypt.Request.class, Encrypt.Response.class, new Encrypt(access, vault)::perform),
                reading(
                        "GenerateDataKey",
                        GenerateDataKey.Request.class,
                        GenerateDataKey.Response.class,
                        new GenerateDataKey(access, vault)::perform),
                reading(
                        "GenerateDataKeyPair",
                        GenerateDataKeyPair.Request.class,
                        GenerateDataKeyPair.Response.class,
                        new GenerateDataKeyPair(access, vault)::perform),
                reading(
                        "GenerateDataKeyPairWithoutPlaintext",
                        GenerateDataKeyPairWithoutPlaintext.Request.class,
                        GenerateDataKeyPairWithoutPlaintext.Response.class,
                        new GenerateDataKeyPairWithoutPlaintext(access, vault)::perform),
                reading(
                        "GenerateDataKeyWithoutPlaintext",
                        GenerateDataKeyWithoutPlaintext.Request.class,
                        GenerateDataKeyWithoutPlaintext.Response.class,
                        new GenerateDataKeyWithoutPlaintext(access, vault)::perform),
                reading(
                        "GenerateMac",
                        GenerateMac.Request.class,
                        GenerateMac.Response.class,
                        new GenerateMac(access, vault)::perform),
                reading(
                        "GenerateRandom",
                        GenerateRandom.Request.class,
                        GenerateRandom.Response.class,
                        new GenerateRandom(access, vault)::perform),
                reading(
                        "GetKeyPolicy",
                        GetKeyPolicy.Request.class,
                        GetKeyPolicy.Response.class,
                        new GetKeyPolicy(access, names)::perform),
                reading(
                        "GetKeyRotationStatus",
                        GetKeyRotationStatus.Request.class,
                        GetKeyRotationStatus.Response.class,
                        new GetKeyRotationStatus(access)::perform),
                reading(
                        "GetPublicKey",
                        GetPublicKey.Request.class,
                        GetPublicKey.Response.class,
                        new GetPublicKey(access, vault)::perform),
                reading(
                        "ListAliases",
                        ListAliases.Request.class,
                        ListAliases.Response.class,
                        new ListAliases(access, aliases)::perform),
                reading(
                        "ListGrants",
                        ListGrants.Request.class,
                        ListGrants.Response.class,
                        new ListGrants(access, grants, names)::perform),
                reading(
                        "ListKeyPolicies",
                        ListKeyPolicies.Request.class,
                        ListKeyPolicies.Response.class,
                        new ListKeyPolicies(access)::perform),
                reading(
                        "ListKeys",
                        ListKeys.Request.class,
                        ListKeys.Response.class,
                        new ListKeys(access, keys)::perform),
                reading(
                        "ListResourceTags",
                        ListResourceTags.Request.class,
                        ListResourceTags.Response.class,
                        new ListResourceTags(access, tags)::perform),
                reading(
                        "ListRetirableGrants",
                        ListRetirableGrants.Request.class,
                        ListRetirableGrants.Response.class,
                        new ListRetirableGrants(access, grants, names)::perform),
                writing(
                        "PutKeyPolicy",
                        PutKeyPolicy.Request.class,
                        NoContent.class,
                        new PutKeyPolicy(access, keys, names)::perform),
                reading(
                        "ReEncrypt",
                        ReEncrypt.Request.class,
                        ReEncrypt.Response.class,
                        new ReEncrypt(access, vault)::perform),
                writing(
                        "RetireGrant",
                        RetireGrant.Request.class,
                        NoContent.class,
                        new RetireGrant(access, grants, tokens)::perform),
                writing(
                        "RevokeGrant",
                        RevokeGrant.Request.class,
                        NoContent.class,
                        new RevokeGrant(access, grants)::perform),
                writing(
                        "ScheduleKeyDeletion",
                        ScheduleKeyDeletion.Request.class,
                        ScheduleKeyDeletion.Response.class,
                        new ScheduleKeyDeletion(access, keys, vault)::perform),
                reading("Sign", Sign.Request.class, Sign.Response.class, new Sign(access, vault)::perform),
                writing(
                        "TagResource",
                        TagResource.Request.class,
                        NoContent.class,
                        new TagResource(access, tags)::perform),
                writing(
                        "UntagResource",
                        UntagResource.Request.class,
                        NoContent.class,
                        new UntagResource(access, tags)::perform),
                writing(
                        "UpdateAlias",
                        UpdateAlias.Request.class,
                        NoContent.class,
                        new UpdateAlias(access, aliases)::perform),
                writing(
                        "UpdateKeyDescription",
                        UpdateKeyDescription.Request.class,
                        NoContent.class,
                        new UpdateKeyDescription(access, keys)::perform),
                reading("Verify", Verify.Request.class, Verify.Response.class, new Verify(access, vault)::perform),
                reading(
                        "VerifyMac",
                        VerifyMac.Request.class,
                        VerifyMac.Response.class,
                        new VerifyMac(access, vault)::perform));
    }
}
