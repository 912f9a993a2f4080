// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import static dev.naru.qr.Samples.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Another library reads the same texts. Each difference has its reason in a table here: one that is
 * not in it fails, and so does a reason that no text needs any more.
 */
class SecondOpinionTest {
    /** By the check values of the rows' whole texts. */
    private static final String OF_THE_CORPUS =
            """
                E28C CD4A 5C4D E4DC E46F | only they refuse: Scope: 'AdditionalDataField' invalid '00' tag | QR Ph and LANKAQR put an identifier there: SUB00_IN_62
                4702 DA13                | only they refuse: NumberFormatException                         | DuitNow's 82 is a plain text, which it takes for fields: PLAIN_UNRESERVED
                5B73                     | only they refuse: StringIndexOutOfBoundsException               | so are a wallet's three digits in 80
                F4B5 F84F 8B3D           | only they refuse: NumberFormatException                         | so are values in 50 to 99 inside 62, which we try as templates and keep
                899D                     | only they refuse: check value                                   | it is in lower case: CRC_LOWER
            """;

    /** By scheme. */
    private static final String OF_OUR_SAMPLES =
            """
                DUITNOW  | only they refuse: NumberFormatException                         | its 82 is a plain text
                QRPH_P2M | only they refuse: Scope: 'AdditionalDataField' invalid '00' tag | it puts an identifier there
            """;

    @Test
    void ofTheCorpusDiffersOnlyWhereItIsExplained() {
        Map<String, String> differences = new TreeMap<>();
        for (Corpus.Row row : Corpus.rows()) {
            note(differences, Samples.crc(row.payload()), row.payload());
        }
        assertThat(differences).isEqualTo(explained(OF_THE_CORPUS));
    }

    /** What we mint says the same to others, except where a scheme asks for what they refuse. */
    @Test
    void ofOurSamplesDiffersOnlyWhereItIsExplained() {
        Map<String, String> differences = new TreeMap<>();
        for (MerchantCode sample : Samples.all()) {
            String schemes =
                    sample.schemes().stream().map(Scheme::name).collect(Collectors.joining(" "));
            note(differences, schemes, sample.text());
        }
        assertThat(differences).isEqualTo(explained(OF_OUR_SAMPLES));
    }

    private static void note(Map<String, String> differences, String name, String text) {
        String difference = SecondOpinion.difference(text);
        if (!difference.isEmpty()) {
            differences.put(name, difference);
        }
    }

    private static Map<String, String> explained(String table) {
        Map<String, String> explained = new TreeMap<>();
        for (String line : table.lines().toList()) {
            String[] cells = line.strip().split(" *\\| *");
            assertThat(cells[2]).as("the reason for " + cells[0]).isNotBlank();
            for (String name : cells[0].split(" ")) {
                explained.put(name, cells[1]);
            }
        }
        return explained;
    }

    /**
     * It counts UTF-16 units, so it loses its way behind a character that takes two of them; the
     * specification counts characters.
     */
    @Test
    void ofMintedCodesIsTheSameButForCharactersOfTwoUnits() {
        Random random = new Random(20260404);
        for (int i = 0; i < 2_000; i++) {
            String text = minted(random, i);
            boolean oneUnitEach = text.codePointCount(0, text.length()) == text.length();
            assertThat(SecondOpinion.difference(text).isEmpty()).as(text).isEqualTo(oneUnitEach);
        }
    }

    private static String minted(Random random, int number) {
        // QRIS keeps the bar for itself.
        String name = "N" + RandomTexts.unicode(random, 20).replace('|', '-');
        MerchantCodeComposer composer =
                MerchantCodeComposer.qris(Presentation.DYNAMIC)
                        .add(
                                QrisMerchant.acquirer(
                                        "ID.CO.CONTOH.WWW", Samples.PAN, "M" + number, "UMI"))
                        .add(QrisMerchant.repository(Samples.NMID, "UMI"))
                        .category("5411")
                        .amount((1 + random.nextInt(9_999_999)) + ".00")
                        .merchant(random.nextBoolean() ? name : "KOPI", "BOGOR", "16111")
                        .additional(AdditionalField.BILL_NUMBER, "NOTA-" + number);
        if (random.nextBoolean()) {
            composer.percentTip("2.5");
        }
        if (random.nextBoolean()) {
            composer.localized("ko", RandomTexts.unicode(random, 5), "보고르");
        }
        return code(composer.compose()).text();
    }
}
