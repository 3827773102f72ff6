package dev.trent.iam;

import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Returns the credential report that GenerateCredentialReport wrote.
///
/// Source:
/// [GetCredentialReport](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html).
final class GetCredentialReport implements Reading<GetCredentialReport.Request, GetCredentialReport.Response> {
    private final IamRights rights;
    private final CredentialReports reports;

    /// The request. It has no members.
    public record Request() {}

    /// The answer.
    public record Response(Blob content, String reportFormat, Instant generatedTime) {}

    GetCredentialReport(IamRights rights, CredentialReports reports) {
        this.rights = rights;
        this.reports = reports;
    }

    /// Errors: AccessDenied, ReportNotPresent, ReportExpired.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "GetCredentialReport");
        CredentialReports.Report report = reports.existing(IamRights.account(call), call.time());
        return new Response(Blob.owning(report.csv().getBytes(StandardCharsets.UTF_8)), "text/csv", report.generated());
    }
}
