// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir Path folder;

    @Test
    void onlyTheOwnerMayReadWhatIsWritten() throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve("secrets"), "one");
        file.write("first".getBytes(UTF_8));
        file.write("second".getBytes(UTF_8));
        assertThat(file.read().orElseThrow()).isEqualTo("second".getBytes(UTF_8));
        assertThat(mode(file.path())).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
        assertThat(folder.resolve("secrets").toFile().list()).containsExactly("one");
    }

    @Test
    void whatAWriteThatWasCutOffLeftBehindIsNotRead() throws IOException {
        PrivateFile file = new PrivateFile(folder, "one");
        Files.writeString(folder.resolve("one.next"), "ha");
        assertThat(file.read()).isEmpty();
        file.write("whole".getBytes(UTF_8));
        assertThat(file.read().orElseThrow()).isEqualTo("whole".getBytes(UTF_8));
        assertThat(mode(file.path())).isEqualTo("rw-------");
    }

    @Test
    void whatIsRemovedIsNotThereAnyMore() {
        PrivateFile file = new PrivateFile(folder, "one");
        file.write("whole".getBytes(UTF_8));
        file.remove();
        assertThat(file.read()).isEmpty();
        assertThat(folder.toFile().list()).isEmpty();
        file.remove();
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        PrivateFile file = new PrivateFile(folder, "one");
        file.write("secret".getBytes(UTF_8));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(file::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("secret\"");
    }

    @Test
    void randomBytesAreMadeOnce() {
        byte[] first = new PrivateFile(folder, "one").randomBytes(32);
        assertThat(first).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(new PrivateFile(folder, "one").randomBytes(32)).isEqualTo(first);
        assertThat(new PrivateFile(folder, "two").randomBytes(32)).isNotEqualTo(first);
    }

    @Test
    void damagedRandomBytesAreRefused() {
        PrivateFile file = new PrivateFile(folder, "one");
        file.write("abc".getBytes(UTF_8));
        assertThatThrownBy(() -> file.randomBytes(32))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("32 bytes");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
