// SPDX-License-Identifier: Apache-2.0
/** Cards: the dedicated card's real applet, and a simulated chip that it runs in. */
@NullMarked
package dev.naru.simulators.card;

import org.jspecify.annotations.NullMarked;
