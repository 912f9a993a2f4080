// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Event;
import dev.naru.protocol.sbe.CorridorDefinedDecoder;
import dev.naru.protocol.sbe.CorridorDefinedEncoder;
import dev.naru.protocol.sbe.CorridorStatusChangedDecoder;
import dev.naru.protocol.sbe.CorridorStatusChangedEncoder;
import dev.naru.protocol.sbe.FundingRecordedDecoder;
import dev.naru.protocol.sbe.FundingRecordedEncoder;
import dev.naru.protocol.sbe.GroupDefinedDecoder;
import dev.naru.protocol.sbe.GroupDefinedEncoder;
import dev.naru.protocol.sbe.HeadroomSetDecoder;
import dev.naru.protocol.sbe.HeadroomSetEncoder;
import dev.naru.protocol.sbe.HeadroomWarnedDecoder;
import dev.naru.protocol.sbe.HeadroomWarnedEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.ObligationBookedDecoder;
import dev.naru.protocol.sbe.ObligationBookedEncoder;
import dev.naru.protocol.sbe.ParticipantDefinedDecoder;
import dev.naru.protocol.sbe.ParticipantDefinedEncoder;
import dev.naru.protocol.sbe.ParticipantStatusChangedDecoder;
import dev.naru.protocol.sbe.ParticipantStatusChangedEncoder;
import dev.naru.protocol.sbe.RatePublishedDecoder;
import dev.naru.protocol.sbe.RatePublishedEncoder;
import dev.naru.protocol.sbe.TimeMovedDecoder;
import dev.naru.protocol.sbe.TimeMovedEncoder;
import dev.naru.protocol.sbe.WindowClosedDecoder;
import dev.naru.protocol.sbe.WindowClosedEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Events that define participants, groups, corridors and prices. Each {@code put} gives how many
 * bytes it wrote.
 */
final class DefinitionEvents {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ParticipantDefinedEncoder participantDefinedOut = new ParticipantDefinedEncoder();
    private final ParticipantDefinedDecoder participantDefinedIn = new ParticipantDefinedDecoder();
    private final ParticipantStatusChangedEncoder participantStatusChangedOut =
            new ParticipantStatusChangedEncoder();
    private final ParticipantStatusChangedDecoder participantStatusChangedIn =
            new ParticipantStatusChangedDecoder();
    private final GroupDefinedEncoder groupDefinedOut = new GroupDefinedEncoder();
    private final GroupDefinedDecoder groupDefinedIn = new GroupDefinedDecoder();
    private final HeadroomSetEncoder headroomSetOut = new HeadroomSetEncoder();
    private final HeadroomSetDecoder headroomSetIn = new HeadroomSetDecoder();
    private final HeadroomWarnedEncoder headroomWarnedOut = new HeadroomWarnedEncoder();
    private final HeadroomWarnedDecoder headroomWarnedIn = new HeadroomWarnedDecoder();
    private final FundingRecordedEncoder fundingRecordedOut = new FundingRecordedEncoder();
    private final FundingRecordedDecoder fundingRecordedIn = new FundingRecordedDecoder();
    private final CorridorDefinedEncoder corridorDefinedOut = new CorridorDefinedEncoder();
    private final CorridorDefinedDecoder corridorDefinedIn = new CorridorDefinedDecoder();
    private final CorridorStatusChangedEncoder corridorStatusChangedOut =
            new CorridorStatusChangedEncoder();
    private final CorridorStatusChangedDecoder corridorStatusChangedIn =
            new CorridorStatusChangedDecoder();
    private final RatePublishedEncoder ratePublishedOut = new RatePublishedEncoder();
    private final RatePublishedDecoder ratePublishedIn = new RatePublishedDecoder();
    private final WindowClosedEncoder windowClosedOut = new WindowClosedEncoder();
    private final WindowClosedDecoder windowClosedIn = new WindowClosedDecoder();
    private final ObligationBookedEncoder obligationBookedOut = new ObligationBookedEncoder();
    private final ObligationBookedDecoder obligationBookedIn = new ObligationBookedDecoder();
    private final TimeMovedEncoder timeMovedOut = new TimeMovedEncoder();
    private final TimeMovedDecoder timeMovedIn = new TimeMovedDecoder();

    DefinitionEvents(Frame frame) {
        this.frame = frame;
    }

    int put(Event.ParticipantDefined event, MutableDirectBuffer buffer, int offset) {
        participantDefinedOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(participantDefinedOut.definition(), event.definition());
        return participantDefinedOut.limit() - offset;
    }

    Event participantDefined() {
        participantDefinedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ParticipantDefinedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.ParticipantDefined(
                DefinitionParts.read(participantDefinedIn.definition()));
    }

    int put(Event.ParticipantStatusChanged event, MutableDirectBuffer buffer, int offset) {
        participantStatusChangedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(event.participantId())
                .status(Codes.code(event.status()));
        return participantStatusChangedOut.limit() - offset;
    }

