// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.Digests;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.formats.emv.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that was said between a telephone and a card, as the telephone sends it. It may hold an
 * account number.
 *
 * @param steps in their order, 1 to 40
 */
public record TapTranscript(List<Step> steps) {
    /** The most commands of a tap. */
    public static final int MOST_STEPS = 40;

    /** The longest wire form, in bytes. */
    public static final int MOST_BYTES = 16 * 1024;

    private static final int SHORTEST_COMMAND = 5;
    private static final int LONGEST_COMMAND = 261;
    private static final int SHORTEST_ANSWER = 2;
    private static final int LONGEST_ANSWER = 258;
    private static final int MOST_TIME_US = 60_000_000;
    private static final Set<String> MEMBERS = Set.of("c", "r", "us");

    /**
     * One command and its answer.
     *
     * @param exchange both
     * @param tookUs how long the card took by the telephone's clock, in microseconds, up to a
     *     minute
     */
    public record Step(Exchange exchange, int tookUs) {
        /** Refuses what no short command or answer is. */
        public Step {
            int command = exchange.command().length();
            int answer = exchange.answer().length();
            if (command < SHORTEST_COMMAND
                    || command > LONGEST_COMMAND
                    || answer < SHORTEST_ANSWER
                    || answer > LONGEST_ANSWER
                    || tookUs < 0
                    || tookUs > MOST_TIME_US) {
                throw new IllegalArgumentException(
                        "a command must have 5 to 261 bytes, an answer 2 to 258, and a minute");
            }
        }
    }

    /** Copies the list. */
    public TapTranscript {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a transcript must have 1 to 40 commands");
        }
    }

    /** What was said, without the times. */
    public List<Exchange> exchanges() {
        return steps.stream().map(Step::exchange).toList();
    }

    /**
     * How long the slowest command took, in microseconds. A relay takes time, but the telephone
     * that says so may be the relay, and honest telephones stumble: it is a hint of a risk and
     * never a proof of anything.
     */
    public int slowestUs() {
        return steps.stream().mapToInt(Step::tookUs).max().orElseThrow();
    }

    /** What was said, without what was said of the card: a line a command. */
    public List<String> masked() {
        return MaskedTranscript.of(exchanges());
    }

    /** SHA-256 of commands and answers, each behind its length in two bytes. */
    public ByteString hash() {
        List<ByteString> parts = new ArrayList<>();
        for (Step step : steps) {
            for (ByteString part : List.of(step.exchange.command(), step.exchange.answer())) {
                parts.add(ByteString.of((byte) (part.length() >> 8), (byte) part.length()));
                parts.add(part);
            }
        }
        return Digests.sha256(ByteString.concat(parts));
    }

    /**
     * The wire form: an array of objects with {@code c} (command) and {@code r} (answer) in
     * hexadecimal digits, and {@code us} (microseconds).
     */
    public String toJson() {
        return new Json.Items(
                        steps.stream()
                                .<Json>map(
                                        step ->
                                                Json.Members.of(
                                                        Map.of(
                                                                "c",
                                                                WireFields.hex(
                                                                        step.exchange.command()),
                                                                "r",
                                                                WireFields.hex(
                                                                        step.exchange.answer()),
                                                                "us",
                                                                new Json.Whole(step.tookUs))))
                                .toList())
                .canonical();
    }

    /** Reads the wire form. */
    public static WireReading<TapTranscript> read(byte[] json) {
        return JsonReader.read(json, MOST_BYTES).then(TapTranscript::read);
    }

    private static WireReading<TapTranscript> read(Json value) {
        if (!(value instanceof Json.Items(List<Json> items))) {
            return new WireReading.Refused<>(WireError.TYPE, "");
        }
        if (items.isEmpty() || items.size() > MOST_STEPS) {
            return new WireReading.Refused<>(WireError.COUNT, "");
        }
        List<Step> steps = new ArrayList<>();
        for (Json item : items) {
            WireReading<Step> step =
                    WireFields.of(item, "[" + steps.size() + "]", MEMBERS)
                            .then(TapTranscript::step);
            switch (step) {
                case WireReading.Read<Step>(Step read) -> steps.add(read);
                case WireReading.Refused<Step>(WireError error, String where) -> {
                    return new WireReading.Refused<>(error, where);
                }
            }
        }
        return new WireReading.Read<>(new TapTranscript(steps));
    }

    private static WireReading<Step> step(WireFields fields) {
        ByteString command = fields.bytes("c", SHORTEST_COMMAND, LONGEST_COMMAND);
        ByteString answer = fields.bytes("r", SHORTEST_ANSWER, LONGEST_ANSWER);
        long tookUs = fields.whole("us", 0, MOST_TIME_US);
        return fields.read(() -> new Step(new Exchange(command, answer), (int) tookUs));
    }

    /** How many commands, and nothing of them. */
    @Override
    public String toString() {
        return "TapTranscript[" + steps.size() + " commands]";
    }
}
