package dev.trent.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/// Makes keys through the API, and requests that use them, for [KeysLoad] and [StormLoad].
final class KeysSetup implements AutoCloseable {
    private static final int REQUESTS = 2000;
    private static final int SIGNATURES = 200;
    private static final int MESSAGE_BYTES = 64;

    private final Signer root;
    private final Api api;
    private final Random random = new Random(7);

    private KeysSetup(Signer root, Api api) {
        this.root = root;
        this.api = api;
    }

    static KeysSetup open(Target target) throws IOException {
        return new KeysSetup(target.root(), Api.open(target.address(), target.root()));
    }

    Requests encrypt() throws IOException {
        String key = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        return requests("Encrypt", _ -> member("KeyId", key) + "," + member("Plaintext", message()));
    }

    Requests generateMac() throws IOException {
        String key = key("HMAC_256", "GENERATE_VERIFY_MAC");
        return requests(
                "GenerateMac",
                _ -> member("KeyId", key) + "," + member("Message", message()) + ","
                        + member("MacAlgorithm", "HMAC_SHA_256"));
    }

    Requests sign(SigningKind kind) throws IOException {
        String key = key(kind.name(), "SIGN_VERIFY");
        return requests("Sign", _ -> signing(kind, key));
    }

    Requests verify(SigningKind kind) throws IOException {
        String key = key(kind.name(), "SIGN_VERIFY");
        List<String> signed = new ArrayList<>();
        for (int i = 0; i < SIGNATURES; i++) {
            String signing = signing(kind, key);
            String answer = api.kms("Sign", "{" + signing + "}");
            signed.add(signing + "," + member("Signature", Api.member(answer, "Signature")));
        }
        return requests("Verify", i -> signed.get(i % SIGNATURES));
    }

    Requests createKey(SigningKind kind) {
        return requests("CreateKey", _ -> member("KeySpec", kind.name()) + "," + member("KeyUsage", "SIGN_VERIFY"));
    }

    Requests generateDataKeyPair(SigningKind kind) throws IOException {
        String key = key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        return requests("GenerateDataKeyPair", _ -> member("KeyId", key) + "," + member("KeyPairSpec", kind.name()));
    }

    /// Waits until the server has done what it was asked before: its heavy work is done in order.
    void await(SigningKind kind) throws IOException {
        api.kms("Sign", "{" + signing(kind, key(kind.name(), "SIGN_VERIFY")) + "}");
    }

    private String key(String spec, String usage) throws IOException {
        return Api.member(
                api.kms("CreateKey", "{" + member("KeySpec", spec) + "," + member("KeyUsage", usage) + "}"), "Arn");
    }

    private String signing(SigningKind kind, String key) {
        return member("KeyId", key) + "," + member("Message", message()) + ","
                + member("SigningAlgorithm", kind.algorithm());
    }

    private String message() {
        byte[] message = new byte[MESSAGE_BYTES];
        random.nextBytes(message);
        return Base64.getEncoder().encodeToString(message);
    }

    private Requests requests(String operation, IntFunction<String> members) {
        return Requests.of(root, operation, REQUESTS, i -> "{" + members.apply(i) + "}");
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
