// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.qr.Qr;
import dev.naru.qr.QrObject;
import dev.naru.qr.QrisMerchant;
import dev.naru.simulators.scheme.HubSide.Draft;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link's rules and the book, seen from the hub's end over real sockets. */
class IndonesiaSwitchTest {
    private final HubSide hub = new HubSide();
    private final IndonesiaSwitch partner =
            IndonesiaSwitch.start(
                    new SwitchSettings(
                            0,
                            hub.address(),
                            SwitchSettings.HUB_BIC,
                            SwitchSettings.SWITCH_BIC,
                            MerchantDirectory.standard(),
                            1_000_000_000L,
                            List.of(Duration.ofMillis(1), Duration.ofMillis(1)),
                            HubSide.MADE::toInstant));
    private final Merchant kopi = MerchantDirectory.standard().all().getFirst();
    private final Merchant closed = MerchantDirectory.standard().all().getLast();

    @BeforeEach
    void listens() {
        assertThat(partner.port()).isPositive();
        assertThat(hub.session(partner, "SIGN_ON")).contains("AGREED");
    }

    @AfterEach
    void close() {
        partner.close();
        hub.close();
    }

    private IdentificationVerificationReport lookUp(
            String scheme, String id, Optional<String> scanned) throws Exception {
        HttpResponse<byte[]> response =
                hub.post(partner, hub.write(hub.question(scheme, id, scanned)));
        assertThat(response.statusCode()).isEqualTo(200);
        return hub.read(IdentificationVerificationReport.class, response.body());
    }

    private String pay(Draft draft) throws Exception {
        HttpResponse<byte[]> response = hub.post(partner, hub.write(draft.transfer()));
        return switch (response.statusCode()) {
            case 202 -> "taken";
            case 200 -> HubSide.status(hub.read(PaymentStatusReport.class, response.body()));
            default ->
                    response.statusCode()
                            + " "
                            + new String(response.body(), StandardCharsets.UTF_8);
        };
    }

    private void heard(String... statuses) {
        await().untilAsserted(() -> assertThat(hub.statuses).containsExactly(statuses));
    }

    // ---- the session

    @Test
    void takes_no_payment_of_one_who_is_not_signed_on_and_answers_all_else() throws Exception {
        assertThat(hub.session(partner, "ECHO")).contains("ECHO", "AGREED");
        assertThat(hub.session(partner, "SIGN_OFF")).contains("SIGN_OFF", "AGREED");
        assertThat(hub.session(partner, "ECHO")).contains("REFUSED", "not signed on");

        assertThat(pay(HubSide.draft(kopi, 2_500_000))).startsWith("403");
        assertThat(partner.payments()).isEmpty();
        assertThat(lookUp("QRIS_PAN", kopi.pan(), Optional.empty()).verification())
                .isEqualTo(Verification.VERIFIED);

        partner.session().refuseSignOns("closed");
        assertThat(hub.session(partner, "SIGN_ON")).contains("REFUSED", "closed");
        assertThat(hub.session(partner, "NONSENSE")).contains("must be");
    }

    // ---- look-ups

    @Test
    void says_who_a_static_code_names() throws Exception {
        var report = lookUp("QRIS_PAN", kopi.pan(), Optional.of(kopi.staticCode()));

        assertThat(report.verification()).isEqualTo(Verification.VERIFIED);
        assertThat(report.originalVerificationId()).isEqualTo("L1");
        var party = report.updatedSubject().orElseThrow().party().orElseThrow();
        assertThat(party.name()).contains("Kopi Gunung Salak");
        assertThat(party.postalAddress().orElseThrow().townName()).contains("Bogor");
        assertThat(report.merchantTerms())
                .contains(
                        new MerchantTerms(Optional.of("5814"), Optional.empty(), Optional.empty()));
    }

    @Test
    void says_what_a_dynamic_code_asks_for() throws Exception {
        var report =
                lookUp(
                        "QRIS_NMID",
                        kopi.nmid(),
                        Optional.of(kopi.dynamicCode("39000.00", "INV-7")));

        assertThat(report.merchantTerms())
                .contains(
                        new MerchantTerms(
                                Optional.of("5814"),
                                Optional.of(CurrencyAndAmount.ofMinor("IDR", 3_900_000, 2)),
                                Optional.of("INV-7")));
    }

