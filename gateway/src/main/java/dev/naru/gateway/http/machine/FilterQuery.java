// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.Call;
import dev.naru.projection.query.PaymentFilter;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Money;
import dev.naru.protocol.PaymentState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Which payments a query asks for. */
public final class FilterQuery {
    /** The parameters that everybody can give. */
    public static final List<String> NAMES =
            List.of(
                    "reference",
                    "state",
                    "currency",
                    "amount_from",
                    "amount_to",
                    "initiated_from",
                    "initiated_before");

    /** The one that only the operator can give, too. */
    public static final String PARTICIPANT = "participant_id";

    private static final int MOST_REFERENCE = 140;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private FilterQuery() {}

    /** The parameters of the operator. */
    public static List<String> operatorNames() {
        List<String> names = new ArrayList<>(NAMES);
        names.add(PARTICIPANT);
        return names;
    }

    /** The filter that a call asks for. */
    public static PaymentFilter of(Call call) {
        Optional<Currency> currency =
                parsed(call, "currency", Currency::ofCode, "must be a currency of the corridors");
        OptionalLong from = amount(call, "amount_from", currency);
        OptionalLong to = amount(call, "amount_to", currency);
        return new PaymentFilter(
                parsed(
                        call,
                        "reference",
                        FilterQuery::reference,
                        "must be 1 to 140 characters, none of control"),
                OptionalInt.empty(),
                participant(call),
                constant(call, "state", PaymentState.values(), "must be a payment's state"),
                currency,
                from,
                to,
                time(call, "initiated_from"),
                time(call, "initiated_before"));
    }

    /** What no name can have is not looked for: PostgreSQL could not even be asked for U+0000. */
    private static Optional<String> reference(String text) {
        boolean isName =
                !text.isEmpty()
                        && text.length() <= MOST_REFERENCE
                        && text.chars().noneMatch(Character::isISOControl);
        return isName ? Optional.of(text) : Optional.empty();
    }

    static OptionalInt participant(Call call) {
        return parsed(
                        call,
                        PARTICIPANT,
                        text ->
                                text.matches("[1-9][0-9]{0,3}")
                                        ? Optional.of(Integer.parseInt(text))
                                                .filter(id -> id <= Limits.PARTICIPANTS)
                                        : Optional.empty(),
                        "must be a participant's id")
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static OptionalLong amount(Call call, String name, Optional<Currency> currency) {
        if (call.query(name).isEmpty()) {
            return OptionalLong.empty();
        }
        Currency of = currency.orElseThrow(() -> call.invalid(name, "needs currency beside it"));
        return parsed(
                        call,
                        name,
                        text -> Money.parse(text, of),
                        "must be a plain decimal of that currency")
                .map(money -> OptionalLong.of(money.minor()))
                .orElse(OptionalLong.empty());
    }

    /** Epoch nanoseconds. */
    static OptionalLong time(Call call, String name) {
        return parsed(call, name, FilterQuery::epochNs, "must be a time in RFC 3339 and UTC")
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static Optional<Long> epochNs(String text) {
        if (!text.matches(
                "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z")) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(text);
            return Optional.of(
                    Math.addExact(
                            Math.multiplyExact(time.getEpochSecond(), NS_PER_SECOND),
                            time.getNano()));
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    /** One of these by its name. */
    static <E extends Enum<E>> Optional<E> constant(
            Call call, String name, E[] known, String rule) {
        return parsed(
                call,
                name,
                text -> Arrays.stream(known).filter(one -> one.name().equals(text)).findFirst(),
                rule);
    }

    static <T> Optional<T> parsed(
            Call call, String name, Function<String, Optional<T>> parser, String rule) {
        return call.query(name)
                .map(text -> parser.apply(text).orElseThrow(() -> call.invalid(name, rule)));
    }
}
