// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.Currency;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.SortableText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which payments are looked for: those for which all of this is so.
 *
 * @param reference any name of it: the payment's id, its number as {@code pmt_} text (which is also
 *     its end-to-end id on the outbound links), or a reference that the payer's side, the QR code,
 *     the look-up or the scheme gave it, or the payee's name or merchant id, exactly
 * @param sender who sent it
 * @param party who sent it or has to pay it out
 * @param state where it is
 * @param currency of the amounts below: the payer's or the payee's side
 * @param leastMinor the smallest amount on a side in that currency, before fees
 * @param mostMinor the largest amount
 * @param fromNs initiated then or later, epoch nanoseconds
 * @param untilNs initiated before then
 */
public record PaymentFilter(
        Optional<String> reference,
        OptionalInt sender,
        OptionalInt party,
        Optional<PaymentState> state,
        Optional<Currency> currency,
        OptionalLong leastMinor,
        OptionalLong mostMinor,
        OptionalLong fromNs,
        OptionalLong untilNs) {
    /** What a payment's number begins with in text. */
    public static final String NUMBER_PREFIX = "pmt_";

    /** Every payment. */
    public static final PaymentFilter ALL =
            new PaymentFilter(
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty());

    /** The same of one sender. */
    public PaymentFilter sentBy(int participantId) {
        return new PaymentFilter(
                reference,
                OptionalInt.of(participantId),
                party,
                state,
                currency,
                leastMinor,
                mostMinor,
                fromNs,
                untilNs);
    }

    /** The same with this reference. */
    public PaymentFilter named(String text) {
        return new PaymentFilter(
                Optional.of(text),
                sender,
                party,
                state,
                currency,
                leastMinor,
                mostMinor,
                fromNs,
                untilNs);
    }

    /** As a query. */
    Conditions conditions() {
        Conditions all = new Conditions();
        reference.ifPresent(text -> addReference(all, text));
        sender.ifPresent(id -> all.add("p.participant_id = ?", id));
        party.ifPresent(
                id ->
                        all.add(
                                "(p.participant_id = ? or p.destination_participant_id = ?)",
                                id,
                                id));
        state.ifPresent(is -> all.add("p.state = ?", is.name()));
        addAmounts(all);
        fromNs.ifPresent(ns -> all.add("p.initiated_at >= ?", Conditions.time(ns)));
        untilNs.ifPresent(ns -> all.add("p.initiated_at < ?", Conditions.time(ns)));
        return all;
    }

    private static void addReference(Conditions all, String text) {
        Optional<PaymentId> id = PaymentId.parse(text);
        long number = SortableText.read(NUMBER_PREFIX, text);
        if (id.isPresent()) {
            all.add("p.payment_id = ?", new java.util.UUID(id.get().high(), id.get().low()));
        } else if (number > 0) {
            all.add("p.number = ?", number);
        } else {
            all.add("p.number in (select payment_number from payment_names where name = ?)", text);
        }
    }

    private void addAmounts(Conditions all) {
        if (currency.isEmpty()) {
            return;
        }
        String code = currency.get().name();
        long least = leastMinor.orElse(0);
        long most = mostMinor.orElse(Long.MAX_VALUE);
        all.add(
                "((p.source_currency = ? and p.source_minor between ? and ?)"
                        + " or (p.destination_currency = ? and p.destination_minor between ? and"
                        + " ?))",
                code,
                least,
                most,
                code,
                least,
                most);
    }
}
