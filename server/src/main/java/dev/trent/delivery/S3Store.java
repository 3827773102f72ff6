package dev.trent.delivery;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A store that speaks S3, with the client of AWS. Its credentials are those that AWS's clients find by themselves.
public final class S3Store implements TrailStore {
    private static final Duration CALL_MAX = Duration.ofSeconds(60);
    private static final String TYPE = "application/x-gzip";

    private final S3Client client;
    private final String bucket;

    /// Where the store is.
    ///
    /// @param endpoint its address; null for that of AWS
    /// @param pathStyle whether the bucket is in the path of addresses, and not in the name of the host
    /// @param bucket the bucket for the files of all trails
    public record Place(@Nullable URI endpoint, String region, boolean pathStyle, String bucket) {}

    /// Makes the client. It calls nobody yet.
    public S3Store(Place place) {
        this(place, DefaultCredentialsProvider.builder().build());
    }

    S3Store(Place place, AwsCredentialsProvider credentials) {
        var builder = S3Client.builder()
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(place.region))
                .forcePathStyle(place.pathStyle)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Other stores do not know AWS's form of bodies in signed chunks.
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(settings -> settings.apiCallTimeout(CALL_MAX));
        if (place.endpoint != null) {
            builder.endpointOverride(place.endpoint);
        }
        this.client = builder.build();
        this.bucket = place.bucket;
    }

    @Override
    public void put(String ofTrail, String key, byte[] bytes, Map<String, String> metadata) throws IOException {
        try {
            client.putObject(
                    request -> request.bucket(bucket).key(key).contentType(TYPE).metadata(metadata),
                    RequestBody.fromBytes(bytes));
        } catch (SdkException refused) {
            throw new IOException(
                    "The store of the trails does not take " + key + ": " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
