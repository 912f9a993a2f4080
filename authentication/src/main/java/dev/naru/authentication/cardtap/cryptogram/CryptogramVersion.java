// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import dev.naru.authentication.cardtap.cryptogram.ApplicationDataFormat.Appended;
import java.util.List;

/**
 * What a card speaks, and all that follows from it. Sources: EMV Book 2 (sections 8.1 and 8.2,
 * annexes A1.2 to A1.4) and Book 3 (annex C9) for CCD; Visa's and Mastercard's as open
 * implementations agree on them, since their own books are not public.
 */
public enum CryptogramVersion {
    /** Visa's cryptogram version 10: the card's master key itself computes every cryptogram. */
    VISA_CVN_10(ApplicationDataFormat.VISA, 0x0A, Appended.VERIFICATION_RESULTS),
    /** Visa's cryptogram version 18. */
    VISA_CVN_18(ApplicationDataFormat.VISA, 0x12, Appended.EVERYTHING),
    /** Visa's cryptogram version 22: as 18, with issuer application data of 32 bytes. */
    VISA_CVN_22(ApplicationDataFormat.VISA_LONG, 0x22, Appended.EVERYTHING),
    /** M/Chip's cryptogram version 16: Mastercard's session key, no counters in the data. */
    MCHIP_CVN_16(ApplicationDataFormat.MCHIP, 0x10, Appended.VERIFICATION_RESULTS),
    /** M/Chip's cryptogram version 17: as 16, with the counters in the data. */
    MCHIP_CVN_17(ApplicationDataFormat.MCHIP, 0x11, Appended.RESULTS_AND_COUNTERS),
    /** M/Chip's cryptogram version 20: EMV's session key, no counters in the data. */
    MCHIP_CVN_20(ApplicationDataFormat.MCHIP, 0x14, Appended.VERIFICATION_RESULTS),
    /** M/Chip's cryptogram version 21: as 20, with the counters in the data. */
    MCHIP_CVN_21(ApplicationDataFormat.MCHIP, 0x15, Appended.RESULTS_AND_COUNTERS),
    /** EMV's common core definitions with triple DES (cryptogram version 5). */
    CCD_TDES(ApplicationDataFormat.CCD, 0xA5, Appended.EVERYTHING),
    /** EMV's common core definitions with AES (cryptogram version 6). */
    CCD_AES(ApplicationDataFormat.CCD, 0xA6, Appended.EVERYTHING);

    private final ApplicationDataFormat format;
    private final int code;
    private final Appended appended;

    CryptogramVersion(ApplicationDataFormat format, int code, Appended appended) {
        this.format = format;
        this.code = code;
        this.appended = appended;
    }

    /** Of all its keys. */
    public KeyAlgorithm algorithm() {
        return mac().algorithm();
    }

    /**
     * What the issuer may have personalised such cards with. Where there are two, they differ for
     * card numbers of 17 digits and more, and only the issuer knows.
     */
    public List<CardKeyOption> options() {
        return switch (this) {
            case VISA_CVN_10, MCHIP_CVN_16, MCHIP_CVN_17, MCHIP_CVN_20, MCHIP_CVN_21 ->
                    List.of(CardKeyOption.A);
            case VISA_CVN_18, VISA_CVN_22, CCD_TDES -> List.of(CardKeyOption.A, CardKeyOption.B);
            case CCD_AES -> List.of(CardKeyOption.C);
        };
    }

    /** The key of a cryptogram. */
    public SessionKeyDerivation session() {
        return switch (this) {
            case VISA_CVN_10 -> SessionKeyDerivation.NONE;
            case MCHIP_CVN_16, MCHIP_CVN_17 -> SessionKeyDerivation.MCHIP;
            case VISA_CVN_18, VISA_CVN_22, MCHIP_CVN_20, MCHIP_CVN_21, CCD_TDES, CCD_AES ->
                    SessionKeyDerivation.COMMON;
        };
    }

    /** How a cryptogram is computed. */
    public MacMethod mac() {
        return switch (this) {
            case VISA_CVN_10 -> MacMethod.ISO_9797_3_ZEROS;
            case VISA_CVN_18,
                    VISA_CVN_22,
                    MCHIP_CVN_16,
                    MCHIP_CVN_17,
                    MCHIP_CVN_20,
                    MCHIP_CVN_21,
                    CCD_TDES ->
                    MacMethod.ISO_9797_3_ONE_BIT;
            case CCD_AES -> MacMethod.AES_CMAC;
        };
    }

    /** How the issuer answers a cryptogram. */
    public ResponseMethod responseMethod() {
        return switch (this) {
            case VISA_CVN_10, MCHIP_CVN_16, MCHIP_CVN_17, MCHIP_CVN_20, MCHIP_CVN_21 ->
                    ResponseMethod.ONE;
            case VISA_CVN_18, VISA_CVN_22, CCD_TDES, CCD_AES -> ResponseMethod.TWO;
        };
    }

    /** The key of that answer. */
    public SessionKeyDerivation responseSession() {
        return switch (this) {
            case VISA_CVN_10, MCHIP_CVN_16, MCHIP_CVN_17 -> SessionKeyDerivation.NONE;
            case VISA_CVN_18, VISA_CVN_22, MCHIP_CVN_20, MCHIP_CVN_21, CCD_TDES, CCD_AES ->
                    SessionKeyDerivation.COMMON;
        };
    }

    /** The shape of its issuer application data. */
    ApplicationDataFormat format() {
        return format;
    }

    /** The byte that names it in that shape. */
    int code() {
        return code;
    }

    /** What of these data its cryptogram covers. */
    Appended appended() {
        return appended;
    }
}
