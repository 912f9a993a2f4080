// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.connectors.enquiry.Payee;
import dev.naru.protocol.Particulars;
import dev.naru.qr.AdditionalField;
import dev.naru.qr.DisplayText;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.Scheme;
import java.util.Optional;

/**
 * Brings what a code and its scheme say of a payee into the form that payments carry. Names are cut
 * to their limit and cleaned of what could confuse a screen; what identifies is taken whole or not
 * at all.
 */
public final class PayeeReading {
    private static final int MOST_NAME = 140;
    private static final int MOST_CITY = 35;
    private static final int MOST_REFERENCE = 35;

    private PayeeReading() {}

    /** The payee, empty when what identifies it cannot be carried. */
    static Optional<Particulars.Payee> payee(MerchantCode code, Scheme scheme, Payee found) {
        String account = found.account().isEmpty() ? account(code, scheme) : found.account();
        try {
            return Optional.of(
                    new Particulars.Payee(
                            shown(found.name(), MOST_NAME),
                            shown(found.city(), MOST_CITY),
                            account,
                            found.category(),
                            merchantId(code, scheme)));
        } catch (IllegalArgumentException cannotBeCarried) {
            return Optional.empty();
        }
    }

    /** Whether the code itself can be carried, whatever its scheme will say of the payee. */
    static boolean isFit(MerchantCode code) {
        return scan(code, "").isPresent();
    }

    /** The code and its references, empty when they cannot be carried. */
    static Optional<Particulars.Scan> scan(MerchantCode code, Payee found) {
        return scan(code, found.reference());
    }

    private static Optional<Particulars.Scan> scan(MerchantCode code, String lookUpReference) {
        String reference =
                code.additional(AdditionalField.BILL_NUMBER)
                        .or(() -> code.additional(AdditionalField.REFERENCE_LABEL))
                        .filter(label -> !label.equals(AdditionalField.ASK_THE_PAYER))
                        .orElse("");
        try {
            return Optional.of(
                    new Particulars.Scan(
                            code.text(), shown(reference, MOST_REFERENCE), lookUpReference));
        } catch (IllegalArgumentException cannotBeCarried) {
            return Optional.empty();
        }
    }

    /** The text without hazards, at most so long, and without half a surrogate pair at its end. */
    public static String shown(String text, int most) {
        String safe = new DisplayText(text).safe().strip();
        if (safe.length() <= most) {
            return safe;
        }
        boolean halves = Character.isHighSurrogate(safe.charAt(most - 1));
        return safe.substring(0, halves ? most - 1 : most);
    }

    private static String account(MerchantCode code, Scheme scheme) {
        return code.payeeNumber(scheme).orElse("");
    }

    private static String merchantId(MerchantCode code, Scheme scheme) {
        return scheme == Scheme.QRIS
                ? code.qris()
                        .flatMap(merchant -> merchant.nmid().or(merchant::merchantId))
                        .orElse("")
                : account(code, scheme);
    }
}
