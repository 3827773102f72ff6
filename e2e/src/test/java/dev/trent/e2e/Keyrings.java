package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsDiscoveryKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsEcdhKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsMrkDiscoveryKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsMrkKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsRsaKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateMultiKeyringInput;
import software.amazon.cryptography.materialproviders.model.DiscoveryFilter;
import software.amazon.cryptography.materialproviders.model.KmsEcdhStaticConfigurations;
import software.amazon.cryptography.materialproviders.model.KmsPrivateKeyToStaticPublicKeyInput;
import software.amazon.cryptography.materialproviders.model.KmsPublicKeyDiscoveryInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;
import software.amazon.cryptography.primitives.model.ECDHCurveSpec;

/// The keyrings of AWS's Material Providers Library that call KMS.
final class Keyrings {

    private final KmsClient kms;
    private final MaterialProviders providers = MaterialProviders.builder()
            .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
            .build();

    Keyrings(KmsClient kms) {
        this.kms = kms;
    }

    IKeyring symmetric(String key) {
        return providers.CreateAwsKmsKeyring(
                CreateAwsKmsKeyringInput.builder().kmsClient(kms).kmsKeyId(key).build());
    }

    /// Encrypts under both keys, with a data key that the first one generates.
    IKeyring both(String generator, String additional) {
        return providers.CreateMultiKeyring(CreateMultiKeyringInput.builder()
                .generator(symmetric(generator))
                .childKeyrings(List.of(symmetric(additional)))
                .build());
    }

    /// Decrypts with the key that the message names, which can be any key of the account.
    IKeyring discovery(String account) {
        return providers.CreateAwsKmsDiscoveryKeyring(CreateAwsKmsDiscoveryKeyringInput.builder()
                .kmsClient(kms)
                .discoveryFilter(DiscoveryFilter.builder()
                        .partition("aws")
                        .accountIds(List.of(account))
                        .build())
                .build());
    }

    /// Encrypts and decrypts with a key of a multi-Region set. `client` calls the Region of that key.
    IKeyring multiRegion(KmsClient client, String key) {
        return providers.CreateAwsKmsMrkKeyring(CreateAwsKmsMrkKeyringInput.builder()
                .kmsClient(client)
                .kmsKeyId(key)
                .build());
    }

    /// Decrypts with a related key: it is in one Region, and in the same multi-Region set as the key that the
    /// message names.
    IKeyring multiRegionDiscovery(KmsClient client, String region, String account) {
        return providers.CreateAwsKmsMrkDiscoveryKeyring(CreateAwsKmsMrkDiscoveryKeyringInput.builder()
                .kmsClient(client)
                .region(region)
                .discoveryFilter(DiscoveryFilter.builder()
                        .partition("aws")
                        .accountIds(List.of(account))
                        .build())
                .build());
    }

    /// Encrypts with a public key, and writes a key name into the message. The name may be that of another key.
    IKeyring rsa(String name, String publicKey, EncryptionAlgorithmSpec algorithm) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(publicKey(publicKey))
                + "\n-----END PUBLIC KEY-----\n";
        return providers.CreateAwsKmsRsaKeyring(CreateAwsKmsRsaKeyringInput.builder()
                .kmsClient(kms)
                .kmsKeyId(name)
                .publicKey(ByteBuffer.wrap(pem.getBytes(US_ASCII)))
                .encryptionAlgorithm(algorithm)
                .build());
    }

    /// Agrees on a secret between an own key and the public key of another party.
    IKeyring agreement(String own, String other, ECDHCurveSpec curve) {
        return agreement(
                curve,
                KmsEcdhStaticConfigurations.builder()
                        .KmsPrivateKeyToStaticPublicKey(KmsPrivateKeyToStaticPublicKeyInput.builder()
                                .senderKmsIdentifier(own)
                                .senderPublicKey(ByteBuffer.wrap(publicKey(own)))
                                .recipientPublicKey(ByteBuffer.wrap(publicKey(other)))
                                .build())
                        .build());
    }

    /// Decrypts as the recipient, for any sender that the message names.
    IKeyring agreementDiscovery(String recipient, ECDHCurveSpec curve) {
        return agreement(
                curve,
                KmsEcdhStaticConfigurations.builder()
                        .KmsPublicKeyDiscovery(KmsPublicKeyDiscoveryInput.builder()
                                .recipientKmsIdentifier(recipient)
                                .build())
                        .build());
    }

    private IKeyring agreement(ECDHCurveSpec curve, KmsEcdhStaticConfigurations scheme) {
        return providers.CreateAwsKmsEcdhKeyring(CreateAwsKmsEcdhKeyringInput.builder()
                .kmsClient(kms)
                .curveSpec(curve)
                .KeyAgreementScheme(scheme)
                .build());
    }

    private byte[] publicKey(String key) {
        return kms.getPublicKey(request -> request.keyId(key)).publicKey().asByteArray();
    }
}
