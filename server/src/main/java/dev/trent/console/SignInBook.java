package dev.trent.console;

import dev.trent.audit.SignInEvent;
import dev.trent.audit.SignInEvent.Who;
import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.gateway.Recorder;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.Directory;
import dev.trent.store.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts what happens at the sign-in on record, in the form of CloudTrail's sign-in events.
///
/// An attempt that names no account of this installation has no record of its own: anybody can make such. They are
/// counted with the other calls of unknown callers.
final class SignInBook {
    private static final String LOGIN = "ConsoleLogin";
    private static final String CHECK_MFA = "CheckMfa";
    private static final String LOGOUT = "Logout";
    private static final String SWITCH = "SwitchRole";
    private static final String EXIT = "ExitRole";

    private final Recorder recorder;
    private final Directory directory;
    private final Partition partition;

    SignInBook(Recorder recorder, Directory directory, Partition partition) {
        this.recorder = recorder;
        this.directory = directory;
        this.partition = partition;
    }

    /// Makes a change together with its records.
    ///
    /// @param events makes them from the result of the change
    <R extends @Nullable Object> R write(Change<R> change, Function<R, List<SignInEvent>> events) {
        return recorder.signedIn(change, events);
    }

    /// Returns the record of a sign-in.
    SignInEvent login(Call call, SignInProof proof, Instant now) {
        SortedMap<String, String> details = details(call, proof.mfa(), proof.method());
        details.put("SessionAccessKeyId", proof.content().accessKeyId());
        return event(LOGIN, Who.proven(proof.caller(), proof.accessKeyId()), call, now, true, details);
    }

    /// Records a failed sign-in, and returns its answer.
    ///
    /// @param mfa whether the code of a second factor was given
    ConsoleRefusal failed(Call call, FailedSignIn failure, ConsoleSession.Method method, boolean mfa, Instant now) {
        Who who = failure.who();
        if (who == null) {
            recorder.countUnknown(call, AwsError.UNRECOGNIZED_CLIENT, now);
        } else if (failure.codeMissing()) {
            tried(event(CHECK_MFA, who, call, now, true, new TreeMap<>(Map.of("MfaType", "Virtual MFA device"))));
        } else {
            tried(event(LOGIN, who, call, now, false, details(call, mfa, method)));
        }
        return failure.codeMissing() ? ConsoleRefusal.mfaRequired() : ConsoleRefusal.signInFailed();
    }

    /// Without room the attempt is counted, and the next record of refused calls tells the number.
    private void tried(SignInEvent event) {
        var _ = recorder.signInTried(event, partition);
    }

    /// Counts an attempt that came too soon after others.
    void tooMany(Call call, Instant now) {
        recorder.countUnknown(call, AwsError.THROTTLING, now);
    }

    /// Returns the record of the end of a session.
    SignInEvent logout(Call call, ConsoleSession session, Instant now) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("SessionAccessKeyId", session.facts().content().accessKeyId());
        return event(LOGOUT, who(session), call, now, true, details);
    }

    /// Returns the record of a switch to a role.
    ///
    /// @param role the session of the role
    SignInEvent switched(Call call, Caller from, Caller role, Instant now) {
        SortedMap<String, String> details = new TreeMap<>(Map.of("SwitchFrom", from.arn(), "RedirectTo", page(call)));
        return event(SWITCH, Who.proven(role, null), call, now, true, details);
    }

    /// Returns the record of the switch back.
    ///
    /// @param from the session of the role; the user if that has ended
    SignInEvent exited(Call call, Caller from, Instant now) {
        return event(EXIT, Who.proven(from, null), call, now, true, new TreeMap<>(Map.of("RedirectTo", page(call))));
    }

    private Who who(ConsoleSession session) {
        ConsoleSession.Facts facts = session.facts();
        Caller user = session.user(directory);
        return user == null
                ? new Who(
                        Caller.Type.IAMUser,
                        // Without the id of a token's key.
                        facts.principal().replaceFirst(" .*", ""),
                        null,
                        facts.content().account(),
                        null,
                        null)
                : Who.proven(user, facts.accessKeyId());
    }

    private static SortedMap<String, String> details(Call call, boolean mfa, ConsoleSession.Method method) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("LoginTo", page(call));
        details.put("MobileVersion", "No");
        details.put("MFAUsed", mfa ? "Yes" : "No");
        details.put("SignInMethod", method.word());
        return details;
    }

    private static String page(Call call) {
        return (call.tls() == null ? "http://" : "https://") + call.headers().first("host") + "/console/";
    }

    private SignInEvent event(
            String name, Who who, Call call, Instant now, boolean success, SortedMap<String, String> details) {
        return new SignInEvent(name, who, partition.usualRegion(), now, Origin.of(call), success, details);
    }
}
