// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.Optional;

/**
 * What a challenge is for, and who may answer it. Card, device, payer and transaction are known to
 * the machine by digests alone.
 *
 * @param payer whose money or account it is about
 * @param card the reference of the card that must be tapped; {@link Digest#NONE} where one is to be
 *     enrolled
 * @param device the thumbprint of the device key that must sign as well; {@link Digest#NONE} for
 *     none, where a card is to be enrolled; the new key, where a device is
 * @param transaction of everything that was shown to the payer, which card and device sign
 * @param payment with purpose PAYMENT, and only then
 */
public record ChallengeTerms(
        ChallengePurpose purpose,
        Digest payer,
        Digest card,
        Digest device,
        Digest transaction,
        Optional<ChallengedPayment> payment) {
    public ChallengeTerms {
        Check.named("payer", payer);
        Check.named("transaction", transaction);
        boolean enrolsCard = purpose == ChallengePurpose.CARD_ENROLMENT;
        if (enrolsCard != card.equals(Digest.NONE)) {
            throw new IllegalArgumentException(
                    "card must be named, except where one is to be enrolled");
        }
        if (!enrolsCard && device.equals(Digest.NONE)) {
            throw new IllegalArgumentException(
                    "device must be named, except where a card is to be enrolled");
        }
        if (payment.isPresent() != (purpose == ChallengePurpose.PAYMENT)) {
            throw new IllegalArgumentException(
                    "payment must be named with purpose PAYMENT, and only then");
        }
    }
}
