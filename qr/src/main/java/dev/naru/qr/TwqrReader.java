// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/** Reads TWQR links, also those that are percent-encoded as a whole. */
final class TwqrReader {
    static final String SCHEME = "twqrp";
    static final String AMOUNT = "D1";
    static final String BANK = "D5";
    static final String ACCOUNT = "D6";

    private static final String CURRENCY = "D10";
    private static final String TAIWAN_DOLLAR = "901";
    private static final String TAIWAN = "158";
    private static final String VERSION = "V1";
    private static final String ENCODED_START = "twqrp%3a";
    private static final int BANK_DIGITS = 3;
    private static final int ACCOUNT_DIGITS = 16;

    private TwqrReader() {}

    static boolean isEncoded(String text) {
        return Ascii.startsWith(text, ENCODED_START);
    }

    static Presented readEncoded(Scanned scanned) {
        String inner = scanned.inner();
        return switch (PercentText.decode(inner, 0, inner.length())) {
            case PercentText.Broken broken ->
                    scanned.refused(QrErrorCode.PERCENT_ENCODING, broken.offset(), "");
            case PercentText.Decoded decoded -> {
                Scanned link =
                        new Scanned(
                                scanned.text(),
                                scanned.lead(),
                                decoded.text(),
                                scanned.with(Wrapping.PERCENT_ENCODING));
                Optional<LinkParts> parts = LinkParts.of(decoded.text());
                if (parts.isEmpty()) {
                    yield scanned.refused(QrErrorCode.NOT_A_PAYMENT_CODE, 0, "");
                }
                yield switch (read(parts.get(), link)) {
                    case Presented.Refused refused -> {
                        QrError error = refused.error();
                        int origin = decoded.origin(error.offset() - scanned.lead());
                        yield scanned.refused(error.code(), origin, error.field());
                    }
                    case Presented read -> read;
                };
            }
        };
    }

    static Presented read(LinkParts link, Scanned scanned) {
        String[] path = link.path().split("/", -1);
        if (link.authority().isEmpty() || path.length != 4) {
            return scanned.refused(QrErrorCode.LINK_NOT_A_PAYMENT, 0, "");
        }
        if (!path[1].equals(TAIWAN)) {
            return scanned.refused(QrErrorCode.COUNTRY_NOT_OF_SCHEME, link.pathFrom() + 1, "");
        }
        if (path[2].length() != 2 || !Ascii.areDigits(path[2])) {
            int type = link.pathFrom() + TAIWAN.length() + 2;
            return scanned.refused(QrErrorCode.FIELD_FORMAT, type, "");
        }
        if (!Ascii.isSame(path[3], VERSION)) {
            int version = link.lastSegmentFrom();
            return scanned.refused(QrErrorCode.FORMAT_INDICATOR_UNKNOWN, version, "");
        }
        int from = link.hasQuery() ? link.pathEnd() + 1 : scanned.inner().length();
        LinkParameters parameters = LinkParameters.of(scanned.inner(), from);
        TwqrLink.Kind kind = TwqrLink.Kind.of(path[2]);
        return parameters
                .error()
                .or(() -> error(kind, parameters, scanned.inner().length()))
                .<Presented>map(e -> scanned.refused(e.code(), e.offset(), e.field()))
                .orElseGet(() -> new TwqrLink(scanned, kind, link.authority(), parameters.all()));
    }

    private static Optional<QrError> error(TwqrLink.Kind kind, LinkParameters all, int end) {
        if (kind == TwqrLink.Kind.TRANSFER) {
            for (String key : new String[] {BANK, ACCOUNT}) {
                if (LinkParameters.findFilled(all.all(), key).isEmpty()) {
                    return Optional.of(new QrError(QrErrorCode.FIELD_MISSING, end, key));
                }
            }
        }
        return digits(all, BANK, BANK_DIGITS, BANK_DIGITS)
                .or(() -> digits(all, ACCOUNT, 1, ACCOUNT_DIGITS))
                .or(
                        () ->
                                LinkParameters.findFilled(all.all(), CURRENCY)
                                        .filter(said -> !said.value().equals(TAIWAN_DOLLAR))
                                        .map(
                                                said ->
                                                        error(
                                                                QrErrorCode.CURRENCY_NOT_OF_SCHEME,
                                                                said)));
    }

    private static Optional<QrError> digits(LinkParameters all, String key, int least, int most) {
        return LinkParameters.findFilled(all.all(), key)
                .filter(
                        said ->
                                !Ascii.areDigits(said.value())
                                        || said.value().length() < least
                                        || said.value().length() > most)
                .map(said -> error(QrErrorCode.FIELD_FORMAT, said));
    }

    private static QrError error(QrErrorCode code, LinkParameter parameter) {
        return new QrError(code, parameter.offset(), parameter.key());
    }
}
