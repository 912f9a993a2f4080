// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

/**
 * What is answered where there is nothing to show: it is done, or was done by the same request
 * before.
 */
public record DoneView(String result) {
    /** Done. */
    public static final DoneView DONE = new DoneView("done");
}
