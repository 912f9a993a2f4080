// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Random;

/**
 * Who gives out a sandbox's cards, all made up: an issuer of payment cards under a payment system,
 * and an issuer of dedicated cards. Their keys come from a seed, so that a hub that is started
 * again, or cards that are made in another process, are still of the same ones; whoever knows the
 * seed can make their cards.
 */
public final class SandboxIssuers {
    /** The seed of the demo's. */
    public static final long DEMO = 20_261_129;

    /** The application on dedicated cards, hexadecimal digits. */
    public static final String DEDICATED_APPLICATION = "F04E41525501";

    private static final int AUTHORITY_INDEX = 0xF1;
    private static final String PREFIX = "54133300";
    private static final String DEDICATED_ISSUER = "4B520001";
    private static final String LAST_MONTH = "1231";

    private final PaymentIssuer payment;
    private final KeyPair dedicated;

    /** Issuers of this seed. */
    public SandboxIssuers(long seed) {
        payment = new PaymentIssuer(seed, AUTHORITY_INDEX, PREFIX, LAST_MONTH);
        dedicated = keys(seed);
    }

    /** The payment system's key as a line of a hub's file of test keys. */
    public String authorityLine() {
        return payment.authorityLine();
    }

    /** The dedicated cards' issuer as a hub's settings have it: number and point. */
    public String dedicatedIssuer() {
        ECPublicKey key = (ECPublicKey) dedicated.getPublic();
        return "%s 04%s%s"
                .formatted(
                        DEDICATED_ISSUER,
                        coordinate(key.getW().getAffineX()),
                        coordinate(key.getW().getAffineY()));
    }

    /**
     * A new payment card.
     *
     * @param digits the last 8 of its number
     */
    public SimulatedPaymentCard paymentCard(String digits) {
        return payment.issue(digits);
    }

    /**
     * A new dedicated card.
     *
     * @param number 16 hexadecimal digits
     */
    public SimulatedChip dedicatedCard(String number) {
        return SimulatedChip.issued(
                DEDICATED_APPLICATION,
                new SimulatedChip.Holder(DEDICATED_ISSUER, number, LAST_MONTH),
                dedicated.getPrivate());
    }

    private static String coordinate(BigInteger value) {
        return "%064X".formatted(value);
    }

    private static KeyPair keys(long seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new Seeded(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** The same bytes for the same seed: nobody's secret. */
    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final Random random;

        Seeded(long seed) {
            random = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
