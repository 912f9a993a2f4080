// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.Digest;
import dev.naru.protocol.TapFindings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** With which keys and counters cards and devices proved last. Events do not tell the keys. */
final class LastProofs {
    private final Map<EvidenceBook.Whose, Chip> chips = new HashMap<>();
    private final Map<EvidenceBook.Whose, Long> deviceCounters = new HashMap<>();

    /** A card as it proved last. */
    record Chip(Digest key, Digest profile, long counter) {
        private boolean isAsFound(TapFindings findings) {
            return key.equals(findings.key()) && profile.equals(findings.profile());
        }
    }

    /** The card that was tapped, as it proved before; empty when it never did. */
    Optional<Chip> chip(JudgedTap tap) {
        return Optional.ofNullable(chips.get(cardOf(tap)));
    }

    /** Whether the card has the key and the profile of its enrolment. */
    boolean isTheSame(JudgedTap tap) {
        return chip(tap).filter(chip -> chip.isAsFound(tap.findings())).isPresent();
    }

    /** A card with another key counts anew, and one that signs no counter may begin to. */
    boolean hasCardRisen(JudgedTap tap) {
        return chip(tap)
                .filter(chip -> chip.key.equals(tap.findings().key()))
                .map(Chip::counter)
                .filter(counter -> counter != TapFindings.NO_COUNTER)
                .filter(counter -> tap.findings().cardCounter() <= counter)
                .isEmpty();
    }

    /** A key that keeps no counter says 0 for ever (WebAuthn Level 3, section 6.1.1). */
    boolean hasDeviceRisen(JudgedTap tap) {
        long counter = tap.findings().deviceCounter();
        return Optional.ofNullable(deviceCounters.get(deviceOf(tap)))
                .filter(before -> counter <= before && (counter != 0 || before != 0))
                .isEmpty();
    }

    /** Remembers a tap that proved. */
    void take(JudgedTap tap) {
        TapFindings findings = tap.findings();
        chips.put(
                cardOf(tap), new Chip(findings.key(), findings.profile(), findings.cardCounter()));
        if (tap.namesDevice()) {
            deviceCounters.put(deviceOf(tap), findings.deviceCounter());
        }
    }

    private static EvidenceBook.Whose cardOf(JudgedTap tap) {
        return new EvidenceBook.Whose(
                tap.event().participantId(), AuthenticatorKind.CARD, tap.findings().card());
    }

    private static EvidenceBook.Whose deviceOf(JudgedTap tap) {
        return new EvidenceBook.Whose(
                tap.event().participantId(), AuthenticatorKind.DEVICE, tap.terms().device());
    }
}
