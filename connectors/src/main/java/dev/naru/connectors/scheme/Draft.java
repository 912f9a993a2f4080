// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.Bytes;

/** A payment as its link would send it, made before the right to send is asked for. */
public sealed interface Draft {
    /** The message, ready to go. */
    record Ready(Bytes message) implements Draft {}

    /**
     * The link cannot carry this payment.
     *
     * @param reason for the log, without personal data
     */
    record Impossible(String reason) implements Draft {}
}
