package dev.trent.seed;

import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Proven;
import dev.trent.wire.JsonBytes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Calls operations as the root user of an account, through the gateway. So they are checked, permitted and
/// recorded like every call.
final class RootUser {
    /// The server calls itself, so the address is that of this machine.
    private static final String PEER = "127.0.0.1";

    private static final String USER_AGENT = "trent-seed";

    private final Gateway gateway;
    private final Partition partition;
    private final String account;
    private final String region;

    /// Makes the caller. Makes the account if it does not exist.
    ///
    /// @param admit makes an account
    RootUser(Gateway gateway, Partition partition, Consumer<String> admit, String account, String region) {
        admit.accept(account);
        this.gateway = gateway;
        this.partition = partition;
        this.account = account;
        this.region = region;
    }

    String account() {
        return account;
    }

    String region() {
        return region;
    }

    Partition partition() {
        return partition;
    }

    /// Calls an operation of KMS.
    Value.Members kms(String operation, JsonBytes request) throws Refusal {
        Headers headers = new Headers.Collector()
                .add("x-amz-target", "TrentService." + operation)
                .add("user-agent", USER_AGENT)
                .headers();
        Reply reply = call("kms", headers, request.toByteArray());
        Value.Members answer = answer(reply);
        if (reply.status() != 200) {
            throw new Refusal(operation, member(answer, "__type"), member(answer, "message"));
        }
        return answer;
    }

    /// Calls an operation of KMS that reads a thing. Returns null if the thing does not exist.
    Value.@Nullable Members findKms(String operation, JsonBytes request) throws Refusal {
        try {
            return kms(operation, request);
        } catch (Refusal refusal) {
            return orThrow(refusal);
        }
    }

    /// Calls an operation of IAM.
    Value.Members iam(String operation, Map<String, String> parameters) throws Refusal {
        StringBuilder form = new StringBuilder("Version=2010-05-08&Action=").append(operation);
        parameters.forEach((name, value) ->
                form.append('&').append(encoded(name)).append('=').append(encoded(value)));
        Headers headers = new Headers.Collector()
                .add("content-type", "application/x-www-form-urlencoded")
                .add("accept", "application/json")
                .add("host", "iam.amazonaws.com")
                .add("user-agent", USER_AGENT)
                .headers();
        Reply reply = call("iam", headers, form.toString().getBytes(StandardCharsets.UTF_8));
        Value.Members answer = answer(reply);
        if (reply.status() != 200) {
            Value.Members error = inner(answer, "Error");
            throw new Refusal(operation, member(error, "Code"), member(error, "Message"));
        }
        return inner(inner(answer, operation + "Response"), operation + "Result");
    }

    /// Calls an operation of IAM that reads a thing. Returns null if the thing does not exist.
    Value.@Nullable Members findIam(String operation, Map<String, String> parameters) throws Refusal {
        try {
            return iam(operation, parameters);
        } catch (Refusal refusal) {
            return orThrow(refusal);
        }
    }

    private static Value.@Nullable Members orThrow(Refusal refusal) throws Refusal {
        if (refusal.isOfMissing()) {
            return null;
        }
        throw refusal;
    }

    private Reply call(String service, Headers headers, byte[] body) {
        Call call = new Call("POST", "/", "", headers, body, PEER);
        return gateway.handle(
                call, (_, _, _) -> new Proven(Caller.root(partition, account, account), placed(service), service));
    }

    /// Returns the Region of a call. IAM has no Regions.
    private String placed(String service) {
        return service.equals("iam") ? partition.usualRegion() : region;
    }

    private static Value.Members answer(Reply reply) {
        if (!(reply.body() instanceof ReplyBody.Bytes(byte[] bytes))) {
            throw new AssertionError("an answer of a kind that the seed does not ask for");
        }
        try {
            return YamlReader.read(new String(bytes, StandardCharsets.UTF_8)).asMembers();
        } catch (SeedException unreadable) {
            throw new AssertionError("an answer that cannot be read", unreadable);
        }
    }

    /// Returns a member of an answer that is a structure; an empty one if the answer has no such member.
    static Value.Members inner(Value.Members answer, String name) {
        return answer.find(name) instanceof Value.Members members
                ? members
                : new Value.Members(Map.of(), answer.place());
    }

    /// Returns a member of an answer that is a text; an empty one if the answer has no such member.
    static String member(Value.Members answer, String name) {
        return answer.find(name) instanceof Value.Text(String text, Place _) ? text : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
