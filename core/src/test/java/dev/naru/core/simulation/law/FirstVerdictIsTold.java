// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.TapVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Whoever reads why a tap proved nothing reads what was so, and of several reasons the first. That
 * something is late or too new is believed here: there are laws about the one and the other. What
 * proves is for {@link OnlyTheEnrolledProve}.
 */
public final class FirstVerdictIsTold implements Law {
    private static final List<TapVerdict> IN_ORDER =
            List.of(
                    TapVerdict.TOO_LATE,
                    TapVerdict.REMOVED,
                    TapVerdict.TOO_NEW,
                    TapVerdict.DEVICE_REQUIRED,
                    TapVerdict.LOCKED,
                    TapVerdict.UNPROVED,
                    TapVerdict.ANOTHER_CARD,
                    TapVerdict.ANOTHER_KEY,
                    TapVerdict.OF_ANOTHER,
                    TapVerdict.CARD_COUNTER,
                    TapVerdict.DEVICE_COUNTER);

    private final LastProofs last = new LastProofs();

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        JudgedTap.of(fact, exchange, books)
                .ifPresent(
                        tap -> {
                            if (tap.event().verdict() == TapVerdict.VERIFIED) {
                                last.take(tap);
                            } else {
                                isToBeTold(tap, books.evidence());
                            }
                        });
    }

    private void isToBeTold(JudgedTap tap, EvidenceBook book) {
        Optional<TapVerdict> first =
                IN_ORDER.stream().filter(verdict -> isSo(verdict, tap, book)).findFirst();
        if (!first.equals(Optional.of(tap.event().verdict()))) {
            throw broken(tap + " was to be told as " + first);
        }
    }

    private boolean isSo(TapVerdict verdict, JudgedTap tap, EvidenceBook book) {
        boolean enrolsCard = tap.is(ChallengePurpose.CARD_ENROLMENT);
        boolean enrolsDevice = tap.is(ChallengePurpose.DEVICE_ENROLMENT);
        return switch (verdict) {
            case TOO_LATE, TOO_NEW -> tap.event().verdict() == verdict;
            case REMOVED ->
                    (!enrolsCard && !tap.isOfPayer(tap.provers().card()))
                            || (!enrolsDevice
                                    && tap.namesDevice()
                                    && !tap.isOfPayer(tap.provers().device()));
            case DEVICE_REQUIRED -> tap.lacksDevice(book);
            case LOCKED -> tap.isAnybodyLocked();
            case UNPROVED -> tap.findings().fault() != 0;
            case ANOTHER_CARD -> !enrolsCard && !tap.findings().card().equals(tap.terms().card());
            // A card that is to be enrolled has a key already only where it is the payer's.
            case ANOTHER_KEY -> tap.isOfPayer(tap.provers().card()) && !last.isTheSame(tap);
            case OF_ANOTHER ->
                    (enrolsCard
                                    && JudgedTap.isThere(tap.provers().card())
                                    && !tap.isOfPayer(tap.provers().card()))
                            || (enrolsDevice && JudgedTap.isThere(tap.provers().device()));
            case CARD_COUNTER -> !last.hasCardRisen(tap);
            case DEVICE_COUNTER -> tap.namesDevice() && !last.hasDeviceRisen(tap);
            case VERIFIED -> false;
        };
    }
}
