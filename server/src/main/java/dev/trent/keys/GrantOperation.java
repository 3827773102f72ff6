package dev.trent.keys;

import java.util.EnumSet;
import java.util.Set;

/// What a grant can allow, AWS's `GrantOperation`.
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
        Set<GrantOperation> operations = EnumSet.of(CreateGrant, RetireGrant, DescribeKey);
        operations.addAll(
                switch (key.usage()) {
                    case ENCRYPT_DECRYPT -> EnumSet.of(Encrypt, Decrypt, ReEncryptFrom, ReEncryptTo);
                    case SIGN_VERIFY -> EnumSet.of(Sign, Verify);
                    case GENERATE_VERIFY_MAC -> EnumSet.of(GenerateMac, VerifyMac);
                    case KEY_AGREEMENT -> EnumSet.of(DeriveSharedSecret);
                    case ENCAPSULATE_DECAPSULATE -> EnumSet.of(Encapsulate, Decapsulate);
                });
        switch (key.spec().family()) {
            case SYMMETRIC ->
                operations.addAll(EnumSet.of(
                        GenerateDataKey,
                        GenerateDataKeyWithoutPlaintext,
                        GenerateDataKeyPair,
                        GenerateDataKeyPairWithoutPlaintext));
            case ASYMMETRIC -> operations.add(GetPublicKey);
            case HMAC -> {}
        }
        return operations;
    }

    /// Returns whether the operation has an encryption context, which a grant's constraint is held against.
    public boolean hasContext() {
        return switch (this) {
            case Decrypt,
                    Encrypt,
                    GenerateDataKey,
                    GenerateDataKeyWithoutPlaintext,
                    GenerateDataKeyPair,
                    GenerateDataKeyPairWithoutPlaintext,
                    ReEncryptFrom,
                    ReEncryptTo -> true;
            case Sign,
                    Verify,
                    GetPublicKey,
                    CreateGrant,
                    RetireGrant,
                    DescribeKey,
                    GenerateMac,
                    VerifyMac,
                    DeriveSharedSecret,
                    Encapsulate,
                    Decapsulate -> false;
        };
    }
}
