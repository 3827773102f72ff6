package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of docs/moving.md do what users of LocalStack and local-kms expect.
class MovingPageTest {
    private static final List<Page.Block> BLOCKS =
            Page.read(Checkout.ROOT.resolve("docs/moving.md")).blocks();

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        ThirdParty.needsAwsCli();
    }

    @Test
    void the_page_has_the_blocks_that_are_run() {
        assertThat(BLOCKS)
                .extracting(Page.Block::expected)
                .containsExactly(
                        Page.Expected.tested,
                        Page.Expected.tested,
                        Page.Expected.tested,
                        Page.Expected.server,
                        Page.Expected.tested);
        assertThat(BLOCKS.get(3).code()).isEqualTo("./trent dev --data data --seed seed.yaml");
    }

    @Test
    void a_script_of_localstack_works_as_it_is() {
        Reader reader = Reader.in(folder);
        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            assertThat(reader.follow(BLOCKS.subList(0, 1), trent.endpoint()))
                    .contains("fe960654-cdc9-4580-9368-8c58c3865a46", "ECC_NIST_P256");
        }
    }

    @Test
    void the_seed_of_local_kms_is_one_of_trent() {
        Reader reader = Reader.in(folder);
        reader.prepare(BLOCKS.get(2));
        String data = folder.resolve("data").toString();
        String seed = folder.resolve("seed.yaml").toString();
        try (Trent trent = Trent.start("dev", "--quiet", "--port", "0", "--data", data, "--seed", seed)) {
            assertThat(reader.follow(List.of(BLOCKS.get(1), BLOCKS.get(4)), trent.endpoint()))
                    .contains("bc436485-5092-42b8-92a3-0aa8b93536dc");
        }
    }
}
