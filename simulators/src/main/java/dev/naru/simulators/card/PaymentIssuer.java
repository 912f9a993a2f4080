// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import dev.naru.qr.Luhn;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;

/**
 * A payment system with one key and an issuer under it, both made up, that give out cards which
 * sign with their cryptogram or by INTERNAL AUTHENTICATE (EMV 4.4, Book 2, sections 5 and 6). The
 * keys are of the sizes that cards have today: 1,984 bits, 1,408 and 1,152, each with the exponent
 * 3. The cards' numbers have their check digit, so that whoever searches for card numbers finds
 * them.
 */
public final class PaymentIssuer {
    static final ByteString SIGNING_CRYPTOGRAMS = ByteString.ofHex("A0000000041010");
    private static final ByteString SIGNING_NUMBERS = ByteString.ofHex("A000000333010101");
    private static final int PROVIDER = 5;
    private static final int AUTHORITY_BITS = 1984;
    private static final int ISSUER_BITS = 1408;
    private static final int CARD_BITS = 1152;
    private static final int FRAME = 22;
    private static final String SHA_1_AND_RSA = "0101";

    private final Random random;
    private final ByteString application;
    private final int index;
    private final String prefix;
    private final String lastMonth;
    private final RsaPair authority;
    private final RsaPair issuer;

    /**
     * An issuer of cards that sign with their cryptogram, whose keys come from a seed, so that they
     * are the same each time.
     *
     * @param index of the payment system's key, 0 to 255
     * @param prefix how the cards' numbers begin, 8 digits of the payment system's
     * @param lastMonth of cards and certificates, MMYY
     */
    public PaymentIssuer(long seed, int index, String prefix, String lastMonth) {
        this(SIGNING_CRYPTOGRAMS, new Random(seed), index, prefix, lastMonth);
    }

    /**
     * An issuer of cards that sign by INTERNAL AUTHENTICATE alone ({@link #issueDynamic}); of
     * another payment system, whose numbers begin with 62 or 81.
     *
     * @param index as for the other
     */
    public static PaymentIssuer ofDynamicCards(
            long seed, int index, String prefix, String lastMonth) {
        return new PaymentIssuer(SIGNING_NUMBERS, new Random(seed), index, prefix, lastMonth);
    }

    private PaymentIssuer(
            ByteString application, Random random, int index, String prefix, String lastMonth) {
        if (!prefix.matches("[0-9]{8}") || !lastMonth.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("prefix and month must have 8 and 4 digits");
        }
        this.application = application;
        this.random = random;
        this.index = index;
        this.prefix = prefix;
        this.lastMonth = lastMonth;
        this.authority = RsaPair.make(AUTHORITY_BITS, random);
        this.issuer = RsaPair.make(ISSUER_BITS, random);
    }

    /** The payment system's key as a line of a hub's file of test keys. */
    public String authorityLine() {
        ByteString name = ByteString.of((byte) index);
        return "TEST %s %s 03 %s 20%s-%s %s"
                .formatted(
                        provider().hex(),
                        name.hex(),
                        authority.modulusBytes().hex(),
                        lastMonth.substring(2),
                        lastMonth.substring(0, 2),
                        sha1(provider(), name, authority.modulusBytes(), authority.exponentBytes())
                                .hex());
    }

    /**
     * A card of this number.
     *
     * @param digits the number between the prefix and the check digit: 7 digits
     */
    public SimulatedPaymentCard issue(String digits) {
        return new SimulatedPaymentCard(this, number(digits), RsaPair.make(CARD_BITS, random));
    }

    /**
     * A card of this number that signs by INTERNAL AUTHENTICATE, and computes cryptograms by a key
     * that comes from the issuer's.
     *
     * @param digits the number between the prefix and the check digit: 7 digits
     * @param masterKey the issuer's, triple DES of two lengths, 16 bytes
     */
    public SimulatedDynamicCard issueDynamic(String digits, ByteString masterKey) {
        String number = number(digits);
        return new SimulatedDynamicCard(
                this,
                number,
                RsaPair.make(CARD_BITS, random),
                CryptogramKey.of(masterKey, number + CardFiles.SEQUENCE));
    }

    private String number(String digits) {
        if (!digits.matches("[0-9]{7}")) {
            throw new IllegalArgumentException("a number must have 16 digits");
        }
        return Luhn.append(prefix + digits);
    }

    /** The name of the application that the cards have. */
    ByteString application() {
        return application;
    }

    private ByteString provider() {
        return application.slice(0, PROVIDER);
    }

    String lastMonth() {
        return lastMonth;
    }

    ByteString authorityIndex() {
        return ByteString.of((byte) index);
    }

    ByteString exponent() {
        return issuer.exponentBytes();
    }

    /** What of the issuer's modulus does not fit its certificate. */
    ByteString remainder() {
        return remainder(issuer, authority.length() - 36);
    }

    /** Table 6. */
    ByteString certificate() {
        return authority.sign(
                block(
                        authority.length(),
                        ByteString.concat(
                                ByteString.ofHex(
                                        "02" + prefix + lastMonth + "000001" + SHA_1_AND_RSA),
                                ByteString.of(
                                        (byte) issuer.length(),
                                        (byte) issuer.exponentBytes().length()),
                                first(issuer, authority.length() - 36)),
                        remainder(),
                        exponent()));
    }

    /** What of a card's modulus does not fit its certificate. */
    ByteString remainder(RsaPair card) {
        return remainder(card, issuer.length() - 42);
    }

    /** Table 14. */
    ByteString certificate(String number, RsaPair card, ByteString staticData) {
        return issuer.sign(
                block(
                        issuer.length(),
                        ByteString.concat(
                                ByteString.ofHex(
                                        "04"
                                                + number
                                                + "FFFF"
                                                + lastMonth
                                                + "000001"
                                                + SHA_1_AND_RSA),
                                ByteString.of(
                                        (byte) card.length(), (byte) card.exponentBytes().length()),
                                first(card, issuer.length() - 42)),
                        remainder(card),
                        card.exponentBytes(),
                        staticData));
    }

    /** 6A, the data filled up with BB, the hash over that and what else is signed, BC. */
    static ByteString block(int length, ByteString data, ByteString... more) {
        byte[] inside = new byte[length - FRAME];
        Arrays.fill(inside, (byte) 0xBB);
        System.arraycopy(data.toByteArray(), 0, inside, 0, data.length());
        ByteString body = ByteString.of(inside);
        return ByteString.concat(
                ByteString.ofHex("6A"),
                body,
                sha1(body, ByteString.concat(more)),
                ByteString.ofHex("BC"));
    }

    static ByteString sha1(ByteString... parts) {
        try {
            return ByteString.of(
                    MessageDigest.getInstance("SHA-1")
                            .digest(ByteString.concat(parts).toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static ByteString first(RsaPair keys, int room) {
        ByteString modulus = keys.modulusBytes();
        return modulus.slice(0, Math.min(room, modulus.length()));
    }

    private static ByteString remainder(RsaPair keys, int room) {
        ByteString modulus = keys.modulusBytes();
        return modulus.slice(Math.min(room, modulus.length()), modulus.length());
    }
}
