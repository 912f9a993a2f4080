// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.qr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.gateway.picture.QrPicture;
import dev.naru.launcher.qr.CodeReport.Form;
import dev.naru.launcher.qr.CodeReport.Result;
import dev.naru.qr.AdditionalField;
import dev.naru.qr.KoreaEmvMerchant;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.PayNowRecipient;
import dev.naru.qr.Presentation;
import dev.naru.qr.Qr;
import dev.naru.qr.QrObject;
import dev.naru.qr.Scheme;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CodeReportTest {
    private static final String KOREAN =
            MerchantCodeComposer.koreaEmv(Presentation.DYNAMIC)
                    .add(KoreaEmvMerchant.account("000450017"))
                    .category("5462")
                    .amount("12800.")
                    .merchant("나루제과", "MAPO-GU", "04175")
                    .additional(AdditionalField.STORE_LABEL, "MAPO")
                    .compose()
                    .text();

    private static final String PAYNOW =
            MerchantCodeComposer.of(Scheme.PAYNOW, Presentation.DYNAMIC)
                    .add(
                            PayNowRecipient.account(
                                    PayNowRecipient.COMPANY, "202012345K", "0", "20380119"))
                    .category("0000")
                    .amount("0")
                    .merchant("KEDAI \u202EKOPI", "Singapore")
                    .compose()
                    .text();

    private static final String UNKNOWN =
            Qr.write(
                            List.of(
                                    QrObject.value(0, "01"),
                                    QrObject.template(26, QrObject.value(0, "org.example")),
                                    QrObject.value(52, "5812"),
                                    QrObject.value(53, "986"),
                                    QrObject.value(58, "BR"),
                                    QrObject.value(59, "LOJA"),
                                    QrObject.value(60, "RECIFE")))
                    .text();

    private static final List<String> MEMBERS =
            List.of(
                    "verdict",
                    "kind",
                    "scheme",
                    "schemes",
                    "payee",
                    "country",
                    "currency",
                    "amount",
                    "tolerances",
                    "error");

    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private byte[] in = new byte[0];

    @Test
    void everyLineHasItsObjectWithEveryMember() {
        String upi = "upi://pay?pa=chaiwala@example&am=120.5";
        in =
                String.join(
                                "\n",
                                KOREAN,
                                PAYNOW,
                                UNKNOWN,
                                upi,
                                "nonsense",
                                "",
                                KOREAN + "\r",
                                "{\"}")
                        .getBytes(UTF_8);
        assertThat(report(Form.JSON, "-")).isEqualTo(Result.REFUSED);
        List<JsonNode> lines = json();
        assertThat(lines).hasSize(8);
        for (JsonNode line : lines) {
            assertThat(line.propertyNames()).containsExactlyElementsOf(MEMBERS);
        }
        assertThat(lines.get(0).toString())
                .isEqualTo(
                        "{\"verdict\":\"ok\",\"kind\":\"merchant_code\",\"scheme\":\"KOREA_EMV\","
                            + "\"schemes\":[\"KOREA_EMV\"],\"payee\":\"나루제과\",\"country\":\"KR\","
                            + "\"currency\":\"KRW\",\"amount\":\"12800\",\"tolerances\":[],"
                            + "\"error\":null}");
        assertThat(lines.get(1).get("verdict").asString()).isEqualTo("tolerated");
        assertThat(lines.get(1).get("tolerances").toString()).isEqualTo("[\"ZERO_AMOUNT\"]");
        assertThat(lines.get(1).get("payee").asString()).isEqualTo("KEDAI KOPI");
        assertThat(lines.get(2).get("scheme").asString()).isEqualTo("unknown");
        assertThat(lines.get(2).get("currency").asString()).isEqualTo("BRL");
        assertThat(lines.get(3).get("scheme").asString()).isEqualTo("UPI");
        assertThat(lines.get(4).at("/error/code").asString()).isEqualTo("NOT_A_PAYMENT_CODE");
        assertThat(lines.get(5).at("/error/code").asString()).isEqualTo("EMPTY");
        assertThat(lines.get(6).get("verdict").asString()).isEqualTo("ok");
        assertThat(lines.get(7).get("verdict").asString()).isEqualTo("refused");
    }

    @Test
    void anErrorNamesItsPlace() {
        in = KOREAN.replace("5204546", "52045x6").getBytes(UTF_8);
        report(Form.JSON, "-");
        JsonNode error = json().getFirst().get("error");
        assertThat(error.get("code").asString()).isEqualTo("CRC_MISMATCH");
        assertThat(error.get("offset").asInt()).isEqualTo(KOREAN.length() - 4);
        assertThat(error.get("field").asString()).isEqualTo("63");
        assertThat(error.get("message").asString()).isNotBlank();
        assertThat(error.get("message_ko").asString()).isNotBlank();
    }

    @Test
    void linesOfAnyBytesAndAnyLengthAreAnswered() {
        byte[] huge = new byte[3_000_000];
        Arrays.fill(huge, (byte) '0');
        byte[] korean = "가".repeat(5_000).getBytes(UTF_8);
        byte[] broken = KOREAN.getBytes(UTF_8);
        int at = new String(broken, ISO_8859_1).indexOf("MAPO");
        broken[at] = (byte) 0xFF;
        in =
                joined(
                        huge,
                        korean,
                        broken,
                        new byte[] {0},
                        new byte[] {(byte) 0xED, (byte) 0xA0},
                        KOREAN.getBytes(UTF_8));
        report(Form.JSON, "-");
        assertThat(json().stream().map(line -> line.at("/error/code").asString("ok")))
                .containsExactly(
                        "TOO_LONG",
                        "TOO_LONG",
                        "LONE_SURROGATE",
                        "NOT_A_PAYMENT_CODE",
                        "LONE_SURROGATE",
                        "ok");
        assertThat(json().get(2).at("/error/offset").asInt()).isEqualTo(KOREAN.indexOf("MAPO"));
    }

    @Test
    void emptyInputHasNoAnswerForProgramsAndOneForPeople() {
        assertThat(report(Form.JSON, "-")).isEqualTo(Result.RIGHT);
        assertThat(text()).isEmpty();
        assertThat(report(Form.SCREEN, "-")).isEqualTo(Result.REFUSED);
        assertThat(text()).contains("EMPTY");
    }

    @Test
    void aPersonReadsWhatACodeSays() {
        assertThat(report(Form.SCREEN, KOREAN)).isEqualTo(Result.RIGHT);
        assertThat(text().lines())
                .contains(
                        "verdict     ok",
                        "scheme      KOREA_EMV",
                        "payee       나루제과",
                        "city        MAPO-GU",
                        "account     26 KOREA_EMV D4100000014010 000450017",
                        "currency    KRW",
                        "amount      12800");
    }

    @Test
    void aPersonIsWarnedAndNothingTurnsTheWriting() {
        report(Form.SCREEN, PAYNOW);
        assertThat(text())
                .contains(
                        "tolerated   ZERO_AMOUNT at ", "ends        2038-01-19T16:00:00Z (PAYNOW)")
                .contains("beware      hidden characters in a text: BIDIRECTIONAL")
                .doesNotContain("\u202E");
    }

    /**
     * Behind letters of two columns, marks of none, and letters of one that are as wide as half.
     */
    @ParameterizedTest
    @CsvSource({
        "가나다라, 8",
        "\u0E17\u0E35\u0E48\u0E23, 2",
        "\uFF76\uFF85ab, 4",
        "\uD83C\uDF5C\uFF21, 4"
    })
    void theCaretStandsUnderThePlace(String name, int columns) {
        String code =
                "000201010211" + "59%02d".formatted(name.codePointCount(0, name.length())) + name;
        report(Form.SCREEN, code);
        List<String> lines = text().lines().toList();
        assertThat(lines.get(1))
                .isEqualTo("error       CRC_MISSING at " + code.length() + ", field 63");
        int shown = lines.indexOf("  " + code);
        assertThat(shown).isPositive();
        assertThat(lines.get(shown + 1)).isEqualTo(" ".repeat(2 + 16 + columns) + "^");
    }

    @Test
    void ofALongCodeTheNeighbourhoodIsShown() {
        report(Form.SCREEN, KOREAN.replace("5462", "5463"));
        List<String> lines = text().lines().toList();
        String caret = lines.getLast();
        String shown = lines.get(lines.size() - 2);
        assertThat(shown).startsWith("  ...").endsWith(KOREAN.substring(KOREAN.length() - 4));
        assertThat(caret.indexOf('^')).isEqualTo(shown.length() - 4);
    }

    @Test
    void codesInAPictureAreRead() throws IOException {
        Path file =
                Files.write(folder.resolve("shop.png"), QrPicture.of(KOREAN).orElseThrow().png(4));
        assertThat(report(Form.JSON, file.toString())).isEqualTo(Result.RIGHT);
        assertThat(json().getFirst().get("payee").asString()).isEqualTo("나루제과");
    }

    @Test
    void aFileWithoutACodeIsSaidToHaveNone() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.txt"), KOREAN);
        assertThat(report(Form.JSON, file.toString())).isEqualTo(Result.NOTHING_THERE);
        assertThat(errors.toString(UTF_8)).contains("shop.txt").contains("no PNG");
        assertThat(text()).isEmpty();
    }

    /** The command goes to its own folder first; names are those of the caller's. */
    @Test
    void namesAreThoseOfTheCallersFolder() throws IOException {
        Files.write(folder.resolve("shop.png"), QrPicture.of(KOREAN).orElseThrow().png(4));
        Result result =
                new CodeReport(
                                Form.JSON,
                                folder,
                                new ByteArrayInputStream(in),
                                new PrintStream(out, false, UTF_8),
                                new PrintStream(errors, true, UTF_8))
                        .of(List.of("shop.png"));
        assertThat(result).isEqualTo(Result.RIGHT);
    }

    @Test
    void aPictureThatIsNotThereIsNoCode() {
        assertThat(report(Form.SCREEN, folder.resolve("gone.PNG").toString()))
                .isEqualTo(Result.NOTHING_THERE);
        assertThat(errors.toString(UTF_8)).contains("no such file");
    }

    private Result report(Form form, String... arguments) {
        out.reset();
        return new CodeReport(
                        form,
                        Path.of(""),
                        new ByteArrayInputStream(in),
                        new PrintStream(out, false, UTF_8),
                        new PrintStream(errors, true, UTF_8))
                .of(List.of(arguments));
    }

    private String text() {
        return out.toString(UTF_8);
    }

    private List<JsonNode> json() {
        return text().lines().map(JsonMapper.builder().build()::readTree).toList();
    }

    private static byte[] joined(byte[]... lines) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            all.writeBytes(line);
            all.write('\n');
        }
        return all.toByteArray();
    }
}
