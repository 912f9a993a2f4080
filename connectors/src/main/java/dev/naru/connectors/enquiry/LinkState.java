// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

/** Whether a scheme's link works, as its session and its circuit breakers see it. */
public enum LinkState {
    /** It answers. */
    UP,
    /**
     * It has not agreed to a sign-on, does not answer, or only probes have been answered yet: apps
     * are told before their users scan.
     */
    DOWN
}
