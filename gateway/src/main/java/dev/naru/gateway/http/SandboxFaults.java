// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import java.util.List;
import java.util.OptionalLong;

/** Faults that a sandbox's operator can arm, such as a stop between two steps of a dispatch. */
public interface SandboxFaults {
    /** No faults. */
    SandboxFaults NONE =
            new SandboxFaults() {
                @Override
                public List<Standing> standings() {
                    return List.of();
                }

                @Override
                public void arm(String point) {
                    throw new IllegalArgumentException("there is no such point");
                }

                @Override
                public void disarm() {
                    // Nothing is armed.
                }
            };

    /** Every point where a fault can be armed, and how it stands. */
    List<Standing> standings();

    /** Lets the next payment stop at this point, which is one of {@link #standings}. */
    void arm(String point);

    /** Lets everything pass again. */
    void disarm();

    /**
     * How a point stands.
     *
     * @param state a word for it, such as IDLE, ARMED or REACHED
     * @param paymentNumber the payment that stopped there last
     */
    record Standing(String point, String state, OptionalLong paymentNumber) {}
}
