import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** A test as a user writes it with TrentClock; the environment says where the server is. */
@ExtendWith(TrentClock.class)
class SessionExpiryTest {
    @Test
    void a_session_expires_in_a_year(TrentClock clock) {
        Duration before = clock.offset();
        Instant now = clock.now();
        try (StsClient root = StsClient.create()) {
            Credentials keys = root.getSessionToken().credentials();
            AwsSessionCredentials session = AwsSessionCredentials.create(
                    keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
            try (StsClient temporary = StsClient.builder()
                    .credentialsProvider(StaticCredentialsProvider.create(session))
                    .build()) {
                temporary.getCallerIdentity();

                assertTrue(clock.advance(Period.ofDays(366)).isAfter(now.plus(Duration.ofDays(366))));

                StsException refused = assertThrows(StsException.class, temporary::getCallerIdentity);
                assertEquals("ExpiredToken", refused.awsErrorDetails().errorCode());
            }
            root.getCallerIdentity();
        }
        clock.advance(Duration.ofMinutes(90));
        assertEquals(before.plus(Duration.ofDays(366)).plusMinutes(90), clock.offset());
        assertThrows(IllegalStateException.class, () -> clock.advance(Period.ofDays(-1)));
    }
}
