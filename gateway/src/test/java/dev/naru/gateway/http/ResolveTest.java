// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.FakeLookup;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.qr.KoreaEmvMerchant;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.Presentation;
import dev.naru.qr.Qr;
import dev.naru.qr.QrObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolveTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final TestWorld world = TestWorld.seeded();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aStaticCodeSaysWhoAndLeavesTheAmountToThePayer() {
        Api.Answer found = resolve(Codes.staticQris()).is(200);
        assertThat(found.at("scheme")).isEqualTo("QRIS");
        assertThat(found.at("presentation")).isEqualTo("static");
        assertThat(found.at("payee.name")).isEqualTo("WARUNG MELATI BIRU");
        assertThat(found.at("payee.printed_name")).isEqualTo("Warung Melati");
        assertThat(found.at("payee.city")).isEqualTo("BANDUNG");
        assertThat(found.at("payee.category")).isEqualTo("5812");
        assertThat(found.at("corridor")).isEqualTo("KR-ID-QRIS");
        assertThat(found.at("country")).isEqualTo("ID");
        assertThat(found.at("currency")).isEqualTo("IDR");
        assertThat(found.json().has("amount")).isFalse();
        assertThat(world.lookup().questions())
                .singleElement()
                .satisfies(asked -> assertThat(asked.code().text()).isEqualTo(Codes.staticQris()));
    }

    @Test
    void aDynamicCodeFixesTheAmountAndNamesTheBill() {
        Api.Answer found = resolve(Codes.dynamicQris("INV-0001")).is(200);
        assertThat(found.at("presentation")).isEqualTo("dynamic");
        assertThat(found.at("amount.value")).isEqualTo("100000.00");
        assertThat(found.at("payee.reference")).isEqualTo("INV-0001");
    }

    @Test
    void aFixedTipIsPartOfTheAmount() {
        String code =
                Codes.qris(
                        Presentation.DYNAMIC,
                        composer -> composer.amount("100000").fixedTip("5000"));
        assertThat(resolve(code).is(200).at("amount.value")).isEqualTo("105000.00");
    }

    @Test
    void aTipThatThePayeesSideHasWorkedOutIsPartOfTheAmount() {
        world.lookup().answer(new LookupResult.Found(costing("105000.00")));
        String code =
                Codes.qris(
                        Presentation.DYNAMIC,
                        composer -> composer.amount("100000").percentTip("5"));
        assertThat(resolve(code).is(200).at("amount.value")).isEqualTo("105000.00");
    }

    @Test
    void thePayeesSideMayNameTheAmountAndMayNotContradictTheCode() {
        world.lookup().answer(new LookupResult.Found(costing("25000.00")));
        assertThat(resolve(Codes.staticQris()).is(200).at("amount.value")).isEqualTo("25000.00");
        resolve(Codes.dynamicQris("B")).refused(422, "AMOUNT_DIFFERS_FROM_QR");
    }

    @ParameterizedTest
    @CsvSource({
        "'', QR_EMPTY",
        "hello, QR_NOT_A_PAYMENT_CODE",
        "000201010211, QR_CRC_MISSING",
        "0002010102116304ABCD, QR_CRC_MISMATCH"
    })
    void aCodeThatCannotBeReadIsRefusedByItsReason(String payload, String code) {
        Api.Answer refused = resolve(payload).refused(422, code);
        assertThat(refused.at("param")).isEqualTo("payload");
        assertThat(refused.json().get("qr_offset").isIntegralNumber()).isTrue();
        assertThat(world.lookup().questions()).isEmpty();
    }

    @Test
    void aChangedCodeIsRefusedBeforeAnybodyIsAsked() {
        String changed = Codes.staticQris().replace("Warung Melati", "Warung Mawar!");
        assertThat(resolve(changed).refused(422, "QR_CRC_MISMATCH").at("qr_field")).isEqualTo("63");
        assertThat(world.lookup().questions()).isEmpty();
    }

    @Test
    void aControlCharacterIsRefusedBeforeAnybodyIsAsked() {
        String code =
                Codes.text(
                        Qr.write(
                                List.of(
                                        QrObject.value(0, "01"),
                                        QrObject.template(
                                                26,
                                                QrObject.value(0, "ID.CO.CONTOHBK.WWW"),
                                                QrObject.value(1, Codes.PAN),
                                                QrObject.value(2, "MELATI01"),
                                                QrObject.value(3, "UMI")),
                                        QrObject.value(52, "5812"),
                                        QrObject.value(53, "360"),
                                        QrObject.value(58, "ID"),
                                        QrObject.value(59, "WARUNG\u0001"),
                                        QrObject.value(60, "BANDUNG"),
                                        QrObject.value(61, "40115"))));
        resolve(code.replace("\u0001", "\\u0001")).refused(422, "QR_FIELD_FORMAT");
        assertThat(world.lookup().questions()).isEmpty();
    }

    @Test
    void theSchemesReasonIsPassedOn() {
        world.lookup().answer(new LookupResult.Unknown("AC04"));
        Api.Answer refused = resolve(Codes.staticQris()).refused(422, "PAYEE_UNKNOWN");
        assertThat(refused.at("scheme_reason")).isEqualTo("AC04");
        world.lookup().answer(new LookupResult.Unknown(""));
        assertThat(
                        resolve(Codes.staticQris())
                                .refused(422, "PAYEE_UNKNOWN")
                                .json()
                                .has("scheme_reason"))
                .isFalse();
    }

    @Test
    void aPayeeThatCannotBeCarriedIsNoPayee() {
        Payee found = FakeLookup.MELATI;
        world.lookup()
                .answer(
                        new LookupResult.Found(
                                new Payee(
                                        found.name(),
                                        found.city(),
                                        found.category(),
                                        found.agent(),
                                        "9".repeat(35),
                                        "",
                                        Optional.empty())));
        resolve(Codes.staticQris()).refused(503, "PAYEE_LOOKUP_UNAVAILABLE");
    }

    @Test
    void aNameThatCouldConfuseAScreenIsCleaned() {
        Payee found = FakeLookup.MELATI;
        world.lookup()
                .answer(
                        new LookupResult.Found(
                                new Payee(
                                        "ABC\u202Egnp.exe " + "x".repeat(200),
                                        found.city(),
                                        found.category(),
                                        found.agent(),
                                        found.account(),
                                        "",
                                        Optional.empty())));
        assertThat(resolve(Codes.staticQris()).is(200).at("payee.name"))
                .startsWith("ABCgnp.exe x")
                .hasSize(140);
    }

    @Test
    void anAmountOfTheSchemeInAnotherCurrencyIsRefused() {
        Payee found = FakeLookup.MELATI;
        world.lookup()
                .answer(
                        new LookupResult.Found(
                                new Payee(
                                        found.name(),
                                        found.city(),
                                        found.category(),
                                        found.agent(),
                                        found.account(),
                                        "",
                                        Optional.of(new Money(100, Currency.USD)))));
        resolve(Codes.staticQris()).refused(422, "CURRENCY_MISMATCH");
    }

    @Test
    void aCorridorIsShownClosedWhileItsLinkIsDownOrTheOperatorSaysSo() {
        assertThat(corridorStatus()).isEqualTo("OPEN");
        world.lookup().become(LinkState.DOWN);
        assertThat(corridorStatus()).isEqualTo("CLOSED");
        resolve(Codes.staticQris()).refused(422, "CORRIDOR_CLOSED");
        assertThat(world.lookup().questions()).isEmpty();
        world.lookup().become(LinkState.UP);
        assertThat(corridorStatus()).isEqualTo("OPEN");
        world.put("/corridors/5/status", "{\"status\": \"CLOSED\"}");
        assertThat(corridorStatus()).isEqualTo("CLOSED");
        resolve(Codes.staticQris()).refused(422, "NO_CORRIDOR");
        world.put("/corridors/5/status", "{\"status\": \"OPEN\"}");
        resolve(Codes.staticQris()).is(200);
    }

    @Test
    void aCodeThatIsOverIsRefusedAndNoResolutionOutlivesItsCode() {
        Instant now = Instant.ofEpochSecond(0, world.hub().nowNs());
        LocalDateTime there = LocalDateTime.ofInstant(now, ZoneId.of("Asia/Singapore"));
        world.member().get("/v1/positions").is(200);
        resolve(Codes.payNow(there.minusSeconds(1).format(MOMENT))).refused(422, "CODE_EXPIRED");
        assertThat(
                        resolve(Codes.payNow(there.minusDays(1).format(DAY)))
                                .refused(422, "CODE_EXPIRED")
                                .at("understood.scheme"))
                .isEqualTo("PAYNOW");
        assertThat(world.lookup().questions()).isEmpty();

        Api.Answer soon = resolve(Codes.payNow(there.plusSeconds(60).format(MOMENT))).is(200);
        assertThat(Instant.parse(soon.at("expires_at")))
                .isEqualTo(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(61));
        Api.Answer late = resolve(Codes.payNow(there.plusDays(9).format(DAY))).is(200);
        assertThat(Instant.parse(late.at("expires_at"))).isBefore(now.plusSeconds(660));
    }

    @Test
    void whatIsUnderstoodAndLeadsNowhereIsNamed() {
        Api.Answer link =
                resolve("upi://pay?pa=chaiwala@example&pn=Chai%20Corner&am=120.5&cu=INR")
                        .refused(422, "NO_CORRIDOR");
        assertThat(link.at("understood.kind")).isEqualTo("payment_link");
        assertThat(link.at("understood.scheme")).isEqualTo("UPI");
        assertThat(link.at("understood.payee")).isEqualTo("Chai Corner");
        assertThat(link.at("understood.country")).isEqualTo("IN");
        assertThat(link.at("understood.currency")).isEqualTo("INR");
        assertThat(link.at("understood.amount")).isEqualTo("120.5");
        assertThat(link.at("detail")).contains("understood", "UPI");

        Api.Answer wallet =
                resolve("https://qr.alipay.com/fkx0000000000000000").refused(422, "NO_CORRIDOR");
        assertThat(wallet.at("understood.scheme")).isEqualTo("ALIPAY");

        Api.Answer unknown =
                resolve(
                                Codes.text(
                                        Qr.write(
                                                List.of(
                                                        QrObject.value(0, "01"),
                                                        QrObject.template(
                                                                26,
                                                                QrObject.value(0, "org.example"),
                                                                QrObject.value(1, "7")),
                                                        QrObject.value(52, "5812"),
                                                        QrObject.value(53, "986"),
                                                        QrObject.value(54, "7.5"),
                                                        QrObject.value(58, "BR"),
                                                        QrObject.value(59, "LOJA"),
                                                        QrObject.value(60, "RECIFE")))))
                        .refused(422, "SCHEME_UNKNOWN");
        assertThat(unknown.at("understood.verdict")).isEqualTo("ok");
        assertThat(unknown.at("understood.scheme")).isEqualTo("unknown");
        assertThat(unknown.at("understood.payee")).isEqualTo("LOJA");
        assertThat(unknown.at("understood.currency")).isEqualTo("BRL");
        assertThat(world.lookup().questions()).isEmpty();
    }

    /** Only what a payment would carry must be fit to be carried. */
    @Test
    void whatLeadsNowhereIsNamedWhateverItHolds() {
        String code = "00020126110007FERRY.A5204581253039995802QQ5905SH\\tOP6004TOWN6304FA26";
        assertThat(resolve(code).refused(422, "SCHEME_UNKNOWN").at("understood.payee"))
                .isEqualTo("SHOP");
    }

    @Test
    void whatAPayerShowsAndWhatIsNoCodeToPayIsRefusedAsSuch() {
        Api.Answer payer = resolve("280000000000000017").refused(422, "PAYER_CODE");
        assertThat(payer.at("understood.kind")).isEqualTo("payer_barcode");
        assertThat(payer.at("understood.scheme")).isEqualTo("ALIPAY");
        Api.Answer slip =
                resolve("|099400016550100\\r123456\\r\\r10000")
                        .refused(422, "QR_NOT_A_PAYMENT_CODE");
        assertThat(slip.at("title_en")).contains("Thai bill");
    }

    @Test
    void whatStandsAroundACodeIsNotForwarded() {
        resolve(" " + Codes.staticQris() + "\\n").is(200);
        assertThat(world.lookup().questions())
                .singleElement()
                .satisfies(asked -> assertThat(asked.code().text()).isEqualTo(Codes.staticQris()));
    }

    @Test
    void aSchemeWithoutACorridorOfThisHubIsSaidToHaveNone() {
        String korean =
                Codes.text(
                        MerchantCodeComposer.koreaEmv(Presentation.STATIC)
                                .add(KoreaEmvMerchant.account("123456789"))
                                .category("5812")
                                .merchant("GAGE", "SEOUL", "04524")
                                .compose());
        Api.Answer refused = resolve(korean).refused(422, "NO_CORRIDOR");
        assertThat(refused.at("understood.scheme")).isEqualTo("KOREA_EMV");
        assertThat(refused.at("understood.payee")).isEqualTo("GAGE");
    }

    private String corridorStatus() {
        return world.member().get("/v1/corridors").is(200).at("data.0.status");
    }

    private static Payee costing(String rupiah) {
        Payee found = FakeLookup.MELATI;
        return new Payee(
                found.name(),
                found.city(),
                found.category(),
                found.agent(),
                found.account(),
                found.reference(),
                Money.parse(rupiah, Currency.IDR));
    }

    private Api.Answer resolve(String code) {
        return world.member().post("/v1/qr/resolve", "{\"payload\": \"" + code + "\"}");
    }
}
