// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.PartnerPlay.Conduct;
import dev.naru.connectors.PartnerPlay.Working;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.protocol.PaymentState;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a connector owes while its partner agrees to a session, refuses one, or forgets it. */
abstract class SessionContract extends ConnectorSteps {
    protected SessionContract(Lane lane) {
        super(lane);
    }

    private LinkStatus.Session session() {
        return connector.status().session();
    }

    /** Both what a payment would meet and what an app is told before its user scans. */
    private void assertClosed(LinkStatus.Standing standing, String reason) {
        assertThat(connector.status().payments()).isEqualTo(LinkState.DOWN);
        assertThat(connector.lookup().state()).isEqualTo(LinkState.DOWN);
        assertThat(session().standing()).isEqualTo(standing);
        assertThat(session().reason()).contains(reason);
    }

    private void restartWithEchoes() {
        connector.close();
        connector =
                openConnector(
                        settings(LONG).withEchoEvery(Duration.ofMillis(20)),
                        partner,
                        hub,
                        hub.events(),
                        faults);
        awaitUp();
    }

    @Test
    void signs_on_before_it_carries_payments_and_off_at_an_orderly_stop() {
        awaitUp();
        assertThat(session().standing()).isEqualTo(LinkStatus.Standing.SIGNED_ON);
        assertThat(session().signOns()).isEqualTo(1);
        assertThat(partner.session().isSignedOn()).isTrue();
        assertPosted(pay(), PaymentState.COMPLETED);

        connector.close();
        assertThat(partner.session().isSignedOn()).isFalse();
        assertThat(partner.session().signOffs()).isEqualTo(1);
        assertClosed(LinkStatus.Standing.ENDED, "the hub has signed off");
    }

    @Test
    void a_partner_that_refuses_the_sign_on_gets_no_payments_until_it_agrees() {
        connector.close();
        partner.session().refuseSignOns("closed for the night");
        start();
        await().until(() -> session().standing() == LinkStatus.Standing.SIGNED_OFF);
        assertClosed(LinkStatus.Standing.SIGNED_OFF, "closed for the night");

        UUID kept = pay();
        await().until(() -> connector.status().figures().leftToExpire() == 1);
        hub.advance(Duration.ofSeconds(10));
        assertVoid(kept, PaymentState.EXPIRED);
        assertThat(partner.received()).isZero();

        partner.session().agreeToSignOns();
        awaitUp();
        assertThat(connector.lookup().state()).isEqualTo(LinkState.UP);
        awaitState(pay(), PaymentState.COMPLETED);
        assertEndedOnce(2);
    }

    @Test
    void a_quiet_link_is_sent_echoes_and_is_down_before_a_payment_finds_out() {
        restartWithEchoes();
        await().until(() -> session().echoes() >= 2);
        assertThat(partner.session().echoes()).isGreaterThanOrEqualTo(2);

        partner.works(Working.NO);
        await().until(() -> connector.status().payments() == LinkState.DOWN);
        assertClosed(LinkStatus.Standing.NOT_ANSWERING, "the partner does not answer");
        assertThat(session().missedEchoes()).isGreaterThanOrEqualTo(5);
        assertThat(partner.received()).isZero();

        partner.works(Working.YES);
        awaitUp();
        assertPosted(pay(), PaymentState.COMPLETED);
    }

    /** Fewer in a row than open the breaker. */
    @Test
    void an_echo_that_is_missed_now_and_then_changes_nothing() {
        restartWithEchoes();
        long signedOn = partner.session().signOns();
        for (int missed = 3; missed <= 6; missed += 3) {
            partner.session().missEchoes(3);
            int sum = missed;
            await().until(() -> session().missedEchoes() == sum);
            assertThat(connector.status().payments()).isEqualTo(LinkState.UP);
            assertThat(session().standing()).isEqualTo(LinkStatus.Standing.SIGNED_ON);
            long answered = session().echoes();
            await().until(() -> session().echoes() > answered);
        }

        // A link that had been down would have had to sign on again.
        assertThat(session().signOns()).isEqualTo(1);
        assertThat(partner.session().signOns()).isEqualTo(signedOn);
        assertPosted(pay(), PaymentState.COMPLETED);
    }

    @Test
    void a_partner_that_signs_us_off_gets_no_payments_and_still_ends_those_it_has() {
        awaitUp();
        UUID underWay = pay(Conduct.LATE);
        awaitDispatched(underWay);
        awaitQuiet();

        partner.session().refuseSignOns("maintenance");
        assertThat(partner.session().signOff("maintenance until 03:00")).isTrue();
        assertThat(connector.status().payments()).isEqualTo(LinkState.DOWN);
        assertThat(connector.lookup().state()).isEqualTo(LinkState.DOWN);
        assertThat(session().standing()).isEqualTo(LinkStatus.Standing.SIGNED_OFF);
        assertThat(session().reason()).contains("maintenance");

        hub.advance(PAST_DOUBT);
        await().until(() -> connector.status().figures().enquiries() == 1);
        awaitQuiet();
        partner.release();
        assertPosted(underWay, PaymentState.COMPLETED);
        assertThat(connector.status().payments()).isEqualTo(LinkState.DOWN);

        partner.session().agreeToSignOns();
        awaitUp();
        awaitState(pay(), PaymentState.COMPLETED);
    }

    @Test
    void a_partner_that_forgot_the_sign_on_is_signed_on_to_again() {
        awaitUp();
        partner.session().forget();
        UUID refused = pay();
        await().until(() -> session().signOns() == 2);
        awaitUp();

        awaitState(pay(), PaymentState.COMPLETED);
        awaitQuiet();
        hub.advance(PAST_DOUBT);
        awaitQuiet();
        hub.advance(Duration.ofSeconds(60));
        awaitState(refused, PaymentState.REJECTED);
        assertEndedOnce(2);
    }

    @Test
    void a_partner_that_forgot_the_sign_on_is_found_out_by_an_echo() {
        restartWithEchoes();
        partner.session().refuseSignOns("starting");
        partner.session().forget();

        await().until(() -> session().standing() == LinkStatus.Standing.SIGNED_OFF);
        assertThat(connector.status().payments()).isEqualTo(LinkState.DOWN);
        assertThat(partner.received()).isZero();

        partner.session().agreeToSignOns();
        awaitUp();
        assertThat(partner.session().isSignedOn()).isTrue();
        assertThat(session().signOns()).isEqualTo(2);
        assertPosted(pay(), PaymentState.COMPLETED);
    }

    @Test
    void a_partner_that_was_away_and_asks_for_us_is_signed_on_to() {
        awaitUp();
        partner.works(Working.NO);
        for (int i = 0; i < 5; i++) {
            pay();
        }
        await().until(() -> connector.status().payments() == LinkState.DOWN);
        long heard = session().heardAtNs();
        assertThat(partner.session().echo()).isTrue();
        assertThat(session().heardAtNs()).isGreaterThan(heard);

        partner.works(Working.YES);
        awaitUp();
        awaitState(pay(), PaymentState.COMPLETED);
    }
}
