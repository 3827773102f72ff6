package dev.trent.inquiry;

import dev.trent.access.Reasons;
import dev.trent.access.Refused;
import dev.trent.aws.Action;
import dev.trent.aws.AwsException;
import dev.trent.aws.Loop;
import dev.trent.aws.Uuids;
import dev.trent.call.Invocation;
import dev.trent.identity.PrincipalNames;
import dev.trent.wire.JsonBytes;
import java.security.SecureRandom;

/// Gives every denial an id, and keeps its reason under the id: the layer, the statement, the condition with its
/// wanted and found values, and the changes that would have allowed the request.
///
/// Only denials come here. An allowed request costs nothing more. An explanation is written and stored, so it
/// leaves a [Loop].
public final class Denials implements Reasons {
    private static final int TEXT_BYTES_MAX = 1024;

    private final DenialLog log;
    private final SecureRandom random;
    private final Explainer explainer;

    /// Makes the keeper of reasons.
    ///
    /// @param names give the ARNs that principals have now
    public Denials(DenialLog log, SecureRandom random, PrincipalNames names) {
        this.log = log;
        this.random = random;
        this.explainer = new Explainer(names::render);
    }

    /// Returns a refusal by a rule of the operation, which no policy can change, with the id of its
    /// explanation.
    ///
    /// @param service the signing name, such as `sts`
    public AwsException ofRule(Invocation call, String service, String operation, AwsException refusal) {
        Loop.leave();
        return keep(call, ExplainedRefusal.ofRule(explainer, new Action(service, operation), refusal));
    }

    /// Returns a refusal of something malformed, with the id of its explanation.
    ///
    /// @param service the signing name, such as `kms`
    /// @param culprit the part that is wrong
    public AwsException ofCulprit(
            Invocation call, String service, String operation, AwsException refusal, String culprit) {
        Loop.leave();
        return keep(call, ExplainedRefusal.ofCulprit(explainer, new Action(service, operation), refusal, culprit));
    }

    @Override
    public AwsException keep(Invocation call, Refused refused) {
        Loop.leave();
        return keep(call, ExplainedRefusal.of(explainer, refused));
    }

    private AwsException keep(Invocation call, ExplainedRefusal refused) {
        String message = refused.answer().getMessage();
        String id = log.keep(new Explanation(
                Uuids.of(random.nextLong(), random.nextLong()),
                refused.explicit(),
                refused.told(),
                call.caller().account(),
                call.caller().principalId(),
                call.caller().arn(),
                refused.action().toString(),
                plain(refused.resource()),
                message == null ? "" : plain(message),
                call.requestId(),
                call.region(),
                refused.callerSide(),
                refused.keyAccount(),
                refused.keySide(),
                call.time()));
        return id == null ? refused.answer() : refused.answer().explainedAs(id);
    }

    private static String plain(String text) {
        return JsonBytes.fitting(FindingWords.plain(text), TEXT_BYTES_MAX);
    }
}
