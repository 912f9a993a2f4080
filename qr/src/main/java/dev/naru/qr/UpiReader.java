// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;

/** Reads UPI links: what must be there, what must look how, and what a signature allows. */
final class UpiReader {
    static final String SCHEME = "upi";
    static final String ADDRESS = "pa";
    static final String CATEGORY = "mc";
    static final String AMOUNT = "am";
    static final String MINIMUM = "mam";
    static final String CURRENCY = "cu";
    static final String SIGNATURE = "sign";

    private static final String PAY = "pay";
    private static final String RUPEE = "INR";
    private static final int RUPEE_DECIMALS = 2;

    private final Scanned scanned;
    private final List<LinkParameter> parameters;

    private UpiReader(Scanned scanned, List<LinkParameter> parameters) {
        this.scanned = scanned;
        this.parameters = parameters;
    }

    static Presented read(LinkParts link, Scanned scanned) {
        if (!Ascii.isSame(link.authority(), PAY) || !link.path().isEmpty()) {
            return scanned.refused(QrErrorCode.LINK_NOT_A_PAYMENT, 0, "");
        }
        int from = link.hasQuery() ? link.pathEnd() + 1 : scanned.inner().length();
        LinkParameters parameters = LinkParameters.of(scanned.inner(), from);
        return parameters
                .error()
                .or(() -> new UpiReader(scanned, parameters.all()).error())
                .<Presented>map(e -> scanned.refused(e.code(), e.offset(), e.field()))
                .orElseGet(() -> new UpiLink(scanned, parameters.all()));
    }

    private Optional<QrError> error() {
        return ambiguity()
                .or(this::signature)
                .or(this::address)
                .or(() -> amount(AMOUNT))
                .or(() -> amount(MINIMUM))
                .or(this::currency)
                .or(this::category);
    }

    /**
     * Others who read the link decode its keys, or end it at a number sign: what they would take
     * for another payee or amount than we do is refused.
     */
    private Optional<QrError> ambiguity() {
        for (LinkParameter parameter : parameters) {
            boolean last = parameter.offset() == parameters.getLast().offset();
            boolean cut = parameter.key().indexOf('#') >= 0 || parameter.value().indexOf('#') >= 0;
            if (parameter.key().indexOf('%') >= 0 || (cut && !last)) {
                return Optional.of(new QrError(QrErrorCode.FIELD_FORMAT, parameter.offset(), ""));
            }
        }
        return Optional.empty();
    }

    /** Whatever stands behind a signature was not signed, and may have been put there since. */
    private Optional<QrError> signature() {
        Optional<LinkParameter> signature = LinkParameters.find(parameters, SIGNATURE);
        if (signature.isEmpty()) {
            return Optional.empty();
        }
        if (signature.get().offset() != parameters.getLast().offset()) {
            return error(QrErrorCode.SIGNATURE_NOT_LAST, signature.get());
        }
        return signature.get().value().isEmpty()
                ? error(QrErrorCode.FIELD_FORMAT, signature.get())
                : Optional.empty();
    }

    private Optional<QrError> address() {
        Optional<LinkParameter> address = LinkParameters.findFilled(parameters, ADDRESS);
        if (address.isEmpty()) {
            int end = scanned.inner().length();
            return Optional.of(new QrError(QrErrorCode.FIELD_MISSING, end, ADDRESS));
        }
        return isAddress(PercentText.decodedOrRaw(address.get().value()))
                ? Optional.empty()
                : error(QrErrorCode.FIELD_FORMAT, address.get());
    }

    /** Visible ASCII characters around one at sign, none of which could end the address early. */
    private static boolean isAddress(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c <= ' ' || c > '~' || c == '%' || c == '&' || c == '#' || c == '?') {
                return false;
            }
        }
        int at = address.indexOf('@');
        return at > 0 && at < address.length() - 1 && address.indexOf('@', at + 1) < 0;
    }

    private Optional<QrError> amount(String key) {
        Optional<LinkParameter> parameter = LinkParameters.findFilled(parameters, key);
        if (parameter.isEmpty()) {
            return Optional.empty();
        }
        int offset = parameter.get().valueOffset();
        Optional<QrAmount> amount = QrAmount.parse(parameter.get().value(), offset);
        if (amount.isEmpty()) {
            return error(QrErrorCode.AMOUNT_FORMAT, parameter.get());
        }
        if (amount.get().unscaled() == 0 && key.equals(AMOUNT)) {
            return error(QrErrorCode.AMOUNT_ZERO, parameter.get());
        }
        return switch (amount.get().toMinor(RUPEE_DECIMALS)) {
            case MinorAmount.Exact _ -> Optional.empty();
            case MinorAmount.NotExact notExact -> error(notExact.error().code(), parameter.get());
        };
    }

    private Optional<QrError> currency() {
        return LinkParameters.findFilled(parameters, CURRENCY)
                .filter(currency -> !Ascii.isSame(currency.value(), RUPEE))
                .flatMap(currency -> error(QrErrorCode.CURRENCY_NOT_OF_SCHEME, currency));
    }

    private Optional<QrError> category() {
        return LinkParameters.findFilled(parameters, CATEGORY)
                .filter(
                        category ->
                                category.value().length() != 4
                                        || !Ascii.areDigits(category.value()))
                .flatMap(category -> error(QrErrorCode.FIELD_FORMAT, category));
    }

    private static Optional<QrError> error(QrErrorCode code, LinkParameter parameter) {
        return Optional.of(new QrError(code, parameter.offset(), parameter.key()));
    }
}
