// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One of these events cannot be dealt with. */
final class PoisonedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long first;
    private final long last;
    private final boolean halts;

    PoisonedEventException(long first, long last, Throwable cause) {
        this(first, last, cause, false);
    }

    private PoisonedEventException(
            long first, long last, @Nullable Throwable cause, boolean halts) {
        super("One of the events " + first + " to " + last + " cannot be dealt with", cause);
        this.first = first;
        this.last = last;
        this.halts = halts;
    }

    /** The same, now that nothing can go on behind it. */
    PoisonedEventException halting() {
        return new PoisonedEventException(last, last, getCause(), true);
    }

    boolean halts() {
        return halts;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** What is wrong, without values of the event: they may be personal. */
    String complaint() {
        Throwable cause = getCause();
        if (cause instanceof SQLException failure) {
            return "PostgreSQL refused it with SQLSTATE " + failure.getSQLState();
        }
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }
}
