package dev.trent.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Makes keys, users, roles, policies and grants through the API, for [AccessLoad] to measure.
final class AccessSetup implements AutoCloseable {
    private static final int REQUESTS = 2000;
    private static final int PLAINTEXT_BYTES = 64;
    private static final int GRANT_CONNECTIONS = 16;
    private static final int REPORT_EVERY = 10_000;
    private static final String ALLOW = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",";
    private static final String NO_CONTEXT = "";

    private final InetSocketAddress address;
    private final String host;
    private final Signer root;
    private final Api api;
    private final String account;
    private final Random random = new Random(7);
    private final StringBuilder report = new StringBuilder();

    private AccessSetup(InetSocketAddress address, String host, Signer root, Api api, String account) {
        this.address = address;
        this.host = host;
        this.root = root;
        this.api = api;
        this.account = account;
    }

    static AccessSetup open(Target target) throws IOException {
        Api api = Api.open(target.address(), target.root());
        String account = Api.element(api.query("sts", "GetCallerIdentity", Map.of()), "Account");
        return new AccessSetup(target.address(), target.host(), target.root(), api, account);
    }

    /// Returns how long it took to make the grants.
    String report() {
        return report.toString();
    }

    List<AccessLoad.Contender> contenders(int grants) throws Exception {
        List<AccessLoad.Contender> all = new ArrayList<>(byPolicies());
        if (grants > 0) {
            all.addAll(byGrants(grants));
        }
        return all;
    }

    /// One key with the default policy, and who may use it.
    private List<AccessLoad.Contender> byPolicies() throws IOException {
        String key = createKey();
        String policy = managedPolicy("use", "\"Resource\":\"" + key + "\"");
        String conditional = managedPolicy(
                "use-for-orders",
                "\"Resource\":\"" + key
                        + "\",\"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:purpose\":\"orders\"}}");
        Signer user = user("bench-user", policy);
        Signer conditioned = user("bench-conditioned", conditional);
        Signer granted = user("bench-granted", null);
        grant(api, key, userArn("bench-granted"), NO_CONTEXT);
        role("bench-role", "user/bench-user", policy);
        Signer session = assume(user, "bench-role", "bench");
        IntFunction<String> plain = _ -> encrypt(key, NO_CONTEXT);
        IntFunction<String> orders = _ -> encrypt(key, "\"purpose\":\"orders\"");
        return List.of(
                contender("root user", "root user", root, "Encrypt", plain),
                contender("user, by a managed policy", "root user", user, "Encrypt", plain),
                contender("session of a role, by a managed policy", "root user", session, "Encrypt", plain),
                contender("user, by a grant", "root user", granted, "Encrypt", plain),
                contender("root user, with a context", "root user, with a context", root, "Encrypt", orders),
                contender(
                        "user, by a managed policy with a condition on the context",
                        "root user, with a context",
                        conditioned,
                        "Encrypt",
                        orders));
    }

    /// Keys with one grant and with very many: all to one user, each for another encryption context, and
    /// each to another session.
    private List<AccessLoad.Contender> byGrants(int count) throws Exception {
        String one = createKey();
        String many = createKey();
        Signer user = user("bench-grantee", null);
        grant(api, one, userArn("bench-grantee"), context(0));
        grants("one user, each for another context", count, many, i -> grantTo(userArn("bench-grantee"), context(i)));

        String single = createKey();
        String crowded = createKey();
        Signer assuming = user("bench-assuming", null);
        role("bench-crowd", "user/bench-assuming", null);
        Signer session = assume(assuming, "bench-crowd", "s" + count / 2);
        grant(api, single, sessionArn(count / 2), NO_CONTEXT);
        grants("as many sessions", count, crowded, i -> grantTo(sessionArn(i), NO_CONTEXT));

        List<String> oneDecrypt = decrypts(user, one, _ -> context(0));
        List<String> manyDecrypt = decrypts(user, many, i -> context(spread(i, count)));
        String users = "user with %s, Encrypt";
        String decrypting = "user with %s, Decrypt";
        String sessions = "session with a grant, one of %s of the key, Encrypt";
        String amount = String.format(Locale.ROOT, "%,d", count);
        return List.of(
                against(users.formatted("one grant"), null, user, "Encrypt", _ -> encrypt(one, context(0))),
                against(
                        users.formatted(amount + " grants"),
                        users.formatted("one grant"),
                        user,
                        "Encrypt",
                        i -> encrypt(many, context(spread(i, count)))),
                against(decrypting.formatted("one grant"), null, user, "Decrypt", oneDecrypt::get),
                against(
                        decrypting.formatted(amount + " grants"),
                        decrypting.formatted("one grant"),
                        user,
                        "Decrypt",
                        manyDecrypt::get),
                against(sessions.formatted("1"), null, session, "Encrypt", _ -> encrypt(single, NO_CONTEXT)),
                against(
                        sessions.formatted(amount),
                        sessions.formatted("1"),
                        session,
                        "Encrypt",
                        _ -> encrypt(crowded, NO_CONTEXT)));
    }

    private AccessLoad.Contender against(
            String name, @Nullable String base, Signer signer, String operation, IntFunction<String> body) {
        return contender(name, base == null ? name : base, signer, operation, body);
    }

