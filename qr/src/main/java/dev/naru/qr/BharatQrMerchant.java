// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;

/**
 * Whom a BharatQR code pays, in one or more of these ways.
 *
 * @param visa a merchant number of Visa in 02 or 03
 * @param mastercard one of Mastercard in 04 or 05, often 15 digits without a check digit
 * @param rupay one of RuPay in 06
 * @param bankAccount eleven characters of branch (IFSC) and an account of at most 26 in 08
 * @param upiAddress a UPI address in 26-01
 * @param upiReference the transaction's reference in 27-01
 * @param aadhaar a person's national number in 28-01; never log or show it
 */
public record BharatQrMerchant(
        Optional<String> visa,
        Optional<String> mastercard,
        Optional<String> rupay,
        Optional<String> bankAccount,
        Optional<String> upiAddress,
        Optional<String> upiReference,
        Optional<String> aadhaar) {
    static final int VISA = 2;
    static final int MASTERCARD = 4;
    static final int RUPAY = 6;
    static final int BANK_ACCOUNT = 8;
    static final int UPI = 26;
    static final int UPI_REFERENCE = 27;
    static final int AADHAAR = 28;
    static final int IFSC_LENGTH = 11;

    static BharatQrMerchant of(List<MerchantAccount> accounts) {
        return new BharatQrMerchant(
                number(accounts, VISA).or(() -> number(accounts, VISA + 1)),
                number(accounts, MASTERCARD).or(() -> number(accounts, MASTERCARD + 1)),
                number(accounts, RUPAY),
                number(accounts, BANK_ACCOUNT),
                inside(accounts, UPI),
                inside(accounts, UPI_REFERENCE),
                inside(accounts, AADHAAR));
    }

    private static Optional<String> number(List<MerchantAccount> accounts, int tag) {
        return account(accounts, tag).map(MerchantAccount::value);
    }

    private static Optional<String> inside(List<MerchantAccount> accounts, int tag) {
        return account(accounts, tag).flatMap(account -> account.field(1));
    }

    private static Optional<MerchantAccount> account(List<MerchantAccount> accounts, int tag) {
        return accounts.stream().filter(account -> account.tag() == tag).findFirst();
    }

    /** The Visa field of a code to be minted. */
    public static QrObject visa(String number) {
        return QrObject.value(VISA, number);
    }

    /** The Mastercard field of a code to be minted. */
    public static QrObject mastercard(String number) {
        return QrObject.value(MASTERCARD, number);
    }

    /** The RuPay field of a code to be minted: {@link Luhn} makes the last of 16 digits. */
    public static QrObject rupay(String number) {
        return QrObject.value(RUPAY, number);
    }

    /** The bank account's field of a code to be minted. */
    public static QrObject bankAccount(String ifsc, String account) {
        return QrObject.value(BANK_ACCOUNT, ifsc + account);
    }

    /** The UPI address's field of a code to be minted. */
    public static QrObject upi(String address) {
        return QrObject.template(
                UPI,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.RUPAY_IDENTIFIER),
                QrObject.value(1, address));
    }

    /** The UPI reference's field of a code to be minted, 4 to 35 characters. */
    public static QrObject upiReference(String reference) {
        return QrObject.template(
                UPI_REFERENCE,
                QrObject.value(Tags.IDENTIFIER, SchemeProfiles.RUPAY_IDENTIFIER),
                QrObject.value(1, reference));
    }

    /** Without any number: some of them are people's. */
    @Override
    public String toString() {
        return "BharatQrMerchant";
    }
}