    Event participantStatusChanged() {
        participantStatusChangedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ParticipantStatusChangedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.ParticipantStatusChanged(
                participantStatusChangedIn.participantId(),
                Codes.read(Codes.PARTICIPANT_STATUSES, participantStatusChangedIn.statusRaw()));
    }

    int put(Event.GroupDefined event, MutableDirectBuffer buffer, int offset) {
        groupDefinedOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(groupDefinedOut.definition(), event.definition());
        return groupDefinedOut.limit() - offset;
    }

    Event groupDefined() {
        groupDefinedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(GroupDefinedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.GroupDefined(DefinitionParts.read(groupDefinedIn.definition()));
    }

    int put(Event.HeadroomSet event, MutableDirectBuffer buffer, int offset) {
        headroomSetOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(headroomSetOut.setting(), event.setting());
        return headroomSetOut.limit() - offset;
    }

    Event headroomSet() {
        headroomSetIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(HeadroomSetDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.HeadroomSet(DefinitionParts.read(headroomSetIn.setting()));
    }

    int put(Event.HeadroomWarned event, MutableDirectBuffer buffer, int offset) {
        headroomWarnedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .participantId(event.participantId())
                .groupId(event.groupId())
                .percent(event.percent());
        return headroomWarnedOut.limit() - offset;
    }

    Event headroomWarned() {
        headroomWarnedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(HeadroomWarnedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.HeadroomWarned(
                headroomWarnedIn.participantId(),
                headroomWarnedIn.groupId(),
                headroomWarnedIn.percent());
    }

    int put(Event.FundingRecorded event, MutableDirectBuffer buffer, int offset) {
        fundingRecordedOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(fundingRecordedOut.funding(), event.funding());
        return fundingRecordedOut.limit() - offset;
    }

    Event fundingRecorded() {
        fundingRecordedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(FundingRecordedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.FundingRecorded(DefinitionParts.read(fundingRecordedIn.funding()));
    }

    int put(Event.CorridorDefined event, MutableDirectBuffer buffer, int offset) {
        corridorDefinedOut.wrapAndApplyHeader(buffer, offset, header);
        DefinitionParts.put(corridorDefinedOut.definition(), event.definition());
        return corridorDefinedOut.limit() - offset;
    }

    Event corridorDefined() {
        corridorDefinedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(CorridorDefinedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.CorridorDefined(DefinitionParts.read(corridorDefinedIn.definition()));
    }

    int put(Event.CorridorStatusChanged event, MutableDirectBuffer buffer, int offset) {
        corridorStatusChangedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .corridorId(event.corridorId())
                .status(Codes.code(event.status()));
        return corridorStatusChangedOut.limit() - offset;
    }

    Event corridorStatusChanged() {
        corridorStatusChangedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(CorridorStatusChangedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.CorridorStatusChanged(
                corridorStatusChangedIn.corridorId(),
                Codes.read(Codes.CORRIDOR_STATUSES, corridorStatusChangedIn.statusRaw()));
    }

    int put(Event.RatePublished event, MutableDirectBuffer buffer, int offset) {
        ratePublishedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .validUntilNs(event.validUntilNs());
        DefinitionParts.put(ratePublishedOut.publication(), event.rate());
        return ratePublishedOut.limit() - offset;
    }

    Event ratePublished() {
        ratePublishedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RatePublishedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.RatePublished(
                DefinitionParts.read(ratePublishedIn.publication()),
                ratePublishedIn.validUntilNs());
    }

    int put(Event.WindowClosed event, MutableDirectBuffer buffer, int offset) {
        windowClosedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .groupId(event.groupId())
                .windowNumber(event.windowNumber())
                .nextWindowNumber(event.nextWindowNumber());
        return windowClosedOut.limit() - offset;
    }

    Event windowClosed() {
        windowClosedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(WindowClosedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.WindowClosed(
                windowClosedIn.groupId(),
                windowClosedIn.windowNumber(),
                windowClosedIn.nextWindowNumber());
    }

    int put(Event.ObligationBooked event, MutableDirectBuffer buffer, int offset) {
        obligationBookedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .windowNumber(event.windowNumber());
        PaymentParts.put(obligationBookedOut.transfer(), event.transfer());
        return obligationBookedOut.limit() - offset;
    }

    Event obligationBooked() {
        obligationBookedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ObligationBookedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.ObligationBooked(
                obligationBookedIn.windowNumber(),
                PaymentParts.read(obligationBookedIn.transfer()));
    }

    int put(Event.TimeMoved event, MutableDirectBuffer buffer, int offset) {
        timeMovedOut.wrapAndApplyHeader(buffer, offset, header).offsetNs(event.offsetNs());
        return timeMovedOut.limit() - offset;
    }

    Event timeMoved() {
        timeMovedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(TimeMovedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.TimeMoved(timeMovedIn.offsetNs());
    }
}
