// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A payment system, an issuer and a card that the tests make, with every part of their certificates
 * as the tests want it. Written from the books' tables beside the verifier, and signed by private
 * keys, which the verifier never has.
 */
public final class TestCard {
    public static final ByteString PROVIDER = ByteString.ofHex("A000000004");
    public static final int INDEX = 0x77;
    public static final String ACCOUNT = "5413330012345678";
    public static final ByteString STATIC =
            ByteString.ofHex("5A085413330012345678" + "5F2403301231" + "3900");

    private static final Keys AUTHORITY = Keys.make(1408, 65_537, 1);
    private static final Keys ISSUER = Keys.make(1408, 3, 2);
    private static final Keys CARD = Keys.make(1152, 65_537, 3);

    /** A pair of keys. */
    public record Keys(RsaKey open, BigInteger secret) {
        /** Of this size, the same each time for one seed. */
        public static Keys make(int bits, int exponent, long seed) {
            Random random = new Random(seed);
            BigInteger power = BigInteger.valueOf(exponent);
            while (true) {
                BigInteger p = BigInteger.probablePrime(bits / 2, random);
                BigInteger q = BigInteger.probablePrime(bits - bits / 2, random);
                BigInteger modulus = p.multiply(q);
                BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
                if (modulus.bitLength() == bits && phi.gcd(power).equals(BigInteger.ONE)) {
                    return new Keys(new RsaKey(modulus, exponent), power.modInverse(phi));
                }
            }
        }

        /**
         * Of the weak kind: primes that are powers of 65,537 modulo the product of the first small
         * primes.
         */
        public static Keys weak(long seed) {
            BigInteger product = BigInteger.ONE;
            for (int prime = 2; prime <= 167; prime++) {
                if (BigInteger.valueOf(prime).isProbablePrime(50)) {
                    product = product.multiply(BigInteger.valueOf(prime));
                }
            }
            Random random = new Random(seed);
            BigInteger p = weakPrime(product, random);
            BigInteger q = weakPrime(product, random);
            BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
            return new Keys(
                    new RsaKey(p.multiply(q), 65_537), BigInteger.valueOf(65_537).modInverse(phi));
        }

        private static BigInteger weakPrime(BigInteger product, Random random) {
            while (true) {
                BigInteger prime =
                        new BigInteger(512 - product.bitLength(), random)
                                .setBit(511 - product.bitLength())
                                .multiply(product)
                                .add(
                                        BigInteger.valueOf(65_537)
                                                .modPow(new BigInteger(60, random), product));
                if (prime.isProbablePrime(30)
                        && !prime.subtract(BigInteger.ONE)
                                .mod(BigInteger.valueOf(65_537))
                                .equals(BigInteger.ZERO)) {
                    return prime;
                }
            }
        }

        /** A signature over exactly these bytes. */
        public ByteString sign(ByteString block) {
            byte[] signed =
                    new BigInteger(1, block.toByteArray())
                            .modPow(secret, open.modulus())
                            .toByteArray();
            byte[] bytes = new byte[open.length()];
            int size = Math.min(bytes.length, signed.length);
            System.arraycopy(signed, signed.length - size, bytes, bytes.length - size, size);
            return ByteString.of(bytes);
        }
    }

    public ByteString provider = PROVIDER;
    public Keys issuer = ISSUER;
    public Keys card = CARD;
    public ByteString issuerId = ByteString.ofHex("541333FF");
    public ByteString issuerMonth = ByteString.ofHex("1230");
    public ByteString cardMonth = ByteString.ofHex("1230");
    public ByteString certified = ByteString.ofHex(ACCOUNT + "FFFF");
    public ByteString issuerSerial = ByteString.ofHex("000107");

    /** What the card says and the certificate is signed over, made of what would be right. */
    public UnaryOperator<ByteString> issuerExponent = UnaryOperator.identity();

