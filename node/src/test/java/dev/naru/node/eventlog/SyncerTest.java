// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.eventlog.TestDisk.Call;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyncerTest {
    private static final long WRITTEN = 7;

    /**
     * Two threads sync. Whichever comes after one that failed must not find the work gone, and call
     * synced what never was.
     */
    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"SYNC", "SYNC_FOLDER"})
    void whatFailedOnOneThreadHasFailedOnTheOther(Call call, @TempDir Path folder)
            throws IOException {
        TestDisk disk = new TestDisk();
        LogFile full = disk.open(folder.resolve("full"), 0);
        LogFile next = disk.open(folder.resolve("next"), 0);
        Syncer syncer =
                new Syncer(disk, EventLogSettings.of(folder), full, () -> WRITTEN, failure -> {});
        syncer.follow(next);
        disk.fail(call);
        assertThatThrownBy(syncer::syncNow).hasMessageContaining("No space left");
        disk.fail(Call.NONE);

        assertThatThrownBy(syncer::syncNow).hasMessageContaining("earlier sync has failed");
        assertThat(syncer.syncedNumber()).isZero();
        full.close();
        syncer.close();
    }
}
