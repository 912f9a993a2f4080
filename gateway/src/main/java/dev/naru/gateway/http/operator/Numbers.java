// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.protocol.SortableText;
import java.util.Optional;

/** Reads the hub's own numbers from paths. */
final class Numbers {
    private Numbers() {}

    /** The payment's number in the path. */
    static long payment(Call call) {
        return call.pathParsed(
                "payment_number",
                text ->
                        Optional.of(SortableText.read(PaymentView.NUMBER_PREFIX, text))
                                .filter(found -> found > 0),
                "must be pmt_ and 13 characters");
    }
}
