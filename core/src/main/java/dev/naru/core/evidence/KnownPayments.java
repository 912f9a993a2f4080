// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.protocol.PaymentId;

/** Which payments are remembered, also those that were refused. */
@FunctionalInterface
public interface KnownPayments {
    /** Whether a participant's payment with this id is remembered. */
    boolean knows(int participantId, PaymentId id);
}
