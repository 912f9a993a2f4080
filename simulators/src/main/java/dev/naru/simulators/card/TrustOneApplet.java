// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.Signature;

/**
 * The dedicated card's application, by the interfaces of Java Card 3.0.4. For a converter its
 * constants have to be written as arrays and its switch in the old form. It has a key of its own
 * (P-256, made inside, never told), a counter that only rises, and the certificate that its issuer
 * wrote for the key. It signs {@code T1}, its name, the counter and the hash of a transaction, and
 * nothing else: what it signs can be taken for no payment.
 *
 * <p>Commands: SELECT answers the version; {@code 80 E2 00 00} makes the key and answers its point;
 * {@code 80 E2 01 00} takes the certificate and ends the making of the card; {@code 80 CA 7F 21}
 * answers the certificate; {@code 00 88 00 00} with 32 bytes answers counter and signature.
 */
public final class TrustOneApplet extends Applet {
    private static final byte VERSION = 1;
    private static final byte INS_STORE = (byte) 0xE2;
    private static final byte INS_GET = (byte) 0xCA;
    private static final byte INS_SIGN = (byte) 0x88;
    private static final short CERTIFICATE_TAG = 0x7F21;
    private static final short HASH = 32;
    private static final short COUNTER = 4;
    private static final short MOST_CERTIFICATE = 200;

    /** Prime, coefficients, generator, order of P-256 (FIPS 186-5, SP 800-186). */
    private static final byte[] P =
            hex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");

    private static final byte[] A =
            hex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC");
    private static final byte[] B =
            hex("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");
    private static final byte[] G =
            hex(
                    "046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
                            + "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");
    private static final byte[] N =
            hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private final KeyPair keys;
    private final Signature signature;
    private final byte[] counter = new byte[COUNTER];
    private final byte[] certificate = new byte[MOST_CERTIFICATE];
    private final byte[] message;
    private short certificateLength;
    private boolean keyMade;

    private TrustOneApplet() {
        ECPublicKey open =
                (ECPublicKey)
                        KeyBuilder.buildKey(
                                KeyBuilder.TYPE_EC_FP_PUBLIC, KeyBuilder.LENGTH_EC_FP_256, false);
        ECPrivateKey secret =
                (ECPrivateKey)
                        KeyBuilder.buildKey(
                                KeyBuilder.TYPE_EC_FP_PRIVATE, KeyBuilder.LENGTH_EC_FP_256, false);
        open.setFieldFP(P, (short) 0, (short) P.length);
        open.setA(A, (short) 0, (short) A.length);
        open.setB(B, (short) 0, (short) B.length);
        open.setG(G, (short) 0, (short) G.length);
        open.setR(N, (short) 0, (short) N.length);
        open.setK((short) 1);
        secret.setFieldFP(P, (short) 0, (short) P.length);
        secret.setA(A, (short) 0, (short) A.length);
        secret.setB(B, (short) 0, (short) B.length);
        secret.setG(G, (short) 0, (short) G.length);
        secret.setR(N, (short) 0, (short) N.length);
        secret.setK((short) 1);
        keys = new KeyPair(open, secret);
        signature = Signature.getInstance(Signature.ALG_ECDSA_SHA_256, false);
        message = JCSystem.makeTransientByteArray((short) 64, JCSystem.CLEAR_ON_DESELECT);
    }

    /** Called by the chip when the application is installed. */
    public static void install(byte[] parameters, short offset, byte length) {
        new TrustOneApplet().register();
    }

    /** In a file for a chip these are arrays of bytes; here they are easier to compare. */
    private static byte[] hex(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (short i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    @Override
    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (selectingApplet()) {
            buffer[0] = VERSION;
            apdu.setOutgoingAndSend((short) 0, (short) 1);
            return;
        }
        byte wanted = buffer[ISO7816.OFFSET_INS] == INS_SIGN ? (byte) 0x00 : (byte) 0x80;
        if (buffer[ISO7816.OFFSET_CLA] != wanted) {
            ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
        switch (buffer[ISO7816.OFFSET_INS]) {
            case INS_STORE -> store(apdu, buffer);
            case INS_GET -> get(apdu, buffer);
            case INS_SIGN -> sign(apdu, buffer);
            default -> ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private void store(APDU apdu, byte[] buffer) {
        if (certificateLength != 0) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        if (buffer[ISO7816.OFFSET_P1] == 0 && !keyMade) {
            keys.genKeyPair();
            keyMade = true;
            short length = ((ECPublicKey) keys.getPublic()).getW(buffer, (short) 0);
            apdu.setOutgoingAndSend((short) 0, length);
        } else if (buffer[ISO7816.OFFSET_P1] == 1 && keyMade) {
            short length = apdu.setIncomingAndReceive();
            if (length == 0 || length != apdu.getIncomingLength() || length > MOST_CERTIFICATE) {
                ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
            }
            Util.arrayCopy(buffer, ISO7816.OFFSET_CDATA, certificate, (short) 0, length);
            certificateLength = length;
        } else {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    private void get(APDU apdu, byte[] buffer) {
        if (Util.getShort(buffer, ISO7816.OFFSET_P1) != CERTIFICATE_TAG) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        needCertificate();
        Util.arrayCopyNonAtomic(certificate, (short) 0, buffer, (short) 0, certificateLength);
        apdu.setOutgoingAndSend((short) 0, certificateLength);
    }

    /** The counter rises before anything is signed, so that no two signatures have the same. */
    private void sign(APDU apdu, byte[] buffer) {
        needCertificate();
        if (apdu.setIncomingAndReceive() != HASH) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        rise();
        message[0] = (byte) 'T';
        message[1] = (byte) '1';
        short at = (short) (2 + JCSystem.getAID().getBytes(message, (short) 2));
        at = Util.arrayCopyNonAtomic(counter, (short) 0, message, at, COUNTER);
        at = Util.arrayCopyNonAtomic(buffer, ISO7816.OFFSET_CDATA, message, at, HASH);
        signature.init(keys.getPrivate(), Signature.MODE_SIGN);
        Util.arrayCopyNonAtomic(counter, (short) 0, buffer, (short) 0, COUNTER);
        short length = signature.sign(message, (short) 0, at, buffer, COUNTER);
        apdu.setOutgoingAndSend((short) 0, (short) (COUNTER + length));
    }

    private void rise() {
        short at = COUNTER - 1;
        while (at >= 0 && counter[at] == (byte) 0xFF) {
            at--;
        }
        if (at < 0) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        JCSystem.beginTransaction();
        counter[at]++;
        for (short i = (short) (at + 1); i < COUNTER; i++) {
            counter[i] = 0;
        }
        JCSystem.commitTransaction();
    }

    private void needCertificate() {
        if (certificateLength == 0) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
    }
}
