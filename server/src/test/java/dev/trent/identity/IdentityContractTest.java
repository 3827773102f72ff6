package dev.trent.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Caller;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.identity.AccessKeys.NewKey;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.memory.Memory;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The same promises on both engines.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class IdentityContractTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.004Z");
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}}";

    private final Store store;
    private final Seal seal;
    private final Directory directory;

    IdentityContractTest(Engines engine) {
        store = engine.get();
        Engine crypto = Engine.portable("test");
        seal = new Seal(Secret.owning(new byte[32]), crypto);
        directory = Directory.open(store, seal, crypto.random(), new Memory(1 << 20), false);
    }

    @BeforeEach
    void make_the_accounts() {
        directory.accounts().create(ACCOUNT, NOW);
        directory.accounts().create(OTHER, NOW);
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    private static NewEntity made(EntityKind kind, String path, String name) {
        return new NewEntity(kind, ACCOUNT, path, name, null, List.of(), NOW);
    }

    private Entity user(String name) {
        return directory.entities().create(made(EntityKind.USER, "/", name));
    }

    private Entity group(String name) {
        return directory.entities().create(made(EntityKind.GROUP, "/", name));
    }

    private static String trusting(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private Role role(String name, String trusted) {
        return directory.roles().create(made(EntityKind.ROLE, "/apps/", name), trusting(trusted), "a role", 3600);
    }

    private Identity identity(Entity entity) {
        return requireNonNull(directory.identities().find(entity.uniqueId()));
    }

    private List<String> policies(Entity entity) {
        return identity(entity).policies().stream().map(NamedPolicy::name).toList();
    }

    @Test
    void a_user_comes_back_as_it_was_made() {
        Entity made = directory
                .entities()
                .create(new NewEntity(
                        EntityKind.USER,
                        ACCOUNT,
                        "/ops/",
                        "Dana",
                        ADMINISTRATOR,
                        List.of(new Tag("Team", "Größe")),
                        NOW));
        assertThat(made.uniqueId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(made.arn()).hasToString("arn:aws:iam::111122223333:user/ops/Dana");
        assertThat(directory.entities().find(EntityKind.USER, ACCOUNT, "DANA")).isEqualTo(made);
        assertThat(directory.entities().find(EntityKind.USER, OTHER, "Dana")).isNull();
        assertThat(directory.entities().find(EntityKind.GROUP, ACCOUNT, "Dana")).isNull();
        assertThat(requireNonNull(made.boundary()).arn()).isEqualTo(ADMINISTRATOR);
        assertThat(directory.tags().list(made)).containsExactly(new Tag("Team", "Größe"));
    }

    @Test
    void names_are_unique_ignoring_case_within_kind_and_account() {
        user("Dana");
        assertThatThrownBy(() -> user("dANA")).hasMessage("User with name dANA already exists.");
        group("dana");
        directory.entities().create(new NewEntity(EntityKind.USER, OTHER, "/", "dana", null, List.of(), NOW));
        Entity other = user("other");
        assertThatThrownBy(() -> directory.entities().rename(other, null, "DANA"))
                .hasMessage("User with name DANA already exists.");
        directory.entities().rename(other, "/x/", "OTHER");
        assertThat(requireNonNull(directory.entities().find(other.uniqueId())).arn())
                .hasToString("arn:aws:iam::111122223333:user/x/OTHER");
    }

    @Test
    void a_list_is_in_the_order_of_names_and_may_begin_anywhere() {
        for (String name : List.of("b", "A", "c", "D")) {
            user(name);
        }
        directory.entities().create(made(EntityKind.USER, "/ops/", "e"));
        assertThat(directory.entities().list(EntityKind.USER, ACCOUNT, "/", "", 10))
                .extracting(Entity::name)
                .containsExactly("A", "b", "c", "D", "e");
        assertThat(directory.entities().list(EntityKind.USER, ACCOUNT, "/", "b", 2))
                .extracting(Entity::name)
                .containsExactly("c", "D");
        assertThat(directory.entities().list(EntityKind.USER, ACCOUNT, "/op", "", 10))
                .extracting(Entity::name)
                .containsExactly("e");
        assertThat(directory.entities().count(EntityKind.USER, ACCOUNT)).isEqualTo(5);
    }

    @Test
    void an_identity_has_its_own_policies_and_those_of_its_groups() {
        Entity user = user("dana");
        Entity group = group("ops");
        assertThat(policies(user)).isEmpty();
        directory.inlinePolicies().put(user, new InlinePolicy("own", ALLOW));
        assertThat(policies(user)).containsExactly("own");
        directory.attachments().attach(user, ADMINISTRATOR);
        directory.attachments().attach(user, ADMINISTRATOR);
        assertThat(policies(user)).containsExactly("own", ADMINISTRATOR);
        directory.inlinePolicies().put(group, new InlinePolicy("shared", ALLOW));
        directory.memberships().add(group, user);
        assertThat(policies(user)).containsExactly("own", ADMINISTRATOR, "shared");
        assertThat(identity(user).policies().getLast().holder())
                .isEqualTo(group.arn().toString());
        directory.inlinePolicies().delete(group, "shared");
        assertThat(policies(user)).containsExactly("own", ADMINISTRATOR);
        directory.memberships().remove(group, user);
        directory.attachments().detach(user, ADMINISTRATOR);
        assertThat(policies(user)).containsExactly("own");
        assertThatThrownBy(() -> directory.attachments().detach(user, ADMINISTRATOR))
                .hasMessage("Policy " + ADMINISTRATOR + " was not found.");
    }

    @Test
    void a_snapshot_is_kept_until_something_changes_and_then_has_another_stamp() {
        Entity user = user("dana");
        Identity first = identity(user);
        assertThat(identity(user)).isSameAs(first);
        directory.tags().put(user, List.of(new Tag("Team", "red")));
        Identity second = identity(user);
        assertThat(second.stamp()).isNotEqualTo(first.stamp());
        assertThat(second.tags()).containsEntry("Team", "red");
        directory.tags().put(user, List.of(new Tag("TEAM", "blue")));
        assertThat(identity(user).tags()).containsOnlyKeys("TEAM");
        directory.tags().remove(user, List.of("team"));
        assertThat(identity(user).tags()).isEmpty();
    }

    /// Whoever starts to look after a change returned sees it, however many others are loading meanwhile.
    @Test
    void no_look_up_after_a_change_sees_what_was_before() throws Exception {
        Entity user = user("dana");
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> {
                    while (!stop.get()) {
                        identity(user);
                        LockSupport.parkNanos(1000);
                    }
                }));
            }
            for (int i = 0; i < 100; i++) {
                String value = "round " + i;
                directory.tags().put(user, List.of(new Tag("Round", value)));
                assertThat(identity(user).tags()).containsEntry("Round", value);
            }
            stop.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    @Test
    void who_gets_the_name_of_somebody_deleted_inherits_nothing() {
        Entity user = user("dana");
        Role role = role("writer", user.arn().toString());
        directory.tags().put(user, List.of(new Tag("Team", "red")));
        directory.entities().delete(user);
        assertThat(directory.identities().find(user.uniqueId())).isNull();
        Entity again = user("dana");
        assertThat(again.uniqueId()).isNotEqualTo(user.uniqueId());
        assertThat(identity(again).tags()).isEmpty();
        Policy trust = requireNonNull(identity(role.entity()).trust());
        assertThat(trust.principals()).extracting("value").containsExactly(user.uniqueId());
        assertThat(directory.principalNames().render(trust)).contains(user.uniqueId());
        assertThatThrownBy(() -> directory.attachments().attach(user, ADMINISTRATOR))
                .hasMessage("The user with name dana cannot be found.");
        assertThatThrownBy(() -> directory.entities().delete(user))
                .hasMessage("The user with name dana cannot be found.");
    }

    @Test
    void what_was_permitted_under_another_arn_is_not_done() {
        Entity user = user("dana");
        directory.entities().rename(user, "/locked/", null);
        assertThatThrownBy(() -> directory.attachments().attach(user, ADMINISTRATOR))
                .hasMessageContaining("multiple requests");
        assertThat(policies(user)).isEmpty();
    }

    @Test
    void nothing_that_has_dependents_is_deleted() {
        Entity user = user("dana");
        Entity group = group("ops");
        directory.attachments().attach(user, ADMINISTRATOR);
        assertThatThrownBy(() -> directory.entities().delete(user))
                .hasMessage("Cannot delete entity, must detach all policies first.");
        directory.attachments().detach(user, ADMINISTRATOR);
        directory.inlinePolicies().put(user, new InlinePolicy("own", ALLOW));
        assertThatThrownBy(() -> directory.entities().delete(user))
                .hasMessage("Cannot delete entity, must delete policies first.");
        directory.inlinePolicies().delete(user, "own");
        directory.memberships().add(group, user);
        assertThatThrownBy(() -> directory.entities().delete(user))
                .hasMessage("Cannot delete entity, must remove users from group first.");
        assertThatThrownBy(() -> directory.entities().delete(group))
                .hasMessage("Cannot delete entity, must remove users from group first.");
        directory.memberships().remove(group, user);
        assertThatThrownBy(() -> directory.memberships().remove(group, user)).hasMessage("User dana not in group ops");
        NewKey key = directory.accessKeys().create(new Owner(ACCOUNT, user), NOW);
        assertThatThrownBy(() -> directory.entities().delete(user))
                .hasMessage("Cannot delete entity, must delete access keys first.");
        directory.accessKeys().delete(new Owner(ACCOUNT, user), key.accessKeyId());
        directory.entities().delete(user);
        directory.entities().delete(group);
    }

    @Test
    void limits_hold() {
        Entity user = user("dana");
        for (int i = 0; i < 10; i++) {
            directory.memberships().add(group("g" + i), user);
        }
        Entity eleventh = group("g10");
        assertThatThrownBy(() -> directory.memberships().add(eleventh, user))
                .hasMessage("Cannot exceed quota for GroupsPerUser: 10");
        assertThatThrownBy(() -> directory
                        .inlinePolicies()
                        .put(user, new InlinePolicy("long", ALLOW.replace("kms:*", "kms:" + "x".repeat(2000)))))
                .hasMessage("Maximum policy size of 2048 bytes exceeded for user dana");
        directory.inlinePolicies().put(user, new InlinePolicy("blank", ALLOW + " ".repeat(3000)));
        directory.accessKeys().create(new Owner(ACCOUNT, user), NOW);
        directory.accessKeys().create(new Owner(ACCOUNT, user), NOW);
        assertThatThrownBy(() -> directory.accessKeys().create(new Owner(ACCOUNT, user), NOW))
                .hasMessage("Cannot exceed quota for AccessKeysPerUser: 2");
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tags.add(new Tag("t" + i, ""));
        }
        directory.tags().put(user, tags);
        assertThatThrownBy(() -> directory.tags().put(user, List.of(new Tag("one more", ""))))
                .hasMessage("Cannot exceed quota for TagsPerUser: 50");
        assertThat(directory.tags().list(user)).hasSize(50);
    }

    /// Returns an entity as it is stored now, as each request finds it anew.
    private Entity now(Entity entity) {
        return requireNonNull(directory.entities().find(entity.uniqueId()));
    }

    @Test
    void a_managed_policy_holds_in_its_default_version() {
        ManagedPolicy policy =
                directory.policies().create(made(EntityKind.POLICY, "/team/", "Writers"), ALLOW, "for writers");
        Entity entity = requireNonNull(policy.entity());
        String arn = "arn:aws:iam::111122223333:policy/team/Writers";
        assertThat(policy.policyName().arn()).isEqualTo(arn);
        Entity user = user("dana");
        directory.attachments().attach(user, arn);
        assertThat(policies(user)).containsExactly(arn);
        String second = ALLOW.replace("Allow", "Deny");
        directory.policies().addVersion(now(entity), second, true, NOW);
        assertThat(identity(user).policies().getFirst().policy().text()).isEqualTo(second);
        assertThat(requireNonNull(directory.identities().managedPolicy(ACCOUNT, arn))
                        .policy()
                        .text())
                .isEqualTo(second);
        assertThat(directory.identities().managedPolicy(OTHER, arn)).isNull();
        assertThat(directory.identities().managedPolicy(OTHER, ADMINISTRATOR)).isNotNull();
        directory.policies().setDefault(now(entity), "v1");
        assertThat(identity(user).policies().getFirst().policy().text()).isEqualTo(ALLOW);
        assertThatThrownBy(() -> directory.policies().deleteVersion(now(entity), "v1"))
                .hasMessage("Cannot delete the default version of a policy.");
        assertThatThrownBy(() -> directory.policies().delete(now(entity)))
                .hasMessage("Cannot delete a policy attached to entities.");
        directory.attachments().detach(user, arn);
        assertThatThrownBy(() -> directory.policies().delete(now(entity)))
                .hasMessageContaining("more than one version");
        directory.policies().deleteVersion(now(entity), "v2");
        assertThat(directory
                        .policies()
                        .addVersion(now(entity), ALLOW, false, NOW)
                        .number())
                .isEqualTo(3);
        directory.policies().deleteVersion(now(entity), "v3");
        directory.attachments().limit(user, arn);
        assertThat(requireNonNull(identity(user).boundary()).name()).isEqualTo(arn);
        assertThatThrownBy(() -> directory.policies().delete(now(entity)))
                .hasMessage("Cannot delete a policy attached to entities.");
        assertThatThrownBy(() -> directory.attachments().unlimit(user)).hasMessageContaining("multiple requests");
        directory.attachments().unlimit(requireNonNull(directory.entities().find(user.uniqueId())));
        assertThat(identity(user).boundary()).isNull();
        directory.policies().delete(now(entity));
        assertThat(directory.policies().find(ACCOUNT, arn)).isNull();
        assertThat(directory.identities().managedPolicy(ACCOUNT, arn)).isNull();
    }

    @Test
    void the_policies_that_every_account_has_are_valid() {
        assertThat(directory.policies().list(ACCOUNT)).hasSize(5);
        for (AwsManagedPolicy common : AwsManagedPolicies.all()) {
            Policy.parse(common.document(), Kind.MANAGED);
            assertThat(PolicyDocuments.size(common.document())).isLessThan(ManagedPolicies.SIZE_MAX);
        }
    }

    private @Nullable Caller caller(NewKey key) {
        AccessKey found = directory.accessKeys().find(key.accessKeyId());
        if (found != null) {
            assertThat(found.secret()).isEqualTo(key.secret());
        }
        return found == null ? null : found.caller();
    }

    @Test
    void an_access_key_is_its_users_as_long_as_it_is_active() {
        Entity user = directory.entities().create(made(EntityKind.USER, "/ops/", "dana"));
        Owner owner = new Owner(ACCOUNT, user);
        NewKey key = directory.accessKeys().create(owner, NOW);
        Caller caller = requireNonNull(caller(key));
        assertThat(caller)
                .isEqualTo(new Caller(
                        Caller.Type.IAMUser,
                        ACCOUNT,
                        user.uniqueId(),
                        "arn:aws:iam::111122223333:user/ops/dana",
                        key.accessKeyId(),
                        "dana",
                        null));
        directory.accessKeys().activate(owner, key.accessKeyId(), false);
        assertThat(caller(key)).isNull();
        directory.accessKeys().activate(owner, key.accessKeyId(), true);
        assertThat(caller(key)).isEqualTo(caller);
        directory.entities().rename(user, "/", "eve");
        assertThat(requireNonNull(caller(key)).arn()).isEqualTo("arn:aws:iam::111122223333:user/eve");
        Owner renamed = new Owner(ACCOUNT, directory.entities().find(user.uniqueId()));
        Owner root = new Owner(ACCOUNT, null);
        assertThatThrownBy(() -> directory.accessKeys().delete(root, key.accessKeyId()))
                .hasMessage("The Access Key with id " + key.accessKeyId() + " cannot be found.");
        directory.accessKeys().delete(renamed, key.accessKeyId());
        assertThat(caller(key)).isNull();
        NewKey ofRoot = directory.accessKeys().create(root, NOW);
        assertThat(requireNonNull(caller(ofRoot)).type()).isEqualTo(Caller.Type.Root);
        assertThat(directory.accessKeys().list(root)).hasSize(1);
    }

    @Test
    void the_last_use_of_a_key_is_known_at_once_and_stored_later() {
        Owner root = new Owner(ACCOUNT, null);
        NewKey key = directory.accessKeys().create(root, NOW);
        AccessKeyFacts unused = directory.accessKeys().list(root).getFirst();
        assertThat(directory.lastUses().of(unused)).isNull();
        directory.lastUses().used(key.accessKeyId(), "kms", "eu-central-1", NOW);
        AccessKeyFacts.LastUse use = new AccessKeyFacts.LastUse(NOW, "kms", "eu-central-1");
        assertThat(directory.lastUses().of(unused)).isEqualTo(use);
        directory.lastUses().store();
        assertThat(directory.accessKeys().list(root).getFirst().lastUse()).isEqualTo(use);
    }

    @Test
    void a_last_use_under_a_clock_that_was_ahead_gives_way_and_a_late_one_does_not() {
        Owner root = new Owner(ACCOUNT, null);
        NewKey key = directory.accessKeys().create(root, NOW);
        for (Instant time : List.of(NOW.plusSeconds(3 * 86_400), NOW, NOW.minusSeconds(60))) {
            directory.lastUses().used(key.accessKeyId(), "kms", "eu-central-1", time);
            directory.lastUses().store();
        }
        assertThat(directory.accessKeys().list(root).getFirst().lastUse())
                .isEqualTo(new AccessKeyFacts.LastUse(NOW, "kms", "eu-central-1"));
    }

    private static SessionContent session(String identityId, Instant issued) {
        return new SessionContent(
                identityId.isEmpty() ? SessionContent.Kind.ROOT : SessionContent.Kind.USER,
                ACCOUNT,
                identityId,
                "",
                "ASIATRENTEXAMPLEKEY12",
                issued,
                issued.plusSeconds(3600),
                SessionContent.Passed.NOTHING);
    }

    @Test
    void sessions_are_ended_by_the_second_and_those_asked_for_later_go_on() {
        String dana = user("dana").uniqueId();
        String eve = user("eve").uniqueId();
        SessionEnds ends = directory.sessionEnds();
        assertThat(ends.begin(ACCOUNT, dana, NOW)).isEqualTo(Instant.parse("2026-11-24T01:02:03Z"));
        for (int soon = 0; soon < 3; soon++) {
            Instant before = ends.begin(ACCOUNT, dana, NOW.plusNanos(1_000L * soon));
            assertThat(ends.isOver(session(dana, before))).isFalse();
            Instant end = NOW.plusNanos(1_000L * soon + 500);
            SessionEnds.Sessions sessions = soon == 1
                    ? SessionEnds.Sessions.ofAll(ACCOUNT)
                    : SessionEnds.Sessions.of(
                            requireNonNull(directory.entities().find(dana)));
            assertThat(ends.end(sessions, () -> end)).isEqualTo(end);
            assertThat(ends.isOver(session(dana, before))).isTrue();
            assertThat(ends.isOver(session(dana, ends.begin(ACCOUNT, dana, end))))
                    .isTrue();
            assertThat(ends.isOver(session(dana, ends.begin(ACCOUNT, dana, end.plusNanos(1)))))
                    .isFalse();
            assertThat(ends.isOver(session(eve, NOW))).isEqualTo(soon >= 1);
            assertThat(ends.isOver(session("", NOW))).isEqualTo(soon >= 1);
        }
        assertThat(ends.begin(ACCOUNT, dana, NOW.plusSeconds(60)))
                .isEqualTo(NOW.plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void an_end_of_sessions_holds_for_another_directory_and_leaves_with_its_user() {
        Entity dana = user("dana");
        directory.sessionEnds().end(SessionEnds.Sessions.of(dana), () -> NOW);
        Directory restarted =
                Directory.open(store, seal, Engine.portable("test").random(), new Memory(1 << 20), false);
        assertThat(restarted.sessionEnds().isOver(session(dana.uniqueId(), NOW)))
                .isTrue();
        assertThat(restarted.sessionEnds().isOver(session(dana.uniqueId(), NOW.plusSeconds(1))))
                .isFalse();
        restarted.close();
        directory.entities().delete(dana);
        long left = requireNonNull(
                store.read(tx -> tx.first("SELECT COUNT(*) AS ends FROM session_end", row -> row.number("ends"))));
        assertThat(left).isZero();
    }

    @Test
    void principals_are_stored_by_id_and_shown_by_their_present_name() throws Exception {
        Entity user = directory.entities().create(made(EntityKind.USER, "/ops/", "dana"));
        Role role = role("writer", "arn:aws:iam::" + OTHER + ":root");
        PrincipalNames names = directory.principalNames();
        String arns = "[\"*\",\"" + ACCOUNT + "\",\"" + user.arn() + "\",\""
                + role.entity().arn() + "\",\"arn:aws:sts::" + ACCOUNT + ":assumed-role/writer/s\"]";
        String bound = names.bind(Policy.parse(trusting("X").replace("\"X\"", arns), Kind.TRUST));
        assertThat(bound)
                .contains("\"arn:aws:iam::" + ACCOUNT + ":root\"", "\"" + user.uniqueId() + "\"")
                .contains(
                        "\"" + role.entity().uniqueId() + "\"",
                        "\"" + role.entity().uniqueId() + ":s\"")
                .doesNotContain("dana");
        directory.entities().rename(user, "/", "eve");
        assertThat(names.render(Policy.parse(bound, Kind.TRUST)))
                .contains(":user/eve\"", ":role/apps/writer\"", ":assumed-role/writer/s\"");
        assertThat(names.bind(user.arn().toString())).isNull();
        assertThat(names.bind("arn:aws:iam::" + ACCOUNT + ":user/eve")).isEqualTo(user.uniqueId());
        assertThat(names.render(user.uniqueId())).isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/eve");
    }

    @Test
    void a_principal_that_does_not_exist_is_refused() {
        Entity user = user("dana");
        Entity group = group("ops");
        role("writer", ACCOUNT);
        PrincipalNames names = directory.principalNames();
        for (String unknown : List.of(
                "arn:aws:iam::" + ACCOUNT + ":user/Dana",
                "arn:aws:iam::" + ACCOUNT + ":user/x/dana",
                "arn:aws:iam::" + OTHER + ":user/dana",
                "arn:aws:iam::999999999999:root",
                "999999999999",
                "arn:aws-cn:iam::" + ACCOUNT + ":root",
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/reader/s",
                "arn:aws:sts::999999999999:federated-user/f",
                "AROAAAAAAAAAAAAAAAAAA:s",
                "AIDAAAAAAAAAAAAAAAAAA")) {
            assertThatThrownBy(() -> names.bind(Policy.parse(trusting(unknown), Kind.TRUST)))
                    .as(unknown)
                    .isInstanceOf(UnknownPrincipalException.class);
            assertThat(names.bind(unknown)).isNull();
            assertThatThrownBy(() -> role("r", unknown))
                    .hasMessage("Invalid principal in policy: \"AWS\":\"" + unknown + "\"");
        }
        assertThat(names.bind(group.arn().toString())).isNull();
        assertThat(names.bind(group.uniqueId())).isNull();
        assertThat(names.bind(user.arn().toString())).isEqualTo(user.uniqueId());
    }

    @Test
    void a_role_is_found_by_name_and_arn() {
        Role role = role("Writer", ACCOUNT);
        Identity identity = requireNonNull(directory.identities().findRole(ACCOUNT, "writer"));
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::111122223333:role/apps/Writer");
        assertThat(identity.maxSessionSeconds()).isEqualTo(3600);
        assertThat(directory.identities().findByArn(identity.arn())).isSameAs(identity);
        assertThat(directory.identities().findByArn("arn:aws:iam::111122223333:role/Writer"))
                .isNull();
        directory.roles().trust(role.entity(), trusting("*"));
        directory.roles().update(role.entity(), null, 7200);
        Identity changed = requireNonNull(directory.identities().findRole(ACCOUNT, "writer"));
        assertThat(changed.maxSessionSeconds()).isEqualTo(7200);
        assertThat(requireNonNull(changed.trust()).principals().getFirst().isEveryone())
                .isTrue();
        assertThat(directory.roles().of(role.entity()).description()).isEqualTo("a role");
    }

    @Test
    void an_alias_is_one_accounts_only() {
        directory.accounts().alias(ACCOUNT, "acme");
        directory.accounts().alias(ACCOUNT, "acme-two");
        assertThat(directory.accounts().alias(ACCOUNT)).isEqualTo("acme-two");
        directory.accounts().alias(OTHER, "acme");
        assertThatThrownBy(() -> directory.accounts().alias(ACCOUNT, "acme"))
                .hasMessage("The account alias acme already exists.");
        assertThatThrownBy(() -> directory.accounts().removeAlias(ACCOUNT, "acme"))
                .hasMessage("The Account Alias acme cannot be found.");
        directory.accounts().removeAlias(OTHER, "acme");
        assertThat(directory.accounts().alias(OTHER)).isNull();
    }
}
