// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

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
}
