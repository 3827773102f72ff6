package dev.trent.bench;

import dev.trent.audit.CallRecord;
import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.call.Shown;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.Engine;
import dev.trent.policy.Evaluation;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Requester;
import dev.trent.sigv4.Credential;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonShape;
import dev.trent.wire.Logged;
import dev.trent.wire.Sensitive;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The steps of one Encrypt that take processor time, each by itself: microseconds, and with `-prof gc` the bytes
/// that it allocates. What connects them, and the socket, is not in it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class Steps {
    private static final String ACCOUNT = "111122223333";
    private static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String REQUEST_ID = "0b7c2f6e-5d57-4a53-8a3c-0d5f2f7f8c11";
    private static final String KEY = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"AWS\":\"arn:aws:iam::" + ACCOUNT + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
    private static final byte[] BODY = ("{\"KeyId\":\"" + KEY + "\",\"Plaintext\":\""
                    + Base64.getEncoder().encodeToString(new byte[64]) + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    /// A request with the members of Encrypt.
    ///
    /// @param keyId in any form
    public record Request(
            @Logged String keyId,
            @Sensitive Secret plaintext,
            @Logged @Nullable Map<String, String> encryptionContext) {}

    private final Engine engine = Engine.fastest();
    private final SigV4 signatures = new SigV4(engine.provider());
    private final CounterKdf derivation = new CounterKdf(engine);
    private final AesGcm cipher = new AesGcm(engine);
    private final JsonShape<Request> shape = JsonShape.of(Request.class);
    private final Policy policy = Policy.parse(POLICY, Kind.KEY_POLICY);
    private final Requester requester = Requester.root("arn:aws:iam::" + ACCOUNT + ":root", ACCOUNT);
    private final CallRecord records = new CallRecord();
    private final JsonBytes line = new JsonBytes(2048);
    private final Caller caller = Caller.root(Partition.AWS, ACCOUNT, ACCESS_KEY_ID);
    private final Credential credential =
            new Credential(caller, Secret.owning(SECRET.getBytes(StandardCharsets.UTF_8)), 1);
    private final Instant now = Instant.now();
    private final Call call = call(now);
    private final byte[] material = new byte[32];
    private final byte[] context = new byte[32];
    private final byte[] iv = new byte[AesGcm.IV_BYTES];
    private long messages;
    private final byte[] plaintext = new byte[64];

    private static Call call(Instant now) {
        Signer signer = new Signer("127.0.0.1:4599", "us-east-1", ACCESS_KEY_ID, SECRET);
        String request = new String(
                signer.request("Encrypt", new String(BODY, StandardCharsets.UTF_8), now), StandardCharsets.UTF_8);
        Headers.Collector headers = new Headers.Collector();
        String[] lines = request.substring(0, request.indexOf("\r\n\r\n")).split("\r\n", -1);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new Call("POST", "/", "", headers.headers(), BODY, "127.0.0.1");
    }

    /// Verifies the signature of the request.
    @Benchmark
    public Signed signature() {
        return signatures.verify(call, Set.of("kms"), (_, _) -> credential, now);
    }

    /// Reads the request from its JSON.
    @Benchmark
    public Request body() {
        Request request = shape.read(BODY);
        shape.closeSecrets(request);
        return request;
    }

    /// Decides anew by the default key policy. A server remembers most decisions.
    @Benchmark
    public Evaluation decision() {
        return policy.evaluate(Action.kms("Encrypt"), KEY, requester, new RequestContext());
    }

    /// Derives the message key, and encrypts 64 bytes. Each message has another vector, as the cipher refuses the
    /// same one twice.
    @Benchmark
    public byte[] encryption() {
        messages++;
        ByteBuffer.wrap(iv).putLong(messages);
        return cipher.seal(derivation.derive(material, "label", context), iv, context, plaintext);
    }

    /// Writes the record of the call.
    @Benchmark
    public int record() {
        Invocation invocation = new Invocation(
                caller,
                "us-east-1",
                REQUEST_ID,
                now,
                Origin.of(call),
                () -> false,
                new Event("kms.amazonaws.com", "Encrypt", true, null));
        invocation.touches(Arn.parse(KEY).orElseThrow());
        byte[] shown = "{\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}".getBytes(StandardCharsets.UTF_8);
        invocation.asks(Shown.of(shown, _ -> shown));
        records.write(line.clear(), invocation, REQUEST_ID);
        return line.length();
    }
}
