package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;

/// Who keeps the material of a key and computes with it; makes the key ready for one use.
///
/// The [Vault] has checked the permit, the key's state, its usage and the algorithm before it asks. What a keeper
/// gives out never hands the material on, so a keeper may compute elsewhere: ADR 21 says where other keepers will
/// stand.
interface Keeper {
    /// Gives a symmetric key for encrypting and decrypting.
    SymmetricKey symmetric(Permit permit);

    /// Gives an asymmetric key for encrypting and decrypting.
    AsymmetricKey asymmetric(Permit permit, EncryptionAlgorithm algorithm);

    /// Gives a key for signing and verifying.
    SigningKey signing(Permit permit, SigningAlgorithm algorithm, MessageType type);

    /// Gives a key for message authentication codes.
    MacKey mac(Permit permit, MacAlgorithm algorithm);

    /// Gives a key for agreeing on secrets.
    AgreementKey agreement(Permit permit);

    /// Gives a key for encapsulating and decapsulating secrets.
    EncapsulationKey encapsulation(Permit permit);

    /// Returns the public half of an asymmetric key as `SubjectPublicKeyInfo`.
    Blob publicKey(Key key);
}
