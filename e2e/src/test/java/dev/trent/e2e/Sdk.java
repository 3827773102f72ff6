package dev.trent.e2e;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;

/// Clients of the AWS SDK for Java without retries, so that each call is one request.
final class Sdk {

    private Sdk() {}

    /// Returns the smallest synchronous client; it opens connections as it needs them.
    static KmsClient kms(URI endpoint) {
        return pointed(KmsClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(10))
                        .socketTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /// Returns a client for a server with TLS. It trusts these certificates and signs with this access key.
    static KmsClient kms(URI endpoint, RootKey root, KeyStore trust) {
        return pointed(KmsClient.builder(), endpoint)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(root.accessKey(), root.secret())))
                .httpClientBuilder(UrlConnectionHttpClient.builder().tlsTrustManagersProvider(() -> managers(trust)))
                .build();
    }

    /// Points the builder of a client at a development server.
    static <B extends AwsClientBuilder<B, C>, C> B pointed(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(Trent.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build());
    }

    private static TrustManager[] managers(KeyStore trust) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trust);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("certificates to trust were refused", e);
        }
    }
}
