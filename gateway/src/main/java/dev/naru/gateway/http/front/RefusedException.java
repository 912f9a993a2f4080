// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

/**
 * Carries a {@link Refusal} up to the front door from wherever a request turns out to be wrong. It
 * is the one exception that means an answer and not a bug: an endpoint reads like the way of a good
 * request.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.kind().code(), null, false, false);
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
