package dev.trent.e2e;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/// Several clients that create keys, encrypt and make mistakes, without a pause, until their server is gone.
///
/// A broken connection ends a client without a failure. Every other failure, and most of all a wrong answer of
/// the server, fails the test.
final class Load implements AutoCloseable {

    private static final int CLIENTS = 6;
    private static final SdkBytes GARBAGE = SdkBytes.fromUtf8String("not a ciphertext");

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();

    /// Starts the clients. Each of them encrypts that many times under each key that it has created.
    Load(URI endpoint, int encryptionsPerKey, Claims claims) {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(() -> workUntilTheServerIsGone(endpoint, encryptionsPerKey, claims)));
        }
    }

    /// Waits until every client has lost its server.
    void awaitEnd() throws InterruptedException, ExecutionException {
        for (Future<?> client : clients) {
            client.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void workUntilTheServerIsGone(URI endpoint, int encryptionsPerKey, Claims claims) {
        try (KmsClient kms = Sdk.kms(endpoint)) {
            while (!Thread.currentThread().isInterrupted()) {
                String key = claims.createKey(kms);
                for (int i = 0; i < encryptionsPerKey; i++) {
                    claims.encrypt(kms, key, key + i);
                }
                if (encryptionsPerKey > 0) {
                    makeMistake(kms, claims);
                }
            }
        } catch (SdkClientException gone) {
            // The server was killed or has stopped. This client waited for that.
        }
    }

    private static void makeMistake(KmsClient kms, Claims claims) {
        try {
            kms.decrypt(request -> request.ciphertextBlob(GARBAGE));
            throw new AssertionError("garbage was decrypted");
        } catch (InvalidCiphertextException refused) {
            claims.note(refused.requestId());
        }
    }
}
