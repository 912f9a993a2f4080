// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.formats.emv.ByteString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        CardProof proof = holds(prove(transcript));
        assertThat(proof.brand()).isEqualTo(Brand.MASTERCARD);
        assertThat(proof.counter()).hasValue(0x17);
        assertThat(proof.binding()).isEqualTo(Binding.HASH);
        assertThat(proof.cryptogram().hex()).isEqualTo("A1A2A3A4A5A6A7A8");
        assertThat(proof.relayData().isEmpty()).isTrue();
        card.lastDay = ByteString.ofHex("261128");
        assertThat(prove(transcript(card))).isEqualTo(refused(Stage.CARD, Fault.EXPIRED));
    }

    @Test
    void relayResistanceDataAreSigned() {
        TestPaymentCard card = new TestPaymentCard();
        card.profile = ByteString.ofHex("1981");
        List<Exchange> transcript = transcript(card);
        assertThat(transcript.get(3).command().hex()).isEqualTo("80EA00000401020304" + "00");
        assertThat(holds(prove(transcript)).relayData().length()).isEqualTo(14);
        // The telephone says that the card was faster than the card itself said.
        Exchange slow = transcript.get(3);
        Exchange fast =
                new Exchange(
                        slow.command(),
                        ByteString.ofHex(slow.answer().hex().replace("0032000A", "0012000A")));
        assertThat(prove(with(transcript, 3, fast)))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
    }

    @Test
    void visasCardSignsWithItsOptions() {
        TestPaymentCard card = TestPaymentCard.visa();
        CardProof proof = holds(prove(transcript(card)));
        assertThat(proof.binding()).isEqualTo(Binding.NUMBER_AND_AMOUNT);
        assertThat(proof.counter()).hasValue(0x17);
        card.qualifiers = ByteString.ofHex("0401");
        assertThat(prove(recorded(card))).isEqualTo(refused(Fault.CONTRADICTION));
    }

    @Test
    void unionPaysCardSignsWhenItIsAsked() {
        CardProof proof = holds(prove(transcript(TestPaymentCard.unionPay())));
        assertThat(proof.binding()).isEqualTo(Binding.NUMBER);
        assertThat(proof.counter()).isEmpty();
    }

    /** Threat 4: what was read from a card once can be said again, but not signed again. */
    @Test
    void aCopyOfACardsRecordsIsNoCard() {
        refuses(Fault.METHOD, card -> card.profile = ByteString.ofHex("5800"));
        TestPaymentCard visa = TestPaymentCard.visa();
        visa.profile = ByteString.ofHex("4000");
        assertThat(prove(recorded(visa))).isEqualTo(refused(Fault.METHOD));
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
        assertThat(prove(with(transcript, 2, lesser))).isEqualTo(refused(Stage.CARD, Fault.HASH));
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
            assertThat(verifier(Brand.MASTERCARD).verify(transcript, other, TODAY))
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
        assertThat(prove(forged)).isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
    }

    /**
     * A card signs the values of its lists, the answer's objects behind them, and no border between
     * them: a telephone that could choose the list could pass values off as the answer.
     */
    @Test
    void whatACardWasToldIsNotPassedOffAsItsAnswer() {
        TestPaymentCard card = new TestPaymentCard();
        card.isListSigned = false;
        ByteString slipped = ByteString.ofHex("9F2701809F3602FFFFDF01110000000000000000");
        RecordingCard recording = new RecordingCard(card);
        Optional<CardRefusal> _ =
                new Terminal(data("01020304", "000000012800", "0410", slipped)).meet(recording);
        assertThat(prove(recording.transcript())).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void whatIsMissingOrTooMuchIsRefused() {
        List<Exchange> transcript = transcript(new TestPaymentCard());
        for (int length = 0; length < transcript.size(); length++) {
            assertThat(prove(transcript.subList(0, length))).isEqualTo(refused(Fault.COMMAND));
        }
        assertThat(prove(with(transcript, 7, transcript.getLast())))
                .isEqualTo(refused(Fault.COMMAND));
        refuses(Fault.UNSIGNED, card -> card.isListSigned = false);
        refuses(Fault.OBJECTS, card -> card.pdol = ByteString.ofHex("9F7CFF"));
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
        holds(prove(transcript(card)));
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
                Checked<CardProof> proof =
                        prove(
                                with(
                                        transcript,
                                        which,
                                        new Exchange(was.command(), ByteString.of(answer))));
                refused += proof instanceof Checked.Refused<CardProof> ? 1 : 0;
            }
            // What is left: the directory's other entry, and priorities.
            assertThat(refused).isGreaterThan(1_300);
        }
    }

    @Test
    void nothingOfACardIsInAnyText() {
        List<Exchange> transcript = transcript(new TestPaymentCard());
        assertThat(transcript + " " + prove(transcript))
                .doesNotContain(TestCard.ACCOUNT.substring(6));
    }

    private static void refuses(Fault fault, Consumer<TestPaymentCard> change) {
        TestPaymentCard card = new TestPaymentCard();
        change.accept(card);
        assertThat(prove(recorded(card))).isEqualTo(refused(fault));
    }

    private static Terminal terminal() {
        return new Terminal(told());
    }

    private static TerminalObjects told() {
        return data("01020304", "000000012800", "0410", HASH);
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
        assertThat(terminal().meet(recording)).isEmpty();
        return recording.transcript();
    }

    /** Of whatever tap. */
    private static List<Exchange> recorded(TestPaymentCard card) {
        RecordingCard recording = new RecordingCard(card);
        Optional<CardRefusal> _ = terminal().meet(recording);
        return recording.transcript();
    }

    /** By the keys of whatever brand it is of. */
    private static Checked<CardProof> prove(List<Exchange> transcript) {
        Checked<CardProof> proof = verifier(Brand.MASTERCARD).verify(transcript, told(), TODAY);
        for (Brand brand : List.of(Brand.VISA, Brand.UNIONPAY)) {
            if (proof.equals(refused(Stage.AUTHORITY, Fault.UNKNOWN))) {
                proof = verifier(brand).verify(transcript, told(), TODAY);
            }
        }
        return proof;
    }

    private static CardVerifier verifier(Brand brand) {
        AuthorityKeys.Loaded loaded =
                AuthorityKeys.load(
                        List.of(
                                TestCard.authorityLine(
                                        brand.provider(), AuthorityKey.Kind.TEST, "2030-12")));
        return new CardVerifier(
                ((AuthorityKeys.Loaded.Keys) loaded).keys(), KeyPolicy.TEST, Set.of());
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
