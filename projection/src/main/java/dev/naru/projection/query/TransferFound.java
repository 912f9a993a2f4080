// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.Transfer;
import java.util.OptionalLong;

/**
 * One transfer of a payment's chain.
 *
 * @param windowNumber of its group, once it is posted
 */
public record TransferFound(
        int position, Transfer transfer, Status status, OptionalLong windowNumber) {
    /** What became of a transfer. */
    public enum Status {
        /** Reserved. */
        PENDING,
        /** Done, for good. */
        POSTED,
        /** It never happened. */
        VOID
    }
}
