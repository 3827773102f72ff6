package dev.trent.sigv4;

import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Secret;
import dev.trent.aws.Spares;
import java.security.MessageDigest;
import java.security.Provider;
import java.time.Instant;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// Verifies AWS Signature Version 4, in the Authorization header or in the query of a presigned request.
///
/// Which headers must be signed: `host`, and every `x-amz-*` header that is present, because such a header may
/// change the meaning of the request. Two headers are exempt, because AWS's own clients do not sign them and
/// Trent decides nothing by them: `content-type` (AWS SDK for PHP, AWS SDK for JavaScript v2) and
/// `x-amz-user-agent`. So code must not choose the protocol or the operation by an unsigned `content-type`.
/// `amz-sdk-*` and `x-amzn-*` do not begin with `x-amz-` and are free.
///
/// Safe for use by many threads. Source: AWS IAM User Guide, "AWS Signature Version 4 for API requests".
public final class SigV4 {
    private static final int WINDOW_SECONDS = 15 * 60;
    private static final int KMS_WINDOW_SECONDS = 5 * 60;
    private static final int PRESIGNED_SECONDS_MAX = 15 * 60;
    private static final int SIGNATURE_DIGITS = 64;
    private static final String S3 = "s3";
    private static final String PAYLOAD_HASH = "x-amz-content-sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final Sha256 sha256;
    private final SigningKeys signingKeys;
    private final Spares<Draft> drafts = new Spares<>(Draft::new);
    private final Secret nobodysSecret = Secret.owning(new byte[40]);

    /// Makes a verifier.
    ///
    /// @param provider the provider of both `SHA-256` and `HmacSHA256`
    public SigV4(Provider provider) {
        this.sha256 = new Sha256(provider);
        this.signingKeys = new SigningKeys(sha256);
    }

    /// Returns who signed a request, or refuses it.
    ///
    /// @param services the signing names that may serve this request, such as `kms`; not empty. The first
    ///     is the one that a refusal names
    /// @param now the server's time. A signature is valid from 5 minutes before its own time to 5 minutes after
    ///     it for `kms`, 15 minutes for every other service. A presigned one is valid from its own time to its
    ///     expiry, at most 15 minutes
    /// @throws AwsException in this order: MissingAuthenticationToken; IncompleteSignature; InvalidSignature
    ///     for scope, time and headers, but RequestExpired for a presigned request past its end;
    ///     UnrecognizedClient; ExpiredToken; InvalidSignature for the signature itself
    public Signed verify(Call call, Set<String> services, CredentialFinder credentials, Instant now) {
        Query query = Query.parse(call.rawQuery());
        SignatureClaim claim = SignatureClaim.of(call.headers(), query, services);
        requireScope(claim, services);
        requireCurrent(claim, now.getEpochSecond());
        requireSignedHeaders(call.headers(), claim.signedHeaders());
        boolean ofS3 = claim.scope().service().equals(S3);
        String payloadHash = ofS3 ? payloadOfS3(call, claim) : payload(call);
        Draft draft = drafts.take();
        // It is null if no honest signer made the request.
        String requestHash =
                CanonicalRequest.append(draft.begin(), call, query, claim.signedHeaders(), payloadHash, ofS3)
                        ? sha256.hex(draft.encoded(), draft.length())
                        : null;

        Scope scope = claim.scope();
        Credential credential = credentials.find(scope.accessKeyId(), claim.token());
        if (credential == null) {
            // This does as much work as a known key. So the time of the answer does not tell whether the key
            // exists.
            isRight(claim, requestHash, signingKeys.derive(nobodysSecret, scope), draft);
            throw Refusals.unknownKey();
        }
        SecretKey recalled = signingKeys.recall(scope, credential.version());
        SecretKey signingKey = recalled != null ? recalled : signingKeys.derive(credential.secret(), scope);
        if (!isRight(claim, requestHash, signingKey, draft)) {
            throw Refusals.wrongSignature();
        }
        if (recalled == null) {
            signingKeys.remember(scope, credential.version(), signingKey);
        }
        if (draft.isSmall()) {
            drafts.giveBack(draft);
        }
        return new Signed(credential.caller(), scope.region(), scope.service());
    }

