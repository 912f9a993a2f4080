// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.MachineHub;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.PayeeQuestion;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.KeptMessage;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage.Direction;
import dev.naru.protocol.Money;
import dev.naru.protocol.PaymentState;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.Qr;
import dev.naru.simulators.acquirer.AcquirerConduct;
import dev.naru.simulators.scheme.Merchant;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.scheme.Outage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the acquirer's link own: cancels, the shop's terminal, look-ups. */
class KoreaConnectorTest {
    private static final long WON = 12_800;
    private static final Duration PAST_DOUBT = Duration.ofSeconds(12);

    @TempDir private Path folder;
    private final MachineHub hub = new MachineHub(MachineHub.Direction.INBOUND);
    private final KoreaPlay play = new KoreaPlay(hub::now);
    private KoreaConnector connector;

    @BeforeEach
    void open() {
        connector =
                KoreaConnector.start(
                        KoreaSettings.standard(
                                LinkSettings.standard(MachineHub.LINK, folder.resolve("position")),
                                play.partner.address(),
                                0),
                        hub,
                        hub.events(),
                        FaultLine.NONE);
        play.partner.callback(URI.create("http://127.0.0.1:" + connector.listenPort()));
    }

    @AfterEach
    void close() {
        connector.close();
        play.close();
    }

    private UUID pay(AcquirerConduct conduct) {
        play.partner.script(conduct);
        UUID id = UUID.randomUUID();
        hub.pay(id, WON, play.particulars());
        await().until(() -> play.partner.timesReceived(id) == 1);
        await().until(() -> connector.status().open() == 0);
        return id;
    }

    private void awaitState(UUID id, PaymentState state) {
        await().untilAsserted(() -> assertThat(hub.payment(id).state()).isEqualTo(state));
    }

    private List<String> screen() {
        return play.partner.screen(play.shop.number());
    }

    @Test
    void the_terminal_shows_what_the_customer_pays_and_the_ledger_owes_the_rest() {
        UUID id = pay(AcquirerConduct.ACCEPT);

        awaitState(id, PaymentState.COMPLETED);
        assertThat(screen().getLast()).startsWith("PAID 12,800 KRW");
        assertThat(hub.owedMinor(MachineHub.LINK)).isEqualTo(WON - 90);
        assertThat(play.partner.owedWon()).isEqualTo(WON - 90);
    }

    @Test
    void keeps_the_acquirers_approval_beside_the_end() {
        awaitState(pay(AcquirerConduct.ACCEPT), PaymentState.COMPLETED);

        Event.PaymentCompleted completed =
                (Event.PaymentCompleted) hub.events().all().getLast().event();
        AnswerParticulars kept = AnswerParticulars.read(completed.particulars()).orElseThrow();
        assertThat(kept.rawStatus()).isEqualTo("PAID");
        assertThat(kept.schemeReference()).isEqualTo(play.partner.payments().getFirst().approval());
    }

    @Test
    void what_waits_when_it_is_in_doubt_is_cancelled_and_only_then_rejected() {
        UUID id = pay(AcquirerConduct.WAIT);
        assertThat(hub.payment(id).state()).isEqualTo(PaymentState.DISPATCHED);
        assertThat(play.partner.cancels(id)).isZero();

        hub.advance(PAST_DOUBT);

        awaitState(id, PaymentState.REJECTED);
        assertThat(hub.payment(id).isoReason()).isEqualTo("DS02");
        assertThat(play.partner.cancels(id)).isEqualTo(1);
        assertThat(screen().getLast()).startsWith("CANCELLED 12,800 KRW");
        Event.PaymentRejected rejected =
                (Event.PaymentRejected) hub.events().all().getLast().event();
        assertThat(KeptMessages.read(rejected.particulars(), KeptMessages.MOST_BYTES))
                .as("the state that was told, the cancel and what came of it")
                .extracting(KeptMessage::direction)
                .containsExactly(Direction.RECEIVED, Direction.SENT, Direction.RECEIVED);
        assertThat(hub.reservedMinor(MachineHub.LINK)).isZero();
    }

    @Test
    void what_is_paid_already_is_not_cancelled() {
        UUID id = pay(AcquirerConduct.SILENT);
        hub.advance(PAST_DOUBT);

        awaitState(id, PaymentState.COMPLETED);
        assertThat(play.partner.cancels(id)).isZero();
    }

    @Test
    void a_cancel_that_is_denied_leaves_the_payment_in_doubt() {
        UUID id = pay(AcquirerConduct.LATE);
        hub.advance(PAST_DOUBT);

        await().until(() -> play.partner.cancels(id) == 1);
        await().until(() -> connector.status().open() == 0);
        assertThat(hub.payment(id).state()).isEqualTo(PaymentState.IN_DOUBT);
        assertThat(hub.reservedMinor(MachineHub.LINK)).isEqualTo(WON - 90);
    }

    // ---- look-ups

    private LookupResult look(String code) {
        return connector.lookup().look(new PayeeQuestion((MerchantCode) Qr.read(code)));
    }

    @Test
    void tells_name_amount_and_reference_of_a_bill() {
        LookupResult result = look(play.shop.dynamicCode(WON, "BILL-7"));

        assertThat(result)
                .isInstanceOfSatisfying(
                        LookupResult.Found.class,
                        found -> {
                            assertThat(found.payee().name()).isEqualTo(play.shop.name());
                            assertThat(found.payee().account()).isEqualTo(play.shop.number());
                            assertThat(found.payee().reference()).isEqualTo("BILL-7");
                            assertThat(found.payee().amount())
                                    .contains(new Money(WON, Currency.KRW));
                        });
    }

    @Test
    void a_code_at_the_till_gets_an_order_of_its_own_each_time() {
        assertThat(look(play.shop.staticCode())).isNotEqualTo(look(play.shop.staticCode()));
    }

    @Test
    void nobody_is_found_behind_a_closed_shops_or_another_schemes_code() {
        assertThat(look(play.partner.shops().getLast().staticCode()))
                .isEqualTo(new LookupResult.Unknown("AC04"));
        Merchant abroad = MerchantDirectory.standard().all().getFirst();
        long lookups = play.partner.lookups();
        assertThat(look(abroad.staticCode())).isEqualTo(new LookupResult.Unknown(""));
        assertThat(play.partner.lookups()).isEqualTo(lookups);
    }

    @Test
    void an_acquirer_that_answers_no_lookups_is_shown_as_down() {
        play.partner.lookupOutage(Outage.REFUSE);
        for (int i = 0; i < 5; i++) {
            assertThat(look(play.shop.staticCode())).isInstanceOf(LookupResult.Unavailable.class);
        }

        assertThat(connector.lookup().state()).isEqualTo(LinkState.DOWN);
        assertThat(connector.status().payments()).isEqualTo(LinkState.UP);
    }
}
