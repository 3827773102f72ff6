package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.delivery.Trail.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The names of files of trails.
class TrailKeysTest {
    private static final String ACCOUNT = "111122223333";
    private static final Instant TIME = Instant.parse("2026-11-23T10:20:00Z");

    private static Trail trail(@Nullable String prefix) {
        return Trail.fresh(
                ACCOUNT,
                "eu-central-1",
                "audit",
                new Place("trent-audit", prefix),
                new Trail.Scope(true, true, Trail.ReadWrite.All, true, List.of()),
                true,
                TIME);
    }

    @Test
    void names_are_those_of_aws() {
        assertThat(TrailKeys.ofLog(trail(null), "us-west-2", TIME, "ABCDEFGH12345678"))
                .isEqualTo("AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/"
                        + "111122223333_CloudTrail_us-west-2_20261123T1020Z_ABCDEFGH12345678.json.gz");
        assertThat(TrailKeys.ofDigest(trail("a/b"), "us-west-2", TIME.plusSeconds(7)))
                .isEqualTo("a/b/AWSLogs/111122223333/CloudTrail-Digest/us-west-2/2026/11/23/"
                        + "111122223333_CloudTrail-Digest_us-west-2_audit_eu-central-1_20261123T102007Z.json.gz");
    }

    /// A file system takes names of 255 bytes. A file that cannot be written would hold up the files of all.
    @Test
    void the_longest_name_can_be_written(@TempDir Path data) throws IOException {
        String region = "r".repeat(TrailKeys.REGION_MAX);
        assertThat(Trail.isHome(region)).isTrue();
        assertThat(Trail.isHome(region + "r")).isFalse();
        Trail longest = Trail.fresh(
                ACCOUNT,
                region,
                "n".repeat(128),
                new Place("b".repeat(63), "p".repeat(200)),
                new Trail.Scope(true, true, Trail.ReadWrite.All, true, List.of()),
                true,
                TIME);
        String digest = TrailKeys.ofDigest(longest, region, TIME);
        new TrailFolder(data).write("b".repeat(63), digest, new byte[1], new byte[1]);
        assertThat(TrailKeys.isOf(ACCOUNT, digest)).isTrue();
        assertThat(data.resolve("b".repeat(63)).resolve(digest)).exists();
    }

    @Test
    void each_name_that_is_made_is_of_its_account_alone() {
        for (@Nullable String prefix : new @Nullable String[] {null, "a", "a/b/c", "x=1/y'(z)*!"}) {
            for (String key : List.of(
                    TrailKeys.ofLog(trail(prefix), "us-west-2", TIME, "ABCDEFGH12345678"),
                    TrailKeys.ofDigest(trail(prefix), "us-west-2", TIME))) {
                assertThat(TrailKeys.isOf(ACCOUNT, key)).as(key).isTrue();
                assertThat(TrailKeys.isOf("222222222222", key)).as(key).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "AWSLogs/111122223333/",
                "AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/.json.gz",
                "AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/../x.json.gz",
                "AWSLogs/111122223333/CloudTrail/../2026/11/23/xx.json.gz",
                "AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/x.json.gz.signature",
                "AWSLogs/222222222222/AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/xx.json.gz",
                "../AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/xx.json.gz",
                "a//AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/xx.json.gz",
                "/AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/xx.json.gz",
                "a\\..\\AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/xx.json.gz",
                "AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/xx.json.gz\n",
                "AWSLogs/111122223333/CloudTrail/us-west-2/2026/11/23/x\u0000x.json.gz",
                "AWSLogs/111122223333/Other/us-west-2/2026/11/23/xx.json.gz"
            })
    void a_name_of_another_form_is_none(String key) {
        assertThat(TrailKeys.isOf(ACCOUNT, key)).isFalse();
    }

    /// Whatever a name is made of, it does not leave the folder of its bucket.
    @Test
    void no_accepted_name_leaves_its_folder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] parts = {
            "..",
            ".",
            "/",
            "//",
            "AWSLogs",
            ACCOUNT,
            "222222222222",
            "CloudTrail",
            "CloudTrail-Digest",
            "us-west-2",
            "2026",
            "11",
            "23",
            "xx.json.gz",
            "\\",
            "\u0000",
            "a",
            "%2e",
            " ",
            "AWSLogs/" + ACCOUNT + "/CloudTrail/us-west-2/2026/11/23/xx.json.gz"
        };
        Path root = Path.of("/folder/bucket");
        for (int i = 0; i < 200_000; i++) {
            StringBuilder key = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                key.append(parts[random.nextInt(parts.length)]).append(random.nextInt(3) == 0 ? "" : "/");
            }
            String name = random.nextBoolean() ? key.toString() : key.substring(0, key.length() - 1);
            if (TrailKeys.isOf(ACCOUNT, name)) {
                Path path = root.resolve(name);
                assertThat(path.normalize()).as("seed " + seed + ": " + name).isEqualTo(path);
                assertThat(path.startsWith(root))
                        .as("seed " + seed + ": " + name)
                        .isTrue();
                assertThat(name)
                        .as("seed " + seed)
                        .contains("AWSLogs/" + ACCOUNT)
                        .doesNotContain("/AWSLogs/222222222222/");
            }
        }
    }
}
