// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

import dev.naru.client.EventHearing;
import java.time.Duration;
import java.util.Optional;

/**
 * How a link is doing at one moment.
 *
 * @param linkParticipantId the partner switch
 * @param session how it stands with the partner
 * @param payments whether payments go through; {@link LinkState#DOWN} too when it has halted
 * @param lookups whether look-ups are answered
 * @param eventNumber the last event that needs no more work here
 * @param hearing how the link stands with the hub's event servers
 * @param open payments and enquiries that are being worked on
 * @param figures counted since the start
 * @param halted why the connector has stopped for good and needs a person; empty while it runs
 */
public record LinkStatus(
        int linkParticipantId,
        Session session,
        LinkState payments,
        LinkState lookups,
        long eventNumber,
        EventHearing hearing,
        int open,
        Figures figures,
        Optional<String> halted) {

    /** How a link stands with its partner; payments go through in one standing only. */
    public enum Standing {
        /** The partner has not been heard yet. */
        SIGNING_ON,
        /** The partner takes payments. */
        SIGNED_ON,
        /** The partner has agreed to nothing: it refused the sign-on, or signed us off. */
        SIGNED_OFF,
        /** The partner does not answer, or not sensibly. */
        NOT_ANSWERING,
        /** The hub has signed off and ends. */
        ENDED
    }

    /**
     * A link's session with its partner.
     *
     * @param reason why payments do not go through, for a person and without personal data; empty
     *     while they do
     * @param heardAtNs when the partner last said anything, as {@link System#nanoTime}; at the
     *     start when it began to listen
     * @param signOns how often the partner agreed to a sign-on since the start
     * @param echoes how many echoes were answered since the start
     * @param missedEchoes how many were not
     */
    public record Session(
            Standing standing,
            String reason,
            long heardAtNs,
            long signOns,
            long echoes,
            long missedEchoes) {
        /** For how long the partner has said nothing. */
        public Duration silence() {
            return Duration.ofNanos(System.nanoTime() - heardAtNs);
        }
    }

    /**
     * Counts since the start.
     *
     * @param dispatched payments for which the right to send was granted
     * @param leftToExpire payments that were not sent because the link was down or too busy, or the
     *     machine could not be asked in time; their reservations end by themselves
     * @param unanswered sendings and enquiries without a usable answer, and payments that were not
     *     sent in the time of their right to be sent; the machine's timers go on
     * @param refusedMessages messages that the partner refused to read
     * @param enquiries status enquiries that were asked
     * @param answers answers that reached the machine
     * @param setAside answers that the machine set aside for a person
     * @param strangers answers about payments that the machine does not know
     * @param unreadable messages from the partner that could not be read
     */
    public record Figures(
            long dispatched,
            long leftToExpire,
            long unanswered,
            long refusedMessages,
            long enquiries,
            long answers,
            long setAside,
            long strangers,
            long unreadable) {}
}
