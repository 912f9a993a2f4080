// SPDX-License-Identifier: Apache-2.0
/**
 * The hub's hands: what reserves money in the machine is carried out here, at other people's
 * systems. Start at {@link dev.naru.connectors.SchemeConnector}; {@code scheme} has what every
 * scheme's connector is made of, {@code scheme.<country>} one scheme each, {@code enquiry} the
 * questions that the gateway may ask, {@code sandbox} the faults that a test can arm.
 *
 * <p>Never comes here: a balance, or a decision about money. A connector asks the machine for the
 * right to send, sends once, and reports what it hears.
 */
@NullMarked
package dev.naru.connectors;

import org.jspecify.annotations.NullMarked;
