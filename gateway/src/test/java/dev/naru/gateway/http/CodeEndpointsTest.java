// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.gateway.picture.QrPhoto;
import dev.naru.gateway.picture.QrPicture;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.Qr;
import dev.naru.qr.QrReading;
import dev.naru.qr.Scheme;
import dev.naru.qr.SchemeProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeEndpointsTest {
    private static final TestWorld WORLD = TestWorld.seeded();

    private static final String KOREAN =
            """
            {"scheme": "KOREA_EMV", "presentation": "dynamic",
             "accounts": [{"tag": 26, "fields": [
                {"tag": 0, "value": "D4100000014010"}, {"tag": 5, "value": "000450017"}]}],
             "category": "5462", "amount": "12800",
             "merchant": {"name": "NARU BAKERY", "city": "MAPO-GU", "postal_code": "04175"},
             "additional": {"store_label": "MAPO", "reference_label": "MQ17"},
             "localized": {"language": "ko", "name": "나루제과", "city": "마포구"}}
            """;

    @TempDir private Path folder;

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void aKoreanShopsCodeIsWrittenAndReadBack() {
        Api.Answer minted = mint(KOREAN).is(200);
        MerchantCode code = code(minted);
        assertThat(code.schemes()).containsExactly(Scheme.KOREA_EMV);
        assertThat(code.currency()).contains("410");
        assertThat(code.country()).contains("KR");
        assertThat(code.amount()).hasValueSatisfying(a -> assertThat(a.text()).isEqualTo("12800"));
        assertThat(code.localized())
                .hasValueSatisfying(l -> assertThat(l.name().raw()).isEqualTo("나루제과"));
        assertThat(minted.at("code.verdict")).isEqualTo("ok");
        assertThat(minted.at("code.currency")).isEqualTo("KRW");
    }

    @Test
    void aVietnameseAccountStandsThreeLevelsDeep() {
        MerchantCode code =
                code(
                        mint("""
                        {"scheme": "VIETQR", "presentation": "dynamic", "amount": "55000",
                         "accounts": [{"tag": 38, "fields": [
                            {"tag": 0, "value": "A000000727"},
                            {"tag": 1, "fields": [{"tag": 0, "value": "970499"},
                                                  {"tag": 1, "value": "0012345"}]},
                            {"tag": 2, "value": "QRIBFTTA"}]}]}
                        """)
                                .is(200));
        assertThat(code.vietQr())
                .hasValueSatisfying(to -> assertThat(to.number()).isEqualTo("0012345"));
        assertThat(code.tolerances()).extracting(Enum::name).containsExactly("MISSING_52_59_60");
    }

    @Test
    void aSchemeOfSeveralCurrenciesIsToldWhich() {
        String body =
                """
                {"scheme": "KHQR", "presentation": "dynamic", "currency": "840", "amount": "1.25",
                 "accounts": [{"tag": 29, "fields": [{"tag": 0, "value": "sok@bank"}]}],
                 "category": "5999", "merchant": {"name": "SOK", "city": "Phnom Penh"},
                 "more": [{"tag": 99, "fields": [{"tag": 0, "value": "1700000000000"},
                                                 {"tag": 1, "value": "1700000060000"}]}]}
                """;
        MerchantCode code = code(mint(body).is(200));
        assertThat(code.currency()).contains("840");
        assertThat(code.endsAt(Scheme.KHQR))
                .hasValueSatisfying(
                        end -> assertThat(end.toEpochMilli()).isEqualTo(1_700_000_060_000L));
        Api.Answer unsaid =
                mint(body.replace("\"currency\": \"840\", ", "")).refused(400, "FIELD_INVALID");
        assertThat(unsaid.at("param")).isEqualTo("currency");
    }

    @Test
    void aSchemeOfEveryCountryIsToldBoth() {
        String body =
                """
                {"scheme": "UNIONPAY", "accounts": [{"tag": 15, "value": "%s"}], "category": "5999"}
                """
                        .formatted("2999000129990002KRSHOP000000017");
        assertThat(mint(body).refused(400, "FIELD_INVALID").at("param")).isEqualTo("currency");
        String priced = body.replace("\"category\"", "\"currency\": \"410\", \"category\"");
        assertThat(mint(priced).refused(400, "FIELD_INVALID").at("param")).isEqualTo("merchant");
        String whole =
                priced.replace(
                        "\"category\"",
                        "\"merchant\": {\"country\": \"KR\", \"name\": \"A\", \"city\": \"B\"},"
                                + " \"category\"");
        assertThat(code(mint(whole).is(200)).schemes()).containsExactly(Scheme.UNIONPAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount\": \"12800\"    | \"amount\": \"12,800\" | QR_AMOUNT_FORMAT  | 54",
                "\"amount\": \"12800\"    | \"amount\": \"0\"      | QR_AMOUNT_ZERO    | 54",
                "\"category\": \"5462\"   | \"category\": \"546\"  | QR_FIELD_FORMAT   | 52",
                "NARU BAKERY             | A NAME OF TWENTY-SIX LETTE | QR_FIELD_TOO_LONG | 59",
            })
    void whatWouldBeRefusedIsNotWritten(String was, String becomes, String code, String field) {
        Api.Answer refused = mint(KOREAN.replace(was, becomes)).refused(422, code);
        assertThat(refused.at("qr_field")).isEqualTo(field);
    }

    @Test
    void aTagThatStandsTwiceIsRefused() {
        mint(KOREAN.replace(
                        "\"category\"",
                        "\"more\": [{\"tag\": 52, \"value\": \"1\"}], \"category\""))
                .refused(422, "QR_DUPLICATE_TAG");
    }

    @Test
    void anAccountOfAnotherSchemeIsNotPassedOff() {
        Api.Answer refused =
                mint(KOREAN.replace("D4100000014010", "com.example")).refused(400, "FIELD_INVALID");
        assertThat(refused.at("param")).isEqualTo("accounts");
        assertThat(refused.at("detail")).contains("KOREA_EMV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZEROPAY", "UNKNOWN", "qris", ""})
    void aSchemeThatIsNotKnownIsNone(String scheme) {
        assertThat(
                        mint(KOREAN.replace("KOREA_EMV", scheme))
                                .refused(400, "FIELD_INVALID")
                                .at("param"))
                .isEqualTo("scheme");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tag\": 26} | accounts[0].tag",
                "{\"tag\": 100, \"value\": \"a\"} | accounts[0].tag",
                "{\"tag\": 26, \"value\": \"a\", \"fields\": []} | accounts[0].tag",
                "{\"tag\": 26, \"fields\": []} | accounts[0].fields",
            })
    void aFieldThatIsNoneIsNamed(String field, String param) {
        assertThat(
                        mint("{\"scheme\": \"QRIS\", \"accounts\": [" + field + "]}")
                                .refused(400, "FIELD_INVALID")
                                .at("param"))
                .isEqualTo(param);
    }

    @Test
    void aConfiguredZeroPayIsWrittenAndResolved() {
        try (TestWorld world =
                TestWorld.empty(
                        was ->
                                was.withProfiles(
                                        SchemeProfiles.standardWith(
                                                SchemeProfiles.zeroPay(
                                                        Set.of("kr.zeropay.example")))))) {
            world.seed();
            String zeroPay =
                    KOREAN.replace("KOREA_EMV", "ZEROPAY")
                            .replace("D4100000014010", "kr.zeropay.example");
            String payload = world.member().post("/v1/qr/codes", zeroPay).is(200).at("payload");
            assertThat(
                            world.member()
                                    .post("/v1/qr/resolve", body(payload))
                                    .refused(422, "NO_CORRIDOR")
                                    .at("understood.scheme"))
                    .isEqualTo("ZEROPAY");
        }
    }

    @Test
    void aPictureIsOfTheVeryCode() throws IOException {
        String code = mint(KOREAN).is(200).at("payload");
        Api.Answer svg = WORLD.member().post("/v1/qr/picture.svg", body(code)).is(200);
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(svg.text()).isEqualTo(QrPicture.of(code).orElseThrow().svg());
        Path file =
                Files.write(
                        folder.resolve("code.png"),
                        WORLD.member().bytes("/v1/qr/picture.png", body(code)));
        assertThat(QrPhoto.texts(file)).containsExactly(code);
    }

    @Test
    void onlyWhatCanBePaidIsDrawn() {
        WORLD.member()
                .post("/v1/qr/picture.svg", body("buy now"))
                .refused(422, "QR_NOT_A_PAYMENT_CODE");
        WORLD.member()
                .post("/v1/qr/picture.png", body(Codes.staticQris().replace("Melati", "Mawar!")))
                .refused(422, "QR_CRC_MISMATCH");
        assertThat(
                        WORLD.member()
                                .post(
                                        "/v1/qr/picture.png",
                                        "{\"payload\": \""
                                                + Codes.staticQris()
                                                + "\", \"module_pixels\": 21}")
                                .refused(400, "FIELD_INVALID")
                                .at("param"))
                .isEqualTo("module_pixels");
    }

    private static Api.Answer mint(String body) {
        return WORLD.member().post("/v1/qr/codes", body);
    }

    private static String body(String payload) {
        return "{\"payload\": \"" + payload + "\"}";
    }

    private static MerchantCode code(Api.Answer minted) {
        QrReading reading = Qr.read(minted.at("payload"));
        assertThat(reading).isInstanceOf(MerchantCode.class);
        return (MerchantCode) reading;
    }
}
