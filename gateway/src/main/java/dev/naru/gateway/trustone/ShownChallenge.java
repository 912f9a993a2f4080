// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.RequestId;
import java.util.Optional;
import java.util.UUID;

/**
 * What was shown to a payer, as it is kept. Cards and devices sign its hash, and the machine is
 * told the same by digests.
 *
 * @param participantId who asked
 * @param requestDigest a pseudonym of what was asked for
 * @param payer the machine's name of the payer
 * @param payerReference the participant's own
 * @param sourceGroupId of a payment, 0 of anything else
 * @param terms all that the payer agrees to
 * @param device the key that signs as well, where the terms name one that is registered
 */
public record ShownChallenge(
        int participantId,
        Bytes requestDigest,
        Digest payer,
        String payerReference,
        int sourceGroupId,
        TransactionTerms terms,
        Optional<RegisteredDevice> device) {
    /** The machine's word for what it is for. */
    public ChallengePurpose purpose() {
        return switch (terms.purpose()) {
            case CARD_ENROLMENT -> ChallengePurpose.CARD_ENROLMENT;
            case DEVICE_ENROLMENT -> ChallengePurpose.DEVICE_ENROLMENT;
            case PAYMENT -> ChallengePurpose.PAYMENT;
            case WITHDRAWAL -> ChallengePurpose.WITHDRAWAL;
            case LIMIT_CHANGE -> ChallengePurpose.LIMIT_CHANGE;
            case LOGIN -> ChallengePurpose.LOGIN;
        };
    }

    static Purpose purpose(ChallengePurpose purpose) {
        return switch (purpose) {
            case CARD_ENROLMENT -> Purpose.CARD_ENROLMENT;
            case DEVICE_ENROLMENT -> Purpose.DEVICE_ENROLMENT;
            case PAYMENT -> Purpose.PAYMENT;
            case WITHDRAWAL -> Purpose.WITHDRAWAL;
            case LIMIT_CHANGE -> Purpose.LIMIT_CHANGE;
            case LOGIN -> Purpose.LOGIN;
        };
    }

    /** The machine's name of the challenge. */
    public RequestId requestId() {
        return requestId(terms.challengeId());
    }

    /** The machine's name of the challenge with this id. */
    public static RequestId requestId(UUID id) {
        return new RequestId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** The machine's name of all that was shown. */
    public Digest transaction() {
        return Names.digest(terms.hash());
    }

    /** Whether a device must sign as well. */
    boolean wantsDevice() {
        return !terms.deviceKeyThumbprint().isEmpty();
    }

    /**
     * Whether it is what the machine was told. Payer's reference and device key are in no hash that
     * card and device sign, but the machine has their names: so neither can be another one's here.
     */
    boolean isAsTold(ChallengeTerms told) {
        return told.equals(machineTerms())
                && payer.equals(CanonicalDigest.payer(participantId, payerReference))
                && device.map(RegisteredDevice::thumbprint)
                        .orElse(ByteString.EMPTY)
                        .equals(terms.deviceKeyThumbprint());
    }

    ChallengeTerms machineTerms() {
        return new ChallengeTerms(
                purpose(),
                payer,
                Names.digest(terms.cardReference()),
                Names.digest(terms.deviceKeyThumbprint()),
                transaction(),
                purpose() == ChallengePurpose.PAYMENT
                        ? terms.paymentId().map(this::payment)
                        : Optional.empty());
    }

    private ChallengedPayment payment(UUID id) {
        return new ChallengedPayment(
                new PaymentId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                sourceGroupId,
                terms.amountMinor(),
                Names.digest(terms.payeeAccountHash()));
    }

    /** Nothing of whom it is about. */
    @Override
    public String toString() {
        return terms.toString();
    }
}
