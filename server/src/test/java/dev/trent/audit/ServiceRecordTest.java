package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Golden records of events without a call; `-Dgolden.update=true` writes them anew.
class ServiceRecordTest {
    private static final Path GOLDEN = Path.of("src/test/golden/audit");
    private static final String EVENT_ID = "c1a7c9a4-7c57-4c18-8f1d-9a8f0d7f3b22";
    private static final String ACCOUNT = "444455556666";
    private static final String KEY = "AKIATRENTEXAMPLE0001";

    private static void compare(String name, ServiceEvent event) throws IOException {
        JsonBytes out = new JsonBytes(64);
        ServiceRecord.write(out, event, EVENT_ID);
        String actual = new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
        Path file = GOLDEN.resolve(name + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    private static ServiceEvent event(
            String name,
            @Nullable String account,
            String user,
            Map<String, String> details,
            @Nullable AwsException refusal) {
        return new ServiceEvent(
                "iam.amazonaws.com",
                name,
                "us-east-1",
                Instant.parse("2026-11-23T18:41:07.999Z"),
                account,
                "trent operator (" + user + ")",
                List.of(),
                new TreeMap<>(details),
                refusal);
    }

    @Test
    void an_account_is_made() throws IOException {
        compare("create-account", event("CreateAccount", ACCOUNT, "root", Map.of("accountId", ACCOUNT), null));
    }

    @Test
    void a_root_credential_is_made() throws IOException {
        compare(
                "create-root-credential",
                event(
                        "CreateRootCredential",
                        ACCOUNT,
                        "trent",
                        Map.of("accountId", ACCOUNT, "accessKeyId", KEY),
                        null));
    }

    @Test
    void a_root_credential_is_revoked() throws IOException {
        compare(
                "revoke-root-credential",
                event("RevokeRootCredential", ACCOUNT, "1000", Map.of("accountId", ACCOUNT, "accessKeyId", KEY), null));
    }

    @Test
    void an_act_of_an_unknown_account_is_refused() throws IOException {
        compare(
                "revoke-root-credential-missing",
                event(
                        "RevokeRootCredential",
                        null,
                        "root",
                        Map.of("accessKeyId", KEY),
                        AwsError.NO_SUCH_ENTITY.because("There is no access key " + KEY + ".")));
    }

    @Test
    void a_hostile_name_of_a_user_stays_in_its_string() throws IOException {
        compare(
                "service-hostile",
                event(
                        "CreateAccount",
                        ACCOUNT,
                        "x\"}\n{\"forged\":1\u0000",
                        Map.of(),
                        AwsError.ENTITY_ALREADY_EXISTS.because("The account exists already.")));
    }
}
