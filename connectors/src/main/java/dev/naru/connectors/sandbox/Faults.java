// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.sandbox;

import java.util.List;
import java.util.OptionalLong;

/** Arms faults and says which were reached. Safe for many threads. */
public interface Faults {
    /** The next payment that comes to this point stops there. */
    void arm(FaultPoint point);

    /** Nothing stops any more, and what has stopped goes on. */
    void disarm();

    /** How each point stands, in the order of {@link FaultPoint}. */
    List<Standing> standings();

    /**
     * How a point stands.
     *
     * @param paymentNumber the payment that stopped here last
     */
    record Standing(FaultPoint point, State state, OptionalLong paymentNumber) {}

    /** Whether a point is set, and whether something has stopped there. */
    enum State {
        /** Payments pass. */
        IDLE,
        /** The next payment will stop. */
        ARMED,
        /** A payment has stopped and stands there. */
        REACHED
    }
}
