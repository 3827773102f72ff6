package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;

/// The AWS SDK for Java 2 with each of its HTTP clients: one call after the other, and many at once.
class JavaSdkTest {

    private static final int ROUND_TRIPS = 200;
    private static final int THREADS = 16;

    @TempDir
    static Path data;

    private static Trent trent;

    @BeforeAll
    static void start() {
        trent = Trent.dev(data);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            trent.close();
        }
    }

    static Stream<Arguments> httpClients() {
        return Stream.of(
                Arguments.of("url-connection", UrlConnectionHttpClient.builder()),
                Arguments.of("apache", Apache5HttpClient.builder().maxConnections(THREADS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("httpClients")
    void a_key_lives_from_creation_to_deletion(String name, SdkHttpClient.Builder<?> http) {
        try (KmsClient kms = client(http)) {
            String arn = kms.createKey(request -> request.description(name)
                            .tags(Tag.builder().tagKey("http").tagValue(name).build()))
                    .keyMetadata()
                    .arn();
            String id = arn.substring(arn.lastIndexOf('/') + 1);
            String alias = "alias/sdk/" + name.replace(' ', '-');

            kms.createAlias(request -> request.aliasName(alias).targetKeyId(id));
            kms.updateKeyDescription(request -> request.keyId(id).description("changed"));
            assertThat(kms.describeKey(request -> request.keyId(alias)).keyMetadata())
                    .satisfies(metadata -> assertThat(metadata.arn()).isEqualTo(arn))
                    .satisfies(metadata -> assertThat(metadata.description()).isEqualTo("changed"))
                    .satisfies(metadata -> assertThat(metadata.keyState()).isEqualTo(KeyState.ENABLED));
            assertThat(kms.listKeysPaginator(request -> request.limit(1)).keys())
                    .extracting(KeyListEntry::keyArn)
                    .contains(arn)
                    .doesNotHaveDuplicates();
            assertThat(kms.listAliasesPaginator(request -> request.keyId(id)).aliases())
                    .extracting(AliasListEntry::aliasName)
                    .containsExactly(alias);
            assertThat(kms.listResourceTags(request -> request.keyId(id)).tags())
                    .containsExactly(Tag.builder().tagKey("http").tagValue(name).build());
            kms.untagResource(request -> request.keyId(id).tagKeys("http"));
            assertThat(kms.listResourceTags(request -> request.keyId(id)).tags())
                    .isEmpty();
            String policy = kms.getKeyPolicy(request -> request.keyId(id)).policy();
            kms.putKeyPolicy(request -> request.keyId(id).policy(policy));

            SdkBytes blob = kms.encrypt(request -> request.keyId(alias)
                            .plaintext(SdkBytes.fromUtf8String("text"))
                            .encryptionContext(Map.of("a", "b")))
                    .ciphertextBlob();
            assertThat(kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(Map.of("a", "b")))
                            .plaintext()
                            .asUtf8String())
                    .isEqualTo("text");
            assertThatExceptionOfType(InvalidCiphertextException.class)
                    .isThrownBy(() -> kms.decrypt(request -> request.ciphertextBlob(blob)));
            var dataKey = kms.generateDataKey(request -> request.keyId(id).keySpec(DataKeySpec.AES_256));
            assertThat(kms.decrypt(request -> request.ciphertextBlob(dataKey.ciphertextBlob()))
                            .plaintext())
                    .isEqualTo(dataKey.plaintext());
            assertThat(kms.generateRandom(request -> request.numberOfBytes(32))
                            .plaintext()
                            .asByteArray())
                    .hasSize(32);

            kms.disableKey(request -> request.keyId(id));
            assertThatExceptionOfType(DisabledException.class)
                    .isThrownBy(() ->
                            kms.generateDataKey(request -> request.keyId(id).keySpec(DataKeySpec.AES_256)))
                    .satisfies(refusal ->
                            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(arn + " is disabled."))
                    .satisfies(refusal -> assertThat(refusal.requestId()).isNotEmpty());
            kms.scheduleKeyDeletion(request -> request.keyId(id).pendingWindowInDays(7));
            kms.cancelKeyDeletion(request -> request.keyId(id));
            kms.enableKey(request -> request.keyId(id));
            kms.deleteAlias(request -> request.aliasName(alias));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> kms.describeKey(request -> request.keyId(alias)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("httpClients")
    void many_round_trips_at_once_each_get_their_own_answer(String name, SdkHttpClient.Builder<?> http)
            throws Exception {
        try (KmsClient kms = client(http);
                var threads = Executors.newFixedThreadPool(THREADS)) {
            String key = kms.createKey().keyMetadata().keyId();
            List<Future<SdkBytes>> opened = new ArrayList<>();
            for (int i = 0; i < ROUND_TRIPS; i++) {
                SdkBytes plaintext = SdkBytes.fromUtf8String(name + i);
                opened.add(threads.submit(() -> {
                    SdkBytes blob = kms.encrypt(request -> request.keyId(key).plaintext(plaintext))
                            .ciphertextBlob();
                    return kms.decrypt(request -> request.ciphertextBlob(blob)).plaintext();
                }));
            }
            for (int i = 0; i < ROUND_TRIPS; i++) {
                assertThat(opened.get(i).get().asUtf8String()).isEqualTo(name + i);
            }
        }
    }

    @Test
    void many_asynchronous_round_trips_each_get_their_own_answer() throws Exception {
        try (KmsAsyncClient kms = Sdk.pointed(KmsAsyncClient.builder(), trent.endpoint())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(THREADS)
                        .maxPendingConnectionAcquires(ROUND_TRIPS * 2))
                .build()) {
            String key = kms.createKey().get().keyMetadata().keyId();
            List<CompletableFuture<SdkBytes>> opened = new ArrayList<>();
            for (int i = 0; i < ROUND_TRIPS; i++) {
                SdkBytes plaintext = SdkBytes.fromByteArray(("netty" + i).getBytes(UTF_8));
                opened.add(kms.encrypt(request -> request.keyId(key).plaintext(plaintext))
                        .thenCompose(
                                encrypted -> kms.decrypt(request -> request.ciphertextBlob(encrypted.ciphertextBlob())))
                        .thenApply(decrypted -> decrypted.plaintext()));
            }
            for (int i = 0; i < ROUND_TRIPS; i++) {
                assertThat(opened.get(i).get().asUtf8String()).isEqualTo("netty" + i);
            }
            CompletableFuture<?> missing = kms.describeKey(request -> request.keyId("nonsense"));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(missing::get)
                    .withCauseInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void request_ids_are_never_given_twice() {
        try (KmsClient kms = Sdk.kms(trent.endpoint())) {
            var seen = new HashSet<String>();
            for (int i = 0; i < 50; i++) {
                assertThat(seen.add(kms.listKeys().responseMetadata().requestId()))
                        .isTrue();
                assertThatExceptionOfType(KmsException.class)
                        .isThrownBy(() -> kms.describeKey(request -> request.keyId("nonsense")))
                        .satisfies(refusal ->
                                assertThat(seen.add(refusal.requestId())).isTrue());
            }
        }
    }

    @Test
    void the_caller_learns_who_it_is() {
        try (StsClient sts = Sdk.pointed(StsClient.builder(), trent.endpoint())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            var identity = sts.getCallerIdentity();

            assertThat(identity.account()).isEqualTo(Trent.ACCOUNT);
            assertThat(identity.arn()).isEqualTo("arn:aws:iam::" + Trent.ACCOUNT + ":root");
        }
    }

    private static KmsClient client(SdkHttpClient.Builder<?> http) {
        return Sdk.pointed(KmsClient.builder(), trent.endpoint())
                .httpClientBuilder(http)
                .build();
    }
}
