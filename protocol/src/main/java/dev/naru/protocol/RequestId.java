// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * 128 bits by which a caller names a request that is not a payment, so that the same one sent again
 * changes nothing.
 */
public record RequestId(long high, long low) {
    /** No such request. */
    public static final RequestId NONE = new RequestId(0, 0);
}
