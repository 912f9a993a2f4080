// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.KnownCodes;
import dev.naru.gateway.http.view.CodeView;
import dev.naru.gateway.picture.QrPicture;
import dev.naru.protocol.Bytes;
import dev.naru.qr.CodeSummary;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.Presented;
import dev.naru.qr.QrReading;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes merchants' codes, and draws codes. Nothing is kept of either. */
final class CodeEndpoints {
    static final String PNG = "image/png";
    static final String SVG = "image/svg+xml";

    private static final String MODULE_PIXELS = "module_pixels";
    private static final int STANDARD_MODULE_PIXELS = 8;

    private final KnownCodes codes;
    private final CodeRequests requests;

    CodeEndpoints(KnownCodes codes) {
        this.codes = codes;
        this.requests = new CodeRequests(codes);
    }

    /** A code that was written. */
    record MintedView(String payload, CodeView code) {}

    Answer mint(Call call) {
        call.noQuery();
        CodeRequests.Request request = requests.read(call);
        return switch (request.composer().compose(codes.reader())) {
            case QrReading.Refused refused ->
                    throw Refusal.of(refused.error(), CodeRequests.ACCOUNTS).thrown();
            case MerchantCode code -> {
                if (!code.schemes().contains(request.scheme())) {
                    throw request.fields()
                            .invalid(
                                    CodeRequests.ACCOUNTS,
                                    "must have one by which " + request.scheme() + " is known");
                }
                yield Answer.ok(
                        new MintedView(
                                code.text(),
                                CodeView.of(
                                        CodeSummary.of(
                                                new Presented.Merchant(
                                                        code.text(), Set.of(), code)))));
            }
        };
    }

    Answer png(Call call) {
        call.noQuery();
        Fields fields = call.body(List.of("payload"), List.of(MODULE_PIXELS));
        int pixels =
                fields.has(MODULE_PIXELS)
                        ? fields.smallInteger(
                                MODULE_PIXELS,
                                QrPicture.LEAST_MODULE_PIXELS,
                                QrPicture.MOST_MODULE_PIXELS)
                        : STANDARD_MODULE_PIXELS;
        return new Answer(200, PNG, Bytes.copyOf(picture(fields).png(pixels)), Map.of());
    }

    Answer svg(Call call) {
        call.noQuery();
        return Answer.text(SVG, picture(call.body(List.of("payload"), List.of())).svg());
    }

    /** Only of a text that can be paid: this is no general painter. */
    private QrPicture picture(Fields fields) {
        String payload = fields.anyText("payload");
        switch (codes.classifier().classify(payload)) {
            case Presented.Refused refused -> throw Refusal.of(refused.error(), "payload").thrown();
            case Presented.NotPayment other -> throw Refusal.of(other.kind(), "payload").thrown();
            default -> {
                // Everything else may be drawn as it stands.
            }
        }
        return QrPicture.of(payload)
                .orElseThrow(() -> fields.invalid("payload", "must fit into one QR code"));
    }
}
