// SPDX-License-Identifier: Apache-2.0
/**
 * What the issuer of a card can say: whether the application cryptogram (EMV tag 9F26) that came
 * with a tap was computed by the card with this number over this transaction.
 *
 * <p>Never comes here: certificates and signatures that anybody can verify, APDUs and TLV (a tap's
 * tags arrive read), whether the counter rises, what type of cryptogram the card gave, and what a
 * refusal costs.
 *
 * <p>Start at {@link dev.naru.authentication.cardtap.cryptogram.IssuerAdapter}; the table of what
 * cards speak is {@link dev.naru.authentication.cardtap.cryptogram.CryptogramVersion}; who holds
 * the issuer's master key is behind {@link dev.naru.authentication.cardtap.cryptogram.IssuerKeys}.
 */
@NullMarked
package dev.naru.authentication.cardtap.cryptogram;

import org.jspecify.annotations.NullMarked;
