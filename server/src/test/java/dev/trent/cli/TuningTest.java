package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.identity.PasswordHashes;
import org.junit.jupiter.api.Test;

class TuningTest {
    /// The servers of tests hash with less work. A server that is started by a command never does.
    @Test
    void a_real_server_hashes_passwords_with_the_strong_parameters() {
        assertThat(new Tuning().passwordHash()).isEqualTo(PasswordHashes.STRONG);
        assertThat(CommandLines.parsed(new Tuning(), "--log-level=INFO").passwordHash())
                .isEqualTo(PasswordHashes.STRONG);
    }
}
