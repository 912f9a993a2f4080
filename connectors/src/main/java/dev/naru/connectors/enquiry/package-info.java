// SPDX-License-Identifier: Apache-2.0
/**
 * Questions to other schemes that move no money: who would be paid, and how a link is doing. The
 * gateway may ask them.
 *
 * <p>Never comes here: anything that dispatches, answers or changes a payment. Start at {@link
 * dev.naru.connectors.enquiry.PayeeLookup}.
 */
@NullMarked
package dev.naru.connectors.enquiry;

import org.jspecify.annotations.NullMarked;
