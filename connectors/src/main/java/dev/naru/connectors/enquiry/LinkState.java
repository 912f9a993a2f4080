// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

/** Whether a scheme's link works, as its circuit breakers see it. */
public enum LinkState {
    /** It answers. */
    UP,
    /**
     * It does not answer, or only probes have been answered yet: apps are told before their users
     * scan.
     */
    DOWN
}
