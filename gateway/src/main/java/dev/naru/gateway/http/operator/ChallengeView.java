// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.http.view.Times;
import dev.naru.gateway.trustone.KeptTap;
import dev.naru.gateway.trustone.TapFault;
import dev.naru.projection.query.ChallengeFound;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.SortableText;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What the operator sees of a challenge and of the tap that answered it; nothing of the payer. */
final class ChallengeView {
    private static final HexFormat HEX = HexFormat.of();

    private ChallengeView() {}

    /**
     * A challenge.
     *
     * @param until until when what its state awaits must have come, or had to
     * @param card by which the machine knows the card that had to be tapped: the first half of what
     *     participants know it by
     * @param tappedCard the same of the card that was tapped
     */
    record Row(
            long number,
            String challengeId,
            int participantId,
            String purpose,
            Optional<String> paymentId,
            Optional<MoneyView> amount,
            String state,
            String issuedAt,
            String until,
            Optional<String> judgedAt,
            Optional<String> verdict,
            Optional<Fault> fault,
            Optional<String> usedAt,
            Optional<String> paymentNumber,
            Optional<String> card,
            Optional<String> device,
            Optional<String> tappedCard) {}

    /** What the verifier found; without a name where the number is of another version. */
    record Fault(int number, Optional<String> name) {}

    /** A challenge, and what was found of its answer, where that is kept. */
    record Told(@JsonUnwrapped Row row, Optional<Finding> found) {}

    /** What was found of an answer. */
    record Finding(
            String foundAt,
            Optional<String> fault,
            Optional<String> stage,
            Optional<String> method,
            Optional<String> binding,
            Optional<String> issuerWord,
            Optional<Long> counter,
            Optional<String> brand,
            Optional<String> firstDigits,
            Optional<String> lastDigits,
            Optional<String> cardKey,
            Optional<String> cardProfile,
            Optional<Integer> slowestUs,
            Optional<String> transcriptSha256,
            Optional<List<String>> transcript) {
        static Finding of(KeptTap kept) {
            return new Finding(
                    Times.text(kept.foundAtNs()),
                    kept.fault().map(KeptTap.Fault::name),
                    kept.fault().flatMap(KeptTap.Fault::stage),
                    kept.proof().map(KeptTap.Proof::method),
                    kept.proof().map(KeptTap.Proof::binding),
                    kept.proof().map(KeptTap.Proof::issuerWord),
                    kept.proof().flatMap(proof -> proof.counter().stream().boxed().findFirst()),
                    paymentCard(kept, KeptTap.PaymentCard::brand),
                    paymentCard(kept, KeptTap.PaymentCard::firstDigits),
                    paymentCard(kept, KeptTap.PaymentCard::lastDigits),
                    kept.proof().map(KeptTap.Proof::cardKey),
                    kept.proof().map(KeptTap.Proof::cardProfile),
                    kept.transcript().map(KeptTap.Transcript::slowestUs),
                    kept.transcript().map(KeptTap.Transcript::sha256),
                    kept.transcript().map(KeptTap.Transcript::masked));
        }

        private static Optional<String> paymentCard(
                KeptTap kept, Function<KeptTap.PaymentCard, String> what) {
            return kept.proof().flatMap(KeptTap.Proof::paymentCard).map(what);
        }
    }

    /**
     * A challenge.
     *
     * @param currency of a group, where the group is known
     */
    static Row row(ChallengeFound found, IntFunction<Optional<Currency>> currency) {
        Challenge challenge = found.challenge();
        Optional<ChallengedPayment> payment = challenge.terms().payment();
        return new Row(
                challenge.number(),
                text(challenge.requestId()),
                challenge.participantId(),
                challenge.terms().purpose().name(),
                payment.map(it -> it.paymentId().toString()),
                payment.flatMap(
                        it ->
                                currency.apply(it.sourceGroupId())
                                        .map(of -> MoneyView.of(it.debitMinor(), of))),
                challenge.state().name(),
                Times.text(found.times().issuedAtNs()),
                Times.text(challenge.untilNs()),
                time(found.times().judgedAtNs()),
                challenge.verdict().map(Enum::name),
                found.fault().stream().mapToObj(ChallengeView::fault).findFirst(),
                time(found.times().usedAtNs()),
                found.paymentNumber().stream()
                        .mapToObj(it -> SortableText.write(PaymentView.NUMBER_PREFIX, it))
                        .findFirst(),
                hex(challenge.terms().card()),
                hex(challenge.terms().device()),
                hex(found.tappedCard()));
    }

    private static Fault fault(int number) {
        return new Fault(number, TapFault.numbered(number).map(TapFault::name));
    }

    private static String text(RequestId id) {
        return new UUID(id.high(), id.low()).toString();
    }

    private static Optional<String> time(long epochNs) {
        return epochNs == 0 ? Optional.empty() : Optional.of(Times.text(epochNs));
    }

    private static Optional<String> hex(Digest digest) {
        return digest.equals(Digest.NONE)
                ? Optional.empty()
                : Optional.of(HEX.toHexDigits(digest.high()) + HEX.toHexDigits(digest.low()));
    }
}
