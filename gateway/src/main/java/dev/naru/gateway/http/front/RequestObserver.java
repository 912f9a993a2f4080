// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

/** Hears of every request after it was answered; for metrics. Must be quick. */
@FunctionalInterface
public interface RequestObserver {
    /**
     * One request was answered.
     *
     * @param method as the caller sent it, or {@code OTHER}
     * @param route the endpoint's template, or {@code unmatched}: never what the caller sent
     * @param micros from reading its head to handing its answer to the network, microseconds
     */
    void answered(String method, String route, int status, long micros);
}
