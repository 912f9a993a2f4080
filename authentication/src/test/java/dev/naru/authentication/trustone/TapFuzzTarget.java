// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.cardtap.RecordingCard;
import dev.naru.authentication.cardtap.Terminal;
import dev.naru.authentication.cardtap.applet.AppletTap;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What Jazzer calls again and again: whatever a telephone sends is read or refused, whatever a card
 * answers is judged, what is kept has no card number, and nothing is thrown.
 */
public final class TapFuzzTarget {
    private static final CardAuthenticator DOOR =
            TestTaps.door(TestTaps.ANY, Optional.of(TestTaps.AGREES));
    private static final CardChallenge CHALLENGE = TestTaps.challenge();

    private TapFuzzTarget() {}

    /** What an input's bytes are; its first byte picks one. */
    private enum Form {
        /** A transcript in its wire form. */
        TRANSCRIPT {
            @Override
            boolean judge(byte[] bytes) {
                if (TapTranscript.read(bytes)
                        instanceof WireReading.Read<TapTranscript>(TapTranscript transcript)) {
                    same(TapTranscript.read(utf8(transcript.toJson())), transcript);
                    return TapFuzzTarget.judge(transcript);
                }
                return false;
            }
        },
        /** A challenge in its wire form. */
        CHALLENGE_TEXT {
            @Override
            boolean judge(byte[] bytes) {
                if (CardChallenge.read(bytes)
                        instanceof WireReading.Read<CardChallenge>(CardChallenge challenge)) {
                    same(CardChallenge.read(utf8(challenge.toJson())), challenge);
                    return challenge.equals(CHALLENGE);
                }
                return false;
            }
        },
        /** What a payment card answers, one answer behind the other, each behind its length. */
        PAYMENT_CARD {
            @Override
            boolean judge(byte[] bytes) {
                RecordingCard card = new RecordingCard(answers(bytes));
                Optional<CardRefusal> _ = new Terminal(CHALLENGE.told()).meet(card);
                return recorded(card);
            }
        },
        /** What a dedicated card answers. */
        DEDICATED_CARD {
            @Override
            boolean judge(byte[] bytes) {
                RecordingCard card = new RecordingCard(answers(bytes));
                Checked<AppletTap> _ =
                        new AppletTerminal(AppletTerminal.SANDBOX)
                                .tap(card, CHALLENGE.transactionHash());
                return recorded(card);
            }
        };

        /** Whether it was right. */
        abstract boolean judge(byte[] bytes);
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        boolean _ = isRight(input);
    }

    /** Whether the input is a challenge or a tap as it should be. */
    static boolean isRight(byte[] input) {
        return input.length > 0
                && Form.values()[(input[0] & 0xFF) % Form.values().length].judge(
                        Arrays.copyOfRange(input, 1, input.length));
    }

    private static Card answers(byte[] bytes) {
        List<ByteString> answers = new ArrayList<>();
        ByteString all = ByteString.of(bytes);
        int at = 0;
        while (at + 2 <= all.length()) {
            int length = 2 + ((all.at(at) << 8) | all.at(at + 1)) % 257;
            int end = Math.min(all.length(), at + 2 + length);
            answers.add(all.slice(at + 2, end));
            at = end;
        }
        var next = answers.iterator();
        return command -> next.hasNext() ? Optional.of(next.next()) : Optional.empty();
    }

    private static boolean recorded(RecordingCard card) {
        List<Exchange> exchanges =
                card.transcript().stream()
                        .filter(exchange -> exchange.answer().length() >= 2)
                        .toList();
        return !exchanges.isEmpty() && judge(TestTaps.timed(exchanges));
    }

    private static boolean judge(TapTranscript transcript) {
        Checked<CardEvidence> judged = DOOR.verify(CHALLENGE, transcript, TestTaps.TODAY);
        List<String> masked = MaskedTranscript.of(transcript.exchanges());
        if (!LuhnSearch.in(String.join(" ", masked)).isEmpty()
                || !LuhnSearch.in(judged.toString()).isEmpty()) {
            throw new IllegalStateException("a card number may be in what is kept");
        }
        return judged instanceof Checked.Holds<CardEvidence>;
    }

    private static <T> void same(WireReading<T> again, T value) {
        // A transcript can be longer in capital letters of its own than the wire allows.
        if (again instanceof WireReading.Read<T>(T read) && !read.equals(value)) {
            throw new IllegalStateException("what was written is not read back");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where it begins: taps of the tests' own cards. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(input(Form.CHALLENGE_TEXT, utf8(CHALLENGE.toJson())));
        for (Card card : TestTaps.cards()) {
            TapTranscript transcript = TestTaps.tap(card, CHALLENGE);
            seeds.add(input(Form.TRANSCRIPT, utf8(transcript.toJson())));
            List<ByteString> answers = new ArrayList<>();
            for (Exchange exchange : transcript.exchanges()) {
                int length = exchange.answer().length() - 2;
                answers.add(ByteString.of((byte) (length >> 8), (byte) length));
                answers.add(exchange.answer());
            }
            seeds.add(
                    input(
                            card instanceof TestDedicatedCard
                                    ? Form.DEDICATED_CARD
                                    : Form.PAYMENT_CARD,
                            ByteString.concat(answers).toByteArray()));
        }
        return seeds;
    }

    private static byte[] input(Form form, byte[] bytes) {
        byte[] input = new byte[bytes.length + 1];
        input[0] = (byte) ('0' + ordinalFrom(form));
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    /** Such that '0' and it make the form's own place again. */
    private static int ordinalFrom(Form form) {
        return Math.floorMod(form.ordinal() - '0', Form.values().length);
    }
}
