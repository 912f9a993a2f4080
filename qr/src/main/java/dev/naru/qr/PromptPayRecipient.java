// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * Whom a PromptPay transfer pays.
 *
 * @param kind what the number is
 * @param number the number
 */
public record PromptPayRecipient(Kind kind, String number) {
    /** What a number is; the sub-field says it. */
    public enum Kind {
        /** {@code 0066} and a mobile number without its leading 0, 13 digits. */
        MOBILE(1),
        /** A citizen's or a company's tax number, 13 digits. */
        NATIONAL_ID(2),
        /** An e-wallet, 15 digits. */
        E_WALLET(3),
        /** Three digits of bank, then an account. */
        BANK_ACCOUNT(4),
        /** A one-time authorisation, ten characters. */
        ONE_TIME(5);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }
    }

    static final int TAG = 29;

    static PromptPayRecipient of(MerchantAccount account) {
        for (Kind kind : Kind.values()) {
            if (account.field(kind.tag).isPresent()) {
                return new PromptPayRecipient(kind, account.field(kind.tag).get());
            }
        }
        throw new IllegalStateException("the profile asks for one of them");
    }

    /** The account field of a code to be minted. */
    public static QrObject account(Kind kind, String number) {
        return QrObject.template(
                TAG,
                QrObject.value(
                        Tags.IDENTIFIER,
                        kind == Kind.ONE_TIME
                                ? SchemeProfiles.PROMPTPAY_ONE_TIME_IDENTIFIER
                                : SchemeProfiles.PROMPTPAY_IDENTIFIER),
                QrObject.value(kind.tag, number));
    }

    /** Without the number, which is a person's. */
    @Override
    public String toString() {
        return "PromptPayRecipient[" + kind + "]";
    }
}
