// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.FilterQuery;
import dev.naru.gateway.http.machine.Searches;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.gateway.http.view.HistoryView;
import dev.naru.projection.query.PaymentFilter;
import dev.naru.projection.query.PaymentFound;
import dev.naru.projection.query.ReadSide;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operator finds in what happened. */
final class SearchEndpoints {
    private static final int NOT_FOUND = 404;

    private final Searches searches;
    private final Directory directory;
    private final Showing showing;

    SearchEndpoints(Searches searches, Directory directory, Showing showing) {
        this.searches = searches;
        this.directory = directory;
        this.showing = showing;
    }

    /** How far the read side is and how many payments it has in each state. */
    record CountsView(long eventNumber, Map<String, Long> paymentsByState) {}

    Answer search(Call call) {
        return Listing.longPage(
                call,
                FilterQuery.operatorNames(),
                (from, limit) -> read(call, from, ReadOrder.RISING, limit),
                (from, limit) -> read(call, from, ReadOrder.FALLING, limit),
                found -> found.payment().number(),
                this::found);
    }

    private List<PaymentFound> read(Call call, long from, ReadOrder order, int limit) {
        PaymentFilter filter = FilterQuery.of(call);
        return searches.read(tables -> tables.payments(filter, from, order, limit));
    }

    private HistoryView.Found found(PaymentFound found) {
        return new HistoryView.Found(
                showing.payment(found.payment()), HistoryView.references(found));
    }

    Answer tell(Call call) {
        call.noQuery();
        long number = NumberedPayments.number(call);
        Optional<HistoryView.Told> told =
                searches.read(tables -> tables.payment(number).map(found -> told(tables, found)));
        return Answer.ok(
                told.orElseThrow(
                        () ->
                                Refusal.of(Rejection.PAYMENT_UNKNOWN, NOT_FOUND)
                                        .about("payment_number")
                                        .thrown()));
    }

    private HistoryView.Told told(ReadSide tables, PaymentFound found) {
        long number = found.payment().number();
        return new HistoryView.Told(
                showing.payment(found.payment()),
                HistoryView.references(found),
                found.evidenceReference().stream().boxed().findFirst(),
                tables.timeline(number).stream().map(HistoryView::step).toList(),
                tables.transfers(number).stream()
                        .map(each -> HistoryView.moved(each, directory::currency))
                        .toList());
    }

    Answer accounts(Call call) {
        Outcome.Group group =
                directory
                        .group(call.pathNumber("group_id", Limits.GROUPS))
                        .orElseThrow(
                                () ->
                                        Refusal.of(Rejection.GROUP_UNKNOWN, NOT_FOUND)
                                                .about("group_id")
                                                .thrown());
        return Listing.page(
                call,
                (from, limit) ->
                        searches.read(
                                tables ->
                                        tables.accounts(
                                                group.groupId(), Listing.smallId(from), limit)),
                row -> row.id().packed(),
                row -> GroupEndpoints.view(row, group.currency()));
    }

    Answer counts(Call call) {
        call.noQuery();
        ReadSide.Counts counts = searches.read(ReadSide::counts);
        Map<String, Long> byState = new LinkedHashMap<>();
        counts.byState().forEach((state, count) -> byState.put(state.name(), count));
        return Answer.ok(new CountsView(counts.eventNumber(), byState));
    }
}
