package dev.trent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trent.access.AccountPermit;
import dev.trent.access.AliasPermit;
import dev.trent.access.Permit;
import dev.trent.access.RolePermit;
import dev.trent.aws.Blob;
import dev.trent.aws.Fold;
import dev.trent.aws.Uuids;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The order of the house: floors, what only one room may import, and nothing that outlives a request by
/// accident.
class RoomsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.trent");

    /// The floors from the ground up; a room imports only rooms on lower floors, rooms on one floor do not
    /// know each other.
    private static final List<List<String>> FLOORS = List.of(
            List.of("aws"),
            List.of("crypto", "memory", "store", "policy", "sigv4", "wire"),
            List.of("seal", "call"),
            List.of("keys", "identity", "audit"),
            List.of("access", "lookup"),
            List.of("delivery", "vault", "inquiry", "stream"),
            List.of("chores", "cloudtrail", "iam", "kms", "sts"),
            List.of("gateway"),
            List.of("console", "http", "metrics", "operator", "seed"),
            List.of("cli"));

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Confined(String thirdParty, String... rooms) {}

    private static final List<Confined> THIRD_PARTIES = List.of(
            new Confined("io.micrometer..", "metrics"),
            new Confined("io.prometheus..", "metrics"),
            new Confined("picocli..", "operator", "cli"),
            new Confined("software.amazon.awssdk..", "delivery"),
            new Confined("io.netty..", "http"),
            new Confined("org.snakeyaml..", "seed"),
            new Confined("io.nayuki..", "iam"),
            new Confined("com.zaxxer..", "store"),
            new Confined("org.flywaydb..", "store"),
            new Confined("org.sqlite..", "store"),
            new Confined("org.postgresql..", "store"),
            new Confined("java.sql..", "store"),
            new Confined("com.amazon.corretto..", "crypto"),
            new Confined("org.bouncycastle.crypto..", "crypto", "seal"),
            new Confined("org.bouncycastle.jcajce..", "crypto", "seal"),
            new Confined("org.bouncycastle.jce..", "crypto", "seal"),
            new Confined("org.bouncycastle.util..", "crypto", "seal"),
            // `http` reads the structure of TLS keys with it, and computes nothing.
            new Confined("org.bouncycastle.asn1..", "crypto", "seal", "http"),
            new Confined("org.bouncycastle..", "crypto", "seal", "http"),
            new Confined("tools.jackson..", "wire", "policy"));

    @TestFactory
    List<DynamicTest> a_room_imports_only_rooms_on_lower_floors() {
        return FLOORS.stream()
                .flatMap(List::stream)
                .map(room -> DynamicTest.dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(inside(room))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(notBelow(room)))
                                .allowEmptyShould(true)
                                .check(HOUSE)))
                .toList();
    }

    @Test
    void every_room_has_a_floor() {
        String[] rooms =
                FLOORS.stream().flatMap(List::stream).map(RoomsTest::inside).toArray(String[]::new);
        classes().should().resideInAnyPackage(rooms).check(HOUSE);
    }

    @TestFactory
    List<DynamicTest> third_parties_stay_in_their_room() {
        return THIRD_PARTIES.stream()
                .map(confined -> DynamicTest.dynamicTest(
                        confined.thirdParty(),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(insideAll(confined.rooms()))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(confined.thirdParty())
                                .check(HOUSE)))
                .toList();
    }

    @Test
    void static_fields_are_final() {
        fields().that().areStatic().should().beFinal().check(HOUSE);
    }

    @Test
    void nothing_asks_the_clock_outside_cli() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("cli"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(HOUSE);
    }

    @Test
    void randomness_is_made_in_crypto_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("crypto"))
                .should()
                .callConstructor(SecureRandom.class)
                .orShould()
                .callMethod(SecureRandom.class, "getInstance", String.class)
                .check(HOUSE);
    }

    @Test
    void random_uuids_are_made_in_one_place() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Uuids.class)
                .should()
                .callMethod(UUID.class, "randomUUID")
                .check(HOUSE);
    }

    /// Two ways to fold are one too many: what one takes for the same name, the other takes for another.
    @Test
    void case_is_folded_in_one_place_only() {
        Map<Class<?>, List<String>> folding = Map.of(
                String.class,
                List.of(
                        "toLowerCase",
                        "toUpperCase",
                        "equalsIgnoreCase",
                        "compareToIgnoreCase",
                        "CASE_INSENSITIVE_ORDER"),
                Character.class,
                List.of("toLowerCase", "toUpperCase", "toTitleCase"));
        noClasses()
                .that()
                .doNotBelongToAnyOf(Fold.class)
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "case is folded",
                        access -> folding.entrySet().stream()
                                .anyMatch(each -> access.getTargetOwner().isEquivalentTo(each.getKey())
                                        && each.getValue().contains(access.getName()))))
                .orShould()
                .callMethod(String.class, "regionMatches", boolean.class, int.class, String.class, int.class, int.class)
                .orShould()
                // Its flags are numbers, of which one ignores case.
                .callMethod(Pattern.class, "compile", String.class, int.class)
                .check(HOUSE);
    }

    @Test
    void nothing_is_kept_in_a_thread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(HOUSE);
    }

    @Test
    void what_proves_something_is_compared_in_constant_time() {
        for (String who : List.of("dev.trent.vault.MacKey", "dev.trent.sigv4.SigV4", "dev.trent.aws.Secret")) {
            classes()
                    .that()
                    .haveFullyQualifiedName(who)
                    .should()
                    .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                    .check(HOUSE);
        }
        noClasses()
                .that()
                .resideInAnyPackage(insideAll("crypto", "seal", "sigv4", "identity", "vault", "gateway"))
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(HOUSE);
    }

    @Test
    void only_access_makes_permits() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("access"))
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "a permit is made",
                        call -> call.getTargetOwner().getPackageName().equals("dev.trent.access")
                                && call.getTargetOwner().getSimpleName().endsWith("Permit")))
                .check(HOUSE);
    }

    @Test
    void whoever_only_asks_holds_no_right() {
        noClasses()
                .that()
                .resideInAPackage(inside("inquiry"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Permit.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(AccountPermit.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(AliasPermit.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RolePermit.class)
                .check(HOUSE);
    }

    @Test
    void a_decision_does_not_use_the_database_itself() {
        noClasses()
                .that()
                .resideInAPackage(inside("access"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inside("store"))
                .check(HOUSE);
    }

    /// Every room but two may hold secrets: those of `policy` are no secrets, and a `Blob` may be seen.
    @Test
    void secrets_are_compared_in_constant_time() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("policy"))
                .and()
                .doNotBelongToAnyOf(Blob.class)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "bytes are compared up to where they differ",
                        call -> call.getTargetOwner().isEquivalentTo(Arrays.class)
                                && List.of("equals", "compare", "mismatch").contains(call.getName())
                                && call.getTarget()
                                        .getRawParameterTypes()
                                        .getFirst()
                                        .isEquivalentTo(byte[].class)))
                .check(HOUSE);
    }

    @Test
    void no_two_classes_have_one_name() {
        Map<String, List<String>> named = HOUSE.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        named.values().removeIf(classes -> classes.size() == 1);
        assertThat(named).isEmpty();
    }

    @Test
    void no_class_has_a_name_that_says_nothing() {
        for (String nothing : List.of("Util", "Utils", "Helper", "Manager", "Impl", "Common")) {
            noClasses().should().haveSimpleNameEndingWith(nothing).check(HOUSE);
        }
    }

    /// A command prints where its command line says; that is the console only where the process starts.
    @Test
    void nobody_writes_to_the_console() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(HOUSE);
    }

    /// A second server may run in the same process, so nothing may change what belongs to all of it. Three classes
    /// are excepted: the one that starts the process, the one behind the option of the log level, and the one that
    /// makes the provider of the algorithms. The provider reads its property once, when it is made.
    @Test
    void nothing_changes_the_state_of_the_process() {
        Map<String, List<String>> state = Map.of(
                "java.lang.System",
                List.of("setProperty", "setProperties", "clearProperty", "setOut", "setErr", "setIn", "exit"),
                "java.lang.Runtime",
                List.of("exit", "halt"),
                "java.lang.Thread",
                List.of("setDefaultUncaughtExceptionHandler"),
                "java.security.Security",
                List.of("addProvider", "insertProviderAt", "removeProvider", "setProperty"),
                "java.util.Locale",
                List.of("setDefault"),
                "java.util.TimeZone",
                List.of("setDefault"),
                "java.util.logging.LogManager",
                List.of("readConfiguration", "updateConfiguration", "reset"),
                "java.util.logging.Logger",
                List.of("setLevel", "addHandler", "removeHandler", "setUseParentHandlers"),
                "ch.qos.logback.classic.Logger",
                List.of("setLevel", "setAdditive", "addAppender", "detachAppender"));
        Map<String, Set<String>> may = Map.of(
                "dev.trent.cli.Main",
                Set.of("exit", "readConfiguration"),
                "dev.trent.cli.LogLevel",
                Set.of("setLevel"),
                "dev.trent.crypto.Engine",
                Set.of("setProperty"));
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "the state of the process is changed",
                        call -> state.getOrDefault(call.getTargetOwner().getName(), List.of())
                                        .contains(call.getName())
                                && !may.getOrDefault(call.getOriginOwner().getName(), Set.of())
                                        .contains(call.getName())))
                .check(HOUSE);
    }

    private static String[] notBelow(String room) {
        int floor = floorOf(room);
        return FLOORS.subList(floor, FLOORS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(room))
                .map(RoomsTest::inside)
                .toArray(String[]::new);
    }

    private static int floorOf(String room) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(room)) {
                return floor;
            }
        }
        throw new AssertionError(room);
    }

    private static String inside(String room) {
        return "dev.trent." + room + "..";
    }

    private static String[] insideAll(String... rooms) {
        return List.of(rooms).stream().map(RoomsTest::inside).toArray(String[]::new);
    }
}