    @Test
    void does_not_verify_unknown_and_closed_merchants_and_codes_of_others() throws Exception {
        Merchant other = MerchantDirectory.standard().all().get(1);

        assertThat(
                        lookUp("QRIS_PAN", "936000020000999999", Optional.empty())
                                .reason()
                                .orElseThrow()
                                .value())
                .isEqualTo("AC01");
        assertThat(
                        lookUp("QRIS_PAN", closed.pan(), Optional.empty())
                                .reason()
                                .orElseThrow()
                                .value())
                .isEqualTo("AC04");
        assertThat(lookUp("QRIS_PAN", kopi.pan(), Optional.of(other.staticCode())).verification())
                .isEqualTo(Verification.NOT_VERIFIED);
    }

    @Test
    void refuses_messages_that_break_the_rules_with_a_sentence() throws Exception {
        byte[] order = hub.write(HubSide.draft(kopi, 100).transfer());
        String text = new String(order, StandardCharsets.UTF_8);

        assertRefused(text.replace("pacs.008.001.08", "pacs.008.001.09"), 400, "NAMESPACE");
        assertRefused("not XML", 400, "MALFORMED");
        assertRefused(text.replace("IDR", "KRW"), 422, "rupiah");
        assertRefused(text.replace(">1.00<", ">0.00<"), 422, "more than zero");
        assertRefused(text.replace(">1.00<", ">1.001<"), 422, "two decimals");
        assertRefused(text.replace("NARUKRSEXXX", "OTHRKRSEXXX"), 422, "two ends");
        assertRefused(text.replaceFirst("<InstrId>pmt", "<InstrId>xxx"), 422, "one and the same");
        assertRefused(
                text.replace("Ccy=\"IDR\">1.00</InstdAmt>", "Ccy=\"IDR\">2.00</InstdAmt>"),
                422,
                "charges");
        assertRefused(text.replaceAll("<UETR>.*</UETR>", ""), 422, "UETR");
        assertRefused(text.replaceAll("<AccptncDtTm>.*</AccptncDtTm>", ""), 422, "AccptncDtTm");
        assertRefused(
                text.replaceAll(
                        "<UETR>.*</UETR>", "<UETR>2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d</UETR>"),
                400,
                "version 4");
        assertThat(partner.payments()).isEmpty();
    }

    @Test
    void refuses_a_reference_that_no_message_can_carry() throws Exception {
        String code =
                Qr.write(
                                List.of(
                                        QrObject.value(0, "01"),
                                        QrObject.value(1, "12"),
                                        QrisMerchant.acquirer(
                                                kopi.domain(),
                                                kopi.pan(),
                                                kopi.merchantId(),
                                                kopi.criteria()),
                                        QrisMerchant.repository(kopi.nmid(), kopi.criteria()),
                                        QrObject.value(52, kopi.category()),
                                        QrObject.value(53, "360"),
                                        QrObject.value(58, "ID"),
                                        QrObject.value(59, kopi.name()),
                                        QrObject.value(60, kopi.city()),
                                        QrObject.value(61, "10110"),
                                        QrObject.template(62, QrObject.value(5, "R".repeat(36)))))
                        .text();

        byte[] question = hub.write(hub.question("QRIS_PAN", kopi.pan(), Optional.of(code)));
        assertRefused(new String(question, StandardCharsets.UTF_8), 422, "reference");
    }

