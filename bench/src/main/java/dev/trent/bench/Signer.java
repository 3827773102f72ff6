package dev.trent.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Renders whole HTTP requests, signed with Signature Version 4, with about the headers that an SDK sends.
final class Signer {
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Map<String, String> VERSIONS = Map.of("iam", "2010-05-08", "sts", "2011-06-15");

    private final String host;
    private final String region;
    private final String accessKeyId;
    private final byte[] secret;
    private final @Nullable String token;

    Signer(String host, String region, String accessKeyId, String secret) {
        this(host, region, accessKeyId, secret, null);
    }

    /// As above, with the credentials of a session.
    ///
    /// @param token null for an access key of a user
    Signer(String host, String region, String accessKeyId, String secret, @Nullable String token) {
        this.host = host;
        this.region = region;
        this.accessKeyId = accessKeyId;
        this.secret = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        this.token = token;
    }

    /// Renders a request to KMS.
    byte[] request(String operation, String body, Instant now) {
        return request("kms", JSON, "TrentService." + operation, body, now);
    }

    /// Renders a request to IAM or STS.
    byte[] query(String service, String operation, Map<String, String> parameters, Instant now) {
        StringBuilder body = new StringBuilder("Action=" + operation + "&Version=" + VERSIONS.get(service));
        parameters.forEach((name, value) ->
                body.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return request(service, FORM, null, body.toString(), now);
    }

    private byte[] request(String service, String type, @Nullable String target, String body, Instant now) {
        String time = AMZ_DATE.format(now);
        String date = time.substring(0, 8);
        String scope = date + "/" + region + "/" + service + "/aws4_request";
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        // In the order in which they are signed.
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", type);
        headers.put("host", host);
        headers.put("x-amz-date", time);
        if (token != null) {
            headers.put("x-amz-security-token", token);
        }
        if (target != null) {
            headers.put("x-amz-target", target);
        }
        String signed = String.join(";", headers.keySet());
        StringBuilder lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        String canonical = "POST\n/\n\n" + lines + "\n" + signed + "\n" + sha256(content);
        String toSign =
                "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = secret;
        for (String part : new String[] {date, region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        String head = "POST / HTTP/1.1\r\n" + lines.toString().replace("\n", "\r\n")
                + "Accept-Encoding: identity\r\n"
                + "User-Agent: Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux lang/python#3.11.7 cfg/retry-mode#legacy\r\n"
                + "amz-sdk-invocation-id: 0b7c2f6e-5d57-4a53-8a3c-0d5f2f7f8c11\r\namz-sdk-request: attempt=1\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + scope + ", SignedHeaders="
                + signed + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign)) + "\r\nContent-Length: "
                + content.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
