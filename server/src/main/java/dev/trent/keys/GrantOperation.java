package dev.trent.keys;

import java.util.EnumSet;
import java.util.Set;

/// The operations that a grant can allow, AWS's `GrantOperation`, in the order of AWS's refusals. The rows of
/// [KmsAction] say what they mean.
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

    /// Returns the operations that a grant on a key can allow. The key does not support the others.
    public static Set<GrantOperation> of(Key key) {
        Set<GrantOperation> operations = EnumSet.noneOf(GrantOperation.class);
        for (GrantOperation operation : values()) {
            if (KmsAction.of(operation).worksOn(key)) {
                operations.add(operation);
            }
        }
        return operations;
    }

    /// Returns whether the operation has an encryption context. Only then does a grant's constraint matter.
    public boolean hasContext() {
        return KmsAction.of(this).usesContext();
    }
}
