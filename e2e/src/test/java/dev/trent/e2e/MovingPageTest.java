package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the pages about moving do what users of LocalStack and local-kms expect.
class MovingPageTest {
    private static final List<Page.Block> LOCALSTACK = blocks("moving-from-localstack.md");
    private static final List<Page.Block> LOCAL_KMS = blocks("moving-from-local-kms.md");

    @TempDir
    Path folder;

    private static List<Page.Block> blocks(String page) {
        return Page.read(Checkout.ROOT.resolve("docs").resolve(page)).blocks();
    }

    @BeforeAll
    static void needs() {
        ThirdParty.needsAwsCli();
    }

    @Test
    void the_pages_have_the_blocks_that_are_run() {
        assertThat(LOCALSTACK).extracting(Page.Block::expected).containsExactly(Page.Expected.tested);
        assertThat(LOCAL_KMS)
                .extracting(Page.Block::expected)
                .containsExactly(
                        Page.Expected.tested, Page.Expected.tested, Page.Expected.server, Page.Expected.tested);
        assertThat(LOCAL_KMS.get(2).code()).isEqualTo("./trent dev --data data --seed seed.yaml");
    }

    @Test
    void a_script_of_localstack_works_as_it_is() {
        Reader reader = Reader.in(folder);
        try (Trent trent = Trent.dev(folder.resolve("data"))) {
            assertThat(reader.follow(LOCALSTACK, trent.endpoint()))
                    .contains("fe960654-cdc9-4580-9368-8c58c3865a46", "ECC_NIST_P256");
        }
    }

    @Test
    void the_seed_of_local_kms_is_one_of_trent() {
        Reader reader = Reader.in(folder);
        reader.prepare(LOCAL_KMS.get(1));
        String data = folder.resolve("data").toString();
        String seed = folder.resolve("seed.yaml").toString();
        try (Trent trent = Trent.start("dev", "--quiet", "--port", "0", "--data", data, "--seed", seed)) {
            assertThat(reader.follow(List.of(LOCAL_KMS.get(0), LOCAL_KMS.get(3)), trent.endpoint()))
                    .contains("bc436485-5092-42b8-92a3-0aa8b93536dc");
        }
    }
}
