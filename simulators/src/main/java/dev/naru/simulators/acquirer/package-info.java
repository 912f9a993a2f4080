// SPDX-License-Identifier: Apache-2.0
/**
 * A Korean acquirer with its shops and their terminals: JSON over HTTP, as {@code docs/inbound.md}
 * describes it. Start at {@link dev.naru.simulators.acquirer.KoreaAcquirer}.
 *
 * <p>Never comes here: a class of the hub, or another scheme's word.
 */
@NullMarked
package dev.naru.simulators.acquirer;

import org.jspecify.annotations.NullMarked;
