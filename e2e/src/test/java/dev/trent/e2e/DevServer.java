package dev.trent.e2e;

import java.nio.file.Path;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// A development server and its client, shared by the tests of a class.
record DevServer(Trent trent, KmsClient kms) implements AutoCloseable {

    /// Starts a server on a free port.
    static DevServer start(Path data) {
        Trent trent = Trent.dev(data);
        return new DevServer(trent, Sdk.kms(trent.endpoint()));
    }

    /// Makes a key and returns its ARN.
    String key(KeySpec spec, KeyUsageType usage) {
        return kms.createKey(request -> request.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .arn();
    }

    /// Makes a symmetric encryption key and returns its ARN.
    String key() {
        return key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    }

    /// Returns a public key as SubjectPublicKeyInfo.
    byte[] publicKey(String key) {
        return kms.getPublicKey(request -> request.keyId(key)).publicKey().asByteArray();
    }

    byte[] sign(String key, SigningAlgorithmSpec algorithm, byte[] message, MessageType type) {
        return kms.sign(request -> request.keyId(key)
                        .signingAlgorithm(algorithm)
                        .message(SdkBytes.fromByteArray(message))
                        .messageType(type))
                .signature()
                .asByteArray();
    }

    /// Returns true, or throws the server's refusal of the signature.
    boolean verify(String key, SigningAlgorithmSpec algorithm, byte[] message, MessageType type, byte[] signature) {
        return kms.verify(request -> request.keyId(key)
                        .signingAlgorithm(algorithm)
                        .message(SdkBytes.fromByteArray(message))
                        .messageType(type)
                        .signature(SdkBytes.fromByteArray(signature)))
                .signatureValid();
    }

    @Override
    public void close() {
        kms.close();
        trent.close();
    }
}
