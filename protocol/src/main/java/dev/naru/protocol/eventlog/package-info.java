// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of numbered events outside the machine: one record as it lies in a file and travels
 * over a wire, and the few words with which a reader asks for them. Both the node that writes and
 * the client that reads stand on this.
 *
 * <p>Never comes here: a file, a socket, the meaning of an event. Start at {@link
 * dev.naru.protocol.eventlog.EventRecord}.
 */
@NullMarked
package dev.naru.protocol.eventlog;

import org.jspecify.annotations.NullMarked;