    private static void requireScope(SignatureClaim claim, Set<String> services) {
        Scope scope = claim.scope();
        if (!scope.terminator().equals(Scope.TERMINATOR)) {
            throw Refusals.wrongTerminator(scope.terminator());
        }
        if (!services.contains(scope.service())) {
            throw Refusals.wrongService(services.iterator().next());
        }
        if (!scope.hasPlausibleRegion()) {
            throw Refusals.wrongRegion(scope.region());
        }
        if (!claim.time().isOn(scope.date())) {
            throw Refusals.wrongDate(scope.date(), claim.time());
        }
    }

    private static void requireCurrent(SignatureClaim claim, long now) {
        int window = claim.scope().service().equals("kms") ? KMS_WINDOW_SECONDS : WINDOW_SECONDS;
        int validSeconds = claim.presigned() ? Math.min(claim.expiresSeconds(), PRESIGNED_SECONDS_MAX) : window;
        long signed = claim.time().epochSecond();
        if (signed < now - validSeconds) {
            AwsError error = claim.presigned() ? AwsError.REQUEST_EXPIRED : AwsError.INVALID_SIGNATURE;
            throw Refusals.expired(error, claim.time(), now, validSeconds);
        }
        if (signed > now + window) {
            throw Refusals.notYetCurrent(claim.time(), now, window);
        }
    }

    private static void requireSignedHeaders(Headers headers, String signedHeaders) {
        if (!lists(signedHeaders, "host") && !lists(signedHeaders, ":authority")) {
            throw Refusals.hostNotSigned();
        }
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.startsWith("x-amz-") && !lists(signedHeaders, name) && !name.equals("x-amz-user-agent")) {
                throw Refusals.headerNotSigned(name);
            }
        }
    }

    /// Returns the hash of the body. Refuses a stated hash that is another, and so also `UNSIGNED-PAYLOAD` and
    /// every `STREAMING-…`: those belong to S3, and an unsigned body is an unsigned request.
    private String payload(Call call) {
        String hash = sha256.hex(call.body());
        String stated = SignatureClaim.only(call.headers(), PAYLOAD_HASH);
        if (stated != null && !stated.equals(hash)) {
            throw Refusals.wrongPayloadHash();
        }
        return hash;
    }

    /// Returns what S3 signs in the place of the hash of the body.
    ///
    /// SAFE: a body that is not signed has to be empty. Trent only reads S3's objects, and that takes no body.
    private String payloadOfS3(Call call, SignatureClaim claim) {
        String stated = SignatureClaim.only(call.headers(), PAYLOAD_HASH);
        String signed = stated == null && claim.presigned() ? UNSIGNED : stated;
        if (signed == null || (signed.equals(UNSIGNED) && call.body().length > 0)) {
            throw Refusals.wrongPayloadHash();
        }
        return signed.equals(UNSIGNED) ? signed : payload(call);
    }

    private boolean isRight(SignatureClaim claim, @Nullable String requestHash, SecretKey signingKey, Draft draft) {
        appendStringToSign(draft.begin(), claim, requestHash == null ? "" : requestHash);
        byte[] expected = sha256.mac(signingKey, draft.encoded(), draft.length());
        byte[] actual = decode(claim.signature());
        return requestHash != null && actual != null && MessageDigest.isEqual(expected, actual);
    }

    static void appendStringToSign(StringBuilder out, SignatureClaim claim, String canonicalRequestHash) {
        out.append(SignatureClaim.ALGORITHM)
                .append('\n')
                .append(claim.time().basic())
                .append('\n')
                .append(claim.scope().signedText())
                .append('\n')
                .append(canonicalRequestHash);
    }

    /// Returns the bytes of 64 lower-case hexadecimal digits; null for anything else, upper case included.
    private static byte @Nullable [] decode(String signature) {
        if (signature.length() != SIGNATURE_DIGITS) {
            return null;
        }
        byte[] bytes = new byte[SIGNATURE_DIGITS / 2];
        for (int i = 0; i < SIGNATURE_DIGITS; i++) {
            char c = signature.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return null;
            }
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
        }
        return bytes;
    }

    private static boolean lists(String signedHeaders, String name) {
        int length = name.length();
        for (int at = signedHeaders.indexOf(name); at >= 0; at = signedHeaders.indexOf(name, at + 1)) {
            int end = at + length;
            if ((at == 0 || signedHeaders.charAt(at - 1) == ';')
                    && (end == signedHeaders.length() || signedHeaders.charAt(end) == ';')) {
                return true;
            }
        }
        return false;
    }
}
