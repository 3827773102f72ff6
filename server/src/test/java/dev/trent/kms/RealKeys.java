package dev.trent.kms;

import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.policy.Tree;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The keys of a server whose clock is moved, with the same words as [NaiveSet].
final class RealKeys implements AutoCloseable {
    private static final int DAYS_MAX = 36_000;

    private final Path folder;
    private final Map<String, Answer> parameters = new HashMap<>();
    private TestServer server;
    private MovedClock clock;
    private final Instant beginning;
    private int day;

    RealKeys(Path folder) {
        this.folder = folder;
        this.server = TestServer.start(folder);
        this.clock = new MovedClock(server.uri());
        this.beginning = clock.now();
    }

    /// Returns whether the clock can be moved forward by so many days.
    boolean canAdvance(int days) {
        return day + days < DAYS_MAX;
    }

    int day() {
        return day;
    }

    void advance(int days) {
        day += days;
        parameters.clear();
        clock.advance("P" + days + "D");
    }

    /// Makes the server do everything that is due.
    void live() {
        clock.advance("PT1S");
    }

    void restart() {
        server.close();
        server = TestServer.start(folder);
        clock = new MovedClock(server.uri());
    }

    /// Makes a key, and returns its id.
    String create(boolean external, boolean multi) {
        Answer made = call(
                NaiveSet.REGIONS.getFirst(),
                "CreateKey",
                "{\"MultiRegion\":" + multi + (external ? ",\"Origin\":\"EXTERNAL\"" : "") + "}");
        return text(Tree.map(member(map(made), "KeyMetadata")), "KeyId");
    }

    /// Takes a step, and returns the name of the error, or empty.
    ///
    /// @param materialId the material to delete; null for the current one
    String take(LifeStep step, String region, String id, @Nullable String materialId) {
        return switch (step.verb()) {
            case ENABLE -> act(region, "EnableKey", id, "");
            case DISABLE -> act(region, "DisableKey", id, "");
            case SCHEDULE_DELETION ->
                act(region, "ScheduleKeyDeletion", id, ",\"PendingWindowInDays\":" + NaiveSet.window(step));
            case CANCEL_DELETION -> act(region, "CancelKeyDeletion", id, "");
            case ENABLE_ROTATION ->
                act(region, "EnableKeyRotation", id, ",\"RotationPeriodInDays\":" + NaiveSet.period(step));
            case DISABLE_ROTATION -> act(region, "DisableKeyRotation", id, "");
            case ROTATE -> act(region, "RotateKeyOnDemand", id, "");
            case REPLICATE -> act(region, "ReplicateKey", id, ",\"ReplicaRegion\":\"" + NaiveSet.other(step) + '"');
            case UPDATE_PRIMARY ->
                act(region, "UpdatePrimaryRegion", id, ",\"PrimaryRegion\":\"" + NaiveSet.other(step) + '"');
            case IMPORT -> put(region, id, LifeImport.of(step));
            case DELETE_MATERIAL ->
                act(
                        region,
                        "DeleteImportedKeyMaterial",
                        id,
                        materialId == null ? "" : ",\"KeyMaterialId\":\"" + materialId + '"');
            case ENCRYPT, CREATE, ADVANCE, RESTART -> throw new AssertionError(step);
        };
    }

