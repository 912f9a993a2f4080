// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what a scanned text is before anything reads it, and then has it read. For those who must
 * recognise identifiers or numbers that are not public; others use {@link Qr#classify}. Safe for
 * many threads.
 */
public final class QrClassifier {
    /** What an EMVCo code begins with. */
    private static final String EMV_START = "0002";

    /** The tag of its first field. */
    private static final String FIRST_TAG = "00";

    private final QrReader reader;
    private final BarcodeTable barcodes;

    /**
     * A classifier.
     *
     * @param reader reads merchant-presented codes
     * @param barcodes knows the wallets' numbers
     */
    public QrClassifier(QrReader reader, BarcodeTable barcodes) {
        this.reader = reader;
        this.barcodes = barcodes;
    }

    /** See {@link Qr#classify}. */
    public Presented classify(String text) {
        if (text.isEmpty()) {
            return refused(text, QrErrorCode.EMPTY, 0);
        }
        if (text.length() > QrReader.MAX_UTF8_BYTES) {
            return refused(text, QrErrorCode.TOO_LONG, QrReader.MAX_UTF8_BYTES);
        }
        TextShape shape = TextShape.of(text);
        if (shape.loneSurrogateAt() >= 0) {
            return refused(text, QrErrorCode.LONE_SURROGATE, shape.loneSurrogateAt());
        }
        if (shape.utf8Bytes() > QrReader.MAX_UTF8_BYTES) {
            return refused(text, QrErrorCode.TOO_LONG, text.length());
        }
        Scanned scanned = Scanned.of(text);
        return scanned.inner().isEmpty()
                ? refused(text, QrErrorCode.EMPTY, 0)
                : byBeginning(scanned);
    }

    private static Presented refused(String text, QrErrorCode code, int offset) {
        return new Presented.Refused(text, new QrError(code, offset, ""));
    }

    private Presented byBeginning(Scanned scanned) {
        String inner = scanned.inner();
        if (Ascii.isDigit(inner.charAt(0))) {
            return digitsFirst(scanned);
        }
        if (ConsumerReader.isOne(inner)) {
            return ConsumerReader.read(scanned);
        }
        if (NonPayment.isThaiBillBarcode(inner)) {
            return notPayment(scanned, NonPayment.THAI_BILL_BARCODE);
        }
        if (TwqrReader.isEncoded(inner)) {
            return TwqrReader.readEncoded(scanned);
        }
        Optional<LinkParts> link = LinkParts.of(inner);
        return link.isPresent()
                ? link(link.get(), scanned)
                : scanned.refused(QrErrorCode.NOT_A_PAYMENT_CODE, 0, "");
    }

    private static Presented notPayment(Scanned scanned, NonPayment kind) {
        return new Presented.NotPayment(scanned.text(), scanned.wrappings(), kind);
    }

    private Presented digitsFirst(Scanned scanned) {
        String inner = scanned.inner();
        if (NonPayment.isThaiSlip(inner)) {
            return notPayment(scanned, NonPayment.THAI_SLIP);
        }
        if (!Ascii.areDigits(inner)) {
            return merchant(scanned);
        }
        List<BarcodeRange> candidates = barcodes.candidates(inner);
        if (!candidates.isEmpty()) {
            return new Presented.WalletBarcode(scanned.text(), scanned.wrappings(), candidates);
        }
        return inner.startsWith(FIRST_TAG)
                ? merchant(scanned)
                : scanned.refused(QrErrorCode.BARCODE_UNKNOWN, 0, "");
    }

    private Presented merchant(Scanned scanned) {
        return switch (reader.read(scanned.inner())) {
            case MerchantCode code ->
                    new Presented.Merchant(scanned.text(), scanned.wrappings(), code);
            case QrReading.Refused(String _, QrError error) ->
                    scanned.refused(error.code(), error.offset(), error.field());
        };
    }

    private Presented link(LinkParts link, Scanned scanned) {
        return switch (link.scheme()) {
            case UpiReader.SCHEME -> UpiReader.read(link, scanned);
            case TwqrReader.SCHEME -> TwqrReader.read(link, scanned);
            case "http", "https" -> webLink(link, scanned);
            default ->
                    WalletLinks.ofScheme(link, scanned)
                            .orElseGet(() -> scanned.refused(QrErrorCode.LINK_UNKNOWN, 0, ""));
        };
    }

    /** By its exact host, or by an EMVCo code at the end of its path, whose check value vouches. */
    private Presented webLink(LinkParts link, Scanned scanned) {
        if (link.isDisguised()) {
            return scanned.refused(QrErrorCode.LINK_DISGUISED, link.authorityFrom(), "");
        }
        Optional<Wallet> wallet = WalletLinks.ofHost(link.authority());
        if (wallet.isPresent()) {
            return link.path().length() > 1
                    ? new Presented.WalletLink(scanned.text(), scanned.wrappings(), wallet.get())
                    : scanned.refused(QrErrorCode.LINK_NOT_A_PAYMENT, 0, "");
        }
        return scanned.inner().startsWith(EMV_START, link.lastSegmentFrom())
                ? wrapped(link, scanned)
                : scanned.refused(QrErrorCode.LINK_UNKNOWN, link.authorityFrom(), "");
    }

    private Presented wrapped(LinkParts link, Scanned scanned) {
        return switch (PercentText.decode(
                scanned.inner(), link.lastSegmentFrom(), link.pathEnd())) {
            case PercentText.Broken broken ->
                    scanned.refused(QrErrorCode.PERCENT_ENCODING, broken.offset(), "");
            case PercentText.Decoded decoded ->
                    switch (reader.read(decoded.text())) {
                        case MerchantCode code ->
                                new Presented.Merchant(
                                        scanned.text(), wrappings(scanned, decoded), code);
                        case QrReading.Refused(String _, QrError error) ->
                                scanned.refused(
                                        error.code(),
                                        decoded.origin(error.offset()),
                                        error.field());
                    };
        };
    }

    private static Set<Wrapping> wrappings(Scanned scanned, PercentText.Decoded decoded) {
        Scanned linked =
                new Scanned(scanned.text(), 0, decoded.text(), scanned.with(Wrapping.LINK));
        return decoded.encoded() ? linked.with(Wrapping.PERCENT_ENCODING) : linked.wrappings();
    }
}
