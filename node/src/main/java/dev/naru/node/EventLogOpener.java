// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogFault;
import dev.naru.node.eventlog.EventLogSettings;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.agrona.concurrent.IdleStrategy;

/** How a member comes by its event log. */
@FunctionalInterface
interface EventLogOpener {
    /**
     * Opens it, which may take as long as reading all that was written since the snapshot.
     *
     * @param number the last event of the snapshot, 0 for none
     * @param crc of that event
     */
    EventLog open(long number, int crc);

    /** Opens the files in a member's folder. */
    static EventLogOpener in(NodeSettings settings, Consumer<EventLogFault> onFault) {
        return (number, crc) ->
                EventLog.open(
                        EventLogSettings.of(settings.eventFolder())
                                .withFileBytes(settings.eventKeeping().fileBytes())
                                .withOnFault(onFault),
                        number,
                        crc);
    }

    /**
     * The same on a thread of its own. The caller waits by idling: this is where the service's
     * thread serves its Aeron client, which else would be closed after ten seconds.
     */
    default EventLogOpener elsewhere(IdleStrategy idle) {
        return (number, crc) -> {
            FutureTask<EventLog> opening = new FutureTask<>(() -> open(number, crc));
            Thread thread = Thread.ofPlatform().name("event-check").start(opening);
            try {
                idle.reset();
                while (thread.isAlive()) {
                    idle.idle();
                }
            } catch (RuntimeException ending) {
                // The folder's lock is given back next, so nobody may be at work there any more.
                joinAnyway(thread);
                if (opening.state() == Future.State.SUCCESS) {
                    opening.resultNow().abandon();
                }
                throw ending;
            }
            if (opening.state() == Future.State.SUCCESS) {
                return opening.resultNow();
            }
            throw new IllegalStateException(
                    "the event log cannot be opened", opening.exceptionNow());
        };
    }

    private static void joinAnyway(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
