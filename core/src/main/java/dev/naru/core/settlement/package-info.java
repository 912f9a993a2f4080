// SPDX-License-Identifier: Apache-2.0
/**
 * From positions to obligations: closing a group's window.
 *
 * <p>Never comes here: a settlement bank's messages. Start at {@link
 * dev.naru.core.settlement.Windows}.
 */
@NullMarked
package dev.naru.core.settlement;

import org.jspecify.annotations.NullMarked;
