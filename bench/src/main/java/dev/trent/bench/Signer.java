package dev.trent.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Renders whole HTTP requests, signed with Signature Version 4, with about the headers that an SDK sends.
final class Signer {
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";

    private final String host;
    private final String region;
    private final String accessKeyId;
    private final byte[] secret;

    Signer(String host, String region, String accessKeyId, String secret) {
        this.host = host;
        this.region = region;
        this.accessKeyId = accessKeyId;
        this.secret = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    }

    byte[] request(String operation, String body, Instant now) {
        String time = AMZ_DATE.format(now);
        String date = time.substring(0, 8);
        String scope = date + "/" + region + "/kms/aws4_request";
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String target = "TrentService." + operation;
        String canonical = "POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:" + host + "\nx-amz-date:" + time
                + "\nx-amz-target:" + target + "\n\n" + SIGNED + "\n" + sha256(content);
        String toSign =
                "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = secret;
        for (String part : new String[] {date, region, "kms", "aws4_request"}) {
            key = hmac(key, part);
        }
        String head = "POST / HTTP/1.1\r\nHost: " + host + "\r\nAccept-Encoding: identity\r\n"
                + "Content-Type: application/x-amz-json-1.1\r\nX-Amz-Date: " + time + "\r\nX-Amz-Target: " + target
                + "\r\nUser-Agent: Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux lang/python#3.11.7 cfg/retry-mode#legacy\r\n"
                + "amz-sdk-invocation-id: 0b7c2f6e-5d57-4a53-8a3c-0d5f2f7f8c11\r\namz-sdk-request: attempt=1\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + scope + ", SignedHeaders="
                + SIGNED
                + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign)) + "\r\nContent-Length: " + content.length
                + "\r\n\r\n";
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
