// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.qr.Scheme;
import java.time.Duration;
import java.util.Set;

/**
 * A partner switch that may send here.
 *
 * @param participantId whose key opens the door
 * @param corridorId where its payments go
 * @param scheme whose codes it may ask about
 * @param hubBic how the hub is known on the link
 * @param partnerBic how the partner is known on the link
 * @param accepted the messages that it may send
 * @param endWait the longest wait for a payment's end, shorter than the partner's timer of 12 s
 */
public record InboundLink(
        int participantId,
        int corridorId,
        Scheme scheme,
        String hubBic,
        String partnerBic,
        Set<MessageDefinition> accepted,
        Duration endWait) {
    private static final Duration PARTNER_TIMER = Duration.ofSeconds(12);

    public InboundLink {
        accepted = Set.copyOf(accepted);
        if (endWait.isNegative() || endWait.compareTo(PARTNER_TIMER) >= 0) {
            throw new IllegalArgumentException(
                    "endWait must be below the partner's timer of "
                            + PARTNER_TIMER.toSeconds()
                            + " s");
        }
    }

    /** Payee look-ups, payments and status enquiries, answered within 10 s. */
    public static InboundLink standard(
            int participantId, int corridorId, Scheme scheme, String hubBic, String partnerBic) {
        return new InboundLink(
                participantId,
                corridorId,
                scheme,
                hubBic,
                partnerBic,
                Set.of(
                        MessageDefinition.ACMT_023_001_02,
                        MessageDefinition.PACS_008_001_08,
                        MessageDefinition.PACS_028_001_04),
                Duration.ofSeconds(10));
    }
}
