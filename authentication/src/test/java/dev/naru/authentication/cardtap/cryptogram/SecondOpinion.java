// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.macs.ISO9797Alg3Mac;
import org.bouncycastle.crypto.paddings.ISO7816d4Padding;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A card, computed once more from the tables by text and with BouncyCastle, sharing nothing with
 * what it checks.
 */
final class SecondOpinion {
    private static final int[] COVERED = {
        0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, 0x9F37, 0x82, 0x9F36
    };

    private final byte[] issuerKey;
    private final CryptogramVersion version;
    private final CardKeyOption option;
    private final Map<Integer, byte[]> tags;

    SecondOpinion(
            byte[] issuerKey,
            CryptogramVersion version,
            CardKeyOption option,
            Map<Integer, byte[]> tags) {
        this.issuerKey = issuerKey;
        this.version = version;
        this.option = option;
        this.tags = tags;
    }

    byte[] cryptogram() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int tag : COVERED) {
            data.writeBytes(Sample.value(tags, tag));
        }
        byte[] own = Sample.value(tags, 0x9F10);
        switch (version) {
            case VISA_CVN_10 -> data.write(own, 3, 4);
            case MCHIP_CVN_16, MCHIP_CVN_20 -> data.write(own, 2, 6);
            case MCHIP_CVN_17, MCHIP_CVN_21 -> {
                data.write(own, 2, 6);
                data.write(own, 10, own.length - 10);
            }
            case VISA_CVN_18, VISA_CVN_22, CCD_TDES, CCD_AES -> data.writeBytes(own);
        }
        byte[] key =
                switch (version) {
                    case VISA_CVN_10 -> cardKey();
                    case MCHIP_CVN_16, MCHIP_CVN_17 ->
                            tdesSession(hexOf(0x9F36) + "%s00" + hexOf(0x9F37));
                    case VISA_CVN_18, VISA_CVN_22, MCHIP_CVN_20, MCHIP_CVN_21, CCD_TDES ->
                            tdesSession(hexOf(0x9F36) + "%s0000000000");
                    case CCD_AES -> aes(cardKey(), hexOf(0x9F36) + "0".repeat(28));
                };
        return mac(key, data.toByteArray(), 8);
    }

    /** The response cryptogram to the sample's decision. */
    byte[] answer() {
        byte[] proprietary = option == CardKeyOption.B ? Sample.hex("12345678") : new byte[0];
        byte[] cryptogram = tags.containsKey(0x9F26) ? Sample.value(tags, 0x9F26) : cryptogram();
        return switch (version) {
            case VISA_CVN_10 -> xorAndEncrypt(cardKey(), cryptogram, "3030");
            case MCHIP_CVN_16, MCHIP_CVN_17 -> xorAndEncrypt(cardKey(), cryptogram, "0010");
            case MCHIP_CVN_20, MCHIP_CVN_21 ->
                    xorAndEncrypt(tdesSession(hexOf(0x9F36) + "%s0000000000"), cryptogram, "0010");
            case VISA_CVN_18, VISA_CVN_22, CCD_TDES, CCD_AES -> {
                ByteArrayOutputStream data = new ByteArrayOutputStream();
                data.writeBytes(cryptogram);
                data.writeBytes(new byte[4]);
                data.writeBytes(proprietary);
                yield mac(
                        version == CryptogramVersion.CCD_AES
                                ? aes(cardKey(), hexOf(0x9F36) + "0".repeat(28))
                                : tdesSession(hexOf(0x9F36) + "%s0000000000"),
                        data.toByteArray(),
                        4);
            }
        };
    }

    private static byte[] xorAndEncrypt(byte[] key, byte[] cryptogram, String code) {
        BigInteger both =
                new BigInteger(1, cryptogram).xor(new BigInteger(code + "0".repeat(12), 16));
        return block(new DESedeEngine(), key, "%016X".formatted(both));
    }

    byte[] cardKey() {
        String number = hexOf(0x5A).replaceAll("F+$", "");
        String all = number + hexOf(0x5F34);
        return switch (option) {
            case A -> tdesCard(last16(all));
            case B -> tdesCard(number.length() <= 16 ? last16(all) : hashed(all));
            case C -> aes(issuerKey, "0".repeat(32 - all.length()) + all);
        };
    }

    private static String last16(String digits) {
        String filled = "0".repeat(16) + digits;
        return filled.substring(filled.length() - 16);
    }

    private static String hashed(String digits) {
        try {
            String even = digits.length() % 2 == 0 ? digits : "0" + digits;
            String hash =
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-1").digest(Sample.hex(even)));
            String decimal = hash.replaceAll("[a-f]", "");
            String letters = hash.replaceAll("[0-9]", "");
            for (char c = 'a'; c <= 'f'; c++) {
                letters = letters.replace(c, (char) (c - 'a' + '0'));
            }
            return (decimal + letters).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] tdesCard(String y) {
        String complement =
                "%016X".formatted(new BigInteger(y, 16).xor(new BigInteger("F".repeat(16), 16)));
        return joined(
                block(new DESedeEngine(), issuerKey, y),
                block(new DESedeEngine(), issuerKey, complement));
    }

    private byte[] tdesSession(String pattern) {
        byte[] card = cardKey();
        return joined(
                block(new DESedeEngine(), card, pattern.formatted("F0")),
                block(new DESedeEngine(), card, pattern.formatted("0F")));
    }

    private byte[] mac(byte[] key, byte[] data, int bytes) {
        Mac mac =
                switch (version.algorithm()) {
                    case TDES ->
                            version == CryptogramVersion.VISA_CVN_10
                                    ? new ISO9797Alg3Mac(new DESEngine())
                                    : new ISO9797Alg3Mac(
                                            new DESEngine(), 64, new ISO7816d4Padding());
                    case AES -> new CMac(AESEngine.newInstance());
                };
        return mac(mac, key, data, bytes);
    }

    static byte[] mac(Mac mac, byte[] key, byte[] data, int bytes) {
        mac.init(new KeyParameter(key));
        mac.update(data, 0, data.length);
        byte[] code = new byte[mac.getMacSize()];
        mac.doFinal(code, 0);
        return Arrays.copyOf(code, bytes);
    }

    private static byte[] aes(byte[] key, String hex) {
        return block(AESEngine.newInstance(), key, hex);
    }

    private static byte[] block(BlockCipher engine, byte[] key, String hex) {
        engine.init(true, new KeyParameter(key));
        byte[] out = new byte[engine.getBlockSize()];
        engine.processBlock(Sample.hex(hex), 0, out, 0);
        return out;
    }

    private static byte[] joined(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private String hexOf(int tag) {
        return HexFormat.of().withUpperCase().formatHex(Sample.value(tags, tag));
    }
}
