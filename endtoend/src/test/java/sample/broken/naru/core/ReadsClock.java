// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.core;

/** Breaks: the core reads no clock. */
public final class ReadsClock {
    /** The wrong time. */
    public long nowNs() {
        return System.nanoTime();
    }
}
