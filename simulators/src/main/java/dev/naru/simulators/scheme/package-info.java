// SPDX-License-Identifier: Apache-2.0
/**
 * Switches of partner schemes. Start at {@link dev.naru.simulators.scheme.IndonesiaSwitch}: it
 * takes ISO 20022 messages over HTTP, judges them by its own directory of merchants, keeps its own
 * book of payments, and answers by callback; {@link dev.naru.simulators.scheme.Behaviour} lists how
 * it can be told to misbehave.
 *
 * <p>Never comes here: any knowledge of how the hub decides.
 */
@NullMarked
package dev.naru.simulators.scheme;

import org.jspecify.annotations.NullMarked;
