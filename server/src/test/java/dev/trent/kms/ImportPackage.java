package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.policy.Tree;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// Wrapped key material of 32 bytes for an import into a key.
///
/// @param token the import token, in Base64
/// @param encrypted the material, wrapped for the token, in Base64
public record ImportPackage(String token, String encrypted) {
    /// Makes a package of zeros for a key.
    public static ImportPackage of(TestServer server, String key) {
        Answer answer = parameters(server, TestServer.REGION, key);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return of(answer, new byte[32]);
    }

    /// Asks for the parameters of an import.
    static Answer parameters(TestServer server, String region, String key) {
        return server.kms(
                TestServer.ACCOUNT,
                region,
                "GetParametersForImport",
                "{\"KeyId\":\"" + key
                        + "\",\"WrappingAlgorithm\":\"RSAES_OAEP_SHA_256\",\"WrappingKeySpec\":\"RSA_2048\"}");
    }

    /// Makes a package of a material.
    ///
    /// @param answer the parameters
    static ImportPackage of(Answer answer, byte[] material) {
        Map<String, Object> parameters = Tree.map(Tree.read(answer.body()));
        byte[] publicKey = Base64.getDecoder().decode(String.valueOf(parameters.get("PublicKey")));
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey)),
                    new OAEPParameterSpec(
                            "SHA-256", "MGF1", new MGF1ParameterSpec("SHA-256"), PSource.PSpecified.DEFAULT));
            return new ImportPackage(
                    String.valueOf(parameters.get("ImportToken")),
                    Base64.getEncoder().encodeToString(cipher.doFinal(material)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Returns the request that imports the material without an end.
    public String request(String key) {
        return request(key, "\"ExpirationModel\":\"KEY_MATERIAL_DOES_NOT_EXPIRE\"");
    }

    /// Returns the request that imports the material until a time.
    ///
    /// @param validTo the end, in seconds since 1970
    public String request(String key, long validTo) {
        return request(key, "\"ValidTo\":" + validTo);
    }

    private String request(String key, String terms) {
        return "{\"KeyId\":\"" + key + "\",\"ImportToken\":\"" + token + "\",\"EncryptedKeyMaterial\":\"" + encrypted
                + "\"," + terms + "}";
    }
}
