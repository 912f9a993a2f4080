// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** An issuer of dedicated cards that is made up. */
public final class DedicatedIssuer {
    private final String application;
    private final String number;
    private final String lastMonth;
    private final KeyPair keys;

    /**
     * An issuer whose key comes from a seed, so that it is the same each time.
     *
     * @param application the application's name, 10 to 32 hexadecimal digits
     * @param number the issuer's, 8 hexadecimal digits
     * @param lastMonth of its cards, MMYY
     */
    public DedicatedIssuer(long seed, String application, String number, String lastMonth) {
        this.application = application;
        this.number = number;
        this.lastMonth = lastMonth;
        try {
            // Seeded before it is first asked, it has nothing but the seed.
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** The issuer as a sandbox's configuration has it: its kind, its number and its point. */
    public String line() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return "TEST "
                + number
                + " 04"
                + hex(key.getW().getAffineX())
                + hex(key.getW().getAffineY());
    }

    private static String hex(BigInteger coordinate) {
        return "%064X".formatted(coordinate);
    }

    /**
     * A card that was made and given out.
     *
     * @param card the card's number, 16 hexadecimal digits
     */
    public SimulatedChip issue(String card) {
        return SimulatedChip.issued(
                application, new SimulatedChip.Holder(number, card, lastMonth), keys.getPrivate());
    }
}
