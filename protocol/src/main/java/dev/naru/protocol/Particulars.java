// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What the connectors need of a payment and the machine does not: it travels opaque through {@link
 * Command.InitiatePayment} into {@link Event.PaymentReserved}. Much of it is personal, so that
 * {@link #toString} masks it.
 *
 * <p>A text that is not known is empty. No text has control characters. All that is valid fits into
 * {@link Limits#PARTICULARS_BYTES}.
 *
 * @param payer who pays
 * @param payee who is paid
 * @param scan where the payee was learnt from
 * @param purpose why the money is sent, a code of at most 35 ASCII characters
 * @param remittanceText for the payee to read, at most 140 characters
 */
public record Particulars(
        Payer payer, Payee payee, Scan scan, String purpose, String remittanceText) {
    /** Nothing is known. */
    public static final Particulars NONE =
            new Particulars(
                    new Payer("", "", ""),
                    new Payee("", "", "", "", ""),
                    new Scan("", "", ""),
                    "",
                    "");

    private static final int KIND = 1;
    private static final int TEXTS = 13;

    public Particulars {
        TextFields.ascii("purpose", purpose, 35);
        TextFields.text("remittanceText", remittanceText, 140);
    }

    /**
     * The payer.
     *
     * @param name at most 140 characters
     * @param account at the payer's participant, at most 34 ASCII characters
     * @param reference the participant's own for this payer or payment, at most 35 characters
     */
    public record Payer(String name, String account, String reference) {
        public Payer {
            TextFields.text("payer.name", name, 140);
            TextFields.ascii("payer.account", account, 34);
            TextFields.text("payer.reference", reference, 35);
        }

        /** Masked: nobody can be recognised. */
        @Override
        public String toString() {
            return "Payer[name="
                    + TextFields.maskedName(name)
                    + ", account="
                    + TextFields.maskedAccount(account)
                    + ", reference="
                    + TextFields.maskedText(reference)
                    + "]";
        }
    }

    /**
     * The payee.
     *
     * @param name at most 140 characters
     * @param city at most 35 characters
     * @param account or merchant PAN, at most 34 ASCII characters
     * @param category merchant category code (ISO 18245), at most 4 ASCII characters
     * @param merchantId the scheme's own (NMID in Indonesia), at most 35 ASCII characters
     */
    public record Payee(
            String name, String city, String account, String category, String merchantId) {
        public Payee {
            TextFields.text("payee.name", name, 140);
            TextFields.text("payee.city", city, 35);
            TextFields.ascii("payee.account", account, 34);
            TextFields.ascii("payee.category", category, 4);
            TextFields.ascii("payee.merchantId", merchantId, 35);
        }

        /** Masked: nobody can be recognised. */
        @Override
        public String toString() {
            return "Payee[name="
                    + TextFields.maskedName(name)
                    + ", city="
                    + TextFields.maskedName(city)
                    + ", account="
                    + TextFields.maskedAccount(account)
                    + ", category="
                    + category
                    + ", merchantId="
                    + TextFields.maskedAccount(merchantId)
                    + "]";
        }
    }

    /**
     * Where the payee was learnt from.
     *
     * @param qrText what the QR code says, as scanned, at most 4,096 bytes of UTF-8
     * @param qrReference the bill or reference label inside it, at most 35 characters
     * @param lookUpReference the partner's name for its answer to the payee look-up, at most 35
     *     ASCII characters
     */
    public record Scan(String qrText, String qrReference, String lookUpReference) {
        public Scan {
            TextFields.textBytes("scan.qrText", qrText, 4_096);
            TextFields.text("scan.qrReference", qrReference, 35);
            TextFields.ascii("scan.lookUpReference", lookUpReference, 35);
        }

        /** Masked: a QR code can name a person. */
        @Override
        public String toString() {
            return "Scan[qrText="
                    + TextFields.maskedText(qrText)
                    + ", qrReference="
                    + TextFields.maskedText(qrReference)
                    + ", lookUpReference="
                    + TextFields.maskedText(lookUpReference)
                    + "]";
        }
    }

    /** The wire form, at most {@link Limits#PARTICULARS_BYTES}. */
    public Bytes toBytes() {
        return TextFields.write(
                KIND,
                List.of(
                        payer.name,
                        payer.account,
                        payer.reference,
                        payee.name,
                        payee.city,
                        payee.account,
                        payee.category,
                        payee.merchantId,
                        scan.qrText,
                        scan.qrReference,
                        scan.lookUpReference,
                        purpose,
                        remittanceText));
    }

    /** Reads {@link #toBytes}'s form, empty when the bytes are anything else. */
    public static Optional<Particulars> read(Bytes bytes) {
        try {
            return TextFields.read(KIND, TEXTS, bytes).map(Particulars::ofTexts);
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    private static Particulars ofTexts(List<String> texts) {
        return new Particulars(
                new Payer(texts.get(0), texts.get(1), texts.get(2)),
                new Payee(texts.get(3), texts.get(4), texts.get(5), texts.get(6), texts.get(7)),
                new Scan(texts.get(8), texts.get(9), texts.get(10)),
                texts.get(11),
                texts.get(12));
    }

    /** Masked: nobody can be recognised. */
    @Override
    public String toString() {
        return "Particulars["
                + payer
                + ", "
                + payee
                + ", "
                + scan
                + ", purpose="
                + purpose
                + ", remittanceText="
                + TextFields.maskedText(remittanceText)
                + "]";
    }
}
