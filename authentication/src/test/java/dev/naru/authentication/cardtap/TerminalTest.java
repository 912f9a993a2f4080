// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.CardTap.Binding;
import dev.naru.authentication.cardtap.DynamicSignature.Signed;
import dev.naru.formats.emv.ByteString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final ByteString HASH = ByteString.ofHex("AB".repeat(20));

    @Test
    void aCardThatSignsWithItsCryptogramIsProved() {
        TestPaymentCard card = new TestPaymentCard();
        List<Exchange> transcript = transcript(card);
        assertThat(transcript).hasSize(7);
        assertThat(transcript.getLast().command().hex()).startsWith("80AE9000");
        CardTap tap = holds(replay(transcript));
        assertThat(tap.brand()).isEqualTo(Brand.MASTERCARD);
        assertThat(tap.counter()).isEqualTo(0x17);
        assertThat(tap.binding()).isEqualTo(Binding.HASH);
        Signed signed = holds(proof(tap));
        assertThat(signed.cryptogram().hex()).isEqualTo("A1A2A3A4A5A6A7A8");
    }

    @Test
    void relayResistanceDataAreSigned() {
        TestPaymentCard card = new TestPaymentCard();
        card.profile = ByteString.ofHex("1981");
        List<Exchange> transcript = transcript(card);
        assertThat(transcript.get(3).command().hex()).isEqualTo("80EA00000401020304" + "00");
        holds(proof(holds(replay(transcript))));
        // The telephone says that the card was faster than the card itself said.
        Exchange slow = transcript.get(3);
        Exchange fast =
                new Exchange(
                        slow.command(),
                        ByteString.ofHex(slow.answer().hex().replace("0032000A", "0012000A")));
        assertThat(proof(holds(replay(with(transcript, 3, fast)))))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
    }

    @Test
    void visasCardSignsWithItsOptions() {
        TestPaymentCard card = TestPaymentCard.visa();
        CardTap tap = holds(replay(transcript(card)));
        assertThat(tap.binding()).isEqualTo(Binding.NUMBER_AND_AMOUNT);
        assertThat(holds(proof(tap)).dynamicNumber().hex()).isEqualTo("0017");
        card.qualifiers = ByteString.ofHex("0401");
        assertThat(replay(recorded(card))).isEqualTo(refused(Fault.CONTRADICTION));
    }

    @Test
    void unionPaysCardSignsWhenItIsAsked() {
        CardTap tap = holds(replay(transcript(TestPaymentCard.unionPay())));
        assertThat(tap.binding()).isEqualTo(Binding.NUMBER);
        assertThat(tap.counter()).isEqualTo(0x17);
        holds(proof(tap));
    }

    /** Threat 4: what was read from a card once can be said again, but not signed again. */
    @Test
    void aCopyOfACardsRecordsIsNoCard() {
        refuses(Fault.METHOD, card -> card.profile = ByteString.ofHex("5800"));
        TestPaymentCard visa = TestPaymentCard.visa();
        visa.profile = ByteString.ofHex("4000");
        assertThat(replay(recorded(visa))).isEqualTo(refused(Fault.METHOD));
        refuses(
                Fault.METHOD,
                card -> {
                    card.pdol = ByteString.EMPTY;
                    card.cdol = ByteString.ofHex("9F02065F2A02");
                });
    }

    /** Threat 5: the profile is among what the certificate covers. */
    @Test
    void aCardThatIsMadeToLookLikeALesserOneIsRefused() {
        TestPaymentCard card = new TestPaymentCard();
        List<Exchange> transcript = transcript(card);
        Exchange options = transcript.get(2);
        Exchange lesser =
                new Exchange(
                        options.command(),
                        ByteString.ofHex(options.answer().hex().replace("1980", "1900")));
        assertThat(proof(holds(replay(with(transcript, 2, lesser)))))
                .isEqualTo(refused(Stage.CARD, Fault.HASH));
        refuses(
                Fault.CONTRADICTION,
                other -> {
                    other.account = ByteString.ofHex("5A084761739001010010");
                    other.card.certified = ByteString.ofHex("4761739001010010FFFF");
                    other.card.issuerId = ByteString.ofHex("476173FF");
                });
    }

    /**
     * Threat 3: what the card is told is what the hub chose, or the transcript is of another tap.
     */
    @Test
    void aTapForAnotherTransactionIsRefused() {
        List<Exchange> transcript = transcript(new TestPaymentCard());
        for (TerminalObjects other :
                List.of(
                        data("01020305", "000000012800", "0410", HASH),
                        data("01020304", "000000012900", "0410", HASH),
                        data("01020304", "000000012800", "0840", HASH),
                        data("01020304", "000000012800", "0410", ByteString.of(new byte[20])))) {
            assertThat(new Terminal(other).tap(new RecordedCard(transcript)))
                    .isEqualTo(refused(Fault.COMMAND));
        }
    }

    /** The telephone tells the card one thing and writes another into the transcript. */
    @Test
    void aTelephoneThatLiesAboutWhatItSaidIsFound() {
        TestPaymentCard card = new TestPaymentCard();
        RecordingCard paidMore = new RecordingCard(card);
        holds(new Terminal(data("01020304", "000000099900", "0410", HASH)).tap(paidMore));
        List<Exchange> honest = transcript(new TestPaymentCard());
        List<Exchange> forged = new ArrayList<>();
        for (int i = 0; i < honest.size(); i++) {
            forged.add(
                    new Exchange(honest.get(i).command(), paidMore.transcript().get(i).answer()));
        }
        assertThat(proof(holds(replay(forged))))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
    }

    @Test
    void whatIsMissingOrTooMuchIsRefused() {
        List<Exchange> transcript = transcript(new TestPaymentCard());
        for (int length = 0; length < transcript.size(); length++) {
            assertThat(replay(transcript.subList(0, length))).isEqualTo(refused(Fault.COMMAND));
        }
        RecordedCard longer = new RecordedCard(with(transcript, 7, transcript.getLast()));
        holds(terminal().tap(longer));
        assertThat(longer.isOver()).isFalse();
        refuses(Fault.MISSING, card -> card.account = ByteString.EMPTY);
        refuses(Fault.OBJECTS, card -> card.more = ByteString.ofHex("5A08" + TestCard.ACCOUNT));
        refuses(Fault.OBJECTS, card -> card.staticTags = ByteString.ofHex("9F4A028294"));
        refuses(Fault.ANSWER, card -> card.information = 0x00);
        refuses(Fault.ANSWER, card -> card.information = 0x40);
        refuses(
                Fault.MISSING,
                card -> card.more = ByteString.ofHex("5710" + "5413330012345679D30122010000000F"));
        refuses(Fault.APPLICATION, card -> card.application = ByteString.ofHex("A0000009991010"));
    }

    /** Without 9F4A the profile is not signed, and so only ever asks for more. */
    @Test
    void aCardMayLeaveItsProfileUnsigned() {
        TestPaymentCard card = new TestPaymentCard();
        card.staticTags = ByteString.EMPTY;
        holds(proof(holds(replay(transcript(card)))));
    }

    @Test
    void anyChangeOfAnAnswerIsRefusedSomewhere() {
        for (TestPaymentCard card :
                List.of(
                        new TestPaymentCard(),
                        TestPaymentCard.visa(),
                        TestPaymentCard.unionPay())) {
            List<Exchange> transcript = transcript(card);
            Random random = new Random(3);
            int refused = 0;
            for (int i = 0; i < 1_500; i++) {
                int which = random.nextInt(transcript.size());
                Exchange was = transcript.get(which);
                byte[] answer = was.answer().toByteArray();
                int bit = random.nextInt(8 * answer.length);
                answer[bit / 8] ^= (byte) (1 << (bit % 8));
                Checked<Signed> proof =
                        replay(
                                        with(
                                                transcript,
                                                which,
                                                new Exchange(was.command(), ByteString.of(answer))))
                                .then(TerminalTest::proof);
                refused += proof instanceof Checked.Refused<Signed> ? 1 : 0;
            }
            // What is left: the directory's other entry, priorities, and the counter of a card that
            // does not sign it.
            assertThat(refused).isGreaterThan(1_300);
        }
    }

    @Test
    void nothingOfACardIsInAnyText() {
        List<Exchange> transcript = transcript(new TestPaymentCard());
        assertThat(transcript + " " + replay(transcript))
                .doesNotContain(TestCard.ACCOUNT.substring(6));
    }

    private static void refuses(Fault fault, Consumer<TestPaymentCard> change) {
        TestPaymentCard card = new TestPaymentCard();
        change.accept(card);
        assertThat(replay(recorded(card))).isEqualTo(refused(fault));
    }

    private static Terminal terminal() {
        return new Terminal(data("01020304", "000000012800", "0410", HASH));
    }

    private static TerminalObjects data(
            String number, String amount, String currency, ByteString hash) {
        return new TerminalObjects(
                Map.of(
                        TerminalObjects.UNPREDICTABLE_NUMBER, ByteString.ofHex(number),
                        TerminalObjects.AMOUNT, ByteString.ofHex(amount),
                        TerminalObjects.CURRENCY, ByteString.ofHex(currency),
                        TerminalObjects.MERCHANT_DATA, hash));
    }

    /** Of a tap that must be right. */
    private static List<Exchange> transcript(TestPaymentCard card) {
        RecordingCard recording = new RecordingCard(card);
        holds(terminal().tap(recording));
        return recording.transcript();
    }

    /** Of whatever tap. */
    private static List<Exchange> recorded(TestPaymentCard card) {
        RecordingCard recording = new RecordingCard(card);
        Checked<CardTap> _ = terminal().tap(recording);
        return recording.transcript();
    }

    private static Checked<CardTap> replay(List<Exchange> transcript) {
        return terminal().tap(new RecordedCard(transcript));
    }

    private static Checked<Signed> proof(CardTap tap) {
        AuthorityKeys.Loaded loaded =
                AuthorityKeys.load(
                        List.of(
                                TestCard.authorityLine(
                                        tap.brand().provider(),
                                        AuthorityKey.Kind.TEST,
                                        "2030-12")));
        return new CardVerifier(
                        ((AuthorityKeys.Loaded.Keys) loaded).keys(), KeyPolicy.TEST, Set.of())
                .cardKey(tap.certificates(), TODAY)
                .then(key -> tap.told().check(tap.signature(), key.key()));
    }

    private static List<Exchange> with(List<Exchange> transcript, int index, Exchange exchange) {
        List<Exchange> changed = new ArrayList<>(transcript);
        if (index == changed.size()) {
            changed.add(exchange);
        } else {
            changed.set(index, exchange);
        }
        return changed;
    }

    private static <T> Checked<T> refused(Fault fault) {
        return refused(Stage.TRANSCRIPT, fault);
    }

    private static <T> Checked<T> refused(Stage stage, Fault fault) {
        return Checked.refused(stage, fault);
    }

    private static <T> T holds(Checked<T> checked) {
        return switch (checked) {
            case Checked.Holds<T>(T value) -> value;
            case Checked.Refused<T>(CardRefusal refusal) -> throw new AssertionError(refusal);
        };
    }
}
