// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.TlvWriter;
import java.util.Optional;

/** A payment card that answers commands, of each of the ways in which cards sign. */
public final class TestPaymentCard implements Card {
    public static final ByteString SELECT_DIRECTORY =
            ByteString.ofHex("00A404000E325041592E5359532E444446303100");

    private static final ByteString OK = ByteString.ofHex("9000");
    private static final ByteString NOT_FOUND = ByteString.ofHex("6A82");

    public final TestCard card = new TestCard();
    public Brand.Way way = Brand.Way.COMBINED;
    public ByteString application = ByteString.ofHex("A0000000041010");
    public ByteString profile = ByteString.ofHex("1980");
    public ByteString pdol = ByteString.ofHex("9F3704");
    public ByteString cdol = ByteString.ofHex("9F02065F2A029F37049F7C14");
    public ByteString account = ByteString.ofHex("5A08" + TestCard.ACCOUNT);
    public ByteString more = ByteString.EMPTY;
    public ByteString staticTags = ByteString.ofHex("9F4A0182");
    public ByteString lastDay = ByteString.ofHex("301231");
    public boolean isListSigned = true;
    public String locator = "0801020110010100";
    public int information = 0x80;
    public int counter = 0x0017;
    public boolean isAskedForCryptogram;
    public ByteString relay = ByteString.ofHex("1112131400140032000A");
    public ByteString cardData = ByteString.ofHex("01AABBCCDD0400");
    public ByteString qualifiers = ByteString.ofHex("0400");

    private ByteString options = ByteString.EMPTY;
    private boolean relayed;

    /** A Visa card. */
    public static TestPaymentCard visa() {
        TestPaymentCard visa = new TestPaymentCard();
        visa.way = Brand.Way.FAST;
        visa.application = ByteString.ofHex("A0000000031010");
        visa.profile = ByteString.ofHex("2000");
        visa.pdol = ByteString.ofHex("9F66049F02065F2A029F3704");
        visa.account = ByteString.ofHex("5710" + "4761739001010010D30122010000000F");
        visa.card.provider = Brand.VISA.provider();
        visa.card.certified = ByteString.ofHex("4761739001010010FFFF");
        visa.card.issuerId = ByteString.ofHex("476173FF");
        return visa;
    }

    /** A UnionPay card in a reader with contacts. */
    public static TestPaymentCard unionPay() {
        TestPaymentCard unionPay = new TestPaymentCard();
        unionPay.way = Brand.Way.DYNAMIC;
        unionPay.application = ByteString.ofHex("A000000333010101");
        unionPay.profile = ByteString.ofHex("7C00");
        unionPay.account = ByteString.ofHex("5A08" + "6210948000000011");
        unionPay.card.provider = Brand.UNIONPAY.provider();
        unionPay.card.certified = ByteString.ofHex("6210948000000011FFFF");
        unionPay.card.issuerId = ByteString.ofHex("621094FF");
        return unionPay;
    }

    @Override
    public Optional<ByteString> answer(ByteString command) {
        return Optional.of(answer(command.hex(), command));
    }

    private ByteString answer(String hex, ByteString command) {
        if (command.equals(SELECT_DIRECTORY)) {
            return ok(
                    TlvWriter.write(
                            0x6F,
                            TlvWriter.write(0x84, command.slice(5, 19)),
                            TlvWriter.write(
                                    0xA5,
                                    TlvWriter.write(
                                            0xBF0C,
                                            TlvWriter.write(
                                                    0x61,
                                                    TlvWriter.write(
                                                            0x4F, ByteString.ofHex("D41000000301")),
                                                    ByteString.ofHex("870101")),
                                            TlvWriter.write(
                                                    0x61,
                                                    TlvWriter.write(0x4F, application),
                                                    ByteString.ofHex("870102"))))));
        }
        if (hex.startsWith("00A40400")) {
            return ok(
                    TlvWriter.write(
                            0x6F,
                            TlvWriter.write(0x84, application),
                            TlvWriter.write(0xA5, TlvWriter.write(0x9F38, pdol))));
        }
        if (hex.startsWith("80A80000")) {
            options = command.slice(7, command.length() - 1);
            return ok(options());
        }
        if (hex.startsWith("80EA0000")) {
            relayed = true;
            return ok(TlvWriter.write(0x80, relay));
        }
        if (hex.startsWith("00B2")) {
            return record(command.at(2), command.at(3) >> 3);
        }
        if (hex.startsWith("80AE9000")) {
            return ok(cryptogram(command.slice(5, command.length() - 1)));
        }
        if (hex.startsWith("80AE8000")) {
            // A cryptogram alone, for the issuer.
            return ok(
                    TlvWriter.write(
                            0x80,
                            ByteString.of(
                                    (byte) information, (byte) (counter >> 8), (byte) counter),
                            ByteString.ofHex("A1A2A3A4A5A6A7A8" + "060A0A03A00000")));
        }
        if (hex.startsWith("00880000")) {
            return ok(
                    TlvWriter.write(
                            0x80,
                            card.signature(
                                    5,
                                    ByteString.ofHex("0411121314"),
                                    command.slice(5, command.length() - 1))));
        }
        return NOT_FOUND;
    }

