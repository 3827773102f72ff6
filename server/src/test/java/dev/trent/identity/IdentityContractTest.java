package dev.trent.identity;

import static dev.trent.store.Writes.write;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Caller;
import dev.trent.aws.Secret;
import dev.trent.aws.Tag;
import dev.trent.crypto.Engine;
import dev.trent.identity.AccessKeys.NewKey;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.memory.Memory;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
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
        directory.accounts().ensure(ACCOUNT, NOW);
        directory.accounts().ensure(OTHER, NOW);
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
        return store.write(tx -> directory.entities().create(tx, made(EntityKind.USER, "/", name)));
    }

    private Entity group(String name) {
        return store.write(tx -> directory.entities().create(tx, made(EntityKind.GROUP, "/", name)));
    }

    private static String trusting(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private Role role(String name, String trusted) {
        String trust = directory.roles().bound(trusting(trusted));
        return store.write(
                tx -> directory.roles().create(tx, made(EntityKind.ROLE, "/apps/", name), trust, "a role", 3600));
    }

    private Identity identity(Entity entity) {
        return requireNonNull(directory.identities().find(entity.uniqueId()));
    }

    private List<String> policies(Entity entity) {
        return identity(entity).policies().stream().map(NamedPolicy::name).toList();
    }

    @Test
    void a_user_comes_back_as_it_was_made() {
        Entity made = store.write(tx -> directory
                .entities()
                .create(
                        tx,
                        new NewEntity(
                                EntityKind.USER,
                                ACCOUNT,
                                "/ops/",
                                "Dana",
                                ADMINISTRATOR,
                                List.of(new Tag("Team", "Größe")),
                                NOW)));
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
        store.write(tx -> directory
                .entities()
                .create(tx, new NewEntity(EntityKind.USER, OTHER, "/", "dana", null, List.of(), NOW)));
        Entity other = user("other");
        assertThatThrownBy(() -> write(store, tx -> directory.entities().rename(tx, other, null, "DANA")))
                .hasMessage("User with name DANA already exists.");
        write(store, tx -> directory.entities().rename(tx, other, "/x/", "OTHER"));
        assertThat(requireNonNull(directory.entities().find(other.uniqueId())).arn())
                .hasToString("arn:aws:iam::111122223333:user/x/OTHER");
    }

    @Test
    void a_list_is_in_the_order_of_names_and_may_begin_anywhere() {
        for (String name : List.of("b", "A", "c", "D")) {
            user(name);
        }
        store.write(tx -> directory.entities().create(tx, made(EntityKind.USER, "/ops/", "e")));
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
        store.write(directory.inlinePolicies().put(user, new InlinePolicy("own", ALLOW)));
        assertThat(policies(user)).containsExactly("own");
        write(store, tx -> directory.attachments().attach(tx, user, ADMINISTRATOR));
        write(store, tx -> directory.attachments().attach(tx, user, ADMINISTRATOR));
        assertThat(policies(user)).containsExactly("own", ADMINISTRATOR);
        store.write(directory.inlinePolicies().put(group, new InlinePolicy("shared", ALLOW)));
        write(store, tx -> directory.memberships().add(tx, group, user));
        assertThat(policies(user)).containsExactly("own", ADMINISTRATOR, "shared");
        assertThat(identity(user).policies().getLast().holder())
                .isEqualTo(group.arn().toString());
        write(store, tx -> directory.inlinePolicies().delete(tx, group, "shared"));
        assertThat(policies(user)).containsExactly("own", ADMINISTRATOR);
        write(store, tx -> directory.memberships().remove(tx, group, user));
        write(store, tx -> directory.attachments().detach(tx, user, ADMINISTRATOR));
        assertThat(policies(user)).containsExactly("own");
        assertThatThrownBy(() -> write(store, tx -> directory.attachments().detach(tx, user, ADMINISTRATOR)))
                .hasMessage("Policy " + ADMINISTRATOR + " was not found.");
    }

    @Test
    void a_snapshot_is_kept_until_something_changes_and_then_has_another_stamp() {
        Entity user = user("dana");
        Identity first = identity(user);
        assertThat(identity(user)).isSameAs(first);
        write(store, tx -> directory.tags().put(tx, user, List.of(new Tag("Team", "red"))));
        Identity second = identity(user);
        assertThat(second.stamp()).isNotEqualTo(first.stamp());
        assertThat(second.tags()).containsEntry("Team", "red");
        write(store, tx -> directory.tags().put(tx, user, List.of(new Tag("TEAM", "blue"))));
        assertThat(identity(user).tags()).containsOnlyKeys("TEAM");
        write(store, tx -> directory.tags().remove(tx, user, List.of("team")));
        assertThat(identity(user).tags()).isEmpty();
    }

    /// A look-up that starts after a change returned sees the change, also while many other threads load.
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
                write(store, tx -> directory.tags().put(tx, user, List.of(new Tag("Round", value))));
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
        write(store, tx -> directory.tags().put(tx, user, List.of(new Tag("Team", "red"))));
        write(store, tx -> directory.entities().delete(tx, user));
        assertThat(directory.identities().find(user.uniqueId())).isNull();
        Entity again = user("dana");
        assertThat(again.uniqueId()).isNotEqualTo(user.uniqueId());
        assertThat(identity(again).tags()).isEmpty();
        Policy trust = requireNonNull(identity(role.entity()).trust());
        assertThat(trust.principals()).extracting("value").containsExactly(user.uniqueId());
        assertThat(directory.principalNames().render(trust)).contains(user.uniqueId());
        assertThatThrownBy(() -> write(store, tx -> directory.attachments().attach(tx, user, ADMINISTRATOR)))
                .hasMessage("The user with name dana cannot be found.");
        assertThatThrownBy(() -> write(store, tx -> directory.entities().delete(tx, user)))
                .hasMessage("The user with name dana cannot be found.");
    }

    @Test
    void what_was_permitted_under_another_arn_is_not_done() {
        Entity user = user("dana");
        write(store, tx -> directory.entities().rename(tx, user, "/locked/", null));
        assertThatThrownBy(() -> write(store, tx -> directory.attachments().attach(tx, user, ADMINISTRATOR)))
                .hasMessageContaining("multiple requests");
        assertThat(policies(user)).isEmpty();
    }

    @Test
    void nothing_that_has_dependents_is_deleted() {
        Entity user = user("dana");
        Entity group = group("ops");
        write(store, tx -> directory.attachments().attach(tx, user, ADMINISTRATOR));
        assertThatThrownBy(() -> write(store, tx -> directory.entities().delete(tx, user)))
                .hasMessage("Cannot delete entity, must detach all policies first.");
        write(store, tx -> directory.attachments().detach(tx, user, ADMINISTRATOR));
        store.write(directory.inlinePolicies().put(user, new InlinePolicy("own", ALLOW)));
        assertThatThrownBy(() -> write(store, tx -> directory.entities().delete(tx, user)))
                .hasMessage("Cannot delete entity, must delete policies first.");
        write(store, tx -> directory.inlinePolicies().delete(tx, user, "own"));
        write(store, tx -> directory.memberships().add(tx, group, user));
        assertThatThrownBy(() -> write(store, tx -> directory.entities().delete(tx, user)))
                .hasMessage("Cannot delete entity, must remove users from group first.");
        assertThatThrownBy(() -> write(store, tx -> directory.entities().delete(tx, group)))
                .hasMessage("Cannot delete entity, must remove users from group first.");
        write(store, tx -> directory.memberships().remove(tx, group, user));
        assertThatThrownBy(() -> write(store, tx -> directory.memberships().remove(tx, group, user)))
                .hasMessage("User dana not in group ops");
        NewKey key = store.write(directory.accessKeys().create(new Owner(ACCOUNT, user), NOW));
        assertThatThrownBy(() -> write(store, tx -> directory.entities().delete(tx, user)))
                .hasMessage("Cannot delete entity, must delete access keys first.");
        write(store, tx -> directory.accessKeys().delete(tx, new Owner(ACCOUNT, user), key.accessKeyId()));
        write(store, tx -> directory.entities().delete(tx, user));
        write(store, tx -> directory.entities().delete(tx, group));
    }

    @Test
    void limits_hold() {
        Entity user = user("dana");
        for (int i = 0; i < 10; i++) {
            Entity one = group("g" + i);
            write(store, tx -> directory.memberships().add(tx, one, user));
        }
        Entity eleventh = group("g10");
        assertThatThrownBy(() -> write(store, tx -> directory.memberships().add(tx, eleventh, user)))
                .hasMessage("Cannot exceed quota for GroupsPerUser: 10");
        assertThatThrownBy(() -> store.write(directory
                        .inlinePolicies()
                        .put(user, new InlinePolicy("long", ALLOW.replace("kms:*", "kms:" + "x".repeat(2000))))))
                .hasMessage("Maximum policy size of 2048 bytes exceeded for user dana");
        store.write(directory.inlinePolicies().put(user, new InlinePolicy("blank", ALLOW + " ".repeat(3000))));
        store.write(directory.accessKeys().create(new Owner(ACCOUNT, user), NOW));
        store.write(directory.accessKeys().create(new Owner(ACCOUNT, user), NOW));
        assertThatThrownBy(() -> store.write(directory.accessKeys().create(new Owner(ACCOUNT, user), NOW)))
                .hasMessage("Cannot exceed quota for AccessKeysPerUser: 2");
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tags.add(new Tag("t" + i, ""));
        }
        write(store, tx -> directory.tags().put(tx, user, tags));
        assertThatThrownBy(() -> write(store, tx -> directory.tags().put(tx, user, List.of(new Tag("one more", "")))))
                .hasMessage("Cannot exceed quota for TagsPerUser: 50");
        assertThat(directory.tags().list(user)).hasSize(50);
    }

    /// Returns an entity as it is stored now, as each request finds it anew.
    /// Changes an entity as it is now.
    private void change(Entity entity, BiConsumer<Tx, Entity> change) {
        Entity now = now(entity);
        write(store, tx -> change.accept(tx, now));
    }

    private Entity now(Entity entity) {
        return requireNonNull(directory.entities().find(entity.uniqueId()));
    }

    @Test
    void a_managed_policy_holds_in_its_default_version() {
        ManagedPolicy policy = store.write(
                directory.policies().create(made(EntityKind.POLICY, "/team/", "Writers"), ALLOW, "for writers"));
        Entity entity = requireNonNull(policy.entity());
        String arn = "arn:aws:iam::111122223333:policy/team/Writers";
        assertThat(policy.policyName().arn()).isEqualTo(arn);
        Entity user = user("dana");
        write(store, tx -> directory.attachments().attach(tx, user, arn));
        assertThat(policies(user)).containsExactly(arn);
        String second = ALLOW.replace("Allow", "Deny");
        store.write(directory.policies().addVersion(now(entity), second, true, NOW));
        assertThat(identity(user).policies().getFirst().policy().text()).isEqualTo(second);
        assertThat(requireNonNull(directory.identities().managedPolicy(ACCOUNT, arn))
                        .policy()
                        .text())
                .isEqualTo(second);
        assertThat(directory.identities().managedPolicy(OTHER, arn)).isNull();
        assertThat(directory.identities().managedPolicy(OTHER, ADMINISTRATOR)).isNotNull();
        change(entity, (tx, now) -> directory.policies().setDefault(tx, now, "v1"));
        assertThat(identity(user).policies().getFirst().policy().text()).isEqualTo(ALLOW);
        assertThatThrownBy(
                        () -> change(entity, (tx, now) -> directory.policies().deleteVersion(tx, now, "v1")))
                .hasMessage("Cannot delete the default version of a policy.");
        assertThatThrownBy(
                        () -> change(entity, (tx, now) -> directory.policies().delete(tx, now)))
                .hasMessage("Cannot delete a policy attached to entities.");
        write(store, tx -> directory.attachments().detach(tx, user, arn));
        assertThatThrownBy(
                        () -> change(entity, (tx, now) -> directory.policies().delete(tx, now)))
                .hasMessageContaining("more than one version");
        change(entity, (tx, now) -> directory.policies().deleteVersion(tx, now, "v2"));
        assertThat(store.write(directory.policies().addVersion(now(entity), ALLOW, false, NOW))
                        .number())
                .isEqualTo(3);
        change(entity, (tx, now) -> directory.policies().deleteVersion(tx, now, "v3"));
        write(store, tx -> directory.attachments().limit(tx, user, arn));
        assertThat(requireNonNull(identity(user).boundary()).name()).isEqualTo(arn);
        assertThatThrownBy(
                        () -> change(entity, (tx, now) -> directory.policies().delete(tx, now)))
                .hasMessage("Cannot delete a policy attached to entities.");
        assertThatThrownBy(() -> write(store, tx -> directory.attachments().unlimit(tx, user)))
                .hasMessageContaining("multiple requests");
        change(user, (tx, now) -> directory.attachments().unlimit(tx, now));
        assertThat(identity(user).boundary()).isNull();
        change(entity, (tx, now) -> directory.policies().delete(tx, now));
        assertThat(directory.policies().find(ACCOUNT, arn)).isNull();
        assertThat(directory.identities().managedPolicy(ACCOUNT, arn)).isNull();
    }

    @Test
    void the_policies_that_every_account_has_are_valid() {
        assertThat(directory.policies().list(ACCOUNT))
                .hasSize(AwsManagedPolicies.all().size());
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
        Entity user = store.write(tx -> directory.entities().create(tx, made(EntityKind.USER, "/ops/", "dana")));
        Owner owner = new Owner(ACCOUNT, user);
        NewKey key = store.write(directory.accessKeys().create(owner, NOW));
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
        write(store, tx -> directory.accessKeys().activate(tx, owner, key.accessKeyId(), false));
        assertThat(caller(key)).isNull();
        write(store, tx -> directory.accessKeys().activate(tx, owner, key.accessKeyId(), true));
        assertThat(caller(key)).isEqualTo(caller);
        write(store, tx -> directory.entities().rename(tx, user, "/", "eve"));
        assertThat(requireNonNull(caller(key)).arn()).isEqualTo("arn:aws:iam::111122223333:user/eve");
        Owner renamed = new Owner(ACCOUNT, directory.entities().find(user.uniqueId()));
        Owner root = new Owner(ACCOUNT, null);
        assertThatThrownBy(() -> write(store, tx -> directory.accessKeys().delete(tx, root, key.accessKeyId())))
                .hasMessage("The Access Key with id " + key.accessKeyId() + " cannot be found.");
        write(store, tx -> directory.accessKeys().delete(tx, renamed, key.accessKeyId()));
        assertThat(caller(key)).isNull();
        NewKey ofRoot = store.write(directory.accessKeys().create(root, NOW));
        assertThat(requireNonNull(caller(ofRoot)).type()).isEqualTo(Caller.Type.Root);
        assertThat(directory.accessKeys().list(root)).hasSize(1);
    }

    @Test
    void the_last_use_of_a_key_is_known_at_once_and_stored_later() {
        Owner root = new Owner(ACCOUNT, null);
        NewKey key = store.write(directory.accessKeys().create(root, NOW));
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
        NewKey key = store.write(directory.accessKeys().create(root, NOW));
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
            assertThat(ends.<Instant>end(sessions, () -> end, store::write)).isEqualTo(end);
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
        directory.sessionEnds().<Instant>end(SessionEnds.Sessions.of(dana), () -> NOW, store::write);
        Directory restarted =
                Directory.open(store, seal, Engine.portable("test").random(), new Memory(1 << 20), false);
        assertThat(restarted.sessionEnds().isOver(session(dana.uniqueId(), NOW)))
                .isTrue();
        assertThat(restarted.sessionEnds().isOver(session(dana.uniqueId(), NOW.plusSeconds(1))))
                .isFalse();
        restarted.close();
        write(store, tx -> directory.entities().delete(tx, dana));
        long left = requireNonNull(
                store.read(tx -> tx.first("SELECT COUNT(*) AS ends FROM session_end", row -> row.number("ends"))));
        assertThat(left).isZero();
    }

    @Test
    void principals_are_stored_by_id_and_shown_by_their_present_name() throws Exception {
        Entity user = store.write(tx -> directory.entities().create(tx, made(EntityKind.USER, "/ops/", "dana")));
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
        write(store, tx -> directory.entities().rename(tx, user, "/", "eve"));
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
        store.write(directory.roles().trust(role.entity(), trusting("*")));
        store.write(tx -> directory.roles().update(tx, role.entity(), null, 7200));
        Identity changed = requireNonNull(directory.identities().findRole(ACCOUNT, "writer"));
        assertThat(changed.maxSessionSeconds()).isEqualTo(7200);
        assertThat(requireNonNull(changed.trust()).principals().getFirst().isEveryone())
                .isTrue();
        assertThat(directory.roles().of(role.entity()).description()).isEqualTo("a role");
    }

    @Test
    void an_alias_is_one_accounts_only() {
        write(store, tx -> directory.accounts().alias(tx, ACCOUNT, "acme"));
        write(store, tx -> directory.accounts().alias(tx, ACCOUNT, "acme-two"));
        assertThat(directory.accounts().alias(ACCOUNT)).isEqualTo("acme-two");
        write(store, tx -> directory.accounts().alias(tx, OTHER, "acme"));
        assertThatThrownBy(() -> write(store, tx -> directory.accounts().alias(tx, ACCOUNT, "acme")))
                .hasMessage("The account alias acme already exists.");
        assertThatThrownBy(() -> write(store, tx -> directory.accounts().removeAlias(tx, ACCOUNT, "acme")))
                .hasMessage("The Account Alias acme cannot be found.");
        write(store, tx -> directory.accounts().removeAlias(tx, OTHER, "acme"));
        assertThat(directory.accounts().alias(OTHER)).isNull();
    }
}
