// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.TlvWriter;
import java.nio.charset.StandardCharsets;

/**
 * A payment card that answers over the air and signs with its cryptogram (CDA), written from the
 * books and not from the hub's terminal. Its CDOL1 is that of modern cards of its brand, with the
 * merchant's data at the end, so that it signs 160 bits of a transaction's hash. One command at a
 * time: it is one card. Its cryptogram is nobody's: it has no key of an issuer for it.
 */
public final class SimulatedPaymentCard {
    private static final ByteString DIRECTORY =
            ByteString.of("2PAY.SYS.DDF01".getBytes(StandardCharsets.US_ASCII));
    private static final ByteString APPLICATION = ByteString.ofHex(PaymentIssuer.APPLICATION);
    private static final ByteString OK = ByteString.ofHex("9000");
    private static final ByteString NOT_FOUND = ByteString.ofHex("6A82");
    private static final ByteString WRONG_LENGTH = ByteString.ofHex("6700");
    private static final int HEADER = 4;
    private static final ByteString REFUSED = ByteString.ofHex("6985");

    /** Amounts, country, results, currency, date, type, number, time and the merchant's data. */
    private static final ByteString CDOL1 =
            ByteString.ofHex(
                    "9F02069F03069F1A0295055F2A029A039C019F37049F35019F45029F4C089F34039F21039F7C14");

    private static final int UNPREDICTABLE_AT = 25;
    private static final ByteString PROFILE = ByteString.ofHex("1980");
    private static final ByteString LOCATOR = ByteString.ofHex("080101011001020018010200");

    private final RsaPair keys;
    private final ByteString signedRecord;
    private final ByteString issuerRecord;
    private final ByteString issuerKeyRecord;
    private final ByteString certificateRecord;
    private final ByteString keyRecord;
    private int counter;

    SimulatedPaymentCard(PaymentIssuer issuer, String number, RsaPair keys) {
        this.keys = keys;
        String month = issuer.lastMonth();
        ByteString staticData =
                ByteString.concat(
                        TlvWriter.write(0x5A, ByteString.ofHex(number)),
                        TlvWriter.write(
                                0x5F24,
                                ByteString.ofHex(
                                        month.substring(2) + month.substring(0, 2) + "28")),
                        ByteString.ofHex("5F340101" + "5F280204109F0702FF00"),
                        TlvWriter.write(0x8C, CDOL1),
                        ByteString.ofHex("9F4A0182"));
        this.signedRecord = TlvWriter.write(0x70, staticData);
        this.issuerRecord = TlvWriter.write(0x70, TlvWriter.write(0x90, issuer.certificate()));
        this.issuerKeyRecord =
                TlvWriter.write(
                        0x70,
                        TlvWriter.write(0x8F, issuer.authorityIndex()),
                        TlvWriter.write(0x9F32, issuer.exponent()),
                        issuer.remainder().isEmpty()
                                ? ByteString.EMPTY
                                : TlvWriter.write(0x92, issuer.remainder()));
        this.certificateRecord =
                TlvWriter.write(
                        0x70,
                        TlvWriter.write(
                                0x9F46,
                                issuer.certificate(
                                        number, keys, ByteString.concat(staticData, PROFILE))));
        this.keyRecord =
                TlvWriter.write(
                        0x70,
                        TlvWriter.write(0x9F47, keys.exponentBytes()),
                        TlvWriter.write(0x9F48, issuer.remainder(keys)));
    }

    /** What the card answers, status included. */
    public synchronized ByteString transmit(ByteString command) {
        if (command.length() < HEADER + 1) {
            return WRONG_LENGTH;
        }
        // Behind the header the data's length, behind the data the length that is asked for.
        ByteString data =
                command.length() > HEADER + 2
                        ? command.slice(HEADER + 1, command.length() - 1)
                        : ByteString.EMPTY;
        return switch (command.slice(0, HEADER).hex()) {
            case "00A40400" -> selected(data);
            case "80A80000" -> ok(TlvWriter.write(0x80, PROFILE, LOCATOR));
            case "00B2010C" -> ok(signedRecord);
            case "00B20114" -> ok(issuerRecord);
            case "00B20214" -> ok(issuerKeyRecord);
            case "00B2011C" -> ok(certificateRecord);
            case "00B2021C" -> ok(keyRecord);
            case "80AE9000" -> cryptogram(data);
            default -> NOT_FOUND;
        };
    }

    private static ByteString selected(ByteString name) {
        if (name.equals(DIRECTORY)) {
            return ok(
                    TlvWriter.write(
                            0x6F,
                            TlvWriter.write(0x84, DIRECTORY),
                            TlvWriter.write(
                                    0xA5,
                                    TlvWriter.write(
                                            0xBF0C,
                                            TlvWriter.write(
                                                    0x61,
                                                    TlvWriter.write(0x4F, APPLICATION),
                                                    ByteString.ofHex("870101"))))));
        }
        return name.equals(APPLICATION)
                ? ok(
                        TlvWriter.write(
                                0x6F,
                                TlvWriter.write(0x84, APPLICATION),
                                TlvWriter.write(0xA5, ByteString.ofHex("870101"))))
                : NOT_FOUND;
    }

    /** GENERATE AC with a signature; the counter rises before anything is signed. */
    private ByteString cryptogram(ByteString values) {
        if (counter == 0xFFFF || values.length() < UNPREDICTABLE_AT + 4) {
            return REFUSED;
        }
        counter++;
        ByteString information = ByteString.ofHex("80");
        ByteString objects =
                ByteString.concat(
                        TlvWriter.write(0x9F27, information),
                        TlvWriter.write(
                                0x9F36, ByteString.of((byte) (counter >> 8), (byte) counter)),
                        TlvWriter.write(
                                0x9F10, ByteString.ofHex("0114A00003220000000000000000000000FF")));
        // The card has no PDOL, so there are no values of one in front.
        ByteString hash = PaymentIssuer.sha1(values, objects);
        ByteString number = hash.slice(0, 8);
        ByteString signed =
                ByteString.concat(
                        ByteString.ofHex("0501" + "26" + "08"),
                        number,
                        information,
                        hash.slice(8, 16),
                        hash);
        return ok(
                TlvWriter.write(
                        0x77,
                        objects,
                        TlvWriter.write(
                                0x9F4B,
                                keys.sign(
                                        PaymentIssuer.block(
                                                keys.length(),
                                                signed,
                                                values.slice(
                                                        UNPREDICTABLE_AT,
                                                        UNPREDICTABLE_AT + 4))))));
    }

    private static ByteString ok(ByteString data) {
        return ByteString.concat(data, OK);
    }
}
