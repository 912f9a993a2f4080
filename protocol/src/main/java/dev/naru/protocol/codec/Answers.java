// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Outcome;
import dev.naru.protocol.sbe.AnswerTakenDecoder;
import dev.naru.protocol.sbe.AnswerTakenEncoder;
import dev.naru.protocol.sbe.DispatchGrantedDecoder;
import dev.naru.protocol.sbe.DispatchGrantedEncoder;
import dev.naru.protocol.sbe.DoneDecoder;
import dev.naru.protocol.sbe.DoneEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.PaymentIsDecoder;
import dev.naru.protocol.sbe.PaymentIsEncoder;
import dev.naru.protocol.sbe.QuoteGivenDecoder;
import dev.naru.protocol.sbe.QuoteGivenEncoder;
import dev.naru.protocol.sbe.RefusedDecoder;
import dev.naru.protocol.sbe.RefusedEncoder;
import org.agrona.MutableDirectBuffer;

/** Outcomes of one thing. Each {@code put} gives how many bytes it wrote. */
final class Answers {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RefusedEncoder refusedOut = new RefusedEncoder();
    private final RefusedDecoder refusedIn = new RefusedDecoder();
    private final DoneEncoder doneOut = new DoneEncoder();
    private final DoneDecoder doneIn = new DoneDecoder();
    private final QuoteGivenEncoder quoteGivenOut = new QuoteGivenEncoder();
    private final QuoteGivenDecoder quoteGivenIn = new QuoteGivenDecoder();
    private final PaymentIsEncoder paymentIsOut = new PaymentIsEncoder();
    private final PaymentIsDecoder paymentIsIn = new PaymentIsDecoder();
    private final DispatchGrantedEncoder dispatchGrantedOut = new DispatchGrantedEncoder();
    private final DispatchGrantedDecoder dispatchGrantedIn = new DispatchGrantedDecoder();
    private final AnswerTakenEncoder answerTakenOut = new AnswerTakenEncoder();
    private final AnswerTakenDecoder answerTakenIn = new AnswerTakenDecoder();

    Answers(Frame frame) {
        this.frame = frame;
    }

    int put(Outcome.Refused outcome, MutableDirectBuffer buffer, int offset) {
        refusedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .rejection(Codes.code(outcome.rejection()));
        return refusedOut.limit() - offset;
    }

    Outcome refused() {
        refusedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RefusedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.Refused(Codes.read(Codes.REJECTIONS, refusedIn.rejectionRaw()));
    }

    int put(Outcome.Done outcome, MutableDirectBuffer buffer, int offset) {
        doneOut.wrapAndApplyHeader(buffer, offset, header);
        return doneOut.limit() - offset;
    }

    Outcome done() {
        doneIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(DoneDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.Done();
    }

    int put(Outcome.QuoteGiven outcome, MutableDirectBuffer buffer, int offset) {
        quoteGivenOut.wrapAndApplyHeader(buffer, offset, header);
        PaymentParts.put(quoteGivenOut.quote(), outcome.quote());
        return quoteGivenOut.limit() - offset;
    }

    Outcome quoteGiven() {
        quoteGivenIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(QuoteGivenDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.QuoteGiven(PaymentParts.read(quoteGivenIn.quote()));
    }

    int put(Outcome.PaymentIs outcome, MutableDirectBuffer buffer, int offset) {
        paymentIsOut.wrapAndApplyHeader(buffer, offset, header);
        PaymentParts.put(paymentIsOut.payment(), outcome.payment());
        return paymentIsOut.limit() - offset;
    }

    Outcome paymentIs() {
        paymentIsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentIsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.PaymentIs(PaymentParts.read(paymentIsIn.payment()));
    }

    int put(Outcome.DispatchGranted outcome, MutableDirectBuffer buffer, int offset) {
        dispatchGrantedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .answerDueAtNs(outcome.answerDueAtNs())
                .executeByNs(outcome.executeByNs());
        return dispatchGrantedOut.limit() - offset;
    }

    Outcome dispatchGranted() {
        dispatchGrantedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(DispatchGrantedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.DispatchGranted(
                dispatchGrantedIn.answerDueAtNs(), dispatchGrantedIn.executeByNs());
    }

    int put(Outcome.AnswerTaken outcome, MutableDirectBuffer buffer, int offset) {
        answerTakenOut
                .wrapAndApplyHeader(buffer, offset, header)
                .effect(Codes.code(outcome.effect()))
                .state(Codes.code(outcome.state()));
        return answerTakenOut.limit() - offset;
    }

    Outcome answerTaken() {
        answerTakenIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(AnswerTakenDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.AnswerTaken(
                Codes.read(Codes.ANSWER_EFFECTS, answerTakenIn.effectRaw()),
                Codes.read(Codes.PAYMENT_STATES, answerTakenIn.stateRaw()));
    }
}
