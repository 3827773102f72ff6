package dev.trent.console;

import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Proven;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `/console/api/{service}/{region}`: a call of the public API, whose caller is proven by the session. The SDK ends
/// the path with a slash.
///
/// Everything after the proof is as for a signed call: the operation, the permission, the throttle, and the record.
final class ApiRoute {
    /// The path below `/console/`.
    private static final Pattern PATH =
            Pattern.compile("api/(kms|cloudtrail|iam|sts)/([a-z]{2,8}(?:-[a-z0-9]{1,12}){1,4})/?");

    private static final Set<String> OWN_FIELDS =
            Set.of("cookie", "authorization", Doorkeeper.CSRF, Visitors.BACKGROUND);

    private final Gateway gateway;
    private final Visitors visitors;
    private final Partition partition;

    ApiRoute(Gateway gateway, Visitors visitors, Partition partition) {
        this.gateway = gateway;
        this.visitors = visitors;
        this.partition = partition;
    }

    Reply answer(Call call, String path) {
        Matcher named = PATH.matcher(path);
        if (!named.matches() || Partition.ofRegion(named.group(2)) != partition) {
            throw ConsoleRefusal.missing("There is no such service, or no such Region in this installation.");
        }
        if (!call.method().equals("POST")) {
            throw ConsoleRefusal.method();
        }
        Visit visit = visitors.require(call);
        Caller acting = visit.requireActing();
        String service = named.group(1);
        // IAM has no Regions.
        String region = service.equals("iam") ? partition.usualRegion() : named.group(2);
        return gateway.handle(plain(call), (_, services, _) -> {
            if (!services.contains(service)) {
                throw AwsError.INVALID_SIGNATURE.because("The call is not for the service '" + service + "'.");
            }
            return new Proven(acting, region, service, visit.only());
        });
    }

    /// Returns the call as a client of the API would send it. The secrets of the session go no further.
    private static Call plain(Call call) {
        Headers.Collector fields = new Headers.Collector();
        for (int i = 0; i < call.headers().size(); i++) {
            if (!OWN_FIELDS.contains(call.headers().name(i))) {
                fields.add(call.headers().name(i), call.headers().value(i));
            }
        }
        return new Call(
                call.method(), "/", "", fields.headers(), call.body(), call.peer(), call.tls(), call.clientGone());
    }
}
