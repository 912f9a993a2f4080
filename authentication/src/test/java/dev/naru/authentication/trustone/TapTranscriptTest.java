// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.Exchange;
import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapTranscriptTest {
    private static final String STEP = "{\"c\":\"00B2010C00\",\"r\":\"9000\",\"us\":1500}";

    @Test
    void whatWasWrittenIsReadBack() {
        TapTranscript transcript =
                new TapTranscript(
                        List.of(step("00B2010C00", "9000", 1_500), step("80AE900000", "6985", 9)));
        assertThat(transcript.toJson())
                .isEqualTo("[" + STEP + ",{\"c\":\"80AE900000\",\"r\":\"6985\",\"us\":9}]");
        assertThat(read(transcript.toJson())).isEqualTo(new WireReading.Read<>(transcript));
        assertThat(read("[ " + STEP.toLowerCase(java.util.Locale.ROOT) + " ]"))
                .isEqualTo(
                        new WireReading.Read<>(
                                new TapTranscript(transcript.steps().subList(0, 1))));
        assertThat(transcript.slowestUs()).isEqualTo(1_500);
        assertThat(transcript.toString()).isEqualTo("TapTranscript[2 commands]");
    }

    @Test
    void everythingElseIsRefusedByName() {
        refuses("[]", WireError.COUNT, "");
        refuses("{}", WireError.TYPE, "");
        refuses("[7]", WireError.TYPE, "[0]");
        refuses(
                "[" + STEP + "," + STEP.replace("us", "ms") + "]",
                WireError.UNKNOWN_MEMBER,
                "[1].ms");
        refuses("[" + STEP.replace(",\"us\":1500", "") + "]", WireError.MISSING_MEMBER, "[0].us");
        refuses(
                "[" + STEP.replace("\"us\"", "\"r\":\"\",\"us\"") + "]",
                WireError.DUPLICATE_MEMBER,
                "[0].r");
        refuses("[" + STEP.replace("1500", "-1") + "]", WireError.VALUE, "[0].us");
        refuses("[" + STEP.replace("1500", "60000001") + "]", WireError.VALUE, "[0].us");
        refuses("[" + STEP.replace("1500", "1.5") + "]", WireError.TYPE, "[0].us");
        refuses("[" + STEP.replace("1500", "\"1500\"") + "]", WireError.TYPE, "[0].us");
        refuses("[" + STEP.replace("00B2010C00", "00B2010C") + "]", WireError.VALUE, "[0].c");
        refuses("[" + STEP.replace("00B2010C00", "00".repeat(262)) + "]", WireError.VALUE, "[0].c");
        refuses("[" + STEP.replace("00B2010C00", "00B2010C0") + "]", WireError.VALUE, "[0].c");
        refuses("[" + STEP.replace("00B2010C00", "00B2010CGG") + "]", WireError.VALUE, "[0].c");
        refuses("[" + STEP.replace("9000", "90") + "]", WireError.VALUE, "[0].r");
        refuses("[" + STEP.replace("9000", "00".repeat(259)) + "]", WireError.VALUE, "[0].r");
        refuses("[" + String.join(",", Collections.nCopies(41, STEP)) + "]", WireError.COUNT, "");
        refuses("[" + STEP + "]" + " ".repeat(TapTranscript.MOST_BYTES), WireError.TOO_LONG, "");
        assertThat(read("[" + String.join(",", Collections.nCopies(40, STEP)) + "]"))
                .isInstanceOf(WireReading.Read.class);
    }

    @Test
    void theHashIsOfWhatWasSaidAndOfNothingElse() {
        TapTranscript one = new TapTranscript(List.of(step("00B2010C00", "90009000", 1)));
        TapTranscript slower = new TapTranscript(List.of(step("00B2010C00", "90009000", 2)));
        TapTranscript parted = new TapTranscript(List.of(step("00B2010C0090", "009000", 1)));
        assertThat(one.hash()).isEqualTo(slower.hash()).isNotEqualTo(parted.hash());
        assertThat(
                        new TapTranscript(
                                        List.of(
                                                step("00B2010C00", "9000", 1),
                                                step("00B2010C00", "9000", 1)))
                                .hash())
                .isNotEqualTo(one.hash());
        assertThatThrownBy(() -> new TapTranscript(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> step("00B2", "9000", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TapTranscript.Step step(String command, String answer, int tookUs) {
        return new TapTranscript.Step(
                new Exchange(ByteString.ofHex(command), ByteString.ofHex(answer)), tookUs);
    }

    private static void refuses(String json, WireError error, String where) {
        assertThat(read(json)).as(json).isEqualTo(new WireReading.Refused<>(error, where));
    }

    private static WireReading<TapTranscript> read(String json) {
        return TapTranscript.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
