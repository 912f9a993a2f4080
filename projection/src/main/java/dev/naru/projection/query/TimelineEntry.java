// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.KeptMessage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One event of a payment.
 *
 * @param eventNumber its number in the hub
 * @param atNs cluster time, epoch nanoseconds
 * @param event its name
 * @param state where the payment was from then on, empty where it stayed
 * @param reason of a refusal or rejection
 * @param answer what was answered or decided
 * @param linkParticipantId whose link it is about
 * @param personId who decided or asked
 * @param enquiry number of a status enquiry
 * @param particularsSha256 of what the event carried, lower-case hexadecimal; the bytes themselves
 *     stay in the table
 * @param messages that crossed a link and led to the event, in their order
 */
public record TimelineEntry(
        long eventNumber,
        long atNs,
        String event,
        Optional<String> state,
        Optional<String> reason,
        Optional<String> answer,
        OptionalInt linkParticipantId,
        OptionalLong personId,
        OptionalInt enquiry,
        Optional<String> particularsSha256,
        List<KeptMessage> messages) {
    public TimelineEntry {
        messages = List.copyOf(messages);
    }
}
