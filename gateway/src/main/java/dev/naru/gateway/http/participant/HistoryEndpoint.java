// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.FilterQuery;
import dev.naru.gateway.http.machine.Searches;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.projection.query.PaymentFilter;
import dev.naru.projection.query.PaymentFound;
import dev.naru.protocol.Payment;
import dev.naru.protocol.ReadOrder;
import java.util.List;

/** A participant's own payments, however long ago. */
final class HistoryEndpoint {
    private final Searches searches;
    private final Showing showing;

    HistoryEndpoint(Searches searches, Showing showing) {
        this.searches = searches;
        this.showing = showing;
    }

    Answer list(Call call) {
        return Listing.longPage(
                call,
                FilterQuery.NAMES,
                (from, limit) -> read(call, from, ReadOrder.RISING, limit),
                (from, limit) -> read(call, from, ReadOrder.FALLING, limit),
                Payment::number,
                showing::payment);
    }

    private List<Payment> read(Call call, long from, ReadOrder order, int limit) {
        PaymentFilter filter = FilterQuery.of(call).sentBy(call.participantId());
        return searches.read(tables -> tables.payments(filter, from, order, limit)).stream()
                .map(PaymentFound::payment)
                .toList();
    }
}
