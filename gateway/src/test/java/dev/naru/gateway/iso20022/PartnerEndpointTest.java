// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.client.Reply;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.InProcessHub;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.PartnerSwitch.Manner;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.gateway.iso20022.PartnerMessages.Order;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.RequestId;
import dev.naru.qr.AdditionalField;
import dev.naru.qr.KoreaEmvMerchant;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.Presentation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerEndpointTest {
    private static final String PATH = "/v1/iso20022";
    private static final Payee BAKERY =
            new Payee(
                    "NARU BAKERY",
                    "SEOUL",
                    "5462",
                    "",
                    "000450017",
                    "ORD00000001",
                    Optional.empty());

    private final TestWorld world = TestWorld.seeded();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void seed() {
        world.seedInbound();
        world.lookup().answer(new LookupResult.Found(BAKERY));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Api.Answer send(Api caller, String xml) {
        return caller.with("Content-Type", "application/xml").post(PATH, xml);
    }

    private TransactionStatus pay(Order order) {
        return PartnerMessages.status(send(world.abroad(), order.xml()).is(200).text());
    }

    private TransactionStatus payHastily(Order order) {
        return PartnerMessages.status(send(world.hasty(), order.xml()).is(200).text());
    }

    private TransactionStatus ask(Api caller, UUID uetr) {
        return PartnerMessages.status(send(caller, PartnerMessages.enquiry(uetr)).is(200).text());
    }

    private IdentificationVerificationReport look(String code) {
        return PartnerMessages.verification(
                send(world.abroad(), PartnerMessages.question(code)).is(200).text());
    }

    private Order order(long won) {
        return Order.of(id, won, now());
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, world.hub().nowNs());
    }

    private static void assertRejected(TransactionStatus status, String reason) {
        assertThat(status.status()).contains("RJCT");
        assertThat(status.reasons())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.reason()).contains(CodeOrProprietary.code(reason)));
    }

    /** What is left of the prefunding of a partner. */
    private String headroom(Api partner) {
        return partner.get("/v1/positions").is(200).at("data.0.headroom.value");
    }

    // ---- who is this merchant

    @Test
    void tells_who_is_behind_a_korean_code_and_what_it_asks() {
        world.lookup()
                .answer(
                        new LookupResult.Found(
                                new Payee(
                                        "NARU BAKERY",
                                        "SEOUL",
                                        "5462",
                                        "",
                                        "000450017",
                                        "MQ17",
                                        Optional.of(
                                                new Money(
                                                        12_800, dev.naru.protocol.Currency.KRW)))));

        IdentificationVerificationReport report = look(korean(Optional.of("12800")));

        assertThat(report.verification()).isEqualTo(Verification.VERIFIED);
        assertThat(report.originalVerificationId()).isEqualTo("V1");
        var subject = report.updatedSubject().orElseThrow();
        assertThat(subject.party().orElseThrow().name()).contains("NARU BAKERY");
        assertThat(((AccountIdentification.Other) subject.account().orElseThrow()).identification())
                .isEqualTo(
                        dev.naru.formats.iso20022.GenericIdentification.of(
                                "000450017", "KR_MERCHANT"));
        var terms = report.merchantTerms().orElseThrow();
        assertThat(terms.amount()).contains(CurrencyAndAmount.ofMinor("KRW", 12_800, 0));
        assertThat(terms.reference()).contains("MQ17");
        assertThat(terms.categoryCode()).contains("5462");
    }

    @Test
    void a_code_of_another_scheme_is_refused_before_anybody_is_asked() {
        assertNotVerified(look(Codes.staticQris()), "AG03");
        assertNotVerified(look("0002010102"), "FF01");
        assertThat(world.lookup().questions()).isEmpty();
    }

    @Test
    void a_merchant_that_is_not_known_or_cannot_be_asked_about_is_refused() {
        world.lookup().answer(new LookupResult.Unknown("AC04"));
        assertNotVerified(look(korean(Optional.empty())), "AC04");
        world.lookup().answer(new LookupResult.Unavailable("it sleeps"));
        assertNotVerified(look(korean(Optional.empty())), "AB08");
        world.lookup().become(LinkState.DOWN);
        assertNotVerified(look(korean(Optional.empty())), "AB08");
    }

    @Test
    void nobody_is_verified_in_a_closed_corridor() {
        world.put("/corridors/6/status", "{\"status\": \"CLOSED\"}");
        await().untilAsserted(() -> assertNotVerified(look(korean(Optional.empty())), "AB08"));
    }

    private static void assertNotVerified(IdentificationVerificationReport report, String reason) {
        assertThat(report.verification()).isEqualTo(Verification.NOT_VERIFIED);
        assertThat(report.reason()).contains(CodeOrProprietary.code(reason));
    }

    private static String korean(Optional<String> amount) {
        MerchantCodeComposer composer =
                MerchantCodeComposer.koreaEmv(
                                amount.isPresent() ? Presentation.DYNAMIC : Presentation.STATIC)
                        .add(KoreaEmvMerchant.account("000450017"))
                        .category("5462")
                        .merchant("NARU BAKERY", "SEOUL", "04524");
        amount.ifPresent(
                won -> composer.amount(won).additional(AdditionalField.REFERENCE_LABEL, "MQ17"));
        return ((MerchantCode) composer.compose()).text();
    }

    // ---- pay

    @Test
    void a_payment_that_the_acquirer_takes_is_accepted_and_drawn_from_the_prefunding() {
        TransactionStatus status = pay(order(12_800));

        assertThat(status.status()).contains("ACCC");
        assertThat(status.original().uetr()).contains(id);
        assertThat(status.original().reference().orElseThrow().interbankSettlement())
                .contains(CurrencyAndAmount.ofMinor("KRW", 12_800, 0));
        assertThat(status.clearingSystemReference().orElseThrow()).startsWith("pmt_");
        assertThat(status.acceptanceDateTime()).isPresent();
        assertThat(headroom(world.abroad())).isEqualTo("87200");
        assertThat(world.partner().received())
                .singleElement()
                .satisfies(
                        particulars -> {
                            assertThat(particulars.payee().account()).isEqualTo("000450017");
                            assertThat(particulars.scan().lookUpReference())
                                    .isEqualTo("ORD00000001");
                            assertThat(particulars.payer().name()).isEqualTo("Budi Santoso");
                        });
        assertThat(world.partner().messages())
                .as("the pacs.008, as it came")
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.direction())
                                    .isEqualTo(dev.naru.protocol.LinkMessage.Direction.RECEIVED);
                            var raw = (dev.naru.protocol.KeptMessage.Content.Raw) message.content();
                            assertThat(
                                            new String(
                                                    raw.bytes().toArray(),
                                                    java.nio.charset.StandardCharsets.UTF_8))
                                    .contains(id.toString());
                        });
    }

    @Test
    void what_the_acquirer_refuses_is_rejected_for_its_reason_and_costs_nothing() {
        world.partner().behave(Manner.REJECT);

        assertRejected(pay(order(12_800)), "AC04");
        assertThat(headroom(world.abroad())).isEqualTo("100000");
    }

    @Test
    void frozen_funds_are_told_as_such() {
        world.partner().behave(Manner.BLOCK);

        assertThat(pay(order(12_800)).status()).contains("BLCK");
    }

    @Test
    void what_has_no_end_yet_is_pending_and_stays_reserved() {
        world.partner().behave(Manner.SILENCE);

        assertThat(payHastily(order(12_800)).status()).contains("ACSP");
        await().untilAsserted(
                        () ->
                                assertThat(world.hasty().get("/v1/payments/" + id).at("state"))
                                        .isEqualTo("DISPATCHED"));
        world.hub().pass(Duration.ofSeconds(13));
        assertThat(ask(world.hasty(), id).status()).contains("PDNG");
        assertThat(headroom(world.hasty())).isEqualTo("87200");
    }

    @Test
    void the_same_order_again_moves_money_once_and_hears_the_stored_state() {
        Order order = order(12_800);

        assertThat(pay(order).status()).contains("ACCC");
        assertThat(pay(order).status()).contains("ACCC");
        assertThat(ask(world.abroad(), id).status()).contains("ACCC");

        assertThat(headroom(world.abroad())).isEqualTo("87200");
        assertThat(world.partner().received()).hasSize(1);
    }

    @Test
    void a_repeat_long_after_the_end_still_hears_the_stored_state() {
        Order order = order(12_800);
        pay(order);
        world.hub().pass(Duration.ofDays(1));

        assertThat(pay(order).status()).contains("ACCC");
    }

    /** The machine takes the room of used quotes again, and then gives a repeat another one. */
    @Test
    void a_repeat_whose_quote_is_forgotten_still_hears_the_stored_state() {
        Order order = order(12_800);
        assertThat(pay(order).status()).contains("ACCC");
        for (int i = 0; i < InProcessHub.OPEN_QUOTES; i++) {
            Reply reply =
                    world.hub()
                            .send(
                                    new Command.CreateQuote(
                                            new RequestId(0, i),
                                            20,
                                            6,
                                            PaymentKind.QR_PURCHASE,
                                            FixedSide.DESTINATION,
                                            1_000,
                                            new Digest(1, 2),
                                            world.hub().nowNs() + Duration.ofMillis(5).toNanos()))
                            .join();
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            answered ->
                                    assertThat(answered.outcome())
                                            .isInstanceOf(Outcome.QuoteGiven.class));
        }

        assertThat(pay(order).status()).contains("ACCC");
        assertRejected(pay(order.over(12_900)), "DUPL");
        assertThat(headroom(world.abroad())).isEqualTo("87200");
    }

    @Test
    void an_order_of_a_year_that_no_clock_reaches_is_refused() {
        assertRejected(pay(order(12_800).accepted(Instant.parse("2611-07-01T00:00:00Z"))), "DT01");
    }

    @Test
    void other_business_fields_under_the_same_uetr_are_a_duplicate() {
        Order order = order(12_800);
        pay(order);

        assertRejected(pay(order.over(12_900)), "DUPL");
        assertRejected(pay(order.to("000450025", "KR_MERCHANT")), "DUPL");
        assertRejected(pay(order.by("ID-0072")), "DUPL");
        assertThat(ask(world.abroad(), id).status()).contains("ACCC");
        assertThat(headroom(world.abroad())).isEqualTo("87200");
    }

    @Test
    void more_than_the_prefunding_is_refused_and_stays_refused() {
        Order order = order(100_001);

        assertRejected(pay(order), "AM23");
        assertRejected(ask(world.abroad(), id), "AM23");
        assertRejected(pay(order), "AM23");
    }

    @Test
    void an_order_that_was_refused_never_pays_when_a_copy_of_it_comes_later() {
        Order order = order(12_800);
        world.put("/corridors/6/status", "{\"status\": \"CLOSED\"}");
        assertRejected(pay(order), "AB08");

        world.put("/corridors/6/status", "{\"status\": \"OPEN\"}");
        assertThat(pay(order).status()).contains("RJCT");
        assertThat(ask(world.abroad(), id).status()).contains("RJCT");
        assertThat(headroom(world.abroad())).isEqualTo("100000");
    }

    @Test
    void an_order_from_the_future_stays_refused_when_its_time_comes() {
        Order order = order(12_800).accepted(now().plusSeconds(30));
        assertRejected(pay(order), "DT01");
        world.hub().pass(Duration.ofSeconds(30));

        assertThat(pay(order).status()).contains("RJCT");
        assertThat(headroom(world.abroad())).isEqualTo("100000");
    }

    @Test
    void a_link_whose_corridor_nobody_has_defined_takes_nothing() {
        send(world.otherMember(), order(12_800).xml()).refused(422, "CORRIDOR_UNKNOWN");
    }

    @Test
    void an_order_is_executed_in_its_time_only() {
        assertRejected(pay(order(12_800).accepted(now().minusSeconds(56))), "TM01");
        assertRejected(pay(Order.of(UUID.randomUUID(), 12_800, now().plusSeconds(30))), "DT01");
        assertThat(pay(Order.of(UUID.randomUUID(), 12_800, now().minusSeconds(50))).status())
                .contains("ACCC");
    }

    @Test
    void what_breaks_a_rule_of_the_link_is_rejected_for_it() {
        assertRejected(pay(order(12_800).from("OTHRIDJAXXX")), "RC01");
        assertRejected(pay(order(12_800).in("IDR")), "AM03");
        assertRejected(pay(order(0)), "AM01");
        assertRejected(pay(order(12_800).to("000450017", "QRIS_PAN")), "AC01");
        assertThat(world.partner().received()).isEmpty();
        assertRejected(ask(world.abroad(), id), "AG09");
    }

    @Test
    void data_that_the_corridor_requires_must_be_there() {
        world.put(
                "/corridors/6",
                TestWorld.inboundCorridor(", \"demands\": {\"required_items\": [\"PURPOSE\"]}"));

        assertRejected(pay(order(12_800)), "RR05");
    }

    @Test
    void an_unknown_payment_was_not_received() {
        assertRejected(ask(world.abroad(), UUID.randomUUID()), "AG09");
    }

    @Test
    void a_payment_of_another_partner_was_not_received() {
        pay(order(12_800));

        assertRejected(ask(world.hasty(), id), "AG09");
    }

    @Test
    void an_outcome_that_is_not_known_is_not_guessed() {
        world.hub().fate(Fate.ANSWER_LOST, Command.InitiatePayment.class::isInstance);
        send(world.abroad(), order(12_800).xml()).refused(503, "OUTCOME_UNKNOWN");
        world.hub().heal();

        await().untilAsserted(() -> assertThat(ask(world.abroad(), id).status()).contains("ACCC"));
    }

    // ---- the door

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08'/>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><Document>&b;</Document>",
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10'/>",
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.004.001.09'/>"
            })
    void what_cannot_be_read_is_refused(String body) {
        send(world.abroad(), body).refused(400, "MESSAGE_MALFORMED");
    }

    @Test
    void only_a_partner_with_a_link_comes_in() {
        send(world.member(), order(1).xml()).refused(403, "ROLE_FORBIDDEN");
        send(world.anonymous(), order(1).xml()).refused(401, "API_KEY_MISSING");
        world.abroad().post(PATH, "{}").refused(415, "MEDIA_TYPE_UNSUPPORTED");
        send(world.abroad(), " ".repeat(65 * 1024)).refused(413, "BODY_TOO_LARGE");
    }
}
