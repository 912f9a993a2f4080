// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

/**
 * What a check came to.
 *
 * @param <T> what is known when it holds
 */
public sealed interface DeviceVerdict<T> {
    /**
     * It holds.
     *
     * @param value what is known by it
     */
    record Holds<T>(T value) implements DeviceVerdict<T> {}

    /**
     * It does not.
     *
     * @param why for the audit log; the caller is never told
     */
    record Refused<T>(DeviceRefusal why) implements DeviceVerdict<T> {}
}
