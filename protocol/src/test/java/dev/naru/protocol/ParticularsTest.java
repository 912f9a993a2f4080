// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParticularsTest {
    private static final Particulars FULL =
            new Particulars(
                    new Particulars.Payer("김나루", "110-432-987654", "APP-20261122-1"),
                    new Particulars.Payee(
                            "Warung Bu Tini", "Denpasar", "9360001234567890123", "5812", "ID1020"),
                    new Particulars.Scan("0002010102115303360", "BILL 7", "LOOK-1"),
                    "GDDS",
                    "점심 값");

    @Test
    void readsBackWhatItWrote() {
        assertThat(Particulars.read(FULL.toBytes())).contains(FULL);
        assertThat(Particulars.read(Particulars.NONE.toBytes())).contains(Particulars.NONE);
    }

    @Test
    void fitsEvenWhenEveryTextIsAsLongAsItMayBe() {
        String wide = "나".repeat(140);
        Particulars longest =
                new Particulars(
                        new Particulars.Payer(wide, "x".repeat(34), wide.substring(0, 35)),
                        new Particulars.Payee(
                                wide,
                                wide.substring(0, 35),
                                "x".repeat(34),
                                "x".repeat(4),
                                "x".repeat(35)),
                        new Particulars.Scan(
                                "x".repeat(4_096), wide.substring(0, 35), "x".repeat(35)),
                        "x".repeat(35),
                        wide);
        assertThat(longest.toBytes().length()).isLessThanOrEqualTo(Limits.PARTICULARS_BYTES);
        assertThat(Particulars.read(longest.toBytes())).contains(longest);
    }

    @Test
    void namesNobodyAsText() {
        assertThat(FULL.toString())
                .doesNotContain("나루", "Bu Tini", "enpasar", "432", "936000", "LOOK", "0002", "점심")
                .contains("김***", "***7654", "5812");
        assertThat(FULL.payer().toString()).doesNotContain("나루", "APP");
        assertThat(new Particulars.Payer("", "12345678", "").toString())
                .isEqualTo("Payer[name=, account=***, reference=]");
    }

    @Test
    void refusesWhatItsBoundsExclude() {
        assertRefused(() -> new Particulars.Payer("x".repeat(141), "", ""), "payer.name");
        assertRefused(() -> new Particulars.Payer("", "x".repeat(35), ""), "payer.account");
        assertRefused(() -> new Particulars.Payer("", "계좌", ""), "payer.account");
        assertRefused(() -> new Particulars.Payer("", "", "x".repeat(36)), "payer.reference");
        assertRefused(() -> new Particulars.Payer("a\nb", "", ""), "payer.name");
        assertRefused(() -> new Particulars.Payer("a\uD800", "", ""), "payer.name");
        assertRefused(() -> new Particulars.Scan("나".repeat(1_366), "", ""), "scan.qrText");
        assertRefused(() -> new Particulars.Payee("", "", "", "58122", ""), "payee.category");
    }

    @Test
    void readsAnOlderRowAsIfWhatIsNewerWereEmpty() {
        Bytes older = TextFields.write(1, List.of("A", "1", "R"));
        Particulars read = Particulars.read(older).orElseThrow();
        assertThat(read.payer()).isEqualTo(new Particulars.Payer("A", "1", "R"));
        assertThat(read.payee()).isEqualTo(Particulars.NONE.payee());
    }

    @Test
    void leavesOutWhatANewerRowAppends() {
        List<String> texts = new ArrayList<>(Collections.nCopies(13, "1"));
        texts.add("newer");
        assertThat(Particulars.read(TextFields.write(1, texts)).orElseThrow().purpose())
                .isEqualTo("1");
    }

    @Test
    void readsWhateverTheBytesAre() {
        byte[] good = FULL.toBytes().toArray();
        for (int length = 0; length < good.length; length++) {
            assertThat(Particulars.read(Bytes.copyOf(Arrays.copyOf(good, length)))).isEmpty();
        }
        SplittableRandom random = new SplittableRandom(7);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bad = good.clone();
            for (int change = 0; change <= random.nextInt(3); change++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            read += Particulars.read(Bytes.copyOf(bad)).isPresent() ? 1 : 0;
            AnswerParticulars.read(Bytes.copyOf(bad));
        }
        assertThat(read).as("some changes are only other letters").isPositive();
        assertThat(Particulars.read(Bytes.ofText("\u0001\u0001\u0001\u0000\u00ff"))).isEmpty();
    }

    @Test
    void doesNotTakeAnAnswersForAPayments() {
        assertThat(Particulars.read(AnswerParticulars.NONE.toBytes())).isEmpty();
        assertThat(AnswerParticulars.read(FULL.toBytes())).isEmpty();
    }

    @Test
    void carriesAnAnswer() {
        AnswerParticulars answer = new AnswerParticulars("20261122BI0001", "ACSC");
        assertThat(AnswerParticulars.read(answer.toBytes())).contains(answer);
        assertThat(answer.toBytes().toArray())
                .startsWith(2, 3, 14, 0)
                .endsWith("ACSC".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void readsAnAnswerFromWhenOnlyTheHashOfItsMessageWasKept() {
        Bytes old = TextFields.write(2, List.of("RRN1", "0123456789abcdef".repeat(4), "ACSC"));
        assertThat(AnswerParticulars.read(old)).contains(new AnswerParticulars("RRN1", "ACSC"));
    }

    private static void assertRefused(Runnable making, String field) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field);
    }
}
