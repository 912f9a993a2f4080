// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Chain;
import dev.naru.core.ledger.Members;
import dev.naru.core.limit.PayerDays;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Price;
import dev.naru.protocol.QuoteId;

/** Sets a payment's money aside, after everything was judged: nothing here can fail. */
final class Reserving {
    private final PaymentBook book;
    private final Members members;
    private final PayerDays days;
    private final Journal journal;

    Reserving(PaymentBook book, Members members, PayerDays days, Journal journal) {
        this.book = book;
        this.members = members;
        this.days = days;
        this.journal = journal;
    }

    /** Makes the chain pending, counts the payer's sum and starts the clock of the dispatch. */
    void reserve(long number, Corridor corridor, Price price, Chain chain, Bytes particulars) {
        PaymentRecord record = book.at(number);
        int sender = members.of(record.participantId(), corridor.source().id());
        int provider =
                corridor.isConvertedHere()
                        ? members.of(record.providerId(), corridor.destination().id())
                        : Members.NOBODY;
        long senderUsedMinor = usedMinor(sender);
        long providerUsedMinor = usedMinor(provider);

        chain.reserve();
        countForPayer(number, corridor, price);
        long dispatchByNs = journal.nowNs() + corridor.terms().clocks().dispatchNs();
        book.setDeadline(number, dispatchByNs);

        OpenPayment open = book.openAt(number);
        journal.say(
                new Event.PaymentReserved(
                        number,
                        record.id(),
                        new QuoteId(open.quoteId()),
                        corridor.route(record.kind(), record.participantId(), record.providerId()),
                        price,
                        open.payer(),
                        chain.transfers(),
                        open.evidenceReference(),
                        dispatchByNs,
                        particulars));
        warnIfCrossed(sender, senderUsedMinor);
        warnIfCrossed(provider, providerUsedMinor);
    }

    private long usedMinor(int member) {
        return member == Members.NOBODY ? 0 : members.at(member).usedMinor();
    }

    private void warnIfCrossed(int member, long usedBeforeMinor) {
        if (member != Members.NOBODY) {
            members.warnIfCrossed(member, usedBeforeMinor);
        }
    }

    private void countForPayer(long number, Corridor corridor, Price price) {
        OpenPayment open = book.openAt(number);
        Digest payer = open.payer();
        if (payer.equals(Digest.NONE)) {
            return;
        }
        int offset = corridor.source().utcOffsetMinutes();
        int day = PayerDays.dayOf(corridor.source().id(), offset, journal.nowNs());
        days.add(payer, day, offset, journal.nowNs(), price.sourceMinor());
        open.setPayerDay(day);
    }
}
