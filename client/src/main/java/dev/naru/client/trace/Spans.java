// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

/** Where spans are told when they have ended. Never waits and never throws. */
@FunctionalInterface
public interface Spans {
    /** Nobody listens. */
    Spans NONE = span -> {};

    /** A span has ended. */
    void ended(Span span);
}
