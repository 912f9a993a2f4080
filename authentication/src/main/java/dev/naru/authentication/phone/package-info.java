// SPDX-License-Identifier: Apache-2.0
/**
 * A reference for what a telephone does: has a card answer a challenge, in whatever reader it is,
 * and seals the transcript for the hub. An app does the same in its own language.
 *
 * <p>Never comes here: judging a tap, which is the hub's. Start at {@link
 * dev.naru.authentication.phone.Phone}.
 */
@NullMarked
package dev.naru.authentication.phone;

import org.jspecify.annotations.NullMarked;
