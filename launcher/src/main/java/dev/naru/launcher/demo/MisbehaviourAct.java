// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.launcher.demo.Sandbox.Offer;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.scheme.Behaviour;
import dev.naru.simulators.scheme.Match;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The Indonesian switch does what it should not, or does not do what it should. */
final class MisbehaviourAct {
    private static final String AMOUNT = "150000.00";
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
        long enquiries = sandbox.partner().enquiries();
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
        verdicts.holds(
                "the first status enquiry was enough", sandbox.partner().enquiries() > enquiries);
        verdicts.holds(
                "it went through IN_DOUBT",
                sandbox.app()
                        .read(payment.id())
                        .body()
                        .path("states")
                        .toString()
                        .contains("IN_DOUBT"));
    }

    private void lost() {
        Under payment = begin(new Behaviour.Lost());
        sandbox.await(payment.id(), "DISPATCHED"::equals);
        sandbox.await(() -> sandbox.partner().transfers() > 0);
        sandbox.advance(PAST_ANSWER);
        verdicts.equal(
                "not received there, asked at once: it could still be executed, so in doubt",
                "IN_DOUBT",
                sandbox.await(payment.id(), "IN_DOUBT"::equals));
        long asked = sandbox.partner().enquiries();
        sandbox.await(() -> sandbox.partner().enquiries() >= asked);
        sandbox.advance(Duration.ofSeconds(16));
        sandbox.advance(Duration.ofSeconds(46));
        verdicts.equal(
                "past its execution deadline \"not found\" ends it", "REJECTED", endOf(payment));
    }

    private void interim() {
        Under payment = begin(new Behaviour.InterimThenAccept("ACSP"));
        verdicts.equal("an interim answer, then the final one", "COMPLETED", endOf(payment));
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
        sandbox.partner().release();
        verdicts.equal("and completed when it comes", "COMPLETED", endOf(payment));
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
