// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

/** What a scheme answered to a {@link PayeeQuestion}. */
public sealed interface LookupResult {
    /** It knows the payee and will take a payment. */
    record Found(Payee payee) implements LookupResult {}

    /**
     * It does not know the payee, or will not pay it.
     *
     * @param isoReason the scheme's reason, four characters (ExternalVerificationReason1Code and
     *     the like), or empty
     */
    record Unknown(String isoReason) implements LookupResult {}

    /**
     * No answer that could be used: time-out, no connection, garbage, or the breaker is open.
     *
     * @param reason for the log, without personal data
     */
    record Unavailable(String reason) implements LookupResult {}
}
