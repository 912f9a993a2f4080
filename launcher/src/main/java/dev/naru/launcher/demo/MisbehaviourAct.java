// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.launcher.demo.Sandbox.Offer;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.scheme.Behaviour;
import dev.naru.simulators.scheme.Match;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The Indonesian switch does what it should not, or does not do what it should. */
final class MisbehaviourAct {
    private static final String AMOUNT = "150000.00";

    /** When enquiries fall due, from the moment of doubt. */
    private static final List<Duration> ENQUIRIES =
            List.of(
                    Duration.ZERO,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1));

    /** Real time passes, too; a check between two enquiries needs this much before the next. */
    private static final long TELLING_SECONDS = 20;

    private static final Duration PAST_ANSWER = Duration.ofSeconds(13);

    private final Sandbox sandbox;
    private final Verdicts verdicts;

    MisbehaviourAct(Sandbox sandbox, Verdicts verdicts) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
    }

    void play() {
        verdicts.act("3. The other side misbehaves");
        rejects();
        frozen();
        silent();
        lost();
        interim();
        twice();
        late();
        contradicts();
        wrongAmount();
        garbage();
    }

    /** A payment on its way while the story goes on. */
    private record Under(UUID id, Offer offer, CompletableFuture<Heard> heard) {}

    private Under begin(Behaviour behaviour) {
        UUID id = UUID.randomUUID();
        sandbox.partner().script(Match.uetr(id), behaviour);
        Offer offer = sandbox.offer(AMOUNT);
        return new Under(
                id,
                offer,
                Sandbox.meanwhile(() -> sandbox.app().pay(sandbox.customer(), id, offer.order())));
    }

    private String endOf(Under payment) {
        payment.heard().join();
        return sandbox.awaitEnd(payment.id());
    }

    private void rejects() {
        long before = balance();
        Under payment = begin(new Behaviour.Reject("AC06"));
        verdicts.equal("RJCT: the payment is rejected", "REJECTED", endOf(payment));
        verdicts.equal("and the payer is whole again, fee included", before, balance());
    }

    private void frozen() {
        Under payment = begin(new Behaviour.Block("AM05"));
        verdicts.equal("BLCK: frozen over there, so the chain posts", "BLOCKED", endOf(payment));
    }

    private void silent() {
        Under payment = begin(new Behaviour.Silent());
        verdicts.equal(
                "silence: dispatched",
                "DISPATCHED",
                sandbox.await(payment.id(), "DISPATCHED"::equals));
        sandbox.await(() -> sandbox.partner().payment(payment.id()).isPresent());
        sandbox.advance(PAST_ANSWER);
        verdicts.equal(
                "no answer in 12 s: in doubt, asked, and resolved by the enquiry",
                "COMPLETED",
                endOf(payment));
        verdicts.equal(
                "the first status enquiry was enough",
                1,
                sandbox.partner().enquiries(payment.id()));
        verdicts.holds("it went through IN_DOUBT", sandbox.hasBeen(payment.id(), "IN_DOUBT"));
    }

    private void lost() {
        long transfers = sandbox.partner().transfers();
        Under payment = begin(new Behaviour.Lost());
        sandbox.await(payment.id(), "DISPATCHED"::equals);
        verdicts.holds(
                "lost: the pacs.008 reached the switch, which forgot it",
                sandbox.await(() -> sandbox.partner().transfers() == transfers + 1)
                        && sandbox.partner().payment(payment.id()).isEmpty());
        sandbox.advance(PAST_ANSWER);
        verdicts.equal(
                "not received there, asked at once: it could still be executed, so in doubt",
                "IN_DOUBT",
                sandbox.await(payment.id(), "IN_DOUBT"::equals));
        awaitEnquiries(payment, 1);
        sandbox.advance(Duration.ofSeconds(16));
        awaitEnquiries(payment, 2);
        verdicts.equal(
                "asked twice and denied twice, still in doubt",
                "IN_DOUBT",
                sandbox.state(payment.id()));
        sandbox.advance(Duration.ofSeconds(46));
        verdicts.equal(
                "past its execution deadline \"not found\" ends it", "REJECTED", endOf(payment));
    }

    private void interim() {
        Under payment = begin(new Behaviour.InterimThenLate("ACSP"));
        verdicts.holds(
                "an interim answer is taken",
                sandbox.await(
                        () ->
                                sandbox.partner()
                                        .payment(payment.id())
                                        .filter(p -> p.answersDelivered() == 1)
                                        .isPresent()));
        verdicts.equal("and ends nothing", "DISPATCHED", sandbox.state(payment.id()));
        sandbox.partner().release();
        verdicts.equal("until the final one comes", "COMPLETED", endOf(payment));
    }

    private void twice() {
        int items = sandbox.recoveryItems();
        Under payment = begin(new Behaviour.AnswerTwice());
        verdicts.equal("the same answer twice", "COMPLETED", endOf(payment));
        sandbox.await(
                () ->
                        sandbox.partner()
                                .payment(payment.id())
                                .filter(p -> p.answersDelivered() == 2)
                                .isPresent());
        verdicts.equal("changes nothing the second time", items, sandbox.recoveryItems());
    }

    private void late() {
        Under payment = begin(new Behaviour.Late());
        sandbox.await(payment.id(), "DISPATCHED"::equals);
        sandbox.await(() -> sandbox.partner().payment(payment.id()).isPresent());
        sandbox.advance(PAST_ANSWER);
        verdicts.equal(
                "late: in doubt meanwhile",
                "IN_DOUBT",
                sandbox.await(payment.id(), "IN_DOUBT"::equals));
        schedule(payment);
        sandbox.partner().release();
        verdicts.equal("and completed when it comes", "COMPLETED", endOf(payment));
        sandbox.advance(Duration.ofHours(2));
        verdicts.equal(
                "and nobody asks any more",
                ENQUIRIES.size(),
                sandbox.partner().enquiries(payment.id()));
    }

    /** The switch is asked when the corridor's schedule says so, and not between. */
    private void schedule(Under payment) {
        long passedSeconds = 0;
        for (int asked = 1; asked <= ENQUIRIES.size(); asked++) {
            long gapSeconds = ENQUIRIES.get(asked - 1).toSeconds() - passedSeconds;
            if (gapSeconds > 0) {
                long firstSeconds = gapSeconds / 2;
                sandbox.advance(Duration.ofSeconds(firstSeconds));
                if (firstSeconds >= TELLING_SECONDS) {
                    verdicts.equal(
                            "nobody asks between",
                            asked - 1,
                            sandbox.partner().enquiries(payment.id()));
                }
                sandbox.advance(Duration.ofSeconds(gapSeconds - firstSeconds + 1));
                passedSeconds += gapSeconds + 1;
            }
            awaitEnquiries(payment, asked);
        }
    }

    private void awaitEnquiries(Under payment, int asked) {
        sandbox.await(() -> sandbox.partner().enquiries(payment.id()) >= asked);
        verdicts.equal(
                "status enquiry %d reached the switch".formatted(asked),
                asked,
                sandbox.partner().enquiries(payment.id()));
    }

    private void contradicts() {
        int items = sandbox.recoveryItems();
        Under accepted = begin(new Behaviour.AcceptThenReject());
        verdicts.equal("yes, then no: the first answer stands", "COMPLETED", endOf(accepted));
        verdicts.holds(
                "and a person has to look at the second",
                sandbox.await(() -> sandbox.recoveryItems() == items + 1));
        Under rejected = begin(new Behaviour.RejectThenAccept());
        verdicts.equal("no, then yes: nothing posts", "REJECTED", endOf(rejected));
        verdicts.holds(
                "and a person has to look at that, too",
                sandbox.await(() -> sandbox.recoveryItems() == items + 2));
    }

    private void wrongAmount() {
        int items = sandbox.recoveryItems();
        Under payment = begin(new Behaviour.WrongAmount(14_900_000));
        verdicts.holds(
                "a wrong amount: not applied, a recovery item",
                sandbox.await(() -> sandbox.recoveryItems() == items + 1));
        sandbox.advance(PAST_ANSWER);
        verdicts.equal(
                "and the money stays reserved",
                "IN_DOUBT",
                sandbox.await(payment.id(), "IN_DOUBT"::equals));
    }

    private void garbage() {
        Under payment = begin(new Behaviour.GarbageInBody());
        sandbox.await(() -> sandbox.partner().payment(payment.id()).isPresent());
        sandbox.advance(PAST_ANSWER);
        verdicts.equal(
                "garbage instead of an answer: asked, and resolved", "COMPLETED", endOf(payment));
    }

    private long balance() {
        return sandbox.app().book().balance(sandbox.customer().account());
    }
}
