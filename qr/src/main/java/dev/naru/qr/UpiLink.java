// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A payment link of India's UPI, {@code upi://pay?…} (NPCI's UPI linking specification 1, as public
 * readings and codes seen have it). The link is kept byte for byte: a signature covers its text,
 * and also an unsigned one is only ever passed on as it was scanned.
 */
public final class UpiLink implements Presented {
    /** The category of a person. */
    private static final String NO_CATEGORY = "0000";

    private final String text;
    private final int lead;
    private final String uri;
    private final Set<Wrapping> wrappings;
    private final List<LinkParameter> parameters;

    UpiLink(Scanned scanned, List<LinkParameter> parameters) {
        this.text = scanned.text();
        this.lead = scanned.lead();
        this.uri = scanned.inner();
        this.wrappings = scanned.wrappings();
        this.parameters = parameters;
    }

    /** Who is paid. */
    public enum PayeeKind {
        /** The link names no category of merchants ({@code mc}), or 0000. */
        PERSON,
        /** The link names a category. */
        MERCHANT
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Set<Wrapping> wrappings() {
        return wrappings;
    }

    /** The link as it was scanned, without blanks around it. */
    public String uri() {
        return uri;
    }

    /** Every parameter in the link's order. */
    public List<LinkParameter> parameters() {
        return parameters;
    }

    /** The parameter of this key, in whatever case it is written. */
    public Optional<LinkParameter> parameter(String key) {
        return LinkParameters.find(parameters, key);
    }

    /** The address that is paid ({@code pa}), percent-encoding undone: {@code name@provider}. */
    public String payeeAddress() {
        return parameter(UpiReader.ADDRESS)
                .map(address -> PercentText.decodedOrRaw(address.value()))
                .orElse("");
    }

    /** What the payee calls itself ({@code pn}), untrusted. */
    public Optional<DisplayText> payeeName() {
        return filled("pn").map(LinkParameter::shown);
    }

    /** The category of the merchant ({@code mc}), four digits, perhaps 0000. */
    public Optional<String> category() {
        return filled(UpiReader.CATEGORY).map(LinkParameter::value);
    }

    /** Whether a person or a merchant is paid. */
    public PayeeKind payeeKind() {
        return category().filter(category -> !category.equals(NO_CATEGORY)).isPresent()
                ? PayeeKind.MERCHANT
                : PayeeKind.PERSON;
    }

    /** The amount in rupees ({@code am}). */
    public Optional<QrAmount> amount() {
        return filled(UpiReader.AMOUNT)
                .flatMap(amount -> QrAmount.parse(amount.value(), lead + amount.valueOffset()));
    }

    /** The least that may be paid, in rupees ({@code mam}). */
    public Optional<QrAmount> minimumAmount() {
        return filled(UpiReader.MINIMUM)
                .flatMap(amount -> QrAmount.parse(amount.value(), lead + amount.valueOffset()));
    }

    /** The payee's reference of the payment ({@code tr}), not decoded. */
    public Optional<String> reference() {
        return filled("tr").map(LinkParameter::value);
    }

    /** What the payment is for ({@code tn}), untrusted. */
    public Optional<DisplayText> note() {
        return filled("tn").map(LinkParameter::shown);
    }

    /** How the link came about ({@code mode}); only part of the list of values is public. */
    public Optional<String> mode() {
        return filled("mode").map(LinkParameter::value);
    }

    /** The signature ({@code sign}), not decoded and not checked: that takes the issuer's key. */
    public Optional<String> signature() {
        return filled(UpiReader.SIGNATURE).map(LinkParameter::value);
    }

    /** What the signature covers: the link up to the ampersand before it. */
    public Optional<String> signedPart() {
        return filled(UpiReader.SIGNATURE).map(sign -> uri.substring(0, sign.offset() - 1));
    }

    /**
     * This link with an amount in it, for another app to open: a link of its own, or why there is
     * none. A signed link takes none, and neither does one that has an amount.
     *
     * @param amount in rupees, at most two decimals: {@code 250}, {@code 99.50}
     */
    public Presented withAmount(String amount) {
        Optional<LinkParameter> signature = filled(UpiReader.SIGNATURE);
        if (signature.isPresent()) {
            return refused(QrErrorCode.UPI_SIGNED, signature.get());
        }
        Optional<LinkParameter> there = parameter(UpiReader.AMOUNT);
        if (there.isPresent() && !there.get().value().isEmpty()) {
            return refused(QrErrorCode.AMOUNT_FIXED, there.get());
        }
        if (QrAmount.parse(amount, 0).isEmpty()) {
            return new Presented.Refused(
                    text, new QrError(QrErrorCode.AMOUNT_FORMAT, text.length(), "am"));
        }
        // In front, where no other reader can take it for a part of a value or a fragment.
        int query = uri.indexOf('?') + 1;
        String changed =
                there.isPresent()
                        ? filledIn(there.get().offset(), amount)
                        : uri.substring(0, query) + "am=" + amount + "&" + uri.substring(query);
        return Qr.classify(changed);
    }

    /** An amount that is there and empty, filled in. */
    private String filledIn(int at, String amount) {
        int value = at + "am".length();
        int rest = uri.startsWith("=", value) ? value + 1 : value;
        return uri.substring(0, value) + "=" + amount + uri.substring(rest);
    }

    private Presented refused(QrErrorCode code, LinkParameter parameter) {
        return new Presented.Refused(
                text, new QrError(code, lead + parameter.offset(), parameter.key()));
    }

    private Optional<LinkParameter> filled(String key) {
        return LinkParameters.findFilled(parameters, key);
    }

    /** Two links are the same when their texts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof UpiLink link && text.equals(link.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Without the text: people's addresses do not belong in logs. */
    @Override
    public String toString() {
        return "UpiLink["
                + payeeKind()
                + (signature().isPresent() ? ", signed, " : ", ")
                + parameters.size()
                + " parameters]";
    }
}
