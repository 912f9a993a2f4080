// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import dev.naru.authentication.cardtap.AuthorityKeys;
import dev.naru.authentication.cardtap.CardProof;
import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.RecordingCard;
import dev.naru.authentication.cardtap.Terminal;
import dev.naru.authentication.cardtap.TerminalObjects;
import dev.naru.benchmarks.ChildJvm;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.card.PaymentIssuer;
import dev.naru.simulators.card.SimulatedPaymentCard;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Verifies the taps of cards of a few issuers in turn, each tap from its raw transcript to the
 * card's signature, with the verifier as a hub has it, or with a new one for each, which knows no
 * issuer's key yet. Prints {@code round} lines for {@link CardtapBenchmark}, and {@code checked} at
 * the end.
 */
final class ChainProcess {
    /** Argument of this process. */
    static final String WHOLE = "whole";

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final int ISSUERS = 4;
    private static final int CARDS_OF_EACH = 8;
    private static final int TAPS_OF_EACH = 4;

    private final List<Tap> taps = new ArrayList<>();
    private final Supplier<CardVerifier> verifiers;

    private record Tap(List<Exchange> transcript, TerminalObjects told) {}

    private ChainProcess(boolean isWhole) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ISSUERS; i++) {
            PaymentIssuer issuer = new PaymentIssuer(i, 0xF0 + i, "5413330" + i, "1230");
            lines.add(issuer.authorityLine());
            for (int card = 0; card < CARDS_OF_EACH; card++) {
                tap(issuer.issue("%07d".formatted(1_000_003 + card)));
            }
        }
        AuthorityKeys authorities = keys(lines);
        CardVerifier kept = new CardVerifier(authorities, KeyPolicy.TEST, Set.of());
        this.verifiers =
                isWhole
                        ? () -> new CardVerifier(authorities, KeyPolicy.TEST, Set.of())
                        : () -> kept;
    }

    private void tap(SimulatedPaymentCard card) {
        for (int i = 0; i < TAPS_OF_EACH; i++) {
            String number = "%08X".formatted(0x9E3779B9 * (taps.size() + 1));
            TerminalObjects told =
                    new TerminalObjects(
                            Map.of(
                                    TerminalObjects.UNPREDICTABLE_NUMBER, ByteString.ofHex(number),
                                    TerminalObjects.AMOUNT, ByteString.ofHex("000000128000"),
                                    TerminalObjects.CURRENCY, ByteString.ofHex("0410"),
                                    TerminalObjects.MERCHANT_DATA,
                                            ByteString.ofHex(number.repeat(5))));
            RecordingCard recording = new RecordingCard(c -> Optional.of(card.transmit(c)));
            expect(new Terminal(told).meet(recording).isEmpty());
            taps.add(new Tap(recording.transcript(), told));
        }
    }

    private static AuthorityKeys keys(List<String> lines) {
        return switch (AuthorityKeys.load(lines)) {
            case AuthorityKeys.Loaded.Keys(AuthorityKeys keys) -> keys;
            case AuthorityKeys.Loaded.Mistaken mistaken ->
                    throw new IllegalStateException(mistaken.mistakes().toString());
        };
    }

    /** With {@link #WHOLE} every certificate of every tap is opened, else without arguments. */
    public static void main(String[] args) {
        ChildJvm.haltWithParent();
        new ChainProcess(List.of(args).contains(WHOLE)).run(System.out);
        System.out.flush();
        System.exit(0);
    }

    void run(PrintStream out) {
        Rounds.run(out, this::verifyFor);
        for (Tap tap : taps) {
            expect(isRefused(tap, tap.transcript.size() - 1));
            // The record in which the card's certificate is.
            expect(isRefused(tap, tap.transcript.size() - 3));
        }
        out.println("checked all");
    }

    /** Answers how many it were. */
    private long verifyFor(long ns) {
        long beganNs = System.nanoTime();
        long verified = 0;
        do {
            for (Tap tap : taps) {
                expect(
                        verifiers.get().verify(tap.transcript, tap.told, TODAY)
                                        instanceof Checked.Holds<CardProof>(CardProof proof)
                                && proof.binding() == CardProof.Binding.HASH);
            }
            verified += taps.size();
        } while (System.nanoTime() - beganNs < ns);
        return verified;
    }

    /**
     * With one bit of an answer the other way round, in the middle of a certificate or signature.
     */
    private boolean isRefused(Tap tap, int index) {
        List<Exchange> changed = new ArrayList<>(tap.transcript);
        byte[] answer = changed.get(index).answer().toByteArray();
        answer[answer.length / 2] ^= 1;
        changed.set(index, new Exchange(changed.get(index).command(), ByteString.of(answer)));
        return verifiers.get().verify(changed, tap.told, TODAY)
                instanceof Checked.Refused<CardProof>;
    }

    private static void expect(boolean right) {
        if (!right) {
            throw new IllegalStateException("a tap was judged wrongly");
        }
    }
}
