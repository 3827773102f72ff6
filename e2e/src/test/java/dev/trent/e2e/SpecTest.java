package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The formats in `docs/spec` are complete: a program written from the page alone recomputes their vectors.
class SpecTest {

    @Test
    void an_independent_implementation_recomputes_the_vectors() {
        String python = ThirdParty.pythonWithCryptography();
        Path program = Checkout.ROOT.resolve("docs/spec/verify_vectors.py");
        Shell.Ran ran = new Shell(Checkout.ROOT, Map.of()).run(List.of(python, program.toString()));
        assertThat(ran.exit()).as(ran.toString()).isZero();
        assertThat(ran.out().strip()).isEqualTo("""
                4 vectors of vectors.json hold
                7 vectors of session-vectors.json hold
                5 vectors of row-vectors.json hold
                4 vectors of audit-vectors.json hold
                3 vectors of packed-vectors.json hold""");
    }
}
