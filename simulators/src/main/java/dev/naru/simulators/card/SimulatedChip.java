// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import com.licel.jcardsim.smartcardio.CardSimulator;
import com.licel.jcardsim.smartcardio.CardTerminalSimulator;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import javacard.framework.AID;
import javax.smartcardio.CardTerminal;

/**
 * A chip with the dedicated card's application in it, made by an issuer. One command at a time: it
 * is one card.
 */
public final class SimulatedChip {
    private static final int STATUS = 2;
    private static final int POINT = 65;

    private final CardSimulator chip = new CardSimulator();

    private SimulatedChip() {}

    /**
     * What an issuer writes of a card.
     *
     * @param issuer the issuer's number, 8 hexadecimal digits
     * @param card the card's number, 16 hexadecimal digits
     * @param lastMonth MMYY
     */
    public record Holder(String issuer, String card, String lastMonth) {}

    /**
     * A card that was made and given out.
     *
     * @param application the application's name, 10 to 32 hexadecimal digits
     * @param issuerKey on P-256
     */
    public static SimulatedChip issued(String application, Holder holder, PrivateKey issuerKey) {
        SimulatedChip card = new SimulatedChip();
        byte[] name = HexFormat.of().parseHex(application);
        AID aid = new AID(name, (short) 0, (byte) name.length);
        card.chip.installApplet(aid, TrustOneApplet.class);
        card.chip.selectApplet(aid);
        byte[] point = card.data("80E2000000");
        byte[] signed =
                HexFormat.of()
                        .parseHex(
                                "01"
                                        + holder.issuer
                                        + holder.card
                                        + holder.lastMonth
                                        + HexFormat.of().formatHex(point, 0, POINT));
        String certificate =
                HexFormat.of().formatHex(signed)
                        + HexFormat.of().formatHex(signature(issuerKey, signed));
        card.data("80E20100" + "%02X".formatted(certificate.length() / 2) + certificate);
        card.chip.reset();
        return card;
    }

    private static byte[] signature(PrivateKey key, byte[] text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of P-256", e);
        }
    }

    /** What the chip answers, status included. */
    public synchronized byte[] transmit(byte[] command) {
        return chip.transmitCommand(command);
    }

    /**
     * The card in a reader, as PC/SC shows it. While it lies there it is asked through the reader.
     */
    public CardTerminal inReader() {
        return CardTerminalSimulator.terminal(chip);
    }

    /** Pulls the card out of the reader. */
    public void pullOut() {
        chip.assignToTerminal(null);
    }

    private byte[] data(String command) {
        byte[] answer = transmit(HexFormat.of().parseHex(command));
        String hex = HexFormat.of().formatHex(answer);
        if (!hex.endsWith("9000")) {
            throw new IllegalStateException("the chip answered " + hex);
        }
        return Arrays.copyOf(answer, answer.length - STATUS);
    }
}
