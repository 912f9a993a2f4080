// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.sandbox;

/** What a connector passes at each {@link FaultPoint}. */
@FunctionalInterface
public interface FaultLine {
    /** Nothing ever stops here: a live hub's. */
    FaultLine NONE = (point, paymentNumber) -> {};

    /** Returns at once, or not before the fault is disarmed. */
    void pass(FaultPoint point, long paymentNumber);
}
