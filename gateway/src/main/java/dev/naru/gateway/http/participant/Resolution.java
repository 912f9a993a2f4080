// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Particulars;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * What the hub found out about a scanned code, as it travels with the caller, sealed, until the
 * payment.
 *
 * @param participantId who asked, and alone may use it
 * @param corridorId the way to the payee
 * @param scheme the payee's scheme
 * @param payee whom the scheme named
 * @param scan the code and what identifies this purchase
 * @param fixedMinor what the code or the scheme says is to be paid, minor units of the destination
 *     currency; empty when the payer says
 * @param expiresAtNs after this no quote is given for it, hub's time, epoch nanoseconds
 */
record Resolution(
        int participantId,
        int corridorId,
        String scheme,
        Particulars.Payee payee,
        Particulars.Scan scan,
        OptionalLong fixedMinor,
        long expiresAtNs) {

    /**
     * The payee as the machine compares it. The code itself is part of it: whoever was quoted for
     * one bill cannot pay another of the same merchant.
     */
    Digest payeeDigest() {
        return CanonicalDigest.of(payeeTexts());
    }

    /** The same with all its 32 bytes, of which the machine compares the first 16. */
    Bytes payeeHash() {
        return CanonicalDigest.whole(payeeTexts());
    }

    private String[] payeeTexts() {
        return new String[] {
            "payee 1",
            scheme,
            Integer.toString(corridorId),
            payee.merchantId(),
            payee.account(),
            HexFormat.of().formatHex(CanonicalDigest.sha256(scan.qrText()).toArray())
        };
    }
}
