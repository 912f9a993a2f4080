// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.sbe.EventReadersDecoder;
import dev.naru.protocol.sbe.EventReadersEncoder;
import dev.naru.protocol.sbe.FiguresDecoder;
import dev.naru.protocol.sbe.FiguresEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.WindowReportDecoder;
import dev.naru.protocol.sbe.WindowReportEncoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Outcomes that sum up. Each {@code put} gives how many bytes it wrote. */
final class Reports {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WindowReportEncoder windowReportOut = new WindowReportEncoder();
    private final WindowReportDecoder windowReportIn = new WindowReportDecoder();
    private final FiguresEncoder figuresOut = new FiguresEncoder();
    private final FiguresDecoder figuresIn = new FiguresDecoder();
    private final EventReadersEncoder eventReadersOut = new EventReadersEncoder();
    private final EventReadersDecoder eventReadersIn = new EventReadersDecoder();

    Reports(Frame frame) {
        this.frame = frame;
    }

    int put(Outcome.WindowReport outcome, MutableDirectBuffer buffer, int offset) {
        windowReportOut
                .wrapAndApplyHeader(buffer, offset, header)
                .groupId(outcome.groupId())
                .windowNumber(outcome.windowNumber())
                .nextWindowNumber(outcome.nextWindowNumber());
        WindowReportEncoder.NetsEncoder nets = windowReportOut.netsCount(outcome.nets().size());
        for (Outcome.Net net : outcome.nets()) {
            nets.next().participantId(net.participantId()).netMinor(net.netMinor());
        }
        return windowReportOut.limit() - offset;
    }

    Outcome windowReport() {
        windowReportIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(WindowReportDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(WindowReportDecoder.NetsDecoder.sbeBlockLength(), Limits.PARTICIPANTS);
        WindowReportDecoder.NetsDecoder from = windowReportIn.nets();
        Outcome.Net[] nets = new Outcome.Net[from.count()];
        Arrays.setAll(nets, i -> net(from.next()));
        return new Outcome.WindowReport(
                windowReportIn.groupId(),
                windowReportIn.windowNumber(),
                windowReportIn.nextWindowNumber(),
                List.of(nets));
    }

    private static Outcome.Net net(WindowReportDecoder.NetsDecoder from) {
        return new Outcome.Net(from.participantId(), from.netMinor());
    }

    int put(Outcome.Figures outcome, MutableDirectBuffer buffer, int offset) {
        figuresOut
                .wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(outcome.eventNumber())
                .timeNs(outcome.timeNs())
                .timeOffsetNs(outcome.timeOffsetNs())
                .participants(outcome.participants())
                .accounts(outcome.accounts())
                .openQuotes(outcome.openQuotes())
                .openPayments(outcome.openPayments())
                .rememberedPayments(outcome.rememberedPayments())
                .lastPaymentNumber(outcome.lastPaymentNumber())
                .openRecoveryItems(outcome.openRecoveryItems());
        FiguresEncoder.ByStateEncoder states = figuresOut.byStateCount(outcome.byState().size());
        for (long payments : outcome.byState()) {
            states.next().payments(payments);
        }
        return figuresOut.limit() - offset;
    }

    Outcome figures() {
        figuresIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(FiguresDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(FiguresDecoder.ByStateDecoder.sbeBlockLength(), Codes.PAYMENT_STATES.length);
        FiguresDecoder.ByStateDecoder states = figuresIn.byState();
        Long[] byState = new Long[states.count()];
        Arrays.setAll(byState, i -> states.next().payments());
        return new Outcome.Figures(
                figuresIn.eventNumber(),
                figuresIn.timeNs(),
                figuresIn.timeOffsetNs(),
                figuresIn.participants(),
                figuresIn.accounts(),
                figuresIn.openQuotes(),
                figuresIn.openPayments(),
                figuresIn.rememberedPayments(),
                figuresIn.lastPaymentNumber(),
                figuresIn.openRecoveryItems(),
                List.of(byState));
    }

    int put(Outcome.EventReaders outcome, MutableDirectBuffer buffer, int offset) {
        eventReadersOut.wrapAndApplyHeader(buffer, offset, header);
        EventReadersEncoder.RowsEncoder rows = eventReadersOut.rowsCount(outcome.rows().size());
        for (Outcome.EventReader row : outcome.rows()) {
            rows.next().number(row.number()).sinceNs(row.sinceNs()).readerName(row.readerName());
        }
        return eventReadersOut.limit() - offset;
    }

    Outcome eventReaders() {
        eventReadersIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(EventReadersDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(EventReadersDecoder.RowsDecoder.sbeBlockLength(), Limits.EVENT_READERS);
        EventReadersDecoder.RowsDecoder from = eventReadersIn.rows();
        Outcome.EventReader[] rows = new Outcome.EventReader[from.count()];
        Arrays.setAll(rows, i -> eventReader(from.next()));
        return new Outcome.EventReaders(List.of(rows));
    }

    private static Outcome.EventReader eventReader(EventReadersDecoder.RowsDecoder from) {
        return new Outcome.EventReader(from.readerName(), from.number(), from.sinceNs());
    }
}
