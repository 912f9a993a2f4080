// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorFees;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Money;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.SuppliedItem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads a corridor's terms; what is left out is as the standard says. */
final class TermsFields {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LONGEST_SECONDS = 30L * 24 * 3600;

    private TermsFields() {}

    static CorridorTerms read(Fields body, CorridorCurrencies currencies) {
        CorridorFees fees =
                body.optionalObject(
                                "fees",
                                List.of(),
                                List.of(
                                        "payer_fixed",
                                        "payer_share_millionths",
                                        "payee_fixed",
                                        "payee_share_millionths"))
                        .map(found -> fees(found, currencies))
                        .orElse(CorridorFees.NONE);
        CorridorDemands demands =
                body.optionalObject(
                                "demands",
                                List.of(),
                                List.of(
                                        "required_items",
                                        "evidence_above",
                                        "refuse_at_score",
                                        "hold_at_score"))
                        .map(found -> demands(found, currencies.source()))
                        .orElse(CorridorDemands.NONE);
        CorridorClocks clocks =
                body.optionalObject(
                                "clocks",
                                List.of(
                                        "quote_seconds",
                                        "dispatch_seconds",
                                        "answer_seconds",
                                        "execution_seconds",
                                        "enquiries_seconds",
                                        "not_found"),
                                List.of())
                        .map(TermsFields::clocks)
                        .orElse(CorridorClocks.STANDARD);
        return new CorridorTerms(limits(body, currencies), fees, demands, clocks);
    }

    private static CorridorLimits limits(Fields body, CorridorCurrencies currencies) {
        Fields limits = body.object("limits", List.of("least", "most", "payer_day"), List.of());
        long least = positive(limits, "least", currencies.destination());
        long most = positive(limits, "most", currencies.destination());
        if (most < least) {
            throw limits.invalid("most", "must not be less than least");
        }
        return new CorridorLimits(least, most, positive(limits, "payer_day", currencies.source()));
    }

    private static CorridorFees fees(Fields fees, CorridorCurrencies currencies) {
        return new CorridorFees(
                minor(fees, "payer_fixed", currencies.source(), 0),
                millionths(fees, "payer_share_millionths"),
                minor(fees, "payee_fixed", currencies.destination(), 0),
                millionths(fees, "payee_share_millionths"));
    }

    private static CorridorDemands demands(Fields demands, Currency source) {
        Set<SuppliedItem> items = EnumSet.noneOf(SuppliedItem.class);
        if (demands.has("required_items")) {
            items.addAll(demands.choices("required_items", SuppliedItem.class));
        }
        return new CorridorDemands(
                items,
                minor(demands, "evidence_above", source, Long.MAX_VALUE),
                score(demands, "refuse_at_score"),
                score(demands, "hold_at_score"));
    }

    private static CorridorClocks clocks(Fields clocks) {
        long answer = clocks.integer("answer_seconds", 1, LONGEST_SECONDS);
        long execution = clocks.integer("execution_seconds", 1, LONGEST_SECONDS);
        if (execution < answer) {
            throw clocks.invalid("execution_seconds", "must not be less than answer_seconds");
        }
        List<Long> enquiries =
                clocks.integers("enquiries_seconds", Limits.ENQUIRIES, 0, LONGEST_SECONDS);
        for (int i = 1; i < enquiries.size(); i++) {
            if (enquiries.get(i) <= enquiries.get(i - 1)) {
                throw clocks.invalid("enquiries_seconds", "must rise");
            }
        }
        NotFoundRule rule = clocks.choice("not_found", NotFoundRule.class);
        boolean isAskedAfterExecution =
                !enquiries.isEmpty() && answer + enquiries.getLast() > execution;
        if (rule == NotFoundRule.ENDS_AFTER_DEADLINE && !isAskedAfterExecution) {
            throw clocks.invalid(
                    "not_found",
                    "ENDS_AFTER_DEADLINE needs an enquiry that falls due after execution_seconds");
        }
        return new CorridorClocks(
                clocks.integer("quote_seconds", 1, LONGEST_SECONDS) * SECOND_NS,
                clocks.integer("dispatch_seconds", 1, LONGEST_SECONDS) * SECOND_NS,
                answer * SECOND_NS,
                execution * SECOND_NS,
                enquiries.stream().map(seconds -> seconds * SECOND_NS).toList(),
                rule);
    }

    private static long positive(Fields fields, String name, Currency currency) {
        Money amount = fields.money(name);
        CorridorCurrencies.check("limits." + name, amount, currency);
        if (amount.minor() < 1) {
            throw fields.invalid(name, "must be more than zero");
        }
        return amount.minor();
    }

    private static long minor(Fields fields, String name, Currency currency, long absent) {
        return fields.optionalMoney(name)
                .map(
                        money -> {
                            CorridorCurrencies.check(name, money, currency);
                            return money.minor();
                        })
                .orElse(absent);
    }

    private static int millionths(Fields fields, String name) {
        return Math.toIntExact(fields.optionalInteger(name, 0, CorridorFees.MILLION).orElse(0));
    }

    private static int score(Fields fields, String name) {
        return Math.toIntExact(
                fields.optionalInteger(name, 0, CorridorDemands.NEVER)
                        .orElse(CorridorDemands.NEVER));
    }
}
