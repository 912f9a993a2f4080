// SPDX-License-Identifier: Apache-2.0
/**
 * The hub's front for partner switches: ISO 20022 over HTTP. Start at {@link
 * dev.naru.gateway.iso20022.PartnerEndpoint}; {@code docs/inbound.md} has the link's rules for
 * those at its other end.
 *
 * <p>Never comes here: a decision about money. What is asked goes to the machine, and what it
 * remembers is what is answered.
 */
@NullMarked
package dev.naru.gateway.iso20022;

import org.jspecify.annotations.NullMarked;
