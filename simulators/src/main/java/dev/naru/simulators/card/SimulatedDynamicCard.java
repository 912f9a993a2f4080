// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.DataObjectList;
import dev.naru.formats.emv.TlvWriter;

/**
 * A payment card that signs by INTERNAL AUTHENTICATE alone (EMV 4.4, Book 2, section 6.5): neither
 * its counter nor the amount, only a number. Both are covered by the cryptogram that it computes
 * afterwards with a key that it shares with its issuer, as EMV's common core definitions have it
 * (Book 3, annex C9; cryptogram version 5). Written from the books and not from the hub's terminal.
 * One command at a time: it is one card.
 */
public final class SimulatedDynamicCard {
    /** The index of the issuer's key that the card says in 9F10. */
    public static final int KEY_INDEX = 1;

    /** All that is covered. */
    private static final DataObjectList CDOL1 = CardFiles.askingFor();

    private static final int NUMBER = 4;
    private static final int LAST_COUNTER = 0xFFFF;

    /** Dynamic data authentication, and nothing else. */
    private static final ByteString PROFILE = ByteString.ofHex("2000");

    /** 0F, version A5, key index, verification results and counters; 0F and the issuer's own. */
    private static final ByteString ISSUER_DATA =
            ByteString.ofHex(
                    "0FA5%02X".formatted(KEY_INDEX) + "00".repeat(13) + "0F" + "00".repeat(15));

    private final RsaPair keys;
    private final CardFiles files;
    private final CryptogramKey cryptogramKey;
    private int counter;

    SimulatedDynamicCard(
            PaymentIssuer issuer, String number, RsaPair keys, CryptogramKey cryptogramKey) {
        this.keys = keys;
        this.cryptogramKey = cryptogramKey;
        files = new CardFiles(issuer, number, keys, PROFILE, CDOL1);
    }

    /** What the card answers, status included. */
    public synchronized ByteString transmit(ByteString command) {
        return CardFiles.transmit(
                command,
                (header, data) ->
                        switch (header) {
                            case "80A80000" -> begun(header, data);
                            case "00880000" -> signature(data);
                            case "80AE8000" -> cryptogram(data);
                            default -> files.answer(header, data);
                        });
    }

    /** The counter rises with each transaction that begins (Book 3, section 6.5.8). */
    private ByteString begun(String header, ByteString data) {
        if (counter == LAST_COUNTER) {
            return CardFiles.REFUSED;
        }
        counter++;
        return files.answer(header, data);
    }

    private ByteString counter() {
        return ByteString.of((byte) (counter >> 8), (byte) counter);
    }

    /** Table 15: format 05, SHA-1, and as dynamic data a number of the card's own. */
    private ByteString signature(ByteString terminalData) {
        if (counter == 0 || terminalData.length() != NUMBER) {
            return CardFiles.REFUSED;
        }
        ByteString number = PaymentIssuer.sha1(terminalData, counter()).slice(0, NUMBER);
        ByteString signed = ByteString.concat(ByteString.ofHex("0501" + "05" + "04"), number);
        return CardFiles.ok(
                TlvWriter.write(
                        0x80, keys.sign(PaymentIssuer.block(keys.length(), signed, terminalData))));
    }

    /** GENERATE AC; an ARQC in format 1 (Book 3, section 6.5.5.4). */
    private ByteString cryptogram(ByteString values) {
        if (counter == 0 || values.length() != CDOL1.length()) {
            return CardFiles.REFUSED;
        }
        ByteString covered = ByteString.concat(values, PROFILE, counter(), ISSUER_DATA);
        return CardFiles.ok(
                TlvWriter.write(
                        0x80,
                        ByteString.ofHex("80"),
                        counter(),
                        cryptogramKey.compute(counter(), covered),
                        ISSUER_DATA));
    }
}
