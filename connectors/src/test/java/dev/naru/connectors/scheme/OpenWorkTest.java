// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.EventPosition;
import org.junit.jupiter.api.Test;

class OpenWorkTest {
    private final OpenWork work = new OpenWork(at(10));

    private static EventPosition at(long number) {
        return new EventPosition(number, (int) number * 31);
    }

    @Test
    void starts_where_it_stopped() {
        assertThat(work.finished()).isEqualTo(at(10));
    }

    @Test
    void events_without_work_are_finished_at_once() {
        work.passed(at(11));

        assertThat(work.finished()).isEqualTo(at(11));
    }

    @Test
    void unfinished_work_holds_back_all_that_came_after() {
        OpenWork.Ticket first = work.begun(at(11));
        work.passed(at(12));
        OpenWork.Ticket second = work.begun(at(13));
        work.passed(at(14));

        second.done();
        assertThat(work.finished()).isEqualTo(at(10));

        first.done();
        assertThat(work.finished()).isEqualTo(at(14));
    }

    @Test
    void moves_up_to_the_next_unfinished_work() {
        OpenWork.Ticket first = work.begun(at(11));
        work.passed(at(12));
        work.begun(at(13));

        first.done();

        assertThat(work.finished()).isEqualTo(at(12));
    }

    @Test
    void done_twice_is_done_once() {
        OpenWork.Ticket first = work.begun(at(11));
        OpenWork.Ticket second = work.begun(at(12));

        first.done();
        first.done();
        assertThat(work.finished()).isEqualTo(at(11));
        second.done();
        assertThat(work.finished()).isEqualTo(at(12));
    }
}