    private AccessLoad.Contender contender(
            String name, String base, Signer signer, String operation, IntFunction<String> body) {
        return new AccessLoad.Contender(name, base, Requests.of(signer, operation, REQUESTS, body));
    }

    private List<String> decrypts(Signer signer, String key, IntFunction<String> context) throws IOException {
        List<String> bodies = new ArrayList<>();
        try (Api caller = Api.open(address, signer)) {
            for (int i = 0; i < REQUESTS; i++) {
                String blob = Api.member(caller.kms("Encrypt", encrypt(key, context.apply(i))), "CiphertextBlob");
                bodies.add("{\"KeyId\":\"" + key + "\",\"EncryptionContext\":{" + context.apply(i)
                        + "},\"CiphertextBlob\":\"" + blob + "\"}");
            }
        }
        return bodies;
    }

    private String createKey() throws IOException {
        return Api.member(api.kms("CreateKey", "{\"Description\":\"bench\"}"), "Arn");
    }

    private String encrypt(String key, String context) {
        byte[] plaintext = new byte[PLAINTEXT_BYTES];
        random.nextBytes(plaintext);
        return "{\"KeyId\":\"" + key + "\"," + (context.isEmpty() ? "" : "\"EncryptionContext\":{" + context + "},")
                + "\"Plaintext\":\"" + Base64.getEncoder().encodeToString(plaintext) + "\"}";
    }

    private String managedPolicy(String name, String rest) throws IOException {
        String document = ALLOW + "\"Action\":[\"kms:Encrypt\",\"kms:Decrypt\",\"kms:DescribeKey\"]," + rest + "}}";
        return Api.element(
                api.query("iam", "CreatePolicy", Map.of("PolicyName", "bench-" + name, "PolicyDocument", document)),
                "Arn");
    }

    private Signer user(String name, @Nullable String policy) throws IOException {
        api.query("iam", "CreateUser", Map.of("UserName", name));
        if (policy != null) {
            api.query("iam", "AttachUserPolicy", Map.of("UserName", name, "PolicyArn", policy));
        }
        String key = api.query("iam", "CreateAccessKey", Map.of("UserName", name));
        return new Signer(host, Target.REGION, Api.element(key, "AccessKeyId"), Api.element(key, "SecretAccessKey"));
    }

    private void role(String name, String trusted, @Nullable String policy) throws IOException {
        String trust = ALLOW + "\"Principal\":{\"AWS\":\"arn:aws:iam::" + account + ":" + trusted
                + "\"},\"Action\":\"sts:AssumeRole\"}}";
        api.query("iam", "CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", trust));
        if (policy != null) {
            api.query("iam", "AttachRolePolicy", Map.of("RoleName", name, "PolicyArn", policy));
        }
    }

    private Signer assume(Signer user, String role, String session) throws IOException {
        try (Api caller = Api.open(address, user)) {
            String answer = caller.query(
                    "sts",
                    "AssumeRole",
                    Map.of("RoleArn", "arn:aws:iam::" + account + ":role/" + role, "RoleSessionName", session));
            return new Signer(
                    host,
                    Target.REGION,
                    Api.element(answer, "AccessKeyId"),
                    Api.element(answer, "SecretAccessKey"),
                    Api.element(answer, "SessionToken"));
        }
    }

    private static String grantTo(String grantee, String context) {
        return "\"GranteePrincipal\":\"" + grantee + "\",\"Operations\":[\"Encrypt\",\"Decrypt\"]"
                + (context.isEmpty() ? "" : ",\"Constraints\":{\"EncryptionContextEquals\":{" + context + "}}");
    }

    private static void grant(Api caller, String key, String grantee, String context) throws IOException {
        caller.kms("CreateGrant", "{\"KeyId\":\"" + key + "\"," + grantTo(grantee, context) + "}");
    }

    /// Creates grants over several connections.
    private void grants(String what, int count, String key, IntFunction<String> grant) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        report.append("Created ")
                .append(count)
                .append(" grants to ")
                .append(what)
                .append(':');
        Callable<Void> worker = () -> {
            try (Api caller = Api.open(address, root)) {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    caller.kms("CreateGrant", "{\"KeyId\":\"" + key + "\"," + grant.apply(i) + "}");
                    if ((i + 1) % REPORT_EVERY == 0) {
                        done(i + 1, begin);
                    }
                }
                return null;
            }
        };
        try (ExecutorService workers = Executors.newFixedThreadPool(GRANT_CONNECTIONS)) {
            List<Future<Void>> results = new ArrayList<>();
            for (int i = 0; i < GRANT_CONNECTIONS; i++) {
                results.add(workers.submit(worker));
            }
            for (Future<Void> result : results) {
                result.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException("the grants could not be created", failed);
        }
        report.append(".\n");
    }

    private synchronized void done(int count, long begin) {
        report.append(String.format(Locale.ROOT, " %d after %.0f s", count, (System.nanoTime() - begin) / 1e9));
    }

    private static String context(int number) {
        return String.format(Locale.ROOT, "\"case\":\"%05d\"", number);
    }

    /// Spreads the requests evenly over the grants.
    private static int spread(int request, int grants) {
        return (int) ((long) request * grants / REQUESTS);
    }

    private String userArn(String name) {
        return "arn:aws:iam::" + account + ":user/" + name;
    }

    private String sessionArn(int number) {
        return "arn:aws:sts::" + account + ":assumed-role/bench-crowd/s" + number;
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
