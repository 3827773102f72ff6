package dev.trent.gateway;

import dev.trent.audit.Incidents;
import dev.trent.audit.JournalException;
import dev.trent.aws.Accidents;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Loop;
import dev.trent.store.ForgedRowException;
import dev.trent.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operator why calls fail. The caller learns only that they do.
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String INTERNAL =
            "The request was rejected because an internal exception occurred. The request can be retried.";

    private final Incidents incidents;
    private final Accidents accidents = new Accidents(LOG);

    /// @param incidents reports forged rows
    Troubles(Incidents incidents) {
        this.incidents = incidents;
    }

    /// Returns the refusal that hides the cause.
    static AwsException internal() {
        return AwsError.KMS_INTERNAL.because(INTERNAL);
    }

    /// Logs an accident. An unreachable database is not a defect, so its log entry has no stack trace.
    ///
    /// A forged row gets a record of its own, because the caller may be unknown. A log or a record may have to be
    /// waited for, so an accident leaves a [Loop].
    void tell(String requestId, Throwable accident) {
        Loop.leave();
        if (accident instanceof ForgedRowException forged) {
            incidents.tell(forged);
        } else if (accident instanceof StoreException) {
            accidents.outage("Requests fail", accident);
        } else {
            accidents.defect("Request " + requestId + " failed", accident);
        }
    }

    /// Logs that an answer is withheld, because its record is not known to be on disk.
    void withholds(JournalException lost) {
        accidents.outage("Answers are withheld", lost);
    }
}
