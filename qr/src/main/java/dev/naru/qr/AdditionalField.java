// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** The fields of template 62 that mean the same in every scheme. */
public enum AdditionalField {
    /** The bill's number. */
    BILL_NUMBER(1),
    /** A mobile number. */
    MOBILE_NUMBER(2),
    /** The store. */
    STORE_LABEL(3),
    /** A loyalty card. */
    LOYALTY_NUMBER(4),
    /** The reference of the transaction. */
    REFERENCE_LABEL(5),
    /** The customer. */
    CUSTOMER_LABEL(6),
    /** The terminal. */
    TERMINAL_LABEL(7),
    /** What the payment is for. */
    PURPOSE(8),
    /** What the merchant asks of the payer: A address, M mobile number, E e-mail. */
    CONSUMER_REQUEST(9),
    /** The merchant's tax number (version 1.1). */
    MERCHANT_TAX_ID(10),
    /** How the merchant meets the payer: medium, location, presence (version 1.1). */
    MERCHANT_CHANNEL(11);

    /** As a value: the payer is to be asked for it. */
    public static final String ASK_THE_PAYER = "***";

    private final int tag;

    AdditionalField(int tag) {
        this.tag = tag;
    }

    /** The tag inside 62. */
    public int tag() {
        return tag;
    }
}
