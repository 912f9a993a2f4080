// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.client.EventPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionFileTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void names_a_file() {
        file = folder.resolve("deeper").resolve("link-3.position");
    }

    @Test
    void begins_at_the_start() {
        assertThat(new PositionFile(file).read()).isEqualTo(EventPosition.START);
    }

    @Test
    void is_kept_over_a_restart_and_leaves_nothing_beside_it() throws IOException {
        new PositionFile(file).write(new EventPosition(7, 0x80000001));
        new PositionFile(file).write(new EventPosition(Long.MAX_VALUE, -1));

        assertThat(new PositionFile(file).read()).isEqualTo(new EventPosition(Long.MAX_VALUE, -1));
        try (var files = Files.list(folder.resolve("deeper"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_write_that_was_cut_short_changes_nothing() throws IOException {
        new PositionFile(file).write(new EventPosition(7, 1));
        Files.write(file.resolveSibling("link-3.position.new"), new byte[] {1, 2, 3});

        assertThat(new PositionFile(file).read()).isEqualTo(new EventPosition(7, 1));
        new PositionFile(file).write(new EventPosition(8, 2));
        assertThat(new PositionFile(file).read()).isEqualTo(new EventPosition(8, 2));
    }

    @Test
    void any_damage_is_found_and_told_with_the_way_out() throws IOException {
        new PositionFile(file).write(new EventPosition(7, 1));
        byte[] good = Files.readAllBytes(file);

        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> new PositionFile(file).read())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Remove it");
        }
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> new PositionFile(file).read())
                .isInstanceOf(IllegalStateException.class);
    }
}
