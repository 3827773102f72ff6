package dev.trent.sigv4;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final Scope SCOPE = scope("AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request");

    private final SigningKeys keys = new SigningKeys(new Sha256(Fixture.PROVIDER));

    @Test
    void the_derived_key_is_the_one_aws_publishes() {
        assertThat(keys.derive(Fixture.credential(1).secret(), SCOPE).getEncoded())
                .isEqualTo(HexFormat.of().parseHex("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"));
    }

    @Test
    void deriving_leaves_the_secret_as_it_was() {
        Secret secret = Fixture.credential(1).secret();
        keys.derive(secret, SCOPE);
        assertThat(secret.exposed()).isEqualTo(Fixture.SECRET.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_key_is_recalled_for_the_same_version_and_whole_scope_alone() {
        var key = keys.derive(Fixture.credential(1).secret(), SCOPE);
        keys.remember(SCOPE, 7, key);
        assertThat(keys.recall(scope(SCOPE.credential()), 7)).isSameAs(key);
        assertThat(keys.recall(SCOPE, 8)).isNull();
        assertThat(keys.recall(scope("AKIDEXAMPLF/20150830/us-east-1/iam/aws4_request"), 7))
                .isNull();
        assertThat(keys.recall(scope("AKIDEXAMPLE/20150831/us-east-1/iam/aws4_request"), 7))
                .isNull();
        assertThat(keys.recall(scope("AKIDEXAMPLE/20150830/us-east-2/iam/aws4_request"), 7))
                .isNull();
        assertThat(keys.recall(scope("AKIDEXAMPLE/20150830/us-east-1/kms/aws4_request"), 7))
                .isNull();
    }

    private static Scope scope(String credential) {
        return requireNonNull(Scope.parse(credential));
    }
}
