// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

import dev.naru.protocol.PaymentId;
import java.util.concurrent.ThreadLocalRandom;

/** The ids of spans: two that everybody can make of a payment's id, and fresh ones. */
public final class SpanIds {
    private static final long INITIATION = 0x9E3779B97F4A7C15L;
    private static final long DISPATCH = 0xC2B2AE3D27D4EB4FL;

    private SpanIds() {}

    /** Of the command that initiated the payment, of which there is one. */
    public static long initiation(PaymentId payment) {
        return mixed(payment, INITIATION);
    }

    /** Of the payment's dispatch to its link, which is granted once. */
    public static long dispatch(PaymentId payment) {
        return mixed(payment, DISPATCH);
    }

    /** Nobody else's. */
    public static long fresh() {
        long id = ThreadLocalRandom.current().nextLong();
        return id == 0 ? 1 : id;
    }

    /** SplitMix64's finalizer, so that ids of one payment look like those of two. */
    private static long mixed(PaymentId payment, long salt) {
        long z = payment.high() ^ Long.rotateLeft(payment.low(), 32) ^ salt;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z = z ^ (z >>> 31);
        return z == 0 ? 1 : z;
    }
}
