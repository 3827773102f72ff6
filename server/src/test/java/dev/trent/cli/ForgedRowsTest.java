package dev.trent.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.trent.audit.Incidents;
import dev.trent.cli.TestServer.Answer;
import dev.trent.console.Browser;
import dev.trent.crypto.Engine;
import dev.trent.delivery.TrailClient;
import dev.trent.iam.Authenticator;
import dev.trent.operator.House;
import dev.trent.seal.RootKeyFile;
import dev.trent.store.Engines;
import dev.trent.store.Table;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/// Somebody writes to the database behind a running server: of every table that gives rights, each column that
/// matters is changed by plain SQL. The server refuses, tells it, and records it.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class ForgedRowsTest {
    private static final String A = TestServer.ACCOUNT;
    private static final String B = "444455556666";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"" + A + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Incidents.class);
    private final List<Browser> browsers = new ArrayList<>();
    private final boolean sqlite;
    private final @Nullable String database;

    @TempDir
    Path data;

    private TestServer server;
    private int number;

    /// A row and how the API gets to it.
    ///
    /// @param where the condition for SQL
    /// @param look reads the row from the database
    /// @param update changes the row; null if the API only makes and removes such rows
    private record Target(
            String where, Supplier<Answer> look, @Nullable Supplier<Answer> update) {}

    ForgedRowsTest(Engines engine) {
        this.sqlite = engine == Engines.SQLITE;
        this.database = sqlite ? null : engine.migratedUrl();
    }

    @BeforeEach
    void start() throws IOException {
        if (!sqlite) {
            // `dev` makes a folder for its own database only.
            RootKeyFile.create(data.resolve("root.key"), Engine.fastest().random())
                    .close();
            Files.createFile(data.resolve("dev"));
        }
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        server = TestServer.start(data, database, Engine.fastest(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        browsers.forEach(Browser::close);
        server.close();
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    /// Makes a new row of each table.
    private Map<String, Supplier<Target>> targets() {
        return Map.ofEntries(
                Map.entry("account", this::account),
                Map.entry("account_alias", this::accountAlias),
                Map.entry("access_key", this::accessKey),
                Map.entry("iam_entity", this::entity),
                Map.entry("iam_role", this::role),
                Map.entry("iam_policy", this::policy),
                Map.entry("iam_policy_version", this::policyVersion),
                Map.entry("iam_attachment", this::attachment),
                Map.entry("iam_inline_policy", this::inlinePolicy),
                Map.entry("iam_membership", this::membership),
                Map.entry("iam_tag", this::tag),
                Map.entry("session_end", this::sessionEnd),
                Map.entry("console_session", this::consoleSession),
                Map.entry("console_link", this::consoleLink),
                Map.entry("password_policy", this::passwordPolicy),
                Map.entry("login_profile", this::loginProfile),
                Map.entry("password_history", this::earlierPassword),
                Map.entry("mfa_device", this::mfaDevice),
                Map.entry("mfa_device_tag", this::mfaDeviceTag),
                Map.entry("kms_key", this::key),
                Map.entry("key_material", this::material),
                Map.entry("key_alias", this::alias),
                Map.entry("key_tag", this::keyTag),
                Map.entry("kms_grant", this::grant),
                Map.entry("trail", this::trail));
    }

    @Test
    void each_column_of_each_table_is_bound() throws Exception {
        assertThat(targets().keySet())
                .isEqualTo(House.tables().stream().map(Table::name).collect(Collectors.toSet()));
        for (Table table : House.tables()) {
            Supplier<Target> make = requireNonNull(targets().get(table.name()));
            boolean remembered = isRemembered(table);
            List<String> columns = changeable(table);
            List<Target> made = new ArrayList<>();
            for (int i = 0; i < (remembered ? columns.size() : 1); i++) {
                made.add(make.get());
            }
            if (remembered) {
                restart();
            } else {
                assertThat(made.getFirst().look.get().status())
                        .as("genuine " + table)
                        .isEqualTo(200);
            }
            log.list.clear();
            for (String column : columns) {
                Target forged = remembered ? made.get(columns.indexOf(column)) : made.getFirst();
                Forged before = forge(table, column, forged.where);
                refused(table, forged.look, column);
                if (column.equals(columns.getFirst())) {
                    toldOf(table);
                }
                if (!remembered) {
                    restore(table, column, forged.where, before);
                }
            }
            if (!remembered) {
                assertThat(made.getFirst().look.get().status())
                        .as("restored " + table)
                        .isEqualTo(200);
            }
        }
    }

    /// A key, its material and a console's session are remembered once they were read, and a link is used up. So each
    /// change is made to new ones.
    private static boolean isRemembered(Table table) {
        return List.of("kms_key", "key_material", "console_session", "console_link")
                .contains(table.name());
    }

    private void restart() {
        server.close();
        server = TestServer.start(data, database, Engine.fastest(), InstantSource.system());
    }

    @Test
    void a_code_is_of_one_row_only() throws Exception {
        for (Table table : House.tables()) {
            Supplier<Target> make = requireNonNull(targets().get(table.name()));
            Target nothing = make.get();
            Target empty = make.get();
            Target one = make.get();
            Target other = make.get();
            if (isRemembered(table)) {
                restart();
            }
            sql("UPDATE " + table + " SET mac = NULL WHERE " + nothing.where);
            refused(table, nothing.look, "without a code");
            delete(table, nothing);
            sql("UPDATE " + table + " SET mac = ? WHERE " + empty.where, new byte[0]);
            refused(table, empty.look, "with an empty code");
            delete(table, empty);

            @Nullable Object codeOfOne = value(table, "mac", one.where);
            @Nullable Object codeOfOther = value(table, "mac", other.where);
            sql("UPDATE " + table + " SET mac = ? WHERE " + one.where, codeOfOther);
            sql("UPDATE " + table + " SET mac = ? WHERE " + other.where, codeOfOne);
            refused(table, one.look, "with the code of another row");
            refused(table, other.look, "with the code of another row");
            sql("UPDATE " + table + " SET mac = ? WHERE " + one.where, codeOfOne);
            sql("UPDATE " + table + " SET mac = ? WHERE " + other.where, codeOfOther);
            assertThat(one.look.get().status()).as("restored " + table).isEqualTo(200);
        }
    }

    @Test
    void an_honest_change_does_not_make_a_forged_row_genuine() throws Exception {
        int changed = 0;
        for (Table table : House.tables()) {
            Target target = requireNonNull(targets().get(table.name())).get();
            Supplier<Answer> update = target.update;
            if (update == null) {
                continue;
            }
            changed++;
            String column = changeable(table).getLast();
            forge(table, column, target.where);
            @Nullable Object code = value(table, "mac", target.where);
            refused(table, update, "changed");
            assertThat(value(table, "mac", target.where)).as("code of " + table).isEqualTo(code);
            if (isRemembered(table)) {
                restart();
            }
            refused(table, target.look, "still forged");
            delete(table, target);
        }
        assertThat(changed).isEqualTo(13);
    }

    @Test
    void an_access_key_that_was_moved_to_another_account_opens_nothing_and_is_on_record() throws Exception {
        TestServer.UserKey ann = server.user(A, "ann", ALLOW);
        server.kms(B, TestServer.REGION, "ListKeys", "{}");
        assertThat(server.kms(ann, "ListKeys", "{}").status()).isEqualTo(200);
        sql("UPDATE access_key SET account_id = ?, principal = 'root' WHERE access_key_id = ?", B, ann.accessKeyId());
        restart();
        log.list.clear();

        for (int i = 0; i < 3; i++) {
            Answer answer = server.kms(ann, "ListKeys", "{}");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains("KMSInternalException").doesNotContain("access_key");
        }

        // The caller is unknown, so the call has no record; the row has one, and one only.
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getFormattedMessage()).contains("access_key", ann.accessKeyId());
        assertThat(records())
                .filteredOn(line -> line.contains("\"eventName\":\"ForgedRow\""))
                .singleElement()
                .asString()
                .contains(
                        "\"errorCode\":\"ServiceFailure\"",
                        "\"row\":\"access_key (access_key_id=" + ann.accessKeyId() + ")\"");
    }

    @Test
    void a_forged_account_does_not_keep_the_server_from_starting() throws Exception {
        sql("INSERT INTO account (account_id, created_ms) VALUES (?, 0)", B);
        restart();

        assertThat(server.kms("ListKeys", "{}").status()).isEqualTo(200);
        assertThat(server.kms(B, TestServer.REGION, "ListKeys", "{}").status()).isEqualTo(500);
    }

    @Test
    void the_check_names_the_forged_rows() throws Exception {
        server.operator("check");
        sql("INSERT INTO iam_membership (user_id, group_id) VALUES ('AIDA', 'AGPA')");

        Installation.Ran ran = new Installation(data).command("check");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("iam_membership (user_id=AIDA, group_id=AGPA)");
    }

    /// Removes a row that would be in the way of lists.
    private void delete(Table table, Target target) throws SQLException {
        sql("DELETE FROM " + table + " WHERE " + target.where);
    }

    private void refused(Table table, Supplier<Answer> call, String what) throws IOException {
        int before = records().size();
        Answer answer = call.get();
        assertThat(answer.status())
                .as(table + ", " + what + ": " + answer.body())
                .isEqualTo(500);
        assertThat(answer.body()).containsAnyOf("KMSInternalException", "ServiceFailure", "than Trent wrote");
        List<String> since = records().subList(before, records().size());
        switch (table.name()) {
            // To look at the list of accounts is no call, and a session that cannot be read makes none.
            case "account", "console_session", "console_link" -> {}
            case "session_end" ->
                assertThat(since)
                        .anySatisfy(line -> assertThat(line)
                                .contains("\"eventName\":\"RevokeSessions\"", "\"errorCode\":\"ServiceFailure\""));
            default ->
                assertThat(since)
                        .as(table + ", " + what)
                        .anySatisfy(line -> assertThat(line)
                                .contains(
                                        "\"errorCode\":\"KMSInternalException\"",
                                        "\"culprit\":\"a forged row: " + table + " ("));
        }
    }

    private void toldOf(Table table) throws IOException {
        assertThat(log.list)
                .anySatisfy(event -> assertThat(event.getFormattedMessage()).contains(": " + table + " ("));
        assertThat(records())
                .anySatisfy(
                        line -> assertThat(line).contains("\"eventName\":\"ForgedRow\"", "\"row\":\"" + table + " ("));
    }

    /// Returns the columns to change. A primary key is changed in the tables that have nothing else; for the
    /// others `store.TableTest` does it.
    private static List<String> changeable(Table table) {
        List<String> columns = switch (table.name()) {
            case "iam_attachment" -> List.of("policy_id");
            case "iam_membership" -> List.of("group_id");
            default ->
                table.columnNames()
                        .subList(keyColumns(table), table.columnNames().size());
        };
        assertThat(columns).isNotEmpty();
        return columns;
    }

    private static int keyColumns(Table table) {
        return switch (table.name()) {
            case "kms_key",
                    "iam_policy_version",
                    "iam_inline_policy",
                    "iam_tag",
                    "session_end",
                    "password_history",
                    "mfa_device_tag" -> 2;
            case "key_material", "key_alias", "key_tag", "kms_grant", "trail" -> 3;
            default -> 1;
        };
    }

    /// What a column held, and what it holds now.
    private record Forged(@Nullable Object before, Object after) {}

    /// Gives a column another value.
    private Forged forge(Table table, String column, String where) throws SQLException {
        @Nullable Object before = value(table, column, where);
        Object after = switch (before) {
            case byte[] _ -> new byte[] {7};
            case Number n when column.equals("active") || column.equals("multi_region") -> 1 - n.intValue();
            case Number n -> n.longValue() + 1;
            case String text when column.equals("kind") -> text.equals("USER") ? "ROLE" : "USER";
            case String text when column.equals("group_id") || column.equals("policy_id") -> other(column);
            case String text -> text + "x";
            case null -> instead(column);
            default -> throw new AssertionError(before);
        };
        assertThat(sql("UPDATE " + table + " SET " + column + " = ? WHERE " + where, after))
                .as(table + "." + column)
                .isEqualTo(1);
        return new Forged(before, after);
    }

    /// Returns a value for a column that has none.
    private static Object instead(String column) {
        if (column.equals("role_content")) {
            return new byte[] {7};
        }
        return column.endsWith("_ms") || column.endsWith("_days") ? 1L : "x";
    }

    private void restore(Table table, String column, String where, Forged before) throws SQLException {
        String moved = where;
        if (column.equals("group_id") || column.equals("policy_id")) {
            moved = where.replace("'" + before.before + "'", "'" + before.after + "'");
        }
        assertThat(sql("UPDATE " + table + " SET " + column + " = ? WHERE " + moved, before.before))
                .isEqualTo(1);
    }

    /// Returns the id of another group or policy, which exists.
    private String other(String column) {
        String name = next("other");
        if (column.equals("group_id")) {
            return found(iam("CreateGroup", "GroupName", name).body(), "GroupId");
        }
        return found(
                iam("CreatePolicy", "PolicyName", name, "PolicyDocument", ALLOW).body(), "PolicyId");
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(
                sqlite ? "jdbc:sqlite:" + data.resolve("trent.db") : String.valueOf(database));
        try (Statement statement = connection.createStatement()) {
            // Who owns the database need not keep its rules.
            statement.execute(sqlite ? "PRAGMA busy_timeout = 5000" : "SET session_replication_role = replica");
        }
        return connection;
    }

    private int sql(String sql, @Nullable Object... arguments) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return statement.executeUpdate();
        }
    }

    private @Nullable Object value(Table table, String column, String where) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT " + column + " FROM " + table + " WHERE " + where)) {
            assertThat(answer.next()).as(table + " WHERE " + where).isTrue();
            return answer.getObject(1);
        }
    }

    private List<String> records() throws IOException {
        return new Installation(data).records();
    }

    private String next(String word) {
        return word + number++;
    }

    private Target trail() {
        String name = next("trail");
        TrailClient trails = new TrailClient(server);
        trails.done("CreateTrail", "{'Name':'" + name + "','S3BucketName':'files'}");
        return new Target(
                "name = '" + name + "'",
                () -> trails.call("GetTrail", "{'Name':'" + name + "'}"),
                () -> trails.call("UpdateTrail", "{'Name':'" + name + "','S3BucketName':'other'}"));
    }

    private Answer iam(String action, String... parameters) {
        StringBuilder form = new StringBuilder("Version=2010-05-08&Action=" + action);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return server.query(A, "iam", form.toString());
    }

    private Answer kms(String operation, String json) {
        return server.kms(operation, json.replace('\'', '"'));
    }

    private Answer command(String... arguments) {
        Installation.Ran ran = new Installation(data).command(arguments);
        return new Answer(ran.exit() == 0 ? 200 : 500, ran.out() + ran.err());
    }

    private static String found(String text, String member) {
        String value = text.replaceAll("(?s).*(<" + member + ">|\"" + member + "\":\")([^<\"]*)[<\"].*", "$2");
        assertThat(value).as(text).isNotEqualTo(text);
        return value;
    }

    private Target account() {
        // Only its number is unlike that of the others.
        String account = "%012d".formatted(700_000_000_000L + number++);
        command("account", "create", account);
        return new Target("account_id = '" + account + "'", () -> command("account", "list"), null);
    }

    private Target accountAlias() {
        String alias = next("alias-");
        // An account has one alias at most.
        String account = "%012d".formatted(900_000_000_000L + number++);
        Supplier<Answer> create = () ->
                server.query(account, "iam", "Version=2010-05-08&Action=CreateAccountAlias&AccountAlias=" + alias);
        assertThat(create.get().status()).isEqualTo(200);
        return new Target("account_alias = '" + alias + "'", create, null);
    }

    private String user() {
        String name = next("user");
        iam("CreateUser", "UserName", name);
        return name;
    }

    private Target accessKey() {
        String name = user();
        String id = found(iam("CreateAccessKey", "UserName", name).body(), "AccessKeyId");
        return new Target(
                "access_key_id = '" + id + "'",
                () -> iam("GetAccessKeyLastUsed", "AccessKeyId", id),
                () -> iam("UpdateAccessKey", "UserName", name, "AccessKeyId", id, "Status", "Inactive"));
    }

    private Target entity() {
        String name = next("entity");
        String uniqueId = found(iam("CreateUser", "UserName", name).body(), "UserId");
        String id = found(iam("CreateAccessKey", "UserName", name).body(), "AccessKeyId");
        return new Target(
                "unique_id = '" + uniqueId + "'",
                () -> iam("GetAccessKeyLastUsed", "AccessKeyId", id),
                () -> iam("UpdateUser", "UserName", name, "NewPath", "/x/"));
    }

    private Target passwordPolicy() {
        // An account has one policy at most.
        String account = "%012d".formatted(800_000_000_000L + number++);
        String version = "Version=2010-05-08&Action=";
        Answer made = server.query(
                account,
                "iam",
                version + "UpdateAccountPasswordPolicy&MaxPasswordAge=90&PasswordReusePrevention=3&HardExpiry=true");
        assertThat(made.status()).isEqualTo(200);
        return new Target(
                "account_id = '" + account + "'",
                () -> server.query(account, "iam", version + "GetAccountPasswordPolicy"),
                null);
    }

    private Target loginProfile() {
        String name = next("user");
        String id = found(iam("CreateUser", "UserName", name).body(), "UserId");
        iam("CreateLoginProfile", "UserName", name, "Password", "first-Password-1");
        return new Target(
                "user_id = '" + id + "'",
                () -> iam("GetLoginProfile", "UserName", name),
                () -> iam("UpdateLoginProfile", "UserName", name, "PasswordResetRequired", "true"));
    }

    private Target earlierPassword() {
        String name = next("user");
        String id = found(iam("CreateUser", "UserName", name).body(), "UserId");
        iam("CreateLoginProfile", "UserName", name, "Password", "first-Password-1");
        iam("UpdateLoginProfile", "UserName", name, "Password", "second-Password-2");
        return new Target(
                "user_id = '" + id + "'",
                () -> iam("UpdateLoginProfile", "UserName", name, "PasswordResetRequired", "true"),
                null);
    }

    private Target mfaDevice() {
        String user = user();
        String name = next("phone");
        String made =
                iam("CreateVirtualMFADevice", "VirtualMFADeviceName", name).body();
        String serial = found(made, "SerialNumber");
        byte[] seed = Base64.getDecoder().decode(found(made, "Base32StringSeed"));
        Authenticator phone = new Authenticator(new String(seed, StandardCharsets.US_ASCII));
        Instant now = Instant.now();
        Answer enabled = iam(
                "EnableMFADevice",
                "UserName",
                user,
                "SerialNumber",
                serial,
                "AuthenticationCode1",
                phone.codeBefore(now),
                "AuthenticationCode2",
                phone.code(now));
        assertThat(enabled.status()).as(enabled.body()).isEqualTo(200);
        return new Target(
                "device_id = '" + deviceId(name) + "'",
                () -> {
                    // The one finds devices by their user, the other by their account.
                    Answer ofUser = iam("ListMFADevices", "UserName", user);
                    return ofUser.status() == 200 ? iam("ListVirtualMFADevices") : ofUser;
                },
                () -> iam("DeactivateMFADevice", "UserName", user, "SerialNumber", serial));
    }

    /// The API does not tell it.
    private String deviceId(String name) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT device_id FROM mfa_device WHERE name = '" + name + "'")) {
            assertThat(answer.next()).as(name).isTrue();
            return answer.getString(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private Target mfaDeviceTag() {
        String name = next("phone");
        String serial = found(
                iam("CreateVirtualMFADevice", "VirtualMFADeviceName", name).body(), "SerialNumber");
        Supplier<Answer> tag =
                () -> iam("TagMFADevice", "SerialNumber", serial, "Tags.member.1.Key", "a", "Tags.member.1.Value", "b");
        assertThat(tag.get().status()).isEqualTo(200);
        return new Target(
                "entity_id = '" + deviceId(name) + "'", () -> iam("ListMFADeviceTags", "SerialNumber", serial), tag);
    }

    private Target role() {
        String name = next("role");
        String id = found(
                iam("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", TRUST, "Description", "d")
                        .body(),
                "RoleId");
        return new Target(
                "role_id = '" + id + "'",
                () -> iam("GetRole", "RoleName", name),
                () -> iam("UpdateAssumeRolePolicy", "RoleName", name, "PolicyDocument", TRUST));
    }

    private String[] made() {
        String body = iam("CreatePolicy", "PolicyName", next("policy"), "PolicyDocument", ALLOW, "Description", "d")
                .body();
        return new String[] {found(body, "PolicyId"), found(body, "Arn")};
    }

    private Target policy() {
        String[] policy = made();
        return new Target(
                "policy_id = '" + policy[0] + "'",
                () -> iam("GetPolicy", "PolicyArn", policy[1]),
                () -> iam("CreatePolicyVersion", "PolicyArn", policy[1], "PolicyDocument", ALLOW));
    }

    private Target policyVersion() {
        String[] policy = made();
        return new Target(
                "policy_id = '" + policy[0] + "'",
                () -> iam("GetPolicyVersion", "PolicyArn", policy[1], "VersionId", "v1"),
                null);
    }

    private Target attachment() {
        String name = next("holder");
        String user = found(iam("CreateUser", "UserName", name).body(), "UserId");
        String[] policy = made();
        iam("AttachUserPolicy", "UserName", name, "PolicyArn", policy[1]);
        return new Target(
                "entity_id = '" + user + "' AND policy_id = '" + policy[0] + "'",
                () -> iam("ListAttachedUserPolicies", "UserName", name),
                null);
    }

    private Target inlinePolicy() {
        String name = next("holder");
        String user = found(iam("CreateUser", "UserName", name).body(), "UserId");
        iam("PutUserPolicy", "UserName", name, "PolicyName", "own", "PolicyDocument", ALLOW);
        return new Target(
                "entity_id = '" + user + "'", () -> iam("GetUserPolicy", "UserName", name, "PolicyName", "own"), null);
    }

    private Target membership() {
        String name = next("member");
        String user = found(iam("CreateUser", "UserName", name).body(), "UserId");
        String group = next("group");
        String groupId = found(iam("CreateGroup", "GroupName", group).body(), "GroupId");
        iam("AddUserToGroup", "UserName", name, "GroupName", group);
        return new Target(
                "user_id = '" + user + "' AND group_id = '" + groupId + "'",
                () -> iam("ListGroupsForUser", "UserName", name),
                null);
    }

    private Target tag() {
        String name = next("tagged");
        String user = found(iam("CreateUser", "UserName", name).body(), "UserId");
        iam("TagUser", "UserName", name, "Tags.member.1.Key", "Team", "Tags.member.1.Value", "red");
        return new Target(
                "entity_id = '" + user + "'",
                () -> iam("ListUserTags", "UserName", name),
                () -> iam("TagUser", "UserName", name, "Tags.member.1.Key", "Team", "Tags.member.1.Value", "blue"));
    }

    private Target sessionEnd() {
        String account = "%012d".formatted(800_000_000_000L + number++);
        command("account", "create", account);
        assertThat(command("sessions", "revoke", "--account", account).status()).isEqualTo(200);
        Supplier<Answer> revoke = () -> command("sessions", "revoke", "--account", account);
        return new Target("account_id = '" + account + "'", revoke, revoke);
    }

    private Target consoleSession() {
        Browser browser = new Browser(() -> server.uri());
        browsers.add(browser.signIn("%012d".formatted(700_000_000_000L + number++), "test"));
        String secret = requireNonNull(browser.cookie()).substring("trent-session=".length());
        Supplier<Answer> look = () -> {
            Browser.Answer answer = browser.kms(TestServer.REGION, "ListKeys", "{}");
            return new Answer(answer.status(), answer.body());
        };
        return new Target("session_hash = '" + sha256(secret) + "'", look, null);
    }

    private Target consoleLink() {
        String token = server.consoleLink(A);
        Browser browser = new Browser(() -> server.uri());
        browsers.add(browser);
        Supplier<Answer> look = () -> {
            Browser.Answer answer = browser.follow(token);
            return new Answer(answer.status(), answer.body());
        };
        return new Target("token_hash = '" + sha256(token) + "'", look, null);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String newKey() {
        return found(kms("CreateKey", "{'Description':'d'}").body(), "KeyId");
    }

    private Target key() {
        String key = newKey();
        return new Target(
                "key_id = '" + key + "'",
                () -> kms("DescribeKey", "{'KeyId':'" + key + "'}"),
                () -> kms("UpdateKeyDescription", "{'KeyId':'" + key + "','Description':'e'}"));
    }

    private Target material() {
        String key = newKey();
        return new Target(
                "key_id = '" + key + "'", () -> kms("Encrypt", "{'KeyId':'" + key + "','Plaintext':'YQ=='}"), null);
    }

    private Target alias() {
        String key = newKey();
        String other = newKey();
        String alias = "alias/" + next("a");
        kms("CreateAlias", "{'AliasName':'" + alias + "','TargetKeyId':'" + key + "'}");
        return new Target(
                "alias_name = '" + alias + "'",
                () -> kms("ListAliases", "{}"),
                () -> kms("UpdateAlias", "{'AliasName':'" + alias + "','TargetKeyId':'" + other + "'}"));
    }

    private Target keyTag() {
        String key = newKey();
        kms("TagResource", "{'KeyId':'" + key + "','Tags':[{'TagKey':'team','TagValue':'red'}]}");
        return new Target(
                "key_id = '" + key + "'",
                () -> kms("ListResourceTags", "{'KeyId':'" + key + "'}"),
                () -> kms("TagResource", "{'KeyId':'" + key + "','Tags':[{'TagKey':'team','TagValue':'blue'}]}"));
    }

    private Target grant() {
        String key = newKey();
        kms(
                "CreateGrant",
                "{'KeyId':'" + key + "','GranteePrincipal':'arn:aws:iam::" + A + ":root','Operations':['Encrypt'],"
                        + "'Name':'n'}");
        return new Target("key_id = '" + key + "'", () -> kms("ListGrants", "{'KeyId':'" + key + "'}"), null);
    }
}
