// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import java.util.List;

/**
 * Who gives out a sandbox's cards, all made up: issuers of payment cards under two payment systems,
 * one of whose cards sign nothing but a number, and an issuer of dedicated cards. Their keys come
 * from a seed, so that a hub that is started again, or cards that are made in another process, are
 * still of the same ones; whoever knows the seed can make their cards.
 */
public final class SandboxIssuers {
    /** The seed of the demo's. */
    public static final long DEMO = 20_261_129;

    /** The application on dedicated cards, hexadecimal digits. */
    public static final String DEDICATED_APPLICATION = "F04E41525501";

    /** How the numbers of the cards that sign with their cryptogram begin. */
    public static final String PAYMENT_NUMBERS = "54133300";

    /** How the numbers of the cards that sign nothing but a number begin. */
    public static final String DYNAMIC_NUMBERS = "62109400";

    /**
     * From which their issuer has the keys of their cryptograms, hexadecimal digits; nobody else's.
     */
    public static final String DYNAMIC_MASTER_KEY = "0123456789ABCDEFFEDCBA9876543210";

    private static final int AUTHORITY_INDEX = 0xF1;
    private static final int DYNAMIC_AUTHORITY_INDEX = 0xF2;
    private static final String DEDICATED_ISSUER = "4B520001";
    private static final String LAST_MONTH = "1231";

    private final PaymentIssuer payment;
    private final PaymentIssuer dynamic;
    private final DedicatedIssuer dedicated;

    /** Issuers of this seed. */
    public SandboxIssuers(long seed) {
        payment = new PaymentIssuer(seed, AUTHORITY_INDEX, PAYMENT_NUMBERS, LAST_MONTH);
        dynamic =
                PaymentIssuer.ofDynamicCards(
                        seed + 1, DYNAMIC_AUTHORITY_INDEX, DYNAMIC_NUMBERS, LAST_MONTH);
        dedicated = new DedicatedIssuer(seed, DEDICATED_APPLICATION, DEDICATED_ISSUER, LAST_MONTH);
    }

    /** The payment systems' keys, each a line of a hub's file of test keys. */
    public List<String> authorityLines() {
        return List.of(payment.authorityLine(), dynamic.authorityLine());
    }

    /** The dedicated cards' issuer as a hub's settings have it: number and point. */
    public String dedicatedIssuer() {
        return dedicated.line();
    }

    /**
     * A new payment card.
     *
     * @param digits the 7 of its number before the check digit
     */
    public SimulatedPaymentCard paymentCard(String digits) {
        return payment.issue(digits);
    }

    /**
     * A new card that signs nothing but a number, so that its issuer has to be asked.
     *
     * @param digits the 7 of its number before the check digit
     */
    public SimulatedDynamicCard dynamicCard(String digits) {
        return dynamic.issueDynamic(digits, ByteString.ofHex(DYNAMIC_MASTER_KEY));
    }

    /**
     * A new dedicated card, the real applet in a simulated chip.
     *
     * @param number 16 hexadecimal digits
     */
    public SimulatedChip dedicatedCard(String number) {
        return dedicated.issue(number);
    }
}
