// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.Outcome;
import java.util.List;
import java.util.Optional;

/** A corridor with all its terms, in the form in which it is defined. */
record CorridorView(
        int corridorId,
        String code,
        int sourceGroup,
        int destinationGroup,
        int destinationParticipant,
        String converter,
        String status,
        LimitsView limits,
        FeesView fees,
        DemandsView demands,
        ClocksView clocks) {
    private static final long SECOND_NS = 1_000_000_000L;

    record LimitsView(MoneyView least, MoneyView most, MoneyView payerDay) {}

    record FeesView(
            MoneyView payerFixed,
            int payerShareMillionths,
            MoneyView payeeFixed,
            int payeeShareMillionths) {}

    record DemandsView(
            List<String> requiredItems,
            Optional<MoneyView> evidenceAbove,
            int refuseAtScore,
            int holdAtScore) {}

    record ClocksView(
            long quoteSeconds,
            long dispatchSeconds,
            long answerSeconds,
            long executionSeconds,
            List<Long> enquiriesSeconds,
            String notFound) {}

    static CorridorView of(Outcome.Corridor row, CorridorCurrencies currencies) {
        Command.DefineCorridor definition = row.definition();
        return new CorridorView(
                definition.corridorId(),
                definition.code(),
                definition.sourceGroupId(),
                definition.destinationGroupId(),
                definition.destinationParticipantId(),
                definition.converter().name(),
                row.status().name(),
                limits(definition.terms().limits(), currencies),
                fees(definition.terms().fees(), currencies),
                demands(definition.terms().demands(), currencies),
                clocks(definition.terms().clocks()));
    }

    private static LimitsView limits(CorridorLimits limits, CorridorCurrencies currencies) {
        return new LimitsView(
                MoneyView.of(limits.leastMinor(), currencies.destination()),
                MoneyView.of(limits.mostMinor(), currencies.destination()),
                MoneyView.of(limits.payerDayMinor(), currencies.source()));
    }

    private static FeesView fees(CorridorFees fees, CorridorCurrencies currencies) {
        return new FeesView(
                MoneyView.of(fees.payerFixedMinor(), currencies.source()),
                fees.payerShareMillionths(),
                MoneyView.of(fees.payeeFixedMinor(), currencies.destination()),
                fees.payeeShareMillionths());
    }

    private static DemandsView demands(CorridorDemands demands, CorridorCurrencies currencies) {
        return new DemandsView(
                demands.requiredItems().stream().sorted().map(Enum::name).toList(),
                demands.evidenceAboveMinor() == Long.MAX_VALUE
                        ? Optional.empty()
                        : Optional.of(
                                MoneyView.of(demands.evidenceAboveMinor(), currencies.source())),
                demands.refuseAtScore(),
                demands.holdAtScore());
    }

    private static ClocksView clocks(CorridorClocks clocks) {
        return new ClocksView(
                clocks.quoteNs() / SECOND_NS,
                clocks.dispatchNs() / SECOND_NS,
                clocks.answerNs() / SECOND_NS,
                clocks.executionNs() / SECOND_NS,
                clocks.enquiriesNs().stream().map(ns -> ns / SECOND_NS).toList(),
                clocks.notFoundRule().name());
    }
}
