// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.DataObjectList;
import dev.naru.formats.emv.DataObjectList.Entry;
import dev.naru.formats.emv.TlvWriter;

/**
 * A payment card that answers over the air and signs with its cryptogram (CDA), written from the
 * books and not from the hub's terminal. Its CDOL1 is that of modern cards of its brand, with the
 * merchant's data at the end, so that it signs 160 bits of a transaction's hash. One command at a
 * time: it is one card. Its cryptogram is nobody's: it has no key of an issuer for it.
 */
public final class SimulatedPaymentCard {
    /**
     * Terminal, data of its authentication, holder's verification, time and the merchant's data.
     */
    private static final DataObjectList CDOL1 =
            CardFiles.askingFor(
                    new Entry(0x9F35, 1),
                    new Entry(0x9F45, 2),
                    new Entry(0x9F4C, 8),
                    new Entry(0x9F34, 3),
                    new Entry(0x9F21, 3),
                    new Entry(0x9F7C, 20));

    private static final int UNPREDICTABLE_AT = 25;
    private static final ByteString PROFILE = ByteString.ofHex("1980");

    private final RsaPair keys;
    private final CardFiles files;
    private int counter;

    SimulatedPaymentCard(PaymentIssuer issuer, String number, RsaPair keys) {
        this.keys = keys;
        files = new CardFiles(issuer, number, keys, PROFILE, CDOL1);
    }

    private SimulatedPaymentCard(RsaPair keys, CardFiles files, int counter) {
        this.keys = keys;
        this.files = files;
        this.counter = counter;
    }

    /**
     * Another chip with all that is in this one now, its key too: what whoever broke a chip open
     * has, or set it back. Each counts on by itself.
     */
    public synchronized SimulatedPaymentCard copied() {
        return new SimulatedPaymentCard(keys, files, counter);
    }

    /** What the card answers, status included. */
    public synchronized ByteString transmit(ByteString command) {
        return CardFiles.transmit(
                command,
                (header, data) ->
                        header.equals("80AE9000") ? cryptogram(data) : files.answer(header, data));
    }

    /** GENERATE AC with a signature; the counter rises before anything is signed. */
    private ByteString cryptogram(ByteString values) {
        if (counter == 0xFFFF || values.length() < UNPREDICTABLE_AT + 4) {
            return CardFiles.REFUSED;
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
        return CardFiles.ok(
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
}
