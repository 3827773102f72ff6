package dev.trent.iam;

import static dev.trent.aws.AwsError.CREDENTIAL_REPORT_EXPIRED;
import static dev.trent.aws.AwsError.CREDENTIAL_REPORT_NOT_PRESENT;

import dev.trent.aws.Arn;
import dev.trent.aws.Footprint;
import dev.trent.identity.AccessKeyFacts;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.LoginProfile;
import dev.trent.identity.PasswordPolicy;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The reports on the credentials of all users of an account, kept in memory for four hours.
///
/// Source: IAM User Guide, "Generate credential reports for your AWS account".
final class CredentialReports {
    private static final Duration KEPT = Duration.ofHours(4);
    private static final String ROOT = "<root_account>";
    private static final String NOT_APPLICABLE = "N/A";
    private static final String NEVER_USED = "no_information";
    private static final String HEADER = "user,arn,user_creation_time,password_enabled,password_last_used,"
            + "password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
            + "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,"
            + "cert_2_active,cert_2_last_rotated";

    private final Directory directory;
    private final SharedCache<String, Report> reports;

    /// A report.
    record Report(String csv, Instant generated) {}

    /// @param memory the memory that keeps the reports; a report that it evicts must be written again
    CredentialReports(Directory directory, Memory memory) {
        this.directory = directory;
        this.reports = memory.cache("credential-reports", (account, _) -> account, CredentialReports::bytes);
    }

    /// Writes a report unless there is a fresh one. Returns whether it wrote one.
    boolean generate(String account, Instant now) {
        Report last = reports.getIfPresent(account);
        if (last != null && isFresh(last, now)) {
            return false;
        }
        reports.put(account, new Report(csv(account, now), now));
        return true;
    }

    /// Returns the report.
    ///
    /// Errors: ReportNotPresent, ReportExpired.
    Report existing(String account, Instant now) {
        Report report = reports.getIfPresent(account);
        if (report == null) {
            throw CREDENTIAL_REPORT_NOT_PRESENT.because("No report exists. Call GenerateCredentialReport first.");
        }
        if (!isFresh(report, now)) {
            throw CREDENTIAL_REPORT_EXPIRED.because(
                    "The report is more than four hours old. Call GenerateCredentialReport again.");
        }
        return report;
    }

    private static long bytes(Report report) {
        return Footprint.object(2) + Footprint.object(3) + Footprint.text(report.csv);
    }

    private static boolean isFresh(Report report, Instant now) {
        return now.isBefore(report.generated.plus(KEPT));
    }

    private String csv(String account, Instant now) {
        Instant created = directory.accounts().created(account);
        Credentials all = Credentials.of(directory, account);
        StringBuilder csv = new StringBuilder(HEADER);
        List<String> root =
                cells(ROOT, directory.identities().partition().root(account), created == null ? now : created);
        Collections.addAll(root, "false", NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, "false");
        end(csv, root, all.keys(ROOT));
        for (Entity user :
                directory.entities().list(EntityKind.USER, account, "/", "", EntityKind.USER.perAccountMax())) {
            List<String> cells = cells(user.name(), user.arn(), user.created());
            addPassword(cells, all.profiles.get(user.uniqueId()), all.policy);
            cells.add(Boolean.toString(all.withDevice.contains(user.uniqueId())));
            end(csv, cells, all.keys(user.uniqueId()));
        }
        return csv.toString();
    }

    /// The credentials of all users of an account.
    private record Credentials(
            Map<String, List<AccessKeyFacts>> keys,
            Map<String, LoginProfile> profiles,
            Set<String> withDevice,
            @Nullable PasswordPolicy policy) {
        static Credentials of(Directory directory, String account) {
            return new Credentials(
                    directory.accessKeys().list(account).stream()
                            .collect(Collectors.groupingBy(key -> key.userId() == null ? ROOT : key.userId())),
                    directory.loginProfiles().list(account).stream()
                            .collect(Collectors.toMap(LoginProfile::userId, profile -> profile)),
                    directory.mfaDevices().list(account).stream()
                            .flatMap(device -> Stream.ofNullable(device.userId()))
                            .collect(Collectors.toSet()),
                    directory.passwordPolicies().find(account));
        }

        List<AccessKeyFacts> keys(String owner) {
            return keys.getOrDefault(owner, List.of());
        }
    }

    private static List<String> cells(String name, Arn arn, Instant created) {
        List<String> cells = new ArrayList<>();
        Collections.addAll(cells, name, arn.toString(), written(created));
        return cells;
    }

    private void addPassword(List<String> cells, @Nullable LoginProfile profile, @Nullable PasswordPolicy policy) {
        if (profile == null) {
            Collections.addAll(cells, "false", NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE);
            return;
        }
        Instant used = directory.lastUses().of(profile);
        Instant expiry = policy == null ? null : policy.expiry(profile.changed());
        cells.add("true");
        cells.add(used == null ? NEVER_USED : written(used));
        cells.add(written(profile.changed()));
        cells.add(expiry == null ? NOT_APPLICABLE : written(expiry));
    }

    private void end(StringBuilder csv, List<String> cells, List<AccessKeyFacts> keys) {
        for (int i = 0; i < AccessKeys.KEYS_PER_USER_MAX; i++) {
            addKey(cells, i < keys.size() ? keys.get(i) : null);
        }
        Collections.addAll(cells, "false", NOT_APPLICABLE, "false", NOT_APPLICABLE);
        csv.append('\n');
        csv.append(cells.stream().map(CredentialReports::quoted).collect(Collectors.joining(",")));
    }

    private void addKey(List<String> cells, @Nullable AccessKeyFacts key) {
        AccessKeyFacts.LastUse use = key == null ? null : directory.lastUses().of(key);
        cells.add(Boolean.toString(key != null && key.active()));
        cells.add(key == null ? NOT_APPLICABLE : written(key.created()));
        cells.add(use == null ? NOT_APPLICABLE : written(use.time()));
        cells.add(use == null ? NOT_APPLICABLE : use.region());
        cells.add(use == null ? NOT_APPLICABLE : use.service());
    }

    /// A name may contain a comma, but no quotation mark.
    private static String quoted(String cell) {
        return cell.indexOf(',') < 0 ? cell : '"' + cell + '"';
    }

    private static String written(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
