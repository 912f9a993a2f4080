// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

/** No member of the hub tells its events now: the same may be asked again later. */
public final class EventsAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For this reason. */
    public EventsAwayException(String message) {
        super(message);
    }
}
