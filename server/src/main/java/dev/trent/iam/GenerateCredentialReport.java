package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.wire.Logged;
import org.jspecify.annotations.Nullable;

/// Writes the report that GetCredentialReport returns, unless there is a fresh one.
///
/// Source:
/// [GenerateCredentialReport](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html).
final class GenerateCredentialReport
        implements Reading<GenerateCredentialReport.Request, GenerateCredentialReport.Response> {
    private final IamRights rights;
    private final CredentialReports reports;
    private final SlowLane lane;

    /// The request. It has no members.
    public record Request() {}

    /// The answer.
    public record Response(
            @Logged State state, @Logged @Nullable String description) {}

    /// The progress of the report.
    public enum State {
        /// This call started the report.
        STARTED,
        /// The report is being written.
        INPROGRESS,
        /// The report is complete.
        COMPLETE
    }

    GenerateCredentialReport(IamRights rights, CredentialReports reports, SlowLane lane) {
        this.rights = rights;
        this.reports = reports;
        this.lane = lane;
    }

    /// Errors: AccessDenied, Throttling.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "GenerateCredentialReport");
        String account = IamRights.account(call);
        boolean started = lane.answered(account, _ -> reports.generate(account, call.time()));
        return started
                ? new Response(State.STARTED, "No report exists. Starting a new report generation task")
                : new Response(State.COMPLETE, null);
    }

    @Override
    public boolean readOnly() {
        return false;
    }
}
