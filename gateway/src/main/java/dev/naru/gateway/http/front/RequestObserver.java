// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.client.trace.RequestTrace;

/** Hears of every request when its answer is ready; for metrics. Must be quick. */
@FunctionalInterface
public interface RequestObserver {
    /**
     * One answer is ready.
     *
     * @param method as the caller sent it, or {@code OTHER}
     * @param route the endpoint's template, or {@code unmatched}: never what the caller sent
     * @param micros from reading its head to its answer, microseconds
     */
    void answered(String method, String route, int status, long micros);

    /**
     * The same answer, for whoever follows payments.
     *
     * @param trace which payment it was about, if any
     * @param caller the caller's own {@code traceparent}, as it was sent; empty for none
     */
    default void traced(
            RequestTrace trace, String method, String route, int status, String caller) {}
}