    private void assertRefused(String message, int status, String words) throws Exception {
        HttpResponse<byte[]> response = hub.post(partner, message.getBytes(StandardCharsets.UTF_8));
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(words);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void takes_nothing_but_xml() throws Exception {
        byte[] order = hub.write(HubSide.draft(kopi, 100).transfer());

        assertThat(hub.post(partner, "/iso20022", "text/plain", order).statusCode()).isEqualTo(415);
    }

    // ---- judging and booking

    @Test
    void books_a_good_payment_and_tells_so() throws Exception {
        Draft draft = HubSide.draft(kopi, 10_000_000);

        assertThat(pay(draft)).isEqualTo("taken");

        heard("ACCC");
        assertThat(hub.amounts).containsExactly(10_000_000L);
        SwitchPayment payment = partner.payment(draft.uetr()).orElseThrow();
        assertThat(payment.status()).isEqualTo("ACCC");
        assertThat(payment.timesReceived()).isEqualTo(1);
        assertThat(partner.owedMinor()).isEqualTo(10_000_000);
        await().until(() -> partner.payment(draft.uetr()).orElseThrow().answersDelivered() == 1);
    }

    @Test
    void answers_the_same_bytes_the_same_and_books_once() throws Exception {
        Draft draft = HubSide.draft(kopi, 500);
        pay(draft);

        assertThat(pay(draft)).isEqualTo("ACCC");

        assertThat(partner.payment(draft.uetr()).orElseThrow().timesReceived()).isEqualTo(2);
        assertThat(partner.owedMinor()).isEqualTo(500);
    }

    @Test
    void executes_nothing_that_is_older_than_its_time_but_stands_by_what_it_did() throws Exception {
        Draft first = HubSide.draft(kopi, 500);
        Draft late = HubSide.draft(kopi, 900);
        partner.moveTimeTo(HubSide.MADE.toInstant().plusSeconds(55));
        assertThat(pay(first)).isEqualTo("taken");

        partner.moveTimeTo(HubSide.MADE.toInstant().plusSeconds(55).plusNanos(1));
        assertThat(pay(late)).isEqualTo("RJCT TM01");
        assertThat(pay(first)).isEqualTo("ACCC");

        assertThat(partner.payment(late.uetr())).isEmpty();
        assertThat(partner.owedMinor()).isEqualTo(500);
    }

    @Test
    void executes_nothing_from_its_own_future() throws Exception {
        String order =
                new String(hub.write(HubSide.draft(kopi, 500).transfer()), StandardCharsets.UTF_8);

        HttpResponse<byte[]> response =
                hub.post(
                        partner,
                        order.replaceFirst(
                                        "<AccptncDtTm>[^<]*<",
                                        "<AccptncDtTm>2026-11-22T10:15:36+09:00<")
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(HubSide.status(hub.read(PaymentStatusReport.class, response.body())))
                .isEqualTo("RJCT DT01");
        assertThat(partner.payments()).isEmpty();
    }

    @Test
    void rejects_other_bytes_under_a_known_uetr_as_duplicate() throws Exception {
        Draft draft = HubSide.draft(kopi, 500);
        pay(draft);
        Draft other =
                new Draft(
                        draft.uetr(),
                        draft.pan(),
                        draft.acquirer(),
                        draft.payee(),
                        "IDR",
                        900,
                        900,
                        Optional.empty());

        assertThat(pay(other)).isEqualTo("RJCT DUPL");

        assertThat(partner.payment(draft.uetr()).orElseThrow().status()).isEqualTo("ACCC");
        assertThat(partner.owedMinor()).isEqualTo(500);
    }

    @Test
    void rejects_the_names_of_one_payment_for_another() throws Exception {
        Draft first = HubSide.draft(kopi, 500);
        Draft other = HubSide.draft(kopi, 900);
        pay(first);
        String order = new String(hub.write(other.transfer()), StandardCharsets.UTF_8);
        String name = HubSide.name(other.uetr());

        for (String doubled :
                List.of(
                        order.replace("<MsgId>M" + name, "<MsgId>M" + HubSide.name(first.uetr())),
                        order.replace(">" + name + "<", ">" + HubSide.name(first.uetr()) + "<"))) {
            HttpResponse<byte[]> response =
                    hub.post(partner, doubled.getBytes(StandardCharsets.UTF_8));
            assertThat(HubSide.status(hub.read(PaymentStatusReport.class, response.body())))
                    .isEqualTo("RJCT DUPL");
        }
        assertThat(partner.owedMinor()).isEqualTo(500);
    }

    @Test
    void of_many_at_once_one_is_booked_and_all_are_counted() throws Exception {
        Draft draft = HubSide.draft(kopi, 500);
        byte[] order = hub.write(draft.transfer());
        partner.script(Match.next(1), new Behaviour.AcceptInBody());
        partner.script(Match.next(1), new Behaviour.Reject("AC06"));

        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(
                    CompletableFuture.supplyAsync(
                            () -> hub.postUnchecked(partner, order).statusCode(),
                            task -> Thread.ofVirtual().start(task)));
        }

        assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
        assertThat(partner.payments()).hasSize(1);
        assertThat(partner.scripted()).isEqualTo(1);
        assertThat(partner.timesReceived(draft.uetr())).isEqualTo(16);
    }

    @Test
    void counts_what_it_loses() throws Exception {
        Draft draft = HubSide.draft(kopi, 500);
        partner.script(Match.next(2), new Behaviour.Lost());
        pay(draft);
        pay(draft);

        assertThat(partner.payments()).isEmpty();
        assertThat(partner.timesReceived(draft.uetr())).isEqualTo(2);
    }

    @Test
    void answers_no_enquiry_whose_names_are_of_two_payments_or_too_few() throws Exception {
        Draft draft = HubSide.draft(kopi, 500);
        pay(draft);
        String name = HubSide.name(draft.uetr());
        UUID stranger = UUID.randomUUID();

        assertRefused(enquiry(draft.uetr(), "pmt_other"), 422, "two payments");
        assertRefused(enquiry(stranger, name), 422, "two payments");
        String good = enquiry(draft.uetr(), name);
        assertRefused(good.replace("<OrgnlMsgId>M", "<OrgnlMsgId>X"), 422, "two payments");
        assertRefused(good.replace("<OrgnlTxId>p", "<OrgnlTxId>x"), 422, "one and the same");
        assertRefused(good.replaceAll("<OrgnlUETR>.*</OrgnlUETR>", ""), 422, "OrgnlUETR");
        assertRefused(good.replaceAll("<OrgnlGrpInf>.*</OrgnlGrpInf>", ""), 422, "OrgnlGrpInf");
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACCC");
        assertThat(hub.enquire(partner, stranger)).isEqualTo("RJCT AG09");
    }

    private String enquiry(UUID uetr, String name) {
        return new String(hub.write(HubSide.enquiry(uetr, name)), StandardCharsets.UTF_8);
    }

    @Test
    void answers_ten_enquiries_about_a_payment_in_an_hour() throws Exception {
        UUID uetr = UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            assertThat(hub.enquire(partner, uetr)).isEqualTo("RJCT AG09");
        }
        assertRefused(enquiry(uetr, HubSide.name(uetr)), 429, "in an hour");

        partner.moveTimeTo(HubSide.MADE.toInstant().plusSeconds(3600));
        assertThat(hub.enquire(partner, uetr)).isEqualTo("RJCT AG09");
    }

