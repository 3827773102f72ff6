package dev.trent.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Argon2id;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Totp;
import dev.trent.identity.ConsoleLogins.Attempt;
import dev.trent.identity.ConsoleLogins.Failed;
import dev.trent.identity.ConsoleLogins.MfaRequired;
import dev.trent.identity.ConsoleLogins.Result;
import dev.trent.identity.ConsoleLogins.SignedIn;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Sign-ins with a password, on both engines.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class ConsoleLoginsTest {
    private static final String ACCOUNT = "111122223333";
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:00Z");
    private static final String PASSWORD = "Grün-und-blau-7";

    private final Store store;
    private final Directory directory;
    private final ConsoleLogins logins;
    private final PasswordHashes hashes;
    private final List<String> work = new ArrayList<>();
    private Entity dana;

    ConsoleLoginsTest(Engines engine) {
        store = engine.get();
        Engine crypto = Engine.portable("test");
        Seal seal = new Seal(Secret.owning(new byte[32]), crypto);
        directory = Directory.open(store, seal, crypto.random(), new Memory(1 << 20), false);
        hashes = hashes(new Argon2id(64, 1, 1), crypto);
        logins = new ConsoleLogins(directory, hashes);
    }

    private PasswordHashes hashes(Argon2id argon2id, Engine crypto) {
        return new PasswordHashes(
                new PasswordLane() {
                    @Override
                    public <T extends @Nullable Object> T done(String sharer, Supplier<T> hash) {
                        work.add(sharer);
                        return hash.get();
                    }
                },
                argon2id,
                crypto.random());
    }

    @BeforeEach
    void make_a_user() {
        directory.accounts().ensure(ACCOUNT, NOW);
        dana = store.write(tx -> directory
                .entities()
                .create(tx, new NewEntity(EntityKind.USER, ACCOUNT, "/ops/", "dana", null, List.of(), NOW)));
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    private static Secret secret(String text) {
        return Secret.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    private void give(String password, boolean resetRequired) {
        byte[] wrapped = directory.loginProfiles().wrap(dana, hashes.hash(ACCOUNT, secret(password)));
        LoginProfile _ = store.write(tx -> directory.loginProfiles().create(tx, dana, wrapped, resetRequired, NOW));
        work.clear();
    }

    private byte[] giveDevice() {
        MfaDevices devices = directory.mfaDevices();
        MfaDevices.NewDevice made = devices.draw(ACCOUNT, "/", "phone", NOW);
        byte[] seed = made.seed().exposed();
        store.write(tx -> {
            devices.create(tx, made, List.of());
            return made;
        });
        Instant before = NOW.minus(Duration.ofHours(1));
        MfaDevices.Pair codes = new MfaDevices.Pair(code(seed, before.minusSeconds(30)), code(seed, before));
        MfaDevice _ = store.write(devices.enable(dana, made.device().serialNumber(), codes, before));
        return seed;
    }

    private static String code(byte[] seed, Instant time) {
        return Totp.code(seed, Totp.step(time));
    }

    private Result attempt(String account, String user, String password, @Nullable String code, Instant now) {
        return logins.attempt(new Attempt(account, user, secret(password), code), now);
    }

    private Result attempt(String password, @Nullable String code, Instant now) {
        return attempt(ACCOUNT, "dana", password, code, now);
    }

    @Test
    void the_right_password_signs_in_by_account_and_by_alias() {
        give(PASSWORD, false);
        store.write(tx -> {
            directory.accounts().alias(tx, ACCOUNT, "ledger-works");
            return ACCOUNT;
        });
        SignedIn signedIn = new SignedIn(dana, false, false);
        assertThat(attempt(PASSWORD, null, NOW)).isEqualTo(signedIn);
        assertThat(attempt("ledger-works", "Dana", PASSWORD, null, NOW)).isEqualTo(signedIn);
        assertThat(attempt(PASSWORD, "123456", NOW)).isEqualTo(signedIn);
    }

    @Test
    void everything_else_fails_with_the_same_answer_and_the_same_work() {
        give(PASSWORD, false);
        Entity eve = store.write(tx -> directory
                .entities()
                .create(tx, new NewEntity(EntityKind.USER, ACCOUNT, "/", "eve", null, List.of(), NOW)));
        List<Result> answers = List.of(
                attempt(PASSWORD + " ", null, NOW),
                attempt(ACCOUNT, "nobody", PASSWORD, null, NOW),
                attempt(ACCOUNT, eve.name(), PASSWORD, null, NOW),
                attempt("444455556666", "dana", PASSWORD, null, NOW),
                attempt("no-such-alias", "dana", PASSWORD, null, NOW));
        assertThat(answers).containsOnly(new Failed());
        assertThat(work).hasSize(answers.size()).containsOnly("sign-in");
    }

    @Test
    void a_user_with_a_device_needs_a_code_which_is_good_once() {
        give(PASSWORD, false);
        byte[] seed = giveDevice();
        assertThat(attempt(PASSWORD, null, NOW)).isEqualTo(new MfaRequired());
        assertThat(attempt("wrong", null, NOW)).isEqualTo(new Failed());
        assertThat(attempt(PASSWORD, code(seed, NOW.plusSeconds(600)), NOW)).isEqualTo(new Failed());
        assertThat(attempt("wrong", code(seed, NOW), NOW)).isEqualTo(new Failed());
        assertThat(attempt(PASSWORD, code(seed, NOW), NOW)).isEqualTo(new SignedIn(dana, true, false));
        assertThat(attempt(PASSWORD, code(seed, NOW), NOW)).isEqualTo(new Failed());
    }

    @Test
    void a_password_that_has_to_be_changed_signs_in_for_that() {
        give(PASSWORD, true);
        assertThat(attempt(PASSWORD, null, NOW)).isEqualTo(new SignedIn(dana, false, true));
    }

    @Test
    void an_expired_password_has_to_be_changed_or_does_not_sign_in() {
        give(PASSWORD, false);
        expireAfterADay(false);
        Instant lastMoment = NOW.plus(Duration.ofDays(1)).minusSeconds(1);
        assertThat(attempt(PASSWORD, null, lastMoment)).isEqualTo(new SignedIn(dana, false, false));
        Instant after = NOW.plus(Duration.ofDays(1));
        assertThat(attempt(PASSWORD, null, after)).isEqualTo(new SignedIn(dana, false, true));
        expireAfterADay(true);
        assertThat(attempt(PASSWORD, null, after)).isEqualTo(new Failed());
        assertThat(attempt(PASSWORD, null, lastMoment)).isEqualTo(new SignedIn(dana, false, false));
    }

    private void expireAfterADay(boolean hard) {
        store.write(tx -> {
            directory
                    .passwordPolicies()
                    .put(tx, ACCOUNT, new PasswordPolicy(6, false, false, false, false, false, 1, null, hard));
            return ACCOUNT;
        });
    }

    @Test
    void a_sign_in_is_the_last_use_of_the_password_and_a_refusal_is_none() {
        give(PASSWORD, false);
        attempt("wrong", null, NOW);
        assertThat(lastUse()).isNull();
        attempt(PASSWORD, null, NOW.plusSeconds(60));
        assertThat(lastUse()).isEqualTo(NOW.plusSeconds(60));
        directory.lastUses().store();
        assertThat(lastUse()).isEqualTo(NOW.plusSeconds(60));
        attempt(PASSWORD, null, NOW.plusSeconds(120));
        assertThat(lastUse()).isEqualTo(NOW.plusSeconds(120));
    }

    private @Nullable Instant lastUse() {
        return directory.lastUses().of(directory.loginProfiles().find(dana));
    }

    @Test
    void neither_an_attempt_nor_its_answer_prints_a_secret() {
        give(PASSWORD, false);
        Attempt attempt = new Attempt(ACCOUNT, "dana", secret(PASSWORD), "123456");
        assertThat(attempt.toString()).isEqualTo("Attempt[redacted]");
        assertThat(new MfaDevices.Pair("123456", "654321").toString()).isEqualTo("Pair[redacted]");
        try (LoginProfiles.Passwords stored = stored()) {
            assertThat(stored.toString()).doesNotContain("argon2id");
        }
    }

    @Test
    void the_hash_says_how_it_was_made_and_is_stored_wrapped() {
        give(PASSWORD, false);
        try (LoginProfiles.Passwords stored = stored()) {
            assertThat(new String(stored.latest().exposed(), StandardCharsets.US_ASCII))
                    .matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        }
        PasswordHashes real = hashes(PasswordHashes.STRONG, Engine.portable("test"));
        try (Secret hash = real.hash(ACCOUNT, secret(PASSWORD))) {
            assertThat(new String(hash.exposed(), StandardCharsets.US_ASCII))
                    .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(hashes.matches(ACCOUNT, secret(PASSWORD), hash)).isTrue();
            assertThat(hashes.matches(ACCOUNT, secret("another"), hash)).isFalse();
        }
        byte[] row = store.read(
                tx -> tx.first("SELECT wrapped_hash FROM login_profile", found -> found.bytes("wrapped_hash")));
        assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("argon2id");
    }

    /// A profile has one salt for all its passwords.
    @Test
    void one_computation_compares_a_new_password_with_all_earlier_ones() {
        give("password-0", false);
        for (int i = 1; i < 5; i++) {
            change("password-" + i);
        }
        work.clear();
        try (LoginProfiles.Passwords stored = stored()) {
            assertThat(stored.earlier()).hasSize(4);
            for (int i = 0; i < 5; i++) {
                assertThat(replaced(stored, "password-" + i)).isNull();
            }
            assertThat(replaced(stored, "password-5")).isNotNull();
        }
        assertThat(work).hasSize(6);
        assertThat(attempt("password-4", null, NOW)).isInstanceOf(SignedIn.class);
        assertThat(attempt("password-3", null, NOW)).isInstanceOf(Failed.class);
    }

    private @Nullable Secret replaced(LoginProfiles.Passwords stored, String password) {
        List<Secret> refused = new ArrayList<>(stored.earlier());
        refused.add(stored.latest());
        return hashes.replace(ACCOUNT, secret(password), stored.latest(), refused);
    }

    private LoginProfiles.Passwords stored() {
        return requireNonNull(directory.loginProfiles().passwords(dana));
    }

    private void change(String password) {
        try (LoginProfiles.Passwords stored = stored()) {
            Secret hash = requireNonNull(hashes.replace(ACCOUNT, secret(password), stored.latest(), List.of()));
            byte[] wrapped = directory.loginProfiles().wrap(dana, hash);
            store.write(tx -> {
                directory.loginProfiles().update(tx, dana, stored.profile(), wrapped, null, NOW);
                return dana;
            });
        }
    }
}
