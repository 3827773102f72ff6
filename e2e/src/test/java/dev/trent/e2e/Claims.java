package dev.trent.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything that a server has promised by its answers: keys, ciphertexts with their plaintexts, and the ids
/// of all requests.
final class Claims {

    private static final JsonMapper JSON = new JsonMapper();

    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Queue<Ciphertext> ciphertexts = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);

    private record Ciphertext(SdkBytes plaintext, SdkBytes blob) {}

    /// Returns the promises of several claims together.
    static Claims of(List<Claims> some) {
        var all = new Claims();
        for (Claims claims : some) {
            all.keys.addAll(claims.keys);
            all.ciphertexts.addAll(claims.ciphertexts);
            all.requests.addAll(claims.requests);
        }
        return all;
    }

    /// Waits until that many requests have been answered.
    void awaitAnswers(int count) throws InterruptedException {
        assertThat(answers.tryAcquire(count, 60, SECONDS))
                .as("%d answers within a minute", count)
                .isTrue();
    }

    /// Creates a key, and notes it when the server has answered.
    String createKey(KmsClient kms) {
        var answer = kms.createKey();
        keys.add(answer.keyMetadata().keyId());
        note(answer.responseMetadata().requestId());
        return answer.keyMetadata().keyId();
    }

    /// Encrypts under a key, and notes the ciphertext when it has arrived.
    void encrypt(KmsClient kms, String key, String text) {
        SdkBytes plaintext = SdkBytes.fromUtf8String(text);
        var answer = kms.encrypt(request -> request.keyId(key).plaintext(plaintext));
        ciphertexts.add(new Ciphertext(plaintext, answer.ciphertextBlob()));
        note(answer.responseMetadata().requestId());
    }

    /// Notes an answered request.
    void note(String requestId) {
        requests.add(requestId);
        answers.release();
    }

    Set<String> keys() {
        return Set.copyOf(keys);
    }

    /// Checks that every key exists and every ciphertext can be decrypted.
    void hold(KmsClient kms) {
        assertThat(existingKeys(kms)).as("the keys that exist").containsAll(keys);
        for (Ciphertext one : ciphertexts) {
            assertThat(kms.decrypt(request -> request.ciphertextBlob(one.blob)).plaintext())
                    .isEqualTo(one.plaintext);
        }
    }

    /// Checks that the audit log of a data folder has only whole records, one record for each answered request, and
    /// an unbroken chain; that each key has the record of its creation, and each record of a creation has its key.
    ///
    /// @param existing all keys that were ever made
    void areAudited(Path data, Set<String> existing) {
        var recorded = new HashSet<String>();
        var created = new ArrayList<String>();
        AuditLines.of(data).forEach(line -> {
            JsonNode record = JSON.readTree(line);
            assertThat(record.isObject()).as(line).isTrue();
            recorded.add(record.path("requestID").asString(""));
            if (record.path("eventName").asString("").equals("CreateKey") && !record.has("errorCode")) {
                created.add(record.path("responseElements")
                        .path("keyMetadata")
                        .path("keyId")
                        .asString(""));
            }
        });
        assertThat(created).as("the creations in the audit log").containsExactlyInAnyOrderElementsOf(existing);
        assertThat(recorded).as("the requests in the audit log").containsAll(requests);
        Path program = Checkout.ROOT.resolve("docs/spec/verify_audit_log.py");
        Shell.Ran ran = new Shell(Checkout.ROOT, Map.of())
                .run(List.of(
                        "python3", program.toString(), data.resolve("audit").toString()));
        assertThat(ran.exit()).as(ran.toString()).isZero();
    }

    static Set<String> existingKeys(KmsClient kms) {
        var existing = new HashSet<String>();
        kms.listKeysPaginator(request -> request.limit(1000)).keys().stream()
                .map(KeyListEntry::keyId)
                .forEach(existing::add);
        return existing;
    }
}
