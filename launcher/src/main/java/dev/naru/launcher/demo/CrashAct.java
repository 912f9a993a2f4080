// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.launcher.demo.Sandbox.Offer;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.scheme.Behaviour;
import dev.naru.simulators.scheme.Match;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** The hub is killed at the two worst moments, and every payment still ends exactly once. */
final class CrashAct {
    private static final Duration PAST_ANSWER = Duration.ofSeconds(13);

    private final Sandbox sandbox;
    private final Verdicts verdicts;

    CrashAct(Sandbox sandbox, Verdicts verdicts) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
    }

    void play() throws InterruptedException, TimeoutException {
        verdicts.act("4. kill -9");
        rightAfterTheSend();
        betweenRecordAndSend();
    }

    private void rightAfterTheSend() throws InterruptedException, TimeoutException {
        UUID payment = UUID.randomUUID();
        sandbox.partner().script(Match.uetr(payment), new Behaviour.Silent());
        CompletableFuture<Heard> caller = begin(payment);
        verdicts.holds(
                "the switch has the payment",
                sandbox.await(() -> sandbox.partner().payment(payment).isPresent()));
        killAndRestart();
        verdicts.holds("the caller was cut off", !caller.join().isSuccess());
        // The hub's time went on while it was down, so it may be in doubt or even ended by now.
        verdicts.holds(
                "after the restart it is known and sent", sandbox.hasBeen(payment, "DISPATCHED"));
        sandbox.advance(PAST_ANSWER);
        verdicts.equal("and the enquiry ends it", "COMPLETED", sandbox.awaitEnd(payment));
        verdicts.holds("after it was in doubt", sandbox.hasBeen(payment, "IN_DOUBT"));
        verdicts.equal(
                "the switch got one pacs.008",
                1,
                sandbox.partner().payment(payment).map(theirs -> theirs.timesReceived()).orElse(0));
    }

    private void betweenRecordAndSend() throws InterruptedException, TimeoutException {
        sandbox.freshPrices();
        sandbox.arm("AFTER_DISPATCH_RECORD");
        UUID payment = UUID.randomUUID();
        CompletableFuture<Heard> caller = begin(payment);
        verdicts.equal(
                "the dispatch is recorded",
                "DISPATCHED",
                sandbox.await(payment, "DISPATCHED"::equals));
        verdicts.holds("and nothing was sent", sandbox.partner().payment(payment).isEmpty());
        killAndRestart();
        verdicts.holds("the caller was cut off", !caller.join().isSuccess());
        verdicts.holds(
                "after the restart it counts as sent", sandbox.hasBeen(payment, "DISPATCHED"));
        sandbox.advance(PAST_ANSWER);
        verdicts.holds(
                "so it is in doubt, and asked for",
                sandbox.await(() -> sandbox.hasBeen(payment, "IN_DOUBT"))
                        && sandbox.await(() -> sandbox.partner().enquiries(payment) >= 1));
        sandbox.advance(Duration.ofSeconds(16));
        sandbox.advance(Duration.ofSeconds(46));
        verdicts.equal(
                "past its deadline the switch's \"not found\" ends it",
                "REJECTED",
                sandbox.awaitEnd(payment));
        verdicts.holds("and it was never sent", sandbox.partner().payment(payment).isEmpty());
    }

    private CompletableFuture<Heard> begin(UUID payment) {
        Offer offer = sandbox.offer("175000.00");
        return Sandbox.meanwhile(
                () -> sandbox.app().pay(sandbox.customer(), payment, offer.order()));
    }

    private void killAndRestart() throws InterruptedException, TimeoutException {
        long pid = sandbox.hub().pid();
        sandbox.hub().kill();
        long beganNs = System.nanoTime();
        sandbox.hub().restart();
        verdicts.tell(
                "killed process %d with SIGKILL; the hub answers again after %,d ms"
                        .formatted(pid, Duration.ofNanos(System.nanoTime() - beganNs).toMillis()));
        sandbox.freshPrices();
    }
}
