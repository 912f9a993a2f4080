// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.KeptMessage.Content;
import dev.naru.protocol.KeptMessage.Omission;
import dev.naru.protocol.LinkMessage.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptMessagesTest {
    private static final int MOST = 1024 * 1024;
    private static final String REPORT =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document"
                + " xmlns=\"urn:iso:std:iso:20022:tech:"
                + "xsd:pacs.002.001.10\"><FIToFIPmtStsRpt><GrpHdr><MsgId>S1</MsgId>"
                + "<CreDtTm>2026-11-22T10:15:30+07:00</CreDtTm></GrpHdr><TxInfAndSts><OrgnlTxId>"
                + "pmt_000000000001a</OrgnlTxId><TxSts>ACSC</TxSts></TxInfAndSts>"
                + "</FIToFIPmtStsRpt></Document>";

    private static final String KEPT =
            "03001e0139010000c5750e71bdb5f67863837605d3c2cff8c9cd655532029428312cb32e"
                    + "ea353aad4900a3658c931081c1c090c516078686ba46462186065686a656c606da06e656"
                    + "a0d882c70bdc17e0321e567341eb34a08f91e21814cf8689f00a0f141c90bad9d139d819"
                    + "5e4f135f050200";

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private static Content onlyContent(LinkMessage message) {
        List<KeptMessage> kept = KeptMessages.read(KeptMessages.of(List.of(message)), MOST);
        assertThat(kept).hasSize(1);
        return kept.getFirst().content();
    }

    @Test
    void keepsEveryByteInOrderBehindTextsThatReadAsBefore() {
        AnswerParticulars texts = new AnswerParticulars("RRN7", "ACSC");
        Bytes bytes =
                KeptMessages.append(
                        texts.toBytes(),
                        List.of(
                                LinkMessage.sent(Bytes.ofText("question")),
                                LinkMessage.received(Bytes.ofText(REPORT)),
                                LinkMessage.unclear(random(300))));

        assertThat(AnswerParticulars.read(bytes)).contains(texts);
        List<KeptMessage> kept = KeptMessages.read(bytes, MOST);
        assertThat(kept)
                .extracting(KeptMessage::direction)
                .containsExactly(Direction.SENT, Direction.RECEIVED, Direction.RECEIVED);
        assertThat(kept)
                .extracting(KeptMessage::content)
                .containsExactly(
                        new Content.Raw(Bytes.ofText("question")),
                        new Content.Raw(Bytes.ofText(REPORT)),
                        new Content.Raw(random(300)));
        assertThat(kept.getFirst().sha256())
                .as("printf question | sha256sum")
                .isEqualTo("1f5087db919ced5c123c7f507d3fcce818cb0cf6e77c2f95a8a35e951e03fdb9");
        assertThat(kept.get(1).length()).isEqualTo(REPORT.length());
    }

    @Test
    void aReportIsSmall() {
        Bytes bytes =
                KeptMessages.append(
                        AnswerParticulars.NONE.toBytes(),
                        List.of(LinkMessage.received(Bytes.ofText(REPORT))));
        assertThat(bytes.length()).isLessThan(160);
    }

    @Test
    void whatWasKeptOnceIsReadForever() {
        Bytes kept = Bytes.copyOf(HexFormat.of().parseHex(KEPT));
        assertThat(KeptMessages.read(kept, MOST))
                .extracting(KeptMessage::content)
                .containsExactly(new Content.Raw(Bytes.ofText(REPORT)));
    }

    @Test
    void textsAloneHaveNoMessagesAndNothingElseHas() {
        assertThat(KeptMessages.append(Bytes.ofText("x"), List.of())).isEqualTo(Bytes.ofText("x"));
        for (Bytes none :
                List.of(
                        Bytes.EMPTY,
                        Bytes.ofText("x"),
                        Particulars.NONE.toBytes(),
                        AnswerParticulars.NONE.toBytes(),
                        random(77))) {
            assertThat(KeptMessages.read(none, MOST)).isEmpty();
        }
    }

    @Test
    void whatDoesNotFitIsKeptAsItsHashAndTheNextMayFit() {
        Bytes bytes =
                KeptMessages.of(
                        List.of(
                                LinkMessage.received(random(Limits.PARTICULARS_BYTES)),
                                LinkMessage.received(Bytes.ofText("small"))));
        assertThat(bytes.length()).isLessThan(200);
        assertThat(KeptMessages.read(bytes, MOST))
                .extracting(KeptMessage::content)
                .containsExactly(
                        new Content.Omitted(Omission.TOO_LONG),
                        new Content.Raw(Bytes.ofText("small")));
        assertThat(onlyContent(LinkMessage.sent(Bytes.copyOf(new byte[KeptMessages.MOST_BYTES]))))
                .isInstanceOf(Content.Raw.class);
        Bytes long64 = Bytes.copyOf(new byte[KeptMessages.MOST_BYTES + 1]);
        assertThat(onlyContent(LinkMessage.sent(long64)))
                .isEqualTo(new Content.Omitted(Omission.TOO_LONG));
    }

    @Test
    void allOfItIsWithinTheLimitHoweverMuchThereIs() {
        List<LinkMessage> many =
                java.util.stream.IntStream.range(1, 60)
                        .mapToObj(i -> LinkMessage.received(random(i * 20)))
                        .toList();
        Bytes bytes = KeptMessages.of(many);
        assertThat(bytes.length()).isLessThanOrEqualTo(Limits.PARTICULARS_BYTES);
        assertThat(KeptMessages.read(bytes, MOST)).hasSize(59);
        List<LinkMessage> tooMany = java.util.Collections.nCopies(200, many.getFirst());
        assertThatThrownBy(() -> KeptMessages.of(tooMany))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'paid with 4111 1111 1111 1111', CARD_NUMBER",
        "'5555-5555-5555-4444', CARD_NUMBER",
        "'378282246310005', CARD_NUMBER",
        "'x4111111111111111x', CARD_NUMBER",
        "'4111111111111111 27', CARD_NUMBER",
        "'card 4111 1111 1111 1111 2026-11-28', CARD_NUMBER",
        "'12 4111111111111111', CARD_NUMBER",
        "'4111111111111111 111111111111', CARD_NUMBER",
        "'4111111111111112', ''",
        "'041111111111111111', ''",
        "'936000020000104711', ''",
        "'41111111111111111111111111', ''",
        "'411111111111', ''"
    })
    void whatNobodyUnderstandsIsNotKeptWhereItMayHaveACardNumber(String text, String why) {
        Bytes raw = Bytes.ofText(text);
        Content content =
                why.isEmpty() ? new Content.Raw(raw) : new Content.Omitted(Omission.valueOf(why));
        assertThat(onlyContent(LinkMessage.unclear(raw))).isEqualTo(content);
        assertThat(onlyContent(LinkMessage.received(raw))).isEqualTo(new Content.Raw(raw));
    }

    @Test
    void noMoreIsInflatedThanIsAskedFor() {
        Bytes bytes =
                KeptMessages.of(
                        List.of(
                                LinkMessage.sent(Bytes.copyOf(new byte[60_000])),
                                LinkMessage.sent(Bytes.copyOf(new byte[10_000])),
                                LinkMessage.sent(Bytes.copyOf(new byte[5_000]))));
        assertThat(KeptMessages.read(bytes, 65_000))
                .extracting(KeptMessage::content)
                .containsExactly(
                        new Content.Raw(Bytes.copyOf(new byte[60_000])),
                        new Content.Omitted(Omission.ANSWER_FULL),
                        new Content.Raw(Bytes.copyOf(new byte[5_000])));
    }

    @Test
    void aBombIsDamaged() {
        byte[] bomb = deflated(new byte[10_000_000]);
        assertThat(bomb.length).isGreaterThan(Limits.PARTICULARS_BYTES);
        assertThat(only(written(100, bomb))).isEqualTo(new Content.Omitted(Omission.DAMAGED));
        assertThat(only(written(10_000_000, bomb)))
                .isEqualTo(new Content.Omitted(Omission.DAMAGED));
        assertThat(only(written(5, new byte[] {1, 2, 3})))
                .isEqualTo(new Content.Omitted(Omission.DAMAGED));
        assertThat(only(written(5, deflated("other".getBytes(StandardCharsets.US_ASCII)))))
                .as("the hash is another's")
                .isEqualTo(new Content.Omitted(Omission.DAMAGED));
    }

    private static Content only(Bytes bytes) {
        List<KeptMessage> kept = KeptMessages.read(bytes, 100_000_000);
        assertThat(kept).hasSize(1);
        return kept.getFirst().content();
    }

    private static Bytes written(int length, byte[] deflated) {
        ByteBuffer buffer =
                ByteBuffer.allocate(2 + 1 + 1 + 4 + 32 + 2 + deflated.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 3).put((byte) 0).put(TextFields.MESSAGES_FOLLOW).put((byte) 0);
        buffer.putInt(length).put(new byte[32]).putShort((short) deflated.length).put(deflated);
        return Bytes.copyOf(buffer.array());
    }

    private static byte[] deflated(byte[] raw) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(raw);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[10_000];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }

    @Test
    void nothingThatIsReadThrows() {
        byte[] good =
                KeptMessages.append(
                                AnswerParticulars.NONE.toBytes(),
                                List.of(
                                        LinkMessage.sent(Bytes.ofText(REPORT)),
                                        LinkMessage.received(Bytes.ofText("x"))))
                        .toArray();
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length) + 1);
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            read += KeptMessages.read(Bytes.copyOf(bad), MOST).isEmpty() ? 0 : 1;
        }
        assertThat(read).isPositive();
    }

    @Test
    void saysNothingOfAMessageWhereItIsWritten() {
        Bytes secret = Bytes.ofText("secret");
        assertThat(LinkMessage.unclear(secret).toString()).doesNotContain("secret");
        assertThat(KeptMessages.read(KeptMessages.of(List.of(LinkMessage.sent(secret))), MOST))
                .hasToString(
                        "[KeptMessage[direction=SENT,"
                            + " sha256=2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b,"
                            + " length=6, content=Raw[bytes=6 bytes]]]");
    }
}
