// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The formats of consumer-presented codes in Base64, by what their object 85 says. */
public enum ConsumerFormat {
    /** EMVCo consumer-presented specification 1.0; QRIS and the Korean codes are such. */
    EMVCO("CPV01"),
    /**
     * Japan's JPQR by its guideline 1.2, as a public reading of it has it: the same objects, but 4F
     * is the provider's code of eight digits, and 57 an id of the payment.
     */
    JPQR("JPQR1");

    private final String indicator;

    ConsumerFormat(String indicator) {
        this.indicator = indicator;
    }

    /** The object 85 of a code of this format. */
    public BerObject object() {
        return BerObject.primitive(
                ConsumerCode.FORMAT_INDICATOR,
                Octets.of(indicator.getBytes(StandardCharsets.US_ASCII)));
    }

    static Optional<ConsumerFormat> of(Octets value) {
        String said = new String(value.toByteArray(), StandardCharsets.ISO_8859_1);
        for (ConsumerFormat format : values()) {
            if (format.indicator.equals(said)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