    private String put(String region, String id, LifeImport what) {
        String wanted = region + '/' + id;
        Answer answer = parameters.get(wanted);
        if (answer == null) {
            answer = ImportPackage.parameters(server, region, id);
            if (answer.status() != 200) {
                return error(answer);
            }
            parameters.put(wanted, answer);
        }
        ImportPackage wrapped = ImportPackage.of(answer, what.material());
        String end = what.days() == 0
                ? ",\"ExpirationModel\":\"KEY_MATERIAL_DOES_NOT_EXPIRE\""
                : ",\"ValidTo\":" + seconds(clock.now().plus(Duration.ofDays(what.days())));
        return act(
                region,
                "ImportKeyMaterial",
                id,
                ",\"ImportToken\":\"" + wrapped.token() + "\",\"EncryptedKeyMaterial\":\"" + wrapped.encrypted() + '"'
                        + end
                        + (what.type().isEmpty() ? "" : ",\"ImportType\":\"" + what.type() + '"'));
    }

    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
    }

    /// A ciphertext, or the name of the error.
    record Encrypted(String error, String ciphertext) {}

    Encrypted encrypt(String region, String id) {
        Answer answer = call(region, "Encrypt", "{\"KeyId\":\"" + id + "\",\"Plaintext\":\"aGVsbG8=\"}");
        return answer.status() == 200
                ? new Encrypted("", text(map(answer), "CiphertextBlob"))
                : new Encrypted(error(answer), "");
    }

    /// Returns the id of the material that encrypted a ciphertext, or the name of the error.
    String decrypt(String region, String ciphertext) {
        Answer answer = call(region, "Decrypt", "{\"CiphertextBlob\":\"" + ciphertext + "\"}");
        if (answer.status() != 200) {
            return error(answer);
        }
        Map<String, Object> decrypted = map(answer);
        return text(decrypted, "Plaintext").equals("aGVsbG8=") ? text(decrypted, "KeyMaterialId") : answer.body();
    }

    /// The facts that the API shows of a key.
    ///
    /// @param words its state and the facts that follow from it, or an error
    /// @param current the id of the material that encrypts; empty if there is none
    /// @param materials the ids of its materials, in their order
    record Seen(String words, String current, List<String> materials) {}

    Seen look(String region, String id) {
        Answer described = call(region, "DescribeKey", named(id, ""));
        if (described.status() != 200) {
            return new Seen(error(described), "", List.of());
        }
        Map<String, Object> metadata = Tree.map(member(map(described), "KeyMetadata"));
        List<Map<String, Object>> materials = rotations(region, id);
        return new Seen(
                words(metadata, map(call(region, "GetKeyRotationStatus", named(id, ""))), materials),
                metadata.containsKey("CurrentKeyMaterialId") ? text(metadata, "CurrentKeyMaterialId") : "",
                materials.stream()
                        .map(material -> text(material, "KeyMaterialId"))
                        .toList());
    }

    private List<Map<String, Object>> rotations(String region, String id) {
        Answer answer = call(region, "ListKeyRotations", named(id, ",\"IncludeKeyMaterial\":\"ALL_KEY_MATERIAL\""));
        return Tree.list(member(map(answer), "Rotations")).stream()
                .map(Tree::map)
                .toList();
    }

    private String words(
            Map<String, Object> metadata, Map<String, Object> rotation, List<Map<String, Object>> materials) {
        StringBuilder shown = new StringBuilder(text(metadata, "KeyState"));
        if (metadata.containsKey("DeletionDate")) {
            shown.append(" gone ").append(day(metadata.get("DeletionDate")));
        }
        if (metadata.containsKey("PendingDeletionWindowInDays")) {
            shown.append(" window ").append(metadata.get("PendingDeletionWindowInDays"));
        }
        if (metadata.containsKey("MultiRegionConfiguration")) {
            appendSet(shown, Tree.map(metadata.get("MultiRegionConfiguration")));
        }
        appendExpiration(shown, metadata);
        if (rotation.containsKey("NextRotationDate")) {
            shown.append(" rotates ")
                    .append(rotation.get("RotationPeriodInDays"))
                    .append(' ')
                    .append(day(rotation.get("NextRotationDate")));
        }
        for (Map<String, Object> material : materials) {
            shown.append(" [").append(material.get("KeyMaterialState")).append(' ');
            shown.append(material.getOrDefault("RotationType", ""));
            if (material.containsKey("ImportState")) {
                shown.append(' ').append(material.get("ImportState"));
            }
            appendExpiration(shown, material);
            shown.append(']');
        }
        return shown.toString();
    }

    private static void appendSet(StringBuilder shown, Map<String, Object> set) {
        shown.append(' ').append(set.get("MultiRegionKeyType")).append(" of ");
        shown.append(text(Tree.map(member(set, "PrimaryKey")), "Region"));
        Tree.list(member(set, "ReplicaKeys")).stream()
                .map(key -> text(Tree.map(key), "Region"))
                .sorted()
                .forEach(region -> shown.append(',').append(region));
    }

    private void appendExpiration(StringBuilder shown, Map<String, Object> facts) {
        if (facts.containsKey("ExpirationModel")) {
            shown.append(' ').append(facts.get("ExpirationModel"));
        }
        if (facts.containsKey("ValidTo")) {
            shown.append(' ').append(day(facts.get("ValidTo")));
        }
    }

    private long day(@Nullable Object seconds) {
        long millis = new BigDecimal(String.valueOf(seconds)).movePointRight(3).longValue();
        return Duration.between(beginning, Instant.ofEpochMilli(millis)).toDays();
    }

    private String act(String region, String operation, String id, String more) {
        Answer answer = call(region, operation, named(id, more));
        return answer.status() == 200 ? "" : error(answer);
    }

    private static String named(String id, String more) {
        return "{\"KeyId\":\"" + id + '"' + more + '}';
    }

    private Answer call(String region, String operation, String json) {
        return server.kms(TestServer.ACCOUNT, region, operation, json);
    }

    private static String error(Answer answer) {
        return text(map(answer), "__type");
    }

    private static Map<String, Object> map(Answer answer) {
        return Tree.map(Tree.read(answer.body()));
    }

    private static Object member(Map<String, Object> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static String text(Map<String, Object> map, String name) {
        return String.valueOf(map.get(name));
    }

    @Override
    public void close() {
        server.close();
    }
}
