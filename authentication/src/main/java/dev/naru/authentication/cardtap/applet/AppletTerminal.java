// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.applet;

import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.CommandApdu;
import dev.naru.formats.emv.EmvReading;
import dev.naru.formats.emv.ResponseApdu;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Goes through one tap with a dedicated card, or with the transcript of one. */
public final class AppletTerminal {
    /**
     * The name of the sandbox's application, of the range that nobody registers (ISO/IEC 7816-5).
     */
    public static final ByteString SANDBOX = ByteString.ofHex("F04E41525501");

    private static final ByteString VERSION = ByteString.ofHex("01");
    private static final ByteString PURPOSE =
            ByteString.of("T1".getBytes(StandardCharsets.US_ASCII));
    private static final int HASH = 32;
    private static final int COUNTER = 4;

    private final ByteString application;

    /**
     * A terminal for the application of this name.
     *
     * @param application 5 to 16 bytes
     */
    public AppletTerminal(ByteString application) {
        this.application = application;
    }

    /**
     * What the card has shown; nothing of it is checked by a key yet.
     *
     * @param transaction the hash of the transaction, 32 bytes
     */
    public Checked<AppletTap> tap(Card card, ByteString transaction) {
        if (transaction.length() != HASH) {
            throw new IllegalArgumentException("the hash of a transaction has 32 bytes");
        }
        return send(card, CommandApdu.of(0x00, 0xA4, 0x04, 0x00, application))
                .then(
                        version ->
                                version.equals(VERSION)
                                        ? send(card, CommandApdu.of(0x80, 0xCA, 0x7F, 0x21))
                                        : refused(Fault.APPLICATION))
                .then(
                        bytes ->
                                AppletCertificate.of(bytes)
                                        .<Checked<AppletCertificate>>map(Checked.Holds::new)
                                        .orElseGet(() -> refused(Fault.OBJECTS)))
                .then(certificate -> signed(card, certificate, transaction));
    }

    private Checked<AppletTap> signed(
            Card card, AppletCertificate certificate, ByteString transaction) {
        return send(card, CommandApdu.of(0x00, 0x88, 0x00, 0x00, transaction))
                .then(
                        answer -> {
                            if (answer.length() <= COUNTER) {
                                return refused(Fault.ANSWER);
                            }
                            ByteString counter = answer.slice(0, COUNTER);
                            return new Checked.Holds<>(
                                    new AppletTap(
                                            certificate,
                                            Long.parseLong(counter.hex(), 16),
                                            ByteString.concat(
                                                    PURPOSE, application, counter, transaction),
                                            answer.slice(COUNTER, answer.length())));
                        });
    }

    private static Checked<ByteString> send(Card card, CommandApdu command) {
        Optional<ByteString> answer = card.answer(command.encoded());
        if (answer.isEmpty()) {
            return refused(Fault.COMMAND);
        }
        return ResponseApdu.read(answer.get())
                                instanceof EmvReading.Read<ResponseApdu>(ResponseApdu response)
                        && response.isOk()
                ? new Checked.Holds<>(response.data())
                : refused(Fault.ANSWER);
    }

    private static <T> Checked<T> refused(Fault fault) {
        return Checked.refused(Stage.TRANSCRIPT, fault);
    }
}
