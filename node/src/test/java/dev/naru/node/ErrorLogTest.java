// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.client.ClusterEvent;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorLogTest {
    private final List<Throwable> taken = new ArrayList<>();
    private final Faults faults = new Faults(taken::add);
    private final ErrorLog errors = new ErrorLog(faults);

    @BeforeEach
    void serve() {
        faults.serve();
    }

    @Test
    void countsWhatAeronMends() {
        errors.mended().onError(new IllegalStateException("a test"));

        assertThat(errors.count()).isOne();
        assertThat(taken).isEmpty();
    }

    /** As it comes of a file in memory on a full disk. */
    @Test
    void stopsTheMemberAtWhatNobodyMends() {
        Error full = new InternalError("a test");

        errors.mended().onError(full);

        assertThat(taken).containsExactly(full);
    }

    /** As the archive has it of a write, and the catalog of a sync. */
    @Test
    void stopsTheMemberWhenItsDiskFails() {
        IOException disk = new IOException("Input/output error");
        Exception archive = new ArchiveException("a test", disk, ArchiveException.GENERIC);

        errors.stored(Path.of("a folder")).onError(archive);

        assertThat(errors.count()).isOne();
        assertThat(taken).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(taken.getFirst())
                .hasMessageContaining("the disk under a folder failed (Input/output error; ")
                .hasMessageContaining("nothing was acknowledged that is not on disk")
                .hasCause(archive);
    }

    @Test
    void stopsTheMemberWhenAFileOfItsIsGone() {
        String lost = Path.of("a folder", "archive", "lost.rec").toString();
        errors.stored(Path.of("a folder"))
                .onError(new RuntimeException(new NoSuchFileException(lost)));
        assertThat(taken).hasSize(1);
    }

    @Test
    void countsWhatTheArchiveMends() {
        errors.stored(Path.of("a folder")).onError(new ArchiveException("a test"));
        assertThat(errors.count()).isOne();
        errors.stored(Path.of("a folder"))
                .onError(new RuntimeException(new ClosedByInterruptException()));
        errors.stored(Path.of("a folder"))
                .onError(new RuntimeException(new NoSuchFileException("/dev/shm/of a peer")));
        assertThat(errors.count()).isEqualTo(3);
        assertThat(taken).isEmpty();

        Error full = new InternalError("a test");
        errors.stored(Path.of("a folder")).onError(full);
        assertThat(taken).containsExactly(full);
    }

    /** Aeron's own list of errors lies in memory too, and is written before anybody is told. */
    @Test
    void stopsTheMemberWhenAThreadOfAeronsEnds() throws InterruptedException {
        Error full = new InternalError("a test");
        Thread thread =
                errors.threads()
                        .newThread(
                                () -> {
                                    throw full;
                                });

        thread.start();
        thread.join();

        assertThat(taken).containsExactly(full);
    }

    @Test
    void stopsTheMemberAtWhateverHappensToTheServiceButWarnings() {
        errors.fatal().onError(new ClusterEvent("a test"));
        assertThat(taken).isEmpty();

        RuntimeException bug = new IllegalStateException("a test");
        errors.fatal().onError(bug);
        assertThat(taken).containsExactly(bug);
    }
}
