// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/**
 * Asks who stands behind an account or a proxy (acmt.023.001.02); exactly one question.
 *
 * @param verificationId at most 35 characters; the report repeats it
 * @param subject what is known of the party and account
 * @param scannedCode the text of the code that was scanned, 1 to 4,096 characters; travels in
 *     supplementary data
 */
public record IdentificationVerificationRequest(
        IdentificationAssignment assignment,
        String verificationId,
        IdentificationInformation subject,
        Optional<String> scannedCode)
        implements Iso20022Message {

    @Override
    public MessageDefinition definition() {
        return MessageDefinition.ACMT_023_001_02;
    }
}
