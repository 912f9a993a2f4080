// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.DataObjectList;
import dev.naru.formats.emv.DataObjectList.Entry;
import dev.naru.formats.emv.FileLocator;
import dev.naru.formats.emv.TlvWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What a payment card shows to whoever asks: its application, its options and its records. */
final class CardFiles {
    /** Its one sequence number, as it says it and as its cryptogram's key comes from it. */
    static final String SEQUENCE = "01";

    static final ByteString OK = ByteString.ofHex("9000");
    static final ByteString NOT_FOUND = ByteString.ofHex("6A82");
    private static final ByteString WRONG_LENGTH = ByteString.ofHex("6700");
    static final ByteString REFUSED = ByteString.ofHex("6985");

    private static final ByteString DIRECTORY =
            ByteString.of("2PAY.SYS.DDF01".getBytes(StandardCharsets.US_ASCII));

    /** What the card's certificate covers, the issuer's two records, and the card's own two. */
    private static final FileLocator LOCATOR =
            new FileLocator(
                    List.of(
                            new FileLocator.Entry(1, 1, 1, 1),
                            new FileLocator.Entry(2, 1, 2, 0),
                            new FileLocator.Entry(3, 1, 2, 0)));

    /**
     * What every card here wants to know first: amounts, country, results, currency, date, type,
     * number.
     */
    private static final List<Entry> TRANSACTION =
            List.of(
                    new Entry(0x9F02, 6),
                    new Entry(0x9F03, 6),
                    new Entry(0x9F1A, 2),
                    new Entry(0x95, 5),
                    new Entry(0x5F2A, 2),
                    new Entry(0x9A, 3),
                    new Entry(0x9C, 1),
                    new Entry(0x9F37, 4));

    private static final int HEADER = 4;

    private final ByteString application;
    private final ByteString profile;
    private final ByteString signedRecord;
    private final ByteString issuerRecord;
    private final ByteString issuerKeyRecord;
    private final ByteString certificateRecord;
    private final ByteString keyRecord;

    /**
     * The files of a new card.
     *
     * @param profile the application interchange profile, 2 bytes
     * @param list CDOL1
     */
    CardFiles(
            PaymentIssuer issuer,
            String number,
            RsaPair keys,
            ByteString profile,
            DataObjectList list) {
        this.application = issuer.application();
        this.profile = profile;
        String month = issuer.lastMonth();
        ByteString staticData =
                ByteString.concat(
                        TlvWriter.write(0x5A, ByteString.ofHex(number)),
                        TlvWriter.write(
                                0x5F24,
                                ByteString.ofHex(
                                        month.substring(2) + month.substring(0, 2) + "28")),
                        ByteString.ofHex("5F3401" + SEQUENCE + "5F280204109F0702FF00"),
                        TlvWriter.write(0x8C, list.encoded()),
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
                                        number, keys, ByteString.concat(staticData, profile))));
        this.keyRecord =
                TlvWriter.write(
                        0x70,
                        TlvWriter.write(0x9F47, keys.exponentBytes()),
                        TlvWriter.write(0x9F48, issuer.remainder(keys)));
    }

    /** The list by which a card asks for the transaction, and for more behind it. */
    static DataObjectList askingFor(Entry... more) {
        return new DataObjectList(Stream.concat(TRANSACTION.stream(), Stream.of(more)).toList());
    }

    /** How a card answers: the command's first four bytes, hexadecimal, and its data. */
    @FunctionalInterface
    interface Answering {
        ByteString answer(String header, ByteString data);
    }

    /**
     * Takes a command apart, and has it answered unless it is too short. Behind the header is the
     * data's length, behind the data the length that is asked for.
     */
    static ByteString transmit(ByteString command, Answering card) {
        if (command.length() < HEADER + 1) {
            return WRONG_LENGTH;
        }
        ByteString data =
                command.length() > HEADER + 2
                        ? command.slice(HEADER + 1, command.length() - 1)
                        : ByteString.EMPTY;
        return card.answer(command.slice(0, HEADER).hex(), data);
    }

    /** What the card answers when it has to compute nothing, status included. */
    ByteString answer(String header, ByteString data) {
        return switch (header) {
            case "00A40400" -> selected(data);
            case "80A80000" -> ok(TlvWriter.write(0x80, profile, LOCATOR.encoded()));
            case "00B2010C" -> ok(signedRecord);
            case "00B20114" -> ok(issuerRecord);
            case "00B20214" -> ok(issuerKeyRecord);
            case "00B2011C" -> ok(certificateRecord);
            case "00B2021C" -> ok(keyRecord);
            default -> NOT_FOUND;
        };
    }

    private ByteString selected(ByteString name) {
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
                                                    TlvWriter.write(0x4F, application),
                                                    ByteString.ofHex("870101"))))));
        }
        return name.equals(application)
                ? ok(
                        TlvWriter.write(
                                0x6F,
                                TlvWriter.write(0x84, application),
                                TlvWriter.write(0xA5, ByteString.ofHex("870101"))))
                : NOT_FOUND;
    }

    static ByteString ok(ByteString data) {
        return ByteString.concat(data, OK);
    }
}
