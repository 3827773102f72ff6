package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// JSON Web Tokens that the programs jwt-kms and jwt-on-kms sign with a key in Trent. A library without
/// knowledge of Trent verifies them.
class TokenTest {

    @TempDir
    static Path folder;

    private static String python;

    @AutoClose
    private static DevServer server;

    @BeforeAll
    static void start() {
        python = ThirdParty.pythonWithJwtKms();
        ThirdParty.needsProgramsFromNpm();
        server = DevServer.start(folder.resolve("data"));
    }

    @Test
    void a_token_of_every_algorithm_is_verified_by_its_public_key_and_a_forged_one_is_not() throws IOException {
        Path tokens = Files.writeString(
                folder.resolve("tokens.json"),
                server.trent()
                        .shell(Checkout.PYTHON)
                        .run(
                                python,
                                "tokens.py",
                                key(KeySpec.RSA_2048),
                                key(KeySpec.ECC_NIST_P256),
                                key(KeySpec.ECC_NIST_P384),
                                key(KeySpec.ECC_NIST_P521))
                        .succeeded());

        assertThat(Node.with(Map.of()).run("tokens.mjs", "verify", tokens.toString()))
                .isEqualTo("RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512");
    }

    @Test
    void a_token_that_is_forged_or_old_is_not_valid() {
        Node.with(server.trent().environment()).run("tokens.mjs", "onKms", key(KeySpec.RSA_3072));
    }

    private static String key(KeySpec spec) {
        return server.key(spec, KeyUsageType.SIGN_VERIFY);
    }
}
