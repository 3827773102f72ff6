package dev.trent.keys;

import java.util.EnumSet;
import java.util.Set;

/// What a grant can allow, AWS's `GrantOperation`: the names, in the order in which AWS prints the set. What
/// they mean is in the rows of [KmsAction].
///
/// Source: AWS KMS Developer Guide, "Grant operations".
public enum GrantOperation {
    Decrypt,
    Encrypt,
    GenerateDataKey,
    GenerateDataKeyWithoutPlaintext,
    ReEncryptFrom,
    ReEncryptTo,
    Sign,
    Verify,
    GetPublicKey,
    CreateGrant,
    RetireGrant,
    DescribeKey,
    GenerateDataKeyPair,
    GenerateDataKeyPairWithoutPlaintext,
    GenerateMac,
    VerifyMac,
    DeriveSharedSecret,
    Encapsulate,
    Decapsulate;

    /// Returns what a grant on a key can allow; every other operation cannot be performed with such a key.
    public static Set<GrantOperation> of(Key key) {
        Set<GrantOperation> operations = EnumSet.noneOf(GrantOperation.class);
        for (GrantOperation operation : values()) {
            if (KmsAction.of(operation).worksOn(key)) {
                operations.add(operation);
            }
        }
        return operations;
    }

    /// Returns whether the operation has an encryption context, which a grant's constraint is held against.
    public boolean hasContext() {
        return KmsAction.of(this).usesContext();
    }
}