    public UnaryOperator<ByteString> cardExponent = UnaryOperator.identity();
    public int issuerFormat = 2;
    public int cardFormat = 4;
    public int hashAlgorithm = 1;
    public int keyAlgorithm = 1;
    public int filler = 0xBB;
    public int trailer = 0xBC;
    public ByteString staticData = STATIC;
    public ByteString account = ByteString.ofHex(ACCOUNT);

    public static String authorityLine(AuthorityKey.Kind kind, String month) {
        return authorityLine(PROVIDER, kind, month);
    }

    public static String authorityLine(ByteString provider, AuthorityKey.Kind kind, String month) {
        return String.join(
                " ",
                kind.name(),
                provider.hex(),
                "77",
                "010001",
                AUTHORITY.open.modulusBytes().hex(),
                month,
                Digests.sha1(
                                provider,
                                ByteString.ofHex("77"),
                                AUTHORITY.open.modulusBytes(),
                                ByteString.ofHex("010001"))
                        .hex());
    }

    CardCertificates certificates() {
        ByteString issuerPower = issuerExponent.apply(exponent(issuer));
        ByteString cardPower = cardExponent.apply(exponent(card));
        int issuerRoom = AUTHORITY.open.length() - 36;
        ByteString issuerRemainder = rest(issuer, issuerRoom);
        ByteString issuerCertificate =
                AUTHORITY.sign(
                        block(
                                AUTHORITY.open.length(),
                                issuerFormat,
                                ByteString.concat(
                                        issuerId,
                                        issuerMonth,
                                        issuerSerial,
                                        ByteString.of(
                                                (byte) hashAlgorithm,
                                                (byte) keyAlgorithm,
                                                (byte) issuer.open.length(),
                                                (byte) issuerPower.length()),
                                        first(issuer, issuerRoom)),
                                issuerRemainder,
                                issuerPower));
        int cardRoom = issuer.open.length() - 42;
        ByteString cardRemainder = rest(card, cardRoom);
        ByteString cardCertificate =
                issuer.sign(
                        block(
                                issuer.open.length(),
                                cardFormat,
                                ByteString.concat(
                                        certified,
                                        cardMonth,
                                        ByteString.ofHex("000001"),
                                        ByteString.of(
                                                (byte) hashAlgorithm,
                                                (byte) keyAlgorithm,
                                                (byte) card.open.length(),
                                                (byte) cardPower.length()),
                                        first(card, cardRoom)),
                                cardRemainder,
                                cardPower,
                                staticData));
        return new CardCertificates(
                provider,
                INDEX,
                issuerCertificate,
                issuerRemainder,
                issuerPower,
                cardCertificate,
                cardRemainder,
                cardPower,
                staticData,
                AccountNumber.of(account).orElseThrow());
    }

    /** A signature of the card over dynamic data and what the terminal told. */
    ByteString signature(int format, ByteString dynamicData, ByteString terminalData) {
        return card.sign(
                block(
                        card.open.length(),
                        format,
                        ByteString.concat(
                                ByteString.of((byte) hashAlgorithm, (byte) dynamicData.length()),
                                dynamicData),
                        terminalData));
    }

    private ByteString block(int length, int format, ByteString data, ByteString... more) {
        byte[] inside = new byte[length - 22];
        Arrays.fill(inside, (byte) filler);
        inside[0] = (byte) format;
        System.arraycopy(data.toByteArray(), 0, inside, 1, data.length());
        ByteString body = ByteString.of(inside);
        return ByteString.concat(
                ByteString.ofHex("6A"),
                body,
                Digests.sha1(ByteString.concat(body, ByteString.concat(more))),
                ByteString.of((byte) trailer));
    }

    private static ByteString exponent(Keys keys) {
        return ByteString.ofHex(keys.open.exponent() == 3 ? "03" : "010001");
    }

    private static ByteString first(Keys keys, int room) {
        ByteString modulus = keys.open.modulusBytes();
        return modulus.slice(0, Math.min(room, modulus.length()));
    }

    private static ByteString rest(Keys keys, int room) {
        ByteString modulus = keys.open.modulusBytes();
        return modulus.slice(Math.min(room, modulus.length()), modulus.length());
    }
}
