// SPDX-License-Identifier: Apache-2.0
/**
 * The wire form of commands, outcomes and events: the schema naru.xml, its generated flyweights in
 * {@code dev.naru.protocol.sbe}, and the words of {@link dev.naru.protocol} joined here, by hand.
 *
 * <p>Never comes here: a decision about what was asked, a socket, a file. Start at {@link
 * dev.naru.protocol.codec.CommandCodec}.
 */
@NullMarked
package dev.naru.protocol.codec;

import org.jspecify.annotations.NullMarked;
