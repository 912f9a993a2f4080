// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.qr;

import com.emv.qrcode.core.CRC;
import com.emv.qrcode.core.exception.PresentedModeException;
import com.emv.qrcode.core.model.mpm.TagLengthString;
import com.emv.qrcode.decoder.mpm.DecoderMpm;
import com.emv.qrcode.model.mpm.MerchantPresentedMode;
import com.emv.qrcode.validators.Crc16Validate;
import com.emv.qrcode.validators.MerchantPresentedModeValidate;
import dev.naru.qr.DisplayText;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.Qr;
import dev.naru.qr.QrAmount;
import dev.naru.qr.QrReading;
import java.nio.charset.StandardCharsets;

/** What is done with one code. Each is measured in JVMs of its own, so each loop knows only one. */
enum QrWork {
    /** Ours decodes and checks. */
    NARU {
        @Override
        Object decode(String text) {
            return accepted(text);
        }

        @Override
        Said said(String text) {
            return NARU_AND_TAKE.said(text);
        }
    },
    /** Ours, and then the name, the amount and the payee's number are taken out of it. */
    NARU_AND_TAKE {
        @Override
        Object decode(String text) {
            MerchantCode code = accepted(text);
            return nameIn(code).length()
                    + amountIn(code).length()
                    + code.accounts().getFirst().field(1).orElse("").length();
        }

        @Override
        Said said(String text) {
            return switch (Qr.read(text)) {
                case MerchantCode code -> new Said(nameIn(code), amountIn(code), true);
                case QrReading.Refused _ -> new Said("", "", false);
            };
        }
    },
    /** The other library has its validator of check values look at the text, and decodes it. */
    MVALLIM {
        @Override
        Object decode(String text) {
            if (!Crc16Validate.validate(text).isValid()) {
                throw new IllegalStateException("a wrong check value in " + text);
            }
            return theirs(text);
        }

        @Override
        Said said(String text) {
            return theirs(text, Crc16Validate.validate(text).isValid());
        }
    },
    /** The same with all of its validators, which look at the fields as ours always does. */
    MVALLIM_VALIDATED {
        @Override
        Object decode(String text) {
            MerchantPresentedMode code = (MerchantPresentedMode) MVALLIM.decode(text);
            if (!MerchantPresentedModeValidate.validate(code).isValid()) {
                throw new IllegalStateException("not valid: " + text);
            }
            return code;
        }

        @Override
        Said said(String text) {
            return MVALLIM.said(text);
        }
    },
    /** The other library decodes, and we compare the check value with the least work. */
    MVALLIM_BARE {
        @Override
        Object decode(String text) {
            MerchantPresentedMode code = theirs(text);
            if (!isRight(text, code)) {
                throw new IllegalStateException("a wrong check value in " + text);
            }
            return code;
        }

        @Override
        Said said(String text) {
            return theirs(text, isRight(text, theirs(text)));
        }
    };

    /** Digits of the check value at the end of a code. */
    private static final int CRC_DIGITS = 4;

    /**
     * What a library says of a code.
     *
     * @param amount as it stands there, or empty
     */
    record Said(String name, String amount, boolean crcRight) {}

    /**
     * Decodes and checks.
     *
     * @return what came of it, to be consumed
     * @throws IllegalStateException when the code was not accepted
     */
    abstract Object decode(String text);

    /** What it says of a code, right or wrong. */
    abstract Said said(String text);

    private static MerchantCode accepted(String text) {
        if (Qr.read(text) instanceof MerchantCode code) {
            return code;
        }
        throw new IllegalStateException("refused " + text);
    }

    private static String nameIn(MerchantCode code) {
        return code.merchantName().map(DisplayText::raw).orElse("");
    }

    private static String amountIn(MerchantCode code) {
        return code.amount().map(QrAmount::text).orElse("");
    }

    private static MerchantPresentedMode theirs(String text) {
        try {
            return DecoderMpm.decode(text, MerchantPresentedMode.class);
        } catch (PresentedModeException e) {
            throw new IllegalStateException("refused " + text, e);
        }
    }

    private static Said theirs(String text, boolean crcRight) {
        MerchantPresentedMode code = theirs(text);
        TagLengthString amount = code.getTransactionAmount();
        return new Said(
                code.getMerchantName().getValue(),
                amount == null ? "" : amount.getValue(),
                crcRight);
    }

    private static boolean isRight(String text, MerchantPresentedMode code) {
        byte[] checked =
                text.substring(0, text.length() - CRC_DIGITS).getBytes(StandardCharsets.UTF_8);
        return CRC.crc16(checked) == Integer.parseInt(code.getCRC().getValue(), 16);
    }
}
