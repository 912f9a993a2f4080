// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import dev.naru.projection.query.DayItem;
import dev.naru.projection.query.DayItem.OfPayment;
import dev.naru.projection.query.PaymentFound.Name;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import java.util.Optional;
import java.util.Set;

/**
 * One item as the member whose day it is may see it. Who only converts learns the payment's id and
 * number and nothing about its people; only who sent a payment sees the sender's own reference.
 */
record Item(MemberDay day, DayItem posted, Names names) {
    private static final String OPERATOR = "OPERATOR";
    private static final Set<String> OF_BOTH_ENDS =
            Set.of("SCHEME_REFERENCE", "QR_REFERENCE", "MERCHANT");

    boolean isCredit() {
        AccountId credit = posted.transfer().credit();
        return credit.kind() == AccountKind.POSITION
                && credit.participantId() == day.participantId();
    }

    /** Who gave or got it: a participant's code, the operator, or what is owed after a window. */
    String counterparty() {
        AccountId other = isCredit() ? posted.transfer().debit() : posted.transfer().credit();
        return switch (other.kind()) {
            case POSITION, LIQUIDITY -> names.participants().apply(other.participantId());
            case OBLIGATION -> AccountKind.OBLIGATION.name();
            case SETTLEMENT_BANK -> day.group().settlementBankCode();
            case OPERATOR_FEE,
                    OPERATOR_ROUNDING,
                    OPERATOR_SUSPENSE,
                    OPERATOR_FROZEN,
                    OPERATOR_LOSS ->
                    OPERATOR;
        };
    }

    Optional<String> corridor() {
        return posted.payment().map(payment -> names.corridors().apply(payment.corridorId()));
    }

    /** What somebody calls the payment, if this member may know. */
    Optional<String> reference(String kind) {
        return posted.payment()
                .filter(payment -> mayKnow(payment, kind))
                .flatMap(
                        payment ->
                                payment.names().stream()
                                        .filter(name -> name.kind().equals(kind))
                                        .map(Name::name)
                                        .findFirst());
    }

    /** Who is paid, if this member may know. */
    Optional<String> payee() {
        return posted.payment().filter(this::isAtAnEnd).flatMap(OfPayment::payeeName);
    }

    private boolean mayKnow(OfPayment payment, String kind) {
        return OF_BOTH_ENDS.contains(kind) ? isAtAnEnd(payment) : isSender(payment);
    }

    private boolean isAtAnEnd(OfPayment payment) {
        return isSender(payment) || payment.destinationParticipantId() == day.participantId();
    }

    private boolean isSender(OfPayment payment) {
        return payment.sourceParticipantId() == day.participantId();
    }
}
