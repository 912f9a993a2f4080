// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** A dedicated card without a chip; the real applet is among the simulators. */
final class TestDedicatedCard implements Card {
    static final ByteString ISSUER = ByteString.ofHex("4B520001");
    static final ByteString NUMBER = ByteString.ofHex("0000000000004711");
    static final KeyPair ISSUER_KEYS = keys();

    KeyPair issuerKeys = ISSUER_KEYS;
    KeyPair cardKeys = keys();
    String lastMonth = "1230";
    long counter = 41;

    @Override
    public Optional<ByteString> answer(ByteString command) {
        String hex = command.hex();
        ByteString said =
                switch (hex.substring(0, 8)) {
                    case "00A40400" -> ByteString.ofHex("01");
                    case "80CA7F21" -> certificate();
                    case "00880000" -> signed(command.slice(5, 37));
                    default -> ByteString.EMPTY;
                };
        return Optional.of(
                ByteString.concat(said, ByteString.ofHex(said.isEmpty() ? "6D00" : "9000")));
    }

    private ByteString certificate() {
        ByteString signed =
                ByteString.concat(
                        ByteString.ofHex("01"),
                        ISSUER,
                        NUMBER,
                        ByteString.ofHex(lastMonth),
                        point(cardKeys));
        return ByteString.concat(
                signed, sign("SHA256withECDSAinP1363Format", issuerKeys.getPrivate(), signed));
    }

    private ByteString signed(ByteString hash) {
        ByteString count = ByteString.ofHex("%08X".formatted(++counter));
        return ByteString.concat(
                count,
                sign(
                        "SHA256withECDSA",
                        cardKeys.getPrivate(),
                        ByteString.concat(
                                ByteString.of("T1".getBytes(StandardCharsets.US_ASCII)),
                                AppletTerminal.SANDBOX,
                                count,
                                hash)));
    }

    static ByteString point(KeyPair keys) {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return ByteString.ofHex(
                "04" + coordinate(key.getW().getAffineX()) + coordinate(key.getW().getAffineY()));
    }

    private static String coordinate(BigInteger number) {
        return String.format(Locale.ROOT, "%064X", number);
    }

    private static ByteString sign(String algorithm, PrivateKey key, ByteString text) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.toByteArray());
            return ByteString.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
