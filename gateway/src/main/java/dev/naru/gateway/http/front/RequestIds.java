// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.protocol.SortableText;
import java.util.concurrent.ThreadLocalRandom;

/** Names requests, so that a caller and a log can speak of the same one. */
final class RequestIds {
    private RequestIds() {}

    static String next() {
        return SortableText.write("req_", ThreadLocalRandom.current().nextLong() >>> 1);
    }
}
