// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.client.Reply;
import dev.naru.connectors.PartnerPlay.Conduct;
import dev.naru.connectors.PartnerPlay.Working;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.sandbox.FaultPoint;
import dev.naru.connectors.sandbox.Faults;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.KeptMessage;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage.Direction;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every scheme's connector owes, proved against its simulator over real sockets and the real
 * machine: whatever the partner does, each payment ends once, with the money where its end says.
 */
public abstract class SchemeConnectorContract extends SessionContract {
    protected SchemeConnectorContract(Lane lane) {
        super(lane);
    }

    // ---- the partner answers

    @Test
    void an_accepted_payment_posts_as_a_whole() {
        UUID id = pay();

        assertPosted(id, PaymentState.COMPLETED);
        assertThat(partner.timesReceived(id)).isEqualTo(1);
        assertRecovery();
    }

    @Test
    void an_answer_in_the_body_is_as_good_as_a_later_one() {
        assertPosted(pay(Conduct.ACCEPT_IN_BODY), PaymentState.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECT", "REJECT_IN_BODY"})
    void a_rejected_payment_is_void_and_keeps_the_partners_reason(Conduct conduct) {
        UUID id = pay(conduct);

        assertVoid(id, PaymentState.REJECTED);
        assertThat(hub.payment(id).isoReason()).isEqualTo("AC04");
        assertThat(partner.owedMinor()).isZero();
    }

    @Test
    void a_blocked_payment_posts_because_the_partner_holds_the_funds() {
        UUID id = pay(Conduct.BLOCK);

        assertPosted(id, PaymentState.BLOCKED);
        assertThat(hub.payment(id).isoReason()).isEqualTo("RR03");
    }

    @Test
    void an_interim_answer_is_noted_and_the_final_one_counts() {
        UUID id = pay(Conduct.INTERIM_THEN_ACCEPT);

        assertPosted(id, PaymentState.COMPLETED);
        assertThat(events(Event.InterimAnswered.class))
                .extracting(Event.InterimAnswered::status)
                .containsExactly(AnswerStatus.INTERIM);
    }

    @Test
    void an_answer_that_comes_twice_counts_once() {
        UUID id = pay(Conduct.ANSWER_TWICE);

        assertPosted(id, PaymentState.COMPLETED);
        await().until(() -> connector.status().figures().answers() == 2);
        assertPosted(id, PaymentState.COMPLETED);
        assertRecovery();
    }

    @Test
    void the_first_final_answer_wins_when_an_acceptance_is_contradicted() {
        UUID id = pay(Conduct.ACCEPT_THEN_REJECT);

        assertRecovery(RecoveryReason.CONTRADICTION);
        assertPosted(id, PaymentState.COMPLETED);
        assertThat(connector.status().figures().setAside()).isEqualTo(1);
    }

    @Test
    void the_first_final_answer_wins_when_a_rejection_is_contradicted() {
        UUID id = pay(Conduct.REJECT_THEN_ACCEPT);

        assertRecovery(RecoveryReason.ACCEPTED_AFTER_VOID);
        assertVoid(id, PaymentState.REJECTED);
    }

    @Test
    void an_answer_with_a_wrong_amount_is_not_applied() {
        UUID id = pay(Conduct.WRONG_AMOUNT);

        assertRecovery(RecoveryReason.WRONG_AMOUNT);
        assertThat(hub.payment(id).state()).isEqualTo(PaymentState.DISPATCHED);
        assertThat(hub.reservedMinor(MachineHub.LINK)).isEqualTo(AMOUNT_MINOR - FEE_MINOR);
        assertThat(hub.owedMinor(MachineHub.LINK)).isZero();
    }

    // ---- the partner does not answer

    @ParameterizedTest
    @EnumSource(
            names = {
                "SILENT",
                "GARBAGE_IN_BODY",
                "TRUNCATED_IN_BODY",
                "GARBAGE_CALLBACK",
                "DISCONNECT"
            })
    void what_was_not_heard_is_asked_for(Conduct conduct) {
        UUID id = pay(conduct);

        passIntoDoubt(id);
        assertPosted(id, PaymentState.COMPLETED);
        assertThat(events(Event.PaymentInDoubt.class)).hasSize(1);
        assertThat(connector.status().figures().enquiries()).isEqualTo(1);
        assertThat(partner.timesReceived(id)).isEqualTo(1);
    }

    @Test
    void whatever_crossed_the_link_is_kept_raw_where_it_belongs() {
        UUID id = pay(Conduct.GARBAGE_IN_BODY);
        passIntoDoubt(id);
        assertPosted(id, PaymentState.COMPLETED);

        List<KeptMessage> sent =
                kept(events(Event.PaymentDispatched.class).getFirst().particulars());
        assertThat(sent).extracting(KeptMessage::direction).containsExactly(Direction.SENT);
        assertThat(text(sent.getFirst())).contains(id.toString());
        Event.InterimAnswered garbage = events(Event.InterimAnswered.class).getFirst();
        assertThat(garbage.status()).isEqualTo(AnswerStatus.UNCLEAR);
        assertThat(kept(garbage.particulars()))
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.direction()).isEqualTo(Direction.RECEIVED);
                            assertThat(text(message)).isNotEmpty().doesNotContain(id.toString());
                        });
        List<KeptMessage> end = kept(events(Event.PaymentCompleted.class).getFirst().particulars());
        assertThat(end.getLast().direction()).isEqualTo(Direction.RECEIVED);
        assertThat(text(end.getLast())).contains(id.toString());
    }

    private static List<KeptMessage> kept(Bytes particulars) {
        return KeptMessages.read(particulars, KeptMessages.MOST_BYTES);
    }

    private static String text(KeptMessage message) {
        assertThat(message.content()).isInstanceOf(KeptMessage.Content.Raw.class);
        byte[] raw = ((KeptMessage.Content.Raw) message.content()).bytes().toArray();
        return new String(raw, StandardCharsets.UTF_8);
    }

    @Test
    void a_wrong_amount_can_be_read_as_it_came() {
        UUID id = pay(Conduct.WRONG_AMOUNT);

        assertRecovery(RecoveryReason.WRONG_AMOUNT);
        Event.RecoveryItemOpened item = events(Event.RecoveryItemOpened.class).getFirst();
        assertThat(kept(item.particulars()))
                .singleElement()
                .satisfies(message -> assertThat(text(message)).contains(id.toString()));
    }

    @Test
    void an_answer_that_trickles_is_not_waited_for_longer_than_the_timer() {
        connector.close();
        start(Duration.ofMillis(300));
        UUID id = pay(Conduct.SLOW);

        passIntoDoubt(id);
        assertPosted(id, PaymentState.COMPLETED);
        assertThat(connector.status().figures().unanswered()).isEqualTo(1);
    }

    @Test
    void garbage_from_the_partner_is_refused_and_counted() {
        pay(Conduct.GARBAGE_CALLBACK);

        await().until(() -> partner.refusedAnswers() == 1);
        assertThat(connector.status().figures().unreadable()).isEqualTo(1);
    }

    @Test
    void a_late_payment_stays_in_doubt_until_its_answer_comes() {
        UUID id = pay(Conduct.LATE);
        passIntoDoubt(id);
        awaitQuiet();
        assertThat(hub.payment(id).state()).isEqualTo(PaymentState.IN_DOUBT);
        assertThat(hub.reservedMinor(MachineHub.LINK)).isEqualTo(AMOUNT_MINOR - FEE_MINOR);
        assertThat(events(Event.InterimAnswered.class)).hasSize(1);

        partner.release();
        assertPosted(id, PaymentState.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "UNAVAILABLE"})
    void a_payment_that_never_arrived_ends_when_it_cannot_be_executed_any_more(Conduct conduct) {
        UUID id = pay(conduct);
        passIntoDoubt(id);
        awaitQuiet();
        assertThat(hub.payment(id).state()).isEqualTo(lane.afterDenial());
        assertThat(hub.reservedMinor(MachineHub.LINK))
                .isEqualTo(lane.afterDenial().isFinal() ? 0 : AMOUNT_MINOR - FEE_MINOR);

        hub.advance(Duration.ofSeconds(60));
        assertVoid(id, PaymentState.REJECTED);
        assertThat(partner.owedMinor()).isZero();
        assertThat(partner.received()).isEqualTo(1);
    }

    @Test
    void an_acceptance_after_the_denial_that_voided_is_for_a_person() {
        UUID id = pay(Conduct.LATE_AFTER_DENIAL);
        passIntoDoubt(id);
        awaitQuiet();
        hub.advance(Duration.ofSeconds(60));
        assertVoid(id, PaymentState.REJECTED);

        partner.release();
        assertRecovery(RecoveryReason.ACCEPTED_AFTER_VOID);
        assertVoid(id, PaymentState.REJECTED);
    }

    @Test
    void enquiries_follow_the_machines_schedule_and_end_with_the_payment() {
        UUID id = pay(Conduct.LATE);
        passIntoDoubt(id);
        for (int seconds : List.of(15, 45, 540, 3000)) {
            awaitQuiet();
            hub.advance(Duration.ofSeconds(seconds));
        }
        awaitQuiet();
        assertThat(connector.status().figures().enquiries()).isEqualTo(5);
        assertThat(hub.payment(id).state()).isEqualTo(PaymentState.IN_DOUBT);

        partner.release();
        assertPosted(id, PaymentState.COMPLETED);
        hub.advance(Duration.ofDays(1));
        awaitQuiet();
        assertThat(connector.status().figures().enquiries()).isEqualTo(5);
    }

    @Test
    void a_partner_that_is_down_gets_no_payments_until_probes_succeed() {
        awaitUp();
        partner.works(Working.NO);
        List<UUID> unheard = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            unheard.add(pay());
        }
        await().until(() -> connector.status().payments() == LinkState.DOWN);
        assertThat(connector.lookup().state()).isEqualTo(LinkState.DOWN);
        awaitQuiet();
        long received = partner.received();

        UUID kept = pay();
        await().until(() -> connector.status().figures().leftToExpire() == 1);
        assertThat(hub.payment(kept).state()).isEqualTo(PaymentState.RESERVED);
        hub.advance(Duration.ofSeconds(10));
        awaitState(kept, PaymentState.EXPIRED);
        assertThat(partner.received()).isEqualTo(received);

        partner.works(Working.YES);
        await().until(() -> connector.status().payments() == LinkState.UP);
        awaitState(pay(), PaymentState.COMPLETED);
        hub.advance(Duration.ofSeconds(60));
        awaitQuiet();
        hub.advance(Duration.ofSeconds(60));
        unheard.forEach(id -> awaitState(id, PaymentState.REJECTED));
        assertEndedOnce(7);
    }

    // ---- the hub does not answer

    @Test
    void a_dispatch_whose_grant_was_not_heard_is_treated_as_sent() {
        AtomicInteger grants = new AtomicInteger();
        hub.loseReplies(
                reply ->
                        isGrant(reply) && grants.incrementAndGet() == 1
                                ? new Reply.Unknown("lost on its way")
                                : reply);
        UUID id = pay();

        passIntoDoubt(id);
        awaitQuiet();
        assertThat(partner.received()).isZero();
        hub.advance(Duration.ofSeconds(60));
        assertVoid(id, PaymentState.REJECTED);
        assertThat(partner.received()).isZero();
    }

    private static boolean isGrant(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.outcome() instanceof Outcome.DispatchGranted;
    }

    @Test
    void a_busy_hub_is_asked_again() {
        hub.busy(3);

        assertPosted(pay(), PaymentState.COMPLETED);
    }

    @Test
    void an_answer_that_the_hub_did_not_take_comes_again_or_is_asked_for() {
        AtomicInteger answers = new AtomicInteger();
        hub.loseReplies(
                reply ->
                        isAnswerTaken(reply) && answers.incrementAndGet() <= 3
                                ? new Reply.Unknown("lost")
                                : reply);

        assertPosted(pay(), PaymentState.COMPLETED);
        await().until(() -> connector.status().figures().answers() == 1);
        assertRecovery();
    }

    private static boolean isAnswerTaken(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.outcome() instanceof Outcome.AnswerTaken;
    }

    // ---- the connector dies

    @Test
    void after_a_restart_what_was_reserved_meanwhile_is_sent() {
        assertPosted(pay(), PaymentState.COMPLETED);
        awaitQuiet();
        connector.close();
        UUID meanwhile = pay();

        start();

        awaitState(meanwhile, PaymentState.COMPLETED);
        assertThat(partner.received()).isEqualTo(2);
        assertEndedOnce(2);
    }

    @Test
    void reading_all_events_again_sends_nothing_twice() throws IOException {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(pay());
        }
        ids.forEach(id -> awaitState(id, PaymentState.COMPLETED));
        UUID silent = pay(Conduct.SILENT);
        passIntoDoubt(silent);
        awaitState(silent, PaymentState.COMPLETED);
        ids.add(silent);
        awaitQuiet();
        connector.close();
        Files.delete(folder.resolve("position"));

        start();
        awaitQuiet();
        assertThat(connector.status().figures().enquiries()).isZero();

        assertThat(partner.received()).isEqualTo(6);
        ids.forEach(id -> assertThat(partner.timesReceived(id)).isEqualTo(1));
        assertEndedOnce(6);
    }

    @Test
    void a_death_between_the_dispatch_record_and_the_send_is_treated_as_sent() {
        faults.arm(FaultPoint.AFTER_DISPATCH_RECORD);
        UUID id = pay();
        awaitReached(FaultPoint.AFTER_DISPATCH_RECORD, id);
        connector.close();

        start();
        awaitQuiet();
        hub.advance(PAST_DOUBT);
        awaitQuiet();
        assertThat(partner.received()).isZero();
        hub.advance(Duration.ofSeconds(60));
        assertVoid(id, PaymentState.REJECTED);
    }

    @Test
    void a_payment_that_leaves_after_it_was_voided_is_not_executed_by_the_partner() {
        faults.arm(FaultPoint.AFTER_DISPATCH_RECORD);
        UUID id = pay();
        awaitReached(FaultPoint.AFTER_DISPATCH_RECORD, id);
        hub.advance(PAST_DOUBT);
        await().until(() -> connector.status().figures().answers() == 1);
        hub.advance(Duration.ofSeconds(60));
        assertVoid(id, PaymentState.REJECTED);

        // The sandbox's time was moved, this process's steady clock was not: so it is sent after
        // all, as by a process that stood still in the moment before the sending.
        faults.disarm();
        await().until(() -> partner.received() == 1);
        awaitQuiet();
        assertThat(partner.timesReceived(id)).isEqualTo(1);
        assertThat(partner.owedMinor()).isZero();
        assertVoid(id, PaymentState.REJECTED);
        assertRecovery();
    }

    @Test
    void a_death_after_the_send_loses_nothing() {
        partner.script(Conduct.SILENT);
        faults.arm(FaultPoint.AFTER_SEND);
        UUID id = pay();
        awaitReached(FaultPoint.AFTER_SEND, id);
        connector.close();

        start();
        awaitQuiet();
        hub.advance(PAST_DOUBT);
        assertPosted(id, PaymentState.COMPLETED);
        assertThat(partner.timesReceived(id)).isEqualTo(1);
    }

    private void awaitReached(FaultPoint point, UUID id) {
        await().untilAsserted(
                        () -> {
                            Faults.Standing standing = faults.standings().get(point.ordinal());
                            assertThat(standing.state()).isEqualTo(Faults.State.REACHED);
                            assertThat(standing.paymentNumber()).hasValue(hub.payment(id).number());
                        });
    }

    // ---- others and many

    @Test
    void payments_of_other_links_are_left_alone() {
        UUID id = UUID.randomUUID();
        hub.pay(2, id, AMOUNT_MINOR, partner.particulars());
        awaitQuiet();

        assertThat(hub.payment(id).state()).isEqualTo(PaymentState.RESERVED);
        assertThat(partner.received()).isZero();
    }

    @Test
    void a_payment_that_the_link_cannot_carry_is_left_to_expire() {
        UUID id = UUID.randomUUID();
        hub.pay(id, AMOUNT_MINOR, Particulars.NONE);

        await().until(() -> connector.status().figures().leftToExpire() == 1);
        hub.advance(Duration.ofSeconds(10));
        assertVoid(id, PaymentState.EXPIRED);
        assertThat(partner.received()).isZero();
    }

    @Test
    void many_payments_with_every_conduct_end_once_and_both_books_agree() {
        List<Conduct> conducts =
                List.of(
                        Conduct.ACCEPT_IN_BODY,
                        Conduct.REJECT,
                        Conduct.BLOCK,
                        Conduct.SILENT,
                        Conduct.LOST,
                        Conduct.INTERIM_THEN_ACCEPT,
                        Conduct.ANSWER_TWICE,
                        Conduct.LATE,
                        Conduct.ACCEPT_THEN_REJECT,
                        Conduct.GARBAGE_IN_BODY,
                        Conduct.GARBAGE_CALLBACK);
        SplittableRandom random = new SplittableRandom(20_261_122);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            if (random.nextInt(3) > 0) {
                partner.script(conducts.get(random.nextInt(conducts.size())));
            }
            ids.add(pay());
        }
        ids.forEach(this::awaitDispatched);
        awaitQuiet();
        hub.advance(PAST_DOUBT);
        awaitQuiet();
        partner.release();
        hub.advance(Duration.ofSeconds(60));

        await().until(() -> ids.stream().allMatch(id -> hub.payment(id).state().isFinal()));
        assertEndedOnce(ids.size());
        assertThat(hub.reservedMinor(MachineHub.LINK)).isZero();
        assertThat(hub.owedMinor(MachineHub.LINK)).isEqualTo(partner.owedMinor());
        ids.forEach(id -> assertThat(partner.timesReceived(id)).isLessThanOrEqualTo(1));
    }
}
