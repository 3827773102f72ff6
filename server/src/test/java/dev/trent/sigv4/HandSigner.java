package dev.trent.sigv4;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as no SDK does, with any headers and any scope. It uses the JDK's algorithms and follows
/// AWS's description line by line. Its paths and queries must be canonical already.
final class HandSigner {
    private HandSigner() {}

    static Call sign(Call call, String signedHeaders) {
        return sign(call, signedHeaders, Fixture.ACCESS_KEY_ID + "/20261123/eu-central-1/kms/aws4_request");
    }

    static Call sign(Call call, String signedHeaders, String credential) {
        return sign(call, signedHeaders, credential, Fixture.TIMESTAMP);
    }

    static Call sign(Call call, String signedHeaders, String credential, String timestamp) {
        return Fixture.with(
                call,
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=" + signedHeaders + ", Signature="
                        + signature(call, call.rawQuery(), signedHeaders, credential, timestamp));
    }

    /// Returns the request with its signature in the query.
    ///
    /// @param query the canonical query before signing, with all of `X-Amz-*` but the signature
    static Call presign(Call call, String query, String signedHeaders, String credential, String timestamp) {
        return Fixture.withQuery(
                call, query + "&X-Amz-Signature=" + signature(call, query, signedHeaders, credential, timestamp));
    }

    static String signature(Call call, String query, String signedHeaders, String credential, String timestamp) {
        StringBuilder canonical = new StringBuilder();
        canonical.append(call.method()).append('\n').append(call.rawPath()).append('\n');
        canonical.append(query).append('\n');
        for (String name : signedHeaders.split(";", -1)) {
            canonical.append(name).append(':').append(String.join(",", values(call.headers(), name)));
            canonical.append('\n');
        }
        canonical.append('\n').append(signedHeaders).append('\n').append(hex(call.body()));
        String[] parts = credential.split("/", -1);
        byte[] key = ("AWS4" + Fixture.SECRET).getBytes(StandardCharsets.UTF_8);
        for (int i = 1; i < parts.length; i++) {
            key = mac(key, parts[i]);
        }
        String scope = credential.substring(credential.indexOf('/') + 1);
        String toSign = "AWS4-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n"
                + hex(canonical.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac(key, toSign));
    }

    private static List<String> values(Headers headers, String name) {
        return headers.all(name).stream().map(String::strip).toList();
    }

    static String hex(byte[] message) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] mac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
