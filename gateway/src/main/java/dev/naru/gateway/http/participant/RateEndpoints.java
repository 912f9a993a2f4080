// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import java.util.ArrayList;
import java.util.List;

/** FX providers publish prices; everybody reads those that are valid. */
final class RateEndpoints {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400;

    private final HubDoor door;
    private final Directory directory;

    RateEndpoints(HubDoor door, Directory directory) {
        this.door = door;
        this.directory = directory;
    }

    /** One step of a price. */
    record TierView(MoneyView upTo, String rate) {}

    /** One provider's price. */
    record RateView(String fxProvider, List<TierView> tiers, String validUntil) {}

    Answer publish(Call call) {
        call.noQuery();
        Fields body =
                call.body(
                        List.of("source", "destination", "tiers", "valid_for_seconds"), List.of());
        Currency source = body.currency("source");
        Currency destination = body.currency("destination");
        if (source == destination) {
            throw body.invalid("destination", "must be another currency than source");
        }
        long validNs = body.integer("valid_for_seconds", 1, DAY_SECONDS) * SECOND_NS;
        Command.PublishRate command =
                new Command.PublishRate(
                        call.participantId(),
                        source,
                        destination,
                        tiers(body, destination),
                        validNs);
        door.ask(command, Outcome.Done.class);
        return Answer.ok(DoneView.DONE);
    }

    Answer read(Call call) {
        call.onlyQuery(List.of("source", "destination"));
        Currency source = call.queryCurrency("source");
        Currency destination = call.queryCurrency("destination");
        return Listing.whole(
                door
                        .ask(new Command.ReadRates(source, destination), Outcome.Rates.class)
                        .rows()
                        .stream()
                        .map(row -> view(row, destination))
                        .toList());
    }

    private RateView view(Outcome.ProviderRate row, Currency destination) {
        return new RateView(
                directory.participantCode(row.providerId()),
                row.tiers().stream()
                        .map(
                                tier ->
                                        new TierView(
                                                MoneyView.of(tier.upToMinor(), destination),
                                                tier.rate().decimal()))
                        .toList(),
                Times.text(row.validUntilNs()));
    }

    private static List<RateTier> tiers(Fields body, Currency destination) {
        List<RateTier> tiers = new ArrayList<>();
        long before = 0;
        for (Fields tier : body.objects("tiers", Limits.RATE_TIERS, List.of("up_to", "rate"))) {
            Money upTo = tier.money("up_to");
            CorridorCurrencies.check("tiers[" + tiers.size() + "].up_to", upTo, destination);
            if (upTo.minor() <= before) {
                throw tier.invalid("up_to", "must be above zero and above the tier before");
            }
            before = upTo.minor();
            Rate rate =
                    tier.parsed(
                            "rate",
                            Rate::parse,
                            "must be a plain positive decimal string with at most 9 decimals");
            tiers.add(new RateTier(upTo.minor(), rate));
        }
        return tiers;
    }
}
