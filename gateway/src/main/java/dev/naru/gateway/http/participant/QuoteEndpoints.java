// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks for a price, and reads it again. */
final class QuoteEndpoints {
    /** What a quote's id looks like, for a refusal. */
    static final String QUOTE_ID_RULE = "must be qte_ and 13 characters";

    private final HubDoor door;
    private final Directory directory;
    private final Schemes schemes;
    private final Showing showing;
    private final Resolutions resolutions;
    private final InFlight inFlight = new InFlight();

    QuoteEndpoints(HubDoor door, Directory directory, Schemes schemes, Resolutions resolutions) {
        this.door = door;
        this.directory = directory;
        this.schemes = schemes;
        this.showing = new Showing(directory, Showing.Reader.PARTICIPANT);
        this.resolutions = resolutions;
    }

    Answer create(Call call) {
        call.noQuery();
        String key = call.idempotencyKey();
        int participantId = call.participantId();
        return inFlight.once(
                Integer.toString(participantId), key, () -> create(call, participantId, key));
    }

    Answer read(Call call) {
        call.noQuery();
        QuoteId id = call.pathParsed("quote_id", QuoteId::parse, QUOTE_ID_RULE);
        Outcome.QuoteGiven given =
                door.ask(
                        new Command.ReadQuote(call.participantId(), id),
                        Outcome.QuoteGiven.class,
                        Set.of(Rejection.QUOTE_UNKNOWN));
        return Answer.ok(showing.quote(given.quote(), Optional.empty()));
    }

    private Answer create(Call call, int participantId, String key) {
        Fields body = call.body(List.of("resolution"), List.of("amount", "fixed_side"));
        Resolution resolution = resolutions.given(body, participantId);
        schemes.checkLink(resolution.corridorId());
        CorridorCurrencies currencies = CorridorCurrencies.of(directory, resolution.corridorId());
        FixedSide side =
                body.optionalLowerCaseChoice("fixed_side", FixedSide.class)
                        .orElse(FixedSide.DESTINATION);
        Command.CreateQuote command =
                new Command.CreateQuote(
                        CanonicalDigest.request("quote", participantId, key),
                        participantId,
                        resolution.corridorId(),
                        PaymentKind.QR_PURCHASE,
                        side,
                        amountMinor(body, resolution, currencies, side),
                        resolution.payeeDigest(),
                        resolution.expiresAtNs());
        Outcome.QuoteGiven given = ask(command);
        return Answer.json(
                201,
                showing.given(
                        given.quote(),
                        Optional.of(ResolveEndpoint.payeeView(resolution, Optional.empty())),
                        currencies));
    }

    /**
     * Whether the resolution is too old is for the machine to say: it answers a repeat from memory
     * before it looks at the time.
     */
    private Outcome.QuoteGiven ask(Command.CreateQuote command) {
        try {
            return door.ask(command, Outcome.QuoteGiven.class);
        } catch (RefusedException refused) {
            if (!refused.refusal().kind().code().equals(Rejection.QUOTE_EXPIRED.name())) {
                throw refused;
            }
            throw Refusal.of(
                            Problem.RESOLUTION_EXPIRED,
                            "What the code's scheme said is too old to be quoted for.")
                    .about(Resolutions.FIELD)
                    .thrown();
        }
    }

    /** What is asked for; where the code fixes the amount it may be left out, and nothing else. */
    private static long amountMinor(
            Fields body, Resolution resolution, CorridorCurrencies currencies, FixedSide side) {
        Optional<Money> asked = body.optionalMoney("amount");
        if (asked.isEmpty() && resolution.fixedMinor().isEmpty()) {
            throw Refusal.field(
                            Problem.FIELD_MISSING,
                            "amount",
                            "is required where the code fixes no amount")
                    .thrown();
        }
        Currency wanted =
                switch (side) {
                    case SOURCE -> currencies.source();
                    case DESTINATION -> currencies.destination();
                };
        if (asked.isPresent()) {
            CorridorCurrencies.check("amount", asked.get(), wanted);
        }
        if (resolution.fixedMinor().isEmpty()) {
            long minor = asked.orElseThrow().minor();
            if (minor < 1 || minor > Command.MOST_AMOUNT_MINOR) {
                throw body.invalid(
                        "amount", "must be more than zero and at most 10^15 minor units");
            }
            return minor;
        }
        long fixed = resolution.fixedMinor().getAsLong();
        boolean same = asked.map(money -> money.minor() == fixed).orElse(true);
        if (!same || side != FixedSide.DESTINATION) {
            throw Refusal.of(
                            Problem.AMOUNT_DIFFERS_FROM_QR,
                            "The code fixes what the payee is sent; leave the amount out.")
                    .about("amount")
                    .thrown();
        }
        return fixed;
    }
}
