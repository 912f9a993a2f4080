// SPDX-License-Identifier: Apache-2.0
/**
 * What happens, told while it happens: server-sent events (WHATWG HTML, 9.2) with the hub's event
 * numbers as their ids. Each stream has a thread of its own that reads where it is, from what is
 * kept elsewhere; it holds no events, so a slow one costs nobody anything. Start at {@link
 * dev.naru.gateway.stream.StreamEndpoints}.
 *
 * <p>Never comes here: a decision, or an event that is kept nowhere else.
 */
@NullMarked
package dev.naru.gateway.stream;

import org.jspecify.annotations.NullMarked;
