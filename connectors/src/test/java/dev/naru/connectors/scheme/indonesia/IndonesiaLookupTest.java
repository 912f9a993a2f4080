// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.connectors.enquiry.PayeeQuestion;
import dev.naru.connectors.scheme.BreakerSettings;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.PacingSettings;
import dev.naru.connectors.scheme.PartnerClient;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.qr.KoreaEmvMerchant;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.Presentation;
import dev.naru.qr.Qr;
import dev.naru.qr.QrObject;
import dev.naru.qr.QrisMerchant;
import dev.naru.simulators.scheme.IndonesiaSwitch;
import dev.naru.simulators.scheme.Merchant;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.scheme.Outage;
import dev.naru.simulators.scheme.SwitchSettings;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndonesiaLookupTest {
    private static final Merchant KOPI = MerchantDirectory.standard().all().getFirst();

    private final IndonesiaSwitch partner =
            IndonesiaSwitch.start(SwitchSettings.standard(0, URI.create("http://127.0.0.1:1")));
    private volatile LinkState payments = LinkState.UP;
    private PartnerClient client;
    private IndonesiaLookup lookup;

    private static IndonesiaSettings settings(URI address, Duration timeout, int atOnce) {
        return new IndonesiaSettings(
                new LinkSettings(
                        3,
                        Path.of("position"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        10,
                        PacingSettings.STANDARD,
                        new BreakerSettings(3, 2, Duration.ofMillis(50), Duration.ofMillis(50)),
                        LinkSettings.STANDARD_ECHO),
                address,
                "127.0.0.1",
                0,
                SwitchSettings.HUB_BIC,
                SwitchSettings.SWITCH_BIC,
                timeout,
                atOnce);
    }

    @BeforeEach
    void open() {
        IndonesiaSettings settings = settings(partner.address(), Duration.ofSeconds(10), 4);
        client = new PartnerClient(settings.partner(), "application/xml");
        lookup = new IndonesiaLookup(settings, client, InstantSource.system(), () -> payments);
        lookup.start();
    }

    @AfterEach
    void close() {
        lookup.close();
        client.close();
        partner.close();
    }

    private LookupResult look(String code) {
        return lookup.look(new PayeeQuestion((MerchantCode) Qr.read(code)));
    }

    @Test
    void finds_the_merchant_of_a_static_code() {
        assertThat(look(KOPI.staticCode()))
                .isEqualTo(
                        new LookupResult.Found(
                                new Payee(
                                        "Kopi Gunung Salak",
                                        "Bogor",
                                        "5814",
                                        "93600002",
                                        KOPI.pan(),
                                        "",
                                        Optional.empty())));
    }

    @Test
    void finds_the_bill_of_a_dynamic_code() {
        LookupResult.Found found = (LookupResult.Found) look(KOPI.dynamicCode("39000.00", "INV-7"));

        assertThat(found.payee().reference()).isEqualTo("INV-7");
        assertThat(found.payee().amount()).contains(new Money(3_900_000, Currency.IDR));
    }

    @Test
    void hears_who_is_unknown_or_closed() {
        Merchant closed = MerchantDirectory.standard().all().getLast();
        Merchant stranger =
                new Merchant(
                        "936000020000999999",
                        KOPI.nmid(),
                        KOPI.domain(),
                        KOPI.name(),
                        KOPI.city(),
                        KOPI.category(),
                        KOPI.criteria(),
                        Merchant.Standing.OPEN);

        assertThat(look(closed.staticCode())).isEqualTo(new LookupResult.Unknown("AC04"));
        assertThat(look(stranger.staticCode())).isEqualTo(new LookupResult.Unknown("AC01"));
    }

    @Test
    void does_not_ask_about_a_code_of_another_scheme() {
        MerchantCode korean =
                (MerchantCode)
                        MerchantCodeComposer.koreaEmv(Presentation.STATIC)
                                .add(KoreaEmvMerchant.account("123456789"))
                                .category("5812")
                                .merchant("Naru Gukbap", "Seoul", "04524")
                                .compose();

        assertThat(lookup.look(new PayeeQuestion(korean))).isEqualTo(new LookupResult.Unknown(""));
        assertThat(partner.lookups()).isZero();
    }

    /** A well-formed code of the merchant with other words in it. */
    private static String code(String name, String reference) {
        return Qr.write(
                        List.of(
                                QrObject.value(0, "01"),
                                QrObject.value(1, "12"),
                                QrisMerchant.acquirer(
                                        KOPI.domain(),
                                        KOPI.pan(),
                                        KOPI.merchantId(),
                                        KOPI.criteria()),
                                QrisMerchant.repository(KOPI.nmid(), KOPI.criteria()),
                                QrObject.value(52, KOPI.category()),
                                QrObject.value(53, "360"),
                                QrObject.value(54, "39000"),
                                QrObject.value(58, "ID"),
                                QrObject.value(59, name),
                                QrObject.value(60, KOPI.city()),
                                QrObject.value(61, "10110"),
                                QrObject.template(62, QrObject.value(5, reference))))
                .text();
    }

    @Test
    void does_not_ask_what_its_messages_cannot_carry() {
        for (int i = 0; i < 5; i++) {
            assertThat(look(code(KOPI.name(), "R".repeat(36))))
                    .isEqualTo(new LookupResult.Unaskable("the reference is longer than 35"));
            assertThat(look(code("KOPI\u0001", "R"))).isInstanceOf(LookupResult.Unaskable.class);
        }
        assertThat(partner.lookups()).isZero();
        assertThat(lookup.state()).isEqualTo(LinkState.UP);
        assertThat(look(code(KOPI.name(), "R".repeat(35)))).isInstanceOf(LookupResult.Found.class);
    }

    @Test
    void what_the_switch_refuses_about_one_code_closes_look_ups_for_nobody() {
        for (int status : List.of(400, 404, 413, 415, 422)) {
            assertThat(stateAfter(status)).as("status " + status).isEqualTo(LinkState.UP);
        }
        for (int status : List.of(408, 429, 500, 502, 503)) {
            assertThat(stateAfter(status)).as("status " + status).isEqualTo(LinkState.DOWN);
        }
    }

    /** How look-ups stand after enough answers of this status to open the breaker. */
    private static LinkState stateAfter(int status) {
        WebServer refusing =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownHook(false)
                        .shutdownGracePeriod(Duration.ofMillis(10))
                        .routing(
                                routing ->
                                        routing.post(
                                                "/iso20022",
                                                (in, out) ->
                                                        out.status(Status.create(status)).send()))
                        .build()
                        .start();
        IndonesiaSettings settings =
                settings(
                        URI.create("http://127.0.0.1:" + refusing.port()),
                        Duration.ofSeconds(10),
                        1);
        try (PartnerClient other = new PartnerClient(settings.partner(), "application/xml");
                IndonesiaLookup refused =
                        new IndonesiaLookup(
                                settings, other, InstantSource.system(), () -> LinkState.UP)) {
            PayeeQuestion question = new PayeeQuestion((MerchantCode) Qr.read(KOPI.staticCode()));
            for (int i = 0; i < 3; i++) {
                assertThat(refused.look(question))
                        .isEqualTo(new LookupResult.Unavailable("HTTP status " + status));
            }
            return refused.own();
        } finally {
            refusing.stop();
        }
    }

    @Test
    void stops_asking_a_switch_that_does_not_answer_and_comes_back_by_probes() {
        partner.lookupOutage(Outage.REFUSE);
        for (int i = 0; i < 3; i++) {
            assertThat(look(KOPI.staticCode())).isInstanceOf(LookupResult.Unavailable.class);
        }
        assertThat(lookup.state()).isEqualTo(LinkState.DOWN);
        long asked = partner.lookups();
        long startNs = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(look(KOPI.staticCode()))
                    .isEqualTo(new LookupResult.Unavailable("the switch does not answer look-ups"));
        }
        // Only probes came meanwhile, at most one in each pause.
        long pauses = (System.nanoTime() - startNs) / 50_000_000 + 2;
        assertThat(partner.lookups() - asked).isLessThanOrEqualTo(pauses);

        partner.lookupOutage(Outage.NONE);
        await().until(() -> lookup.state() == LinkState.UP);
        assertThat(look(KOPI.staticCode())).isInstanceOf(LookupResult.Found.class);
    }

    @Test
    void is_not_worth_asking_while_payments_do_not_go_through() {
        payments = LinkState.DOWN;

        assertThat(lookup.state()).isEqualTo(LinkState.DOWN);
        assertThat(lookup.own()).isEqualTo(LinkState.UP);
    }

    @Test
    void waits_no_longer_than_its_time_out_and_for_no_more_than_so_many() throws Exception {
        partner.lookupOutage(Outage.SILENT);
        IndonesiaSettings brief = settings(partner.address(), Duration.ofMillis(300), 1);
        try (PartnerClient other = new PartnerClient(brief.partner(), "application/xml");
                IndonesiaLookup impatient =
                        new IndonesiaLookup(
                                brief, other, InstantSource.system(), () -> LinkState.UP)) {
            PayeeQuestion question = new PayeeQuestion((MerchantCode) Qr.read(KOPI.staticCode()));
            Thread first = Thread.ofVirtual().start(() -> impatient.look(question));
            await().until(() -> partner.lookups() == 1);

            assertThat(impatient.look(question))
                    .isEqualTo(new LookupResult.Unavailable("too many look-ups at once"));
            first.join();
            assertThat(impatient.look(question))
                    .isEqualTo(new LookupResult.Unavailable("no answer within 300 ms"));
        }
    }

    @Test
    void an_answer_that_cannot_be_trusted_is_none() {
        assertThat(through(answer -> "garbage")).contains("MALFORMED");
        assertThat(through(answer -> answer.replaceAll("<OrgnlId>Q", "<OrgnlId>X")))
                .contains("another question");
        assertThat(through(answer -> answer.replace(">QRIS_PAN<", ">QRIS_NMID<")))
                .contains("or a PAN");
        assertThat(through(answer -> answer.replaceAll("<Nm>[^<]*</Nm>", "")))
                .contains("without a name");
        assertThat(through(answer -> answer.replace("\"IDR\"", "\"USD\""))).contains("rupiah");
        assertThat(through(answer -> answer.replace(">39000.00<", ">39000.001<")))
                .contains("rupiah");
    }

    @Test
    void keeps_no_reason_but_a_code_of_four_characters() {
        UnaryOperator<String> denial =
                answer ->
                        answer.replace(
                                "<Vrfctn>true</Vrfctn>",
                                "<Vrfctn>false</Vrfctn><Rsn><Prtry>the shop is"
                                        + " closed</Prtry></Rsn>");

        assertThat(heardThrough(denial)).isEqualTo(new LookupResult.Unknown(""));
    }

    /** Why an answer that was falsified on its way was not used. */
    private String through(UnaryOperator<String> falsify) {
        LookupResult result = heardThrough(falsify);
        assertThat(result).isInstanceOf(LookupResult.Unavailable.class);
        return ((LookupResult.Unavailable) result).reason();
    }

    private LookupResult heardThrough(UnaryOperator<String> falsify) {
        WebServer between =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownHook(false)
                        .shutdownGracePeriod(Duration.ofMillis(10))
                        .routing(
                                routing ->
                                        routing.post(
                                                "/iso20022",
                                                (in, out) -> {
                                                    var got =
                                                            (PartnerClient.Exchange.Got)
                                                                    client.post(
                                                                            IndonesiaLink.PATH,
                                                                            dev.naru.protocol.Bytes
                                                                                    .copyOf(
                                                                                            in.content()
                                                                                                    .as(
                                                                                                            byte
                                                                                                                            []
                                                                                                                    .class)),
                                                                            Duration.ofSeconds(5));
                                                    String text =
                                                            new String(
                                                                    got.body().toArray(),
                                                                    StandardCharsets.UTF_8);
                                                    out.status(Status.create(got.status()));
                                                    out.send(
                                                            falsify.apply(text)
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8));
                                                }))
                        .build()
                        .start();
        IndonesiaSettings settings =
                settings(
                        URI.create("http://127.0.0.1:" + between.port()),
                        Duration.ofSeconds(10),
                        1);
        try (PartnerClient other = new PartnerClient(settings.partner(), "application/xml");
                IndonesiaLookup deceived =
                        new IndonesiaLookup(
                                settings, other, InstantSource.system(), () -> LinkState.UP)) {
            return deceived.look(
                    new PayeeQuestion(
                            (MerchantCode) Qr.read(KOPI.dynamicCode("39000.00", "INV-7"))));
        } finally {
            between.stop();
        }
    }
}
