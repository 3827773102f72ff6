package dev.trent.sigv4;

import static dev.trent.aws.AwsError.INVALID_SIGNATURE;
import static dev.trent.aws.AwsError.UNRECOGNIZED_CLIENT;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/// Verifies signatures of AWS Signature Version 4, in the headers and in the query of presigned requests.
///
/// The checks go from what costs nothing and tells nothing to what needs a secret: form, scope, time, what was
/// signed, the
/// access key, the signature. Source: AWS General Reference, "Signature Version 4"; texts as seen from AWS.
public final class SigV4 {
    static final String DIFFERENT = "The request signature we calculated does not match the signature you provided."
            + " Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    private static final String UNKNOWN = "The security token included in the request is invalid.";
    private static final String KMS = "kms";
    private static final Duration KMS_WINDOW = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration PRESIGNED_MAX = Duration.ofMinutes(15);
    private static final int SIGNATURE_DIGITS = 64;
    private static final byte[] NO_SECRET =
            "0123456789012345678901234567890123456789".getBytes(StandardCharsets.US_ASCII);

    private final Provider provider;
    private final SigningKeys signingKeys;

    /// Makes a verifier.
    ///
    /// @param provider has SHA-256 and HmacSHA256
    public SigV4(Provider provider) {
        this.provider = provider;
        this.signingKeys = new SigningKeys(provider);
    }

    /// Returns who signed a request, or refuses it.
    ///
    /// Errors: MissingAuthenticationToken, IncompleteSignature, InvalidSignature, RequestExpired,
    /// UnrecognizedClient.
    ///
    /// @param services the signing names that may serve the request; a refusal names the first
    public Signed verify(Call call, Set<String> services, Credentials credentials, Instant now) {
        Claim claim = Claim.of(call);
        Scope scope = claim.scope();
        scope.check(services, claim.timestamp().text());
        checkTime(claim, now);
        checkSigned(call, claim);
        String bodyHash = checkedBodyHash(call);

        Credential credential = credentials.find(scope.accessKeyId(), claim.sessionToken());
        if (credential == null) {
            // As much work as for a known key, so that the time of the answer tells nothing.
            signingKeys.hmac(signingKeys.derive(NO_SECRET, scope), stringToSign(call, claim, bodyHash));
            throw UNRECOGNIZED_CLIENT.because(UNKNOWN);
        }
        byte[] expected = signingKeys.hmac(signingKeys.find(credential, scope), stringToSign(call, claim, bodyHash));
        if (!MessageDigest.isEqual(expected, decoded(claim.signature()))) {
            throw INVALID_SIGNATURE.because(DIFFERENT);
        }
        return new Signed(credential.caller(), scope.region(), scope.service());
    }

    private static void checkTime(Claim claim, Instant now) {
        Duration window = claim.scope().service().equals(KMS) ? KMS_WINDOW : WINDOW;
        Duration validFor = claim.validFor();
        if (validFor == null) {
            claim.timestamp().checkWithin(window, now);
        } else {
            claim.timestamp()
                    .checkPresigned(validFor.compareTo(PRESIGNED_MAX) < 0 ? validFor : PRESIGNED_MAX, window, now);
        }
    }

    /// Refuses a request with something of weight in it that the signature does not cover: the host, the kind of
    /// content,
    /// and every `x-amz-` header, above all the one that names the operation.
    private static void checkSigned(Call call, Claim claim) {
        Headers headers = call.headers();
        if (headers.count("host") != 1 || !contains(claim.signedHeaders(), "host")) {
            throw unsigned("'Host' or ':authority'");
        }
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            boolean weighty = name.startsWith("x-amz-") || (name.equals("content-type") && !claim.presigned());
            if (weighty && !contains(claim.signedHeaders(), name)) {
                throw unsigned("'" + name + "'");
            }
        }
    }

    private static RuntimeException unsigned(String name) {
        return INVALID_SIGNATURE.because(Echo.of(name) + " must be a 'SignedHeader' in the AWS Authorization.");
    }

    private static boolean contains(String signedHeaders, String name) {
        int at = signedHeaders.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean whole = (at == 0 || signedHeaders.charAt(at - 1) == ';')
                    && (end == signedHeaders.length() || signedHeaders.charAt(end) == ';');
            if (whole) {
                return true;
            }
            at = signedHeaders.indexOf(name, end);
        }
        return false;
    }

    private String checkedBodyHash(Call call) {
        String actual = HexFormat.of().formatHex(sha256(call.body()));
        String claimed = call.headers().first("x-amz-content-sha256");
        if (claimed != null && !claimed.equals(actual)) {
            throw INVALID_SIGNATURE.because(DIFFERENT);
        }
        return actual;
    }

    private String stringToSign(Call call, Claim claim, String bodyHash) {
        String canonical = CanonicalRequest.of(call, claim.signedHeaders(), bodyHash);
        return Claim.ALGORITHM + "\n" + claim.timestamp().text() + "\n"
                + claim.scope().text() + "\n"
                + HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256", provider).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("SHA-256 cannot be computed", impossible);
        }
    }

    /// Returns the bytes of 64 lower-case hexadecimal digits; nothing that could be equal for anything else.
    private static byte[] decoded(String signature) {
        byte[] bytes = new byte[SIGNATURE_DIGITS / 2];
        if (signature.length() != SIGNATURE_DIGITS) {
            return new byte[0];
        }
        for (int i = 0; i < bytes.length; i++) {
            int high = lowerHex(signature.charAt(2 * i));
            int low = lowerHex(signature.charAt(2 * i + 1));
            if (high < 0 || low < 0) {
                return new byte[0];
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private static int lowerHex(char c) {
        return (c >= '0' && c <= '9') ? c - '0' : (c >= 'a' && c <= 'f') ? c - 'a' + 10 : -1;
    }
}
