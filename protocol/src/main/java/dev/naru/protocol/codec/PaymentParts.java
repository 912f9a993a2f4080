// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.Route;
import dev.naru.protocol.Timeline;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.sbe.DigestDecoder;
import dev.naru.protocol.sbe.DigestEncoder;
import dev.naru.protocol.sbe.PaymentDecoder;
import dev.naru.protocol.sbe.PaymentEncoder;
import dev.naru.protocol.sbe.PaymentIdDecoder;
import dev.naru.protocol.sbe.PaymentIdEncoder;
import dev.naru.protocol.sbe.PriceDecoder;
import dev.naru.protocol.sbe.PriceEncoder;
import dev.naru.protocol.sbe.QuoteDecoder;
import dev.naru.protocol.sbe.QuoteEncoder;
import dev.naru.protocol.sbe.RejectionCode;
import dev.naru.protocol.sbe.RequestIdDecoder;
import dev.naru.protocol.sbe.RequestIdEncoder;
import dev.naru.protocol.sbe.RouteDecoder;
import dev.naru.protocol.sbe.RouteEncoder;
import dev.naru.protocol.sbe.TimelineDecoder;
import dev.naru.protocol.sbe.TimelineEncoder;
import dev.naru.protocol.sbe.TransferDecoder;
import dev.naru.protocol.sbe.TransferEncoder;
import java.util.Optional;

/** The composites that a payment is made of. */
final class PaymentParts {
    private PaymentParts() {}

    static void put(RequestIdEncoder to, RequestId id) {
        to.high(id.high()).low(id.low());
    }

    static RequestId read(RequestIdDecoder from) {
        return new RequestId(from.high(), from.low());
    }

    static void put(PaymentIdEncoder to, PaymentId id) {
        to.high(id.high()).low(id.low());
    }

    static PaymentId read(PaymentIdDecoder from) {
        return new PaymentId(from.high(), from.low());
    }

    static void put(DigestEncoder to, Digest digest) {
        to.high(digest.high()).low(digest.low());
    }

    static Digest read(DigestDecoder from) {
        return new Digest(from.high(), from.low());
    }

    static void put(RouteEncoder to, Route route) {
        to.corridorId(route.corridorId())
                .kind(Codes.code(route.kind()))
                .sourceParticipantId(route.sourceParticipantId())
                .sourceGroupId(route.sourceGroupId())
                .fxProviderId(route.fxProviderId())
                .destinationParticipantId(route.destinationParticipantId())
                .destinationGroupId(route.destinationGroupId());
    }

    static Route read(RouteDecoder from) {
        return new Route(
                from.corridorId(),
                Codes.read(Codes.PAYMENT_KINDS, from.kindRaw()),
                from.sourceParticipantId(),
                from.sourceGroupId(),
                from.fxProviderId(),
                from.destinationParticipantId(),
                from.destinationGroupId());
    }

    static void put(PriceEncoder to, Price price) {
        to.rate(price.rate().scaled())
                .sourceMinor(price.sourceMinor())
                .providerSourceMinor(price.providerSourceMinor())
                .payerFeeMinor(price.payerFeeMinor())
                .destinationMinor(price.destinationMinor())
                .providerDestinationMinor(price.providerDestinationMinor())
                .payeeFeeMinor(price.payeeFeeMinor());
    }

    static Price read(PriceDecoder from) {
        return new Price(
                new Rate(from.rate()),
                from.sourceMinor(),
                from.providerSourceMinor(),
                from.payerFeeMinor(),
                from.destinationMinor(),
                from.providerDestinationMinor(),
                from.payeeFeeMinor());
    }

    static void put(QuoteEncoder to, Quote quote) {
        to.id(quote.id().value()).expiresAtNs(quote.expiresAtNs());
        put(to.route(), quote.route());
        put(to.price(), quote.price());
        put(to.payee(), quote.payee());
    }

    static Quote read(QuoteDecoder from) {
        return new Quote(
                new QuoteId(from.id()),
                read(from.route()),
                read(from.price()),
                read(from.payee()),
                from.expiresAtNs());
    }

    static void put(TimelineEncoder to, Timeline times) {
        to.initiatedAtNs(times.initiatedAtNs())
                .dispatchedAtNs(times.dispatchedAtNs())
                .inDoubtAtNs(times.inDoubtAtNs())
                .endedAtNs(times.endedAtNs());
    }

    static Timeline read(TimelineDecoder from) {
        return new Timeline(
                from.initiatedAtNs(), from.dispatchedAtNs(), from.inDoubtAtNs(), from.endedAtNs());
    }

    static void put(PaymentEncoder to, Payment payment) {
        Optional<Rejection> rejection = payment.rejection();
        to.number(payment.number())
                .participantId(payment.participantId())
                .state(Codes.code(payment.state()))
                .rejection(
                        rejection.isPresent()
                                ? Codes.code(rejection.get())
                                : RejectionCode.NULL_VAL)
                .priced(Codes.flag(payment.priced().isPresent()));
        put(to.id(), payment.id());
        Codes.put(
                to.buffer(),
                to.offset() + PaymentEncoder.isoReasonEncodingOffset(),
                PaymentEncoder.isoReasonLength(),
                payment.isoReason());
        if (payment.priced().isPresent()) {
            put(to.route(), payment.priced().get().route());
            put(to.price(), payment.priced().get().price());
        } else {
            zero(to.route());
            zero(to.price());
        }
        put(to.times(), payment.times());
    }

    static Payment read(PaymentDecoder from) {
        return new Payment(
                from.number(),
                read(from.id()),
                from.participantId(),
                Codes.read(Codes.PAYMENT_STATES, from.stateRaw()),
                Codes.readIfAny(Codes.REJECTIONS, from.rejectionRaw()),
                Codes.text(
                        from.buffer(),
                        from.offset() + PaymentDecoder.isoReasonEncodingOffset(),
                        PaymentDecoder.isoReasonLength()),
                Codes.isYes(from.pricedRaw())
                        ? Optional.of(new Payment.Priced(read(from.route()), read(from.price())))
                        : Optional.empty(),
                read(from.times()));
    }

    static void put(TransferEncoder to, Transfer transfer) {
        to.purpose(Codes.code(transfer.purpose()))
                .debit(transfer.debit().packed())
                .credit(transfer.credit().packed())
                .amountMinor(transfer.amountMinor());
    }

    static Transfer read(TransferDecoder from) {
        return new Transfer(
                Codes.read(Codes.TRANSFER_PURPOSES, from.purposeRaw()),
                AccountId.ofPacked(from.debit()),
                AccountId.ofPacked(from.credit()),
                from.amountMinor());
    }

    private static void zero(RouteEncoder route) {
        route.buffer().setMemory(route.offset(), RouteEncoder.ENCODED_LENGTH, (byte) 0);
    }

    private static void zero(PriceEncoder price) {
        price.buffer().setMemory(price.offset(), PriceEncoder.ENCODED_LENGTH, (byte) 0);
    }
}
