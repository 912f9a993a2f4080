// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.memory.KeyHash;
import dev.naru.core.snapshot.Section;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.core.story.StoredSnapshot;
import dev.naru.core.story.Story;
import dev.naru.protocol.Digest;
import org.junit.jupiter.api.Test;

class PayerDaysTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    /** In UTC+7 days end at 17:00 UTC, in UTC+9 at 15:00. */
    private static final int JAKARTA = 420;

    private static final int SEOUL = 540;
    private static final int IDR = 1;
    private static final int KRW = 2;

    private final PayerDays days = new PayerDays(2, new KeyHash(1));

    @Test
    void dayThatEndsLaterKeepsNoRoomOfDaysThatHaveEnded() {
        add(days, 1, IDR, JAKARTA, 10);
        add(days, 2, KRW, SEOUL, 11);
        assertThat(hasRoomFor(days, 3, KRW, SEOUL, 14)).isFalse();

        PayerDays restored = restored(days);
        for (PayerDays one : new PayerDays[] {days, restored}) {
            assertThat(hasRoomFor(one, 3, KRW, SEOUL, 15)).isTrue();
            add(one, 3, KRW, SEOUL, 15);
            assertThat(sum(one, 1, IDR, JAKARTA, 10)).isEqualTo(100);
            assertThat(sum(one, 2, KRW, SEOUL, 11)).isZero();
            assertThat(sum(one, 3, KRW, SEOUL, 15)).isEqualTo(100);
            assertThat(hasRoomFor(one, 4, KRW, SEOUL, 16)).isFalse();
            assertThat(hasRoomFor(one, 4, KRW, SEOUL, 17)).isTrue();
        }
        assertThat(stored(restored).toBytes()).isEqualTo(stored(days).toBytes());
    }

    private static PayerDays restored(PayerDays days) {
        SnapshotReader in = new SnapshotReader(stored(days).source()::read);
        PayerDays restored = new PayerDays(2, new KeyHash(2));
        in.begin(Section.PAYERS);
        restored.read(in);
        in.end();
        return restored;
    }

    private static StoredSnapshot stored(PayerDays days) {
        StoredSnapshot stored = new StoredSnapshot();
        SnapshotWriter out = new SnapshotWriter(stored::write);
        out.begin(Section.PAYERS);
        days.write(out);
        out.end();
        return stored;
    }

    private static void add(PayerDays days, int payer, int group, int offset, int hour) {
        days.add(digest(payer), day(group, offset, hour), offset, at(hour), 100);
    }

    private static boolean hasRoomFor(PayerDays days, int payer, int group, int offset, int hour) {
        return days.hasRoomFor(digest(payer), day(group, offset, hour), at(hour));
    }

    private static long sum(PayerDays days, int payer, int group, int offset, int hour) {
        return days.sumMinor(digest(payer), day(group, offset, hour));
    }

    private static int day(int group, int offset, int hour) {
        return PayerDays.dayOf(group, offset, at(hour));
    }

    private static Digest digest(int payer) {
        return new Digest(payer, payer);
    }

    private static long at(int hour) {
        return Story.BEGINNING_NS + hour * HOUR_NS;
    }
}
