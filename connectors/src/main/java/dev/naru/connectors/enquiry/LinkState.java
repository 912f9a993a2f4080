// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

/** Whether a scheme's link works, as its circuit breaker sees it. */
public enum LinkState {
    /** It answers, or is being tried again. */
    UP,
    /** It does not answer: apps are told before their users scan. */
    DOWN
}
