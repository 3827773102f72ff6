package dev.trent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private static final Engine ENGINE = Engine.fastest();

    private static Seal seal(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return new Seal(Secret.owning(key), ENGINE);
    }

    private static Secret secret() {
        return Secret.owning(new byte[] {1, 2, 3});
    }

    @Test
    void what_was_wrapped_is_unwrapped_by_either_engine() {
        byte[] wrapped = seal(1).wrap(Seal.Purpose.DOMAIN_KEY, "name", secret());
        Seal portable = new Seal(Secret.owning(filled()), Engine.portable("test"));
        assertThat(portable.unwrap(Seal.Purpose.DOMAIN_KEY, "name", wrapped)).isEqualTo(secret());
        assertThat(seal(1).wrap(Seal.Purpose.DOMAIN_KEY, "name", secret())).isNotEqualTo(wrapped);
    }

    private static byte[] filled() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 1);
        return key;
    }

    @Test
    void it_opens_in_its_own_place_only() {
        Seal seal = seal(1);
        byte[] wrapped = seal.wrap(Seal.Purpose.DOMAIN_KEY, "name", secret());
        assertThatThrownBy(() -> seal.unwrap(Seal.Purpose.ACCESS_KEY, "name", wrapped))
                .isInstanceOf(WrongRootKeyException.class);
        assertThatThrownBy(() -> seal.unwrap(Seal.Purpose.DOMAIN_KEY, "other", wrapped))
                .isInstanceOf(WrongRootKeyException.class);
        assertThatThrownBy(() -> seal(2).unwrap(Seal.Purpose.DOMAIN_KEY, "name", wrapped))
                .isInstanceOf(WrongRootKeyException.class);
        for (int i = 0; i < wrapped.length; i++) {
            byte[] damaged = wrapped.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> seal.unwrap(Seal.Purpose.DOMAIN_KEY, "name", damaged))
                    .isInstanceOf(WrongRootKeyException.class);
            byte[] cut = Arrays.copyOf(wrapped, i);
            assertThatThrownBy(() -> seal.unwrap(Seal.Purpose.DOMAIN_KEY, "name", cut))
                    .isInstanceOf(WrongRootKeyException.class);
        }
    }

    @Test
    void a_root_key_file_is_the_owners_alone_and_is_never_overwritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("root.key");
        Secret key = RootKeyFile.create(file, ENGINE.random());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(RootKeyFile.read(file)).isEqualTo(key);
        assertThatThrownBy(() -> RootKeyFile.create(file, ENGINE.random()))
                .isInstanceOf(FileAlreadyExistsException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> RootKeyFile.read(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void what_is_no_root_key_is_refused_without_being_shown(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("root.key");
        assertThatThrownBy(() -> RootKeyFile.read(file)).hasMessageContaining("trent init");
        for (String text : new String[] {"", "short", "z".repeat(64), "ab".repeat(33), "ab".repeat(500)}) {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> RootKeyFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("64 hexadecimal digits");
        }
    }
}
