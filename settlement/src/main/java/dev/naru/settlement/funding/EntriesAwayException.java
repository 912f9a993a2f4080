// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

/** The database does not answer, so what is kept in it cannot be said. */
public final class EntriesAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EntriesAwayException(Throwable cause) {
        super("the bank's entries cannot be reached", cause);
    }
}