    private ByteString counterObject() {
        return TlvWriter.write(0x9F36, ByteString.of((byte) (counter >> 8), (byte) counter));
    }

    /** Records 1 and 2 of file 1, of which the first is signed, and record 1 of file 2. */
    private ByteString options() {
        if (way != Brand.Way.FAST) {
            return TlvWriter.write(0x80, profile, ByteString.ofHex(locator));
        }
        return TlvWriter.write(
                0x77,
                TlvWriter.write(0x82, profile),
                TlvWriter.write(0x94, ByteString.ofHex(locator)),
                counterObject(),
                TlvWriter.write(0x9F6C, qualifiers),
                TlvWriter.write(
                        0x9F4B,
                        card.signature(
                                0x95,
                                ByteString.of((byte) 2, (byte) (counter >> 8), (byte) counter),
                                ByteString.concat(
                                        options.slice(12, 16),
                                        options.slice(4, 10),
                                        options.slice(10, 12),
                                        cardData))));
    }

    private ByteString signedRecord() {
        return ByteString.concat(
                account,
                TlvWriter.write(0x5F24, lastDay),
                isListSigned ? list() : ByteString.EMPTY,
                staticTags);
    }

    private ByteString list() {
        return way == Brand.Way.COMBINED || isAskedForCryptogram
                ? TlvWriter.write(0x8C, cdol)
                : ByteString.EMPTY;
    }

    private ByteString record(int number, int file) {
        boolean isListed = staticTags.hex().equals("9F4A0182");
        card.staticData = ByteString.concat(signedRecord(), isListed ? profile : ByteString.EMPTY);
        CardCertificates certificates = card.certificates();
        return switch ((file << 8) | number) {
            case 0x0101 -> ok(TlvWriter.write(0x70, signedRecord()));
            case 0x0102 ->
                    ok(
                            TlvWriter.write(
                                    0x70,
                                    TlvWriter.write(0x8F, ByteString.ofHex("77")),
                                    TlvWriter.write(0x90, certificates.issuer()),
                                    TlvWriter.write(0x92, certificates.issuerRemainder()),
                                    TlvWriter.write(0x9F32, certificates.issuerExponent())));
            case 0x0201 ->
                    ok(
                            TlvWriter.write(
                                    0x70,
                                    TlvWriter.write(0x9F46, certificates.card()),
                                    TlvWriter.write(0x9F47, certificates.cardExponent()),
                                    TlvWriter.write(0x9F48, certificates.cardRemainder()),
                                    way == Brand.Way.FAST
                                            ? TlvWriter.write(0x9F69, cardData)
                                            : ByteString.EMPTY,
                                    isListSigned ? ByteString.EMPTY : list(),
                                    more));
            default -> NOT_FOUND;
        };
    }

    /** GENERATE AC with a signature (Book 2, section 6.6.1). */
    private ByteString cryptogram(ByteString values) {
        ByteString objects =
                ByteString.concat(
                        TlvWriter.write(0x9F27, ByteString.of((byte) information)),
                        counterObject(),
                        ByteString.ofHex("9F1007060A0A03A00000"));
        ByteString hash = Digests.sha1(options, values, objects);
        ByteString unpredictable = options.slice(0, 4);
        ByteString dynamicData =
                ByteString.concat(
                        ByteString.ofHex("0811121314151617" + "18"),
                        ByteString.of((byte) information),
                        ByteString.ofHex("A1A2A3A4A5A6A7A8"),
                        hash,
                        relayed ? ByteString.concat(unpredictable, relay) : ByteString.EMPTY);
        return TlvWriter.write(
                0x77,
                objects,
                TlvWriter.write(0x9F4B, card.signature(5, dynamicData, unpredictable)));
    }

    private static ByteString ok(ByteString data) {
        return ByteString.concat(data, OK);
    }
}
