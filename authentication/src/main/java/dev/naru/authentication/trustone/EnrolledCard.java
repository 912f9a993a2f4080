// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.trustone.CardEvidence.Method;
import dev.naru.authentication.trustone.CardEvidence.PaymentCard;
import dev.naru.formats.emv.ByteString;
import java.util.Optional;

/**
 * What is remembered of a card since its enrolment, and must be the same at every tap: a card does
 * not change, so what differs is another card or somebody between.
 *
 * @param reference the card's name here
 * @param keyThumbprint SHA-256 of its key: of no use is a certificate that somebody forged for
 *     another one
 * @param listsThumbprint SHA-256 of what a payment card asks to be told, since it does not sign
 *     where its PDOL ends
 * @param method how it signs, so that it cannot be made to sign less, nor to leave out what it says
 *     of relays
 */
public record EnrolledCard(
        ByteString reference,
        ByteString keyThumbprint,
        Optional<ByteString> listsThumbprint,
        Method method) {
    /** To be remembered of the card of this tap. */
    public static EnrolledCard of(CardEvidence evidence) {
        return new EnrolledCard(
                evidence.reference(),
                evidence.keyThumbprint(),
                evidence.paymentCard().map(PaymentCard::listsThumbprint),
                evidence.method());
    }

    /** What the card of this tap has otherwise. */
    Optional<Fault> difference(CardEvidence evidence) {
        EnrolledCard tapped = of(evidence);
        if (!tapped.reference.equals(reference)) {
            return Optional.of(Fault.OTHER_CARD);
        }
        if (!tapped.keyThumbprint.equals(keyThumbprint)) {
            return Optional.of(Fault.OTHER_KEY);
        }
        if (!tapped.listsThumbprint.equals(listsThumbprint)) {
            return Optional.of(Fault.OTHER_LISTS);
        }
        return tapped.method == method ? Optional.empty() : Optional.of(Fault.OTHER_METHOD);
    }
}
