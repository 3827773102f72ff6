package dev.trent.vault;

import dev.trent.access.Permit;
import dev.trent.aws.Blob;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;

/// The keeper of our own material: it lies wrapped in the database, and this process computes with it.
///
/// It gives each key its material and the algorithm for its use. A long use of a pair of keys leaves a
/// [dev.trent.aws.Loop] here.
final class DatabaseKeeper implements Keeper {
    private final UnsealedMaterials unsealed;
    private final MessageCipher messages;
    private final Algorithms algorithms;
    private final HeavyWork heavyWork;

    DatabaseKeeper(UnsealedMaterials unsealed, MessageCipher messages, Algorithms algorithms, HeavyWork heavyWork) {
        this.unsealed = unsealed;
        this.messages = messages;
        this.algorithms = algorithms;
        this.heavyWork = heavyWork;
    }

    @Override
    public SymmetricKey symmetric(Permit permit) {
        return new SymmetricKey(permit, messages);
    }

    @Override
    public AsymmetricKey asymmetric(Permit permit, EncryptionAlgorithm algorithm) {
        algorithms.pace().before(permit);
        Key key = permit.key();
        return new AsymmetricKey(
                permit, algorithm, unsealed.pair(key), algorithms.encryption(key.spec(), algorithm), heavyWork);
    }

    @Override
    public SigningKey signing(Permit permit, SigningAlgorithm algorithm, MessageType type) {
        algorithms.pace().before(permit);
        Key key = permit.key();
        return new SigningKey(
                permit, unsealed.pair(key), algorithms.signatures(key.spec(), algorithm, type), heavyWork);
    }

    @Override
    public MacKey mac(Permit permit, MacAlgorithm algorithm) {
        return new MacKey(permit, unsealed, algorithms.hmac(), Algorithms.hash(algorithm));
    }

    @Override
    public AgreementKey agreement(Permit permit) {
        algorithms.pace().before(permit);
        Key key = permit.key();
        return new AgreementKey(unsealed.pair(key), algorithms.curve(key.spec()));
    }

    @Override
    public EncapsulationKey encapsulation(Permit permit) {
        algorithms.pace().before(permit);
        Key key = permit.key();
        return new EncapsulationKey(permit, unsealed.pair(key), algorithms.mlKem(key.spec()));
    }

    @Override
    public Blob publicKey(Key key) {
        return unsealed.publicHalf(key);
    }
}