    @Test
    void rejects_what_its_directory_does_not_allow() throws Exception {
        Draft good = HubSide.draft(kopi, 500);
        UUID id = UUID.randomUUID();

        pay(
                new Draft(
                        id,
                        "936000020000999999",
                        good.acquirer(),
                        good.payee(),
                        "IDR",
                        5,
                        5,
                        Optional.empty()));
        heard("RJCT AC01");
        pay(HubSide.draft(closed, 5));
        heard("RJCT AC01", "RJCT AC04");
        pay(
                new Draft(
                        UUID.randomUUID(),
                        kopi.pan(),
                        good.acquirer(),
                        "Somebody Else",
                        "IDR",
                        5,
                        5,
                        Optional.empty()));
        heard("RJCT AC01", "RJCT AC04", "RJCT BE01");
        pay(
                new Draft(
                        UUID.randomUUID(),
                        kopi.pan(),
                        "93609999",
                        good.payee(),
                        "IDR",
                        5,
                        5,
                        Optional.empty()));
        heard("RJCT AC01", "RJCT AC04", "RJCT BE01", "RJCT RC04");
        pay(HubSide.draft(kopi, 1_000_000_001L));
        heard("RJCT AC01", "RJCT AC04", "RJCT BE01", "RJCT RC04", "RJCT AM02");
        assertThat(partner.owedMinor()).isZero();
    }

    @Test
    void pays_a_bill_once_and_only_in_full() throws Exception {
        lookUp("QRIS_PAN", kopi.pan(), Optional.of(kopi.dynamicCode("39000", "INV-8")));

        pay(HubSide.draft(kopi, 3_900_001).reference("INV-8"));
        heard("RJCT AM09");
        pay(HubSide.draft(kopi, 3_900_000).reference("INV-8"));
        heard("RJCT AM09", "ACCC");
        pay(HubSide.draft(kopi, 3_900_000).reference("INV-8"));
        heard("RJCT AM09", "ACCC", "RJCT AM05");
        assertThat(partner.owedMinor()).isEqualTo(3_900_000);
    }

    @Test
    void tries_again_when_the_hub_does_not_take_an_answer_and_then_waits_to_be_asked()
            throws Exception {
        hub.answer = 503;
        Draft draft = HubSide.draft(kopi, 500);
        pay(draft);

        await().until(() -> hub.calls == 3);
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACCC");
        assertThat(partner.payment(draft.uetr()).orElseThrow().answersDelivered()).isZero();
    }
}
