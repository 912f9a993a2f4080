// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/** SupplementaryData1 with content of our own in its envelope. */
final class SupplementaryContent {
    /** The namespace of the elements that stand in the envelopes we write. */
    static final String NAMESPACE = "urn:naru:iso20022:supplementary:1";

    private SupplementaryContent() {}

    /**
     * Passes all supplementary data of the message, reading the one envelope that holds the named
     * element of our namespace. Envelopes of others are stepped over; a second one of ours is
     * refused.
     */
    static <T> Optional<T> read(XmlCursor in, String element, Structure.In<T> content)
            throws RefusedMessage {
        Optional<T> found = Optional.empty();
        while (in.at("SplmtryData")) {
            in.enter("SplmtryData");
            in.optionalValue("PlcAndNm", ValueTypes.MAX_350);
            in.enter("Envlp");
            if (in.atForeign(NAMESPACE, element)) {
                if (found.isPresent()) {
                    throw in.refuseAt(
                            element,
                            RefusalCode.DUPLICATE_ELEMENT,
                            "This supplementary content may occur only once.");
                }
                String messageNamespace = in.switchNamespace(NAMESPACE);
                found = Optional.of(content.read(in, element));
                in.switchNamespace(messageNamespace);
            } else {
                in.skipChild();
            }
            in.leave();
            in.leave();
        }
        return found;
    }

    /** Writes an envelope around content of our namespace. */
    static <T> void write(
            XmlOutput out, String place, Optional<T> content, Structure.Out<? super T> structure)
            throws RefusedMessage {
        if (content.isPresent()) {
            out.open("SplmtryData");
            out.value("PlcAndNm", ValueTypes.MAX_350, place);
            out.open("Envlp");
            structure.write(out, NAMESPACE, content.get());
            out.close();
            out.close();
        }
    }
}
