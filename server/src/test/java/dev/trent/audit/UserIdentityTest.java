package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Arn;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Session;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Golden records of every kind of caller; `-Dgolden.update=true` writes them anew.
class UserIdentityTest {
    private static final Path GOLDEN = Path.of("src/test/golden/audit");
    private static final String ACCOUNT = "111122223333";
    private static final Session.Issuer ROLE = new Session.Issuer(
            "Role",
            "AROATRENTEXAMPLEROLE1",
            "arn:aws:iam::111122223333:role/apps/ledger-writer",
            ACCOUNT,
            "ledger-writer");
    private static final Session.Issuer USER = new Session.Issuer(
            "IAMUser", "AIDATRENTEXAMPLEUSER1", "arn:aws:iam::111122223333:user/ops/dana", ACCOUNT, "dana");

    private static Session session(Session.@Nullable Issuer issuer, @Nullable String sourceIdentity) {
        Instant issued = Instant.parse("2026-11-23T18:02:11Z");
        return new Session(issued, issuer, "{}", List.of(), Map.of("team", "ledger"), Set.of(), sourceIdentity, false);
    }

    private static Caller user(@Nullable Session session) {
        return new Caller(
                Caller.Type.IAMUser,
                ACCOUNT,
                "AIDATRENTEXAMPLEUSER1",
                "arn:aws:iam::111122223333:user/ops/dana",
                session == null ? "AKIATRENTEXAMPLE0001" : "ASIATRENTEXAMPLE0001",
                "dana",
                session);
    }

    private static Caller role(Session session) {
        return new Caller(
                Caller.Type.AssumedRole,
                ACCOUNT,
                "AROATRENTEXAMPLEROLE1:batch-7",
                "arn:aws:sts::111122223333:assumed-role/ledger-writer/batch-7",
                "ASIATRENTEXAMPLE0001",
                null,
                session);
    }

    private static Caller federated(Session.Issuer issuer) {
        return new Caller(
                Caller.Type.FederatedUser,
                ACCOUNT,
                "111122223333:erin",
                "arn:aws:sts::111122223333:federated-user/erin",
                "ASIATRENTEXAMPLE0001",
                null,
                session(issuer, null));
    }

    private static void compare(String name, Caller caller) throws IOException {
        JsonBytes out = new JsonBytes(64).beginObject();
        UserIdentity.write(out, caller);
        compare(name, out.endObject().line());
    }

    private static void compare(String name, JsonBytes out) throws IOException {
        String actual = new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
        Path file = GOLDEN.resolve(name + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    @Test
    void a_user() throws IOException {
        compare("identity-user", user(null));
    }

    @Test
    void a_session_of_a_user() throws IOException {
        compare("identity-user-session", user(session(null, null)));
    }

    @Test
    void a_session_of_a_role() throws IOException {
        compare("identity-role", role(session(ROLE, null)));
    }

    @Test
    void a_session_with_a_source_identity() throws IOException {
        compare("identity-source", role(session(ROLE, "dana")));
    }

    @Test
    void a_federated_user() throws IOException {
        compare("identity-federated", federated(USER));
    }

    @Test
    void a_federated_user_of_root() throws IOException {
        Session.Issuer root =
                new Session.Issuer("Root", ACCOUNT, Partition.AWS.root(ACCOUNT).toString(), ACCOUNT, "");
        compare("identity-federated-root", federated(root));
    }

    @Test
    void the_assuming_of_a_role() throws IOException {
        Invocation call = new Invocation(
                user(null),
                "eu-central-1",
                "b7e1d0d2-6f8e-4b7a-8a36-2d3c4b5a6978",
                Instant.parse("2026-11-23T18:02:11Z"),
                new Origin("10.20.30.41", null, "aws-cli/2.31.0", "", ""),
                () -> false,
                new Event("sts.amazonaws.com", "AssumeRole", true, "2011-06-15"));
        call.touches(new Arn("aws", "iam", "", ACCOUNT, "role/apps/ledger-writer"));
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        call.asks(_ -> nothing);
        call.answers(nothing);
        JsonBytes out = new JsonBytes(64);
        new CallRecord().write(out, call, "c8f2e1e3-7a9f-4c8b-9b47-3e4d5c6b7a89");
        compare("assume-role", out);
    }
}
