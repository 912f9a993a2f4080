// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;

/** The front door: reads a text with every profile of this library. */
public final class Qr {
    private static final QrReader STANDARD = new QrReader(SchemeProfiles.standard());

    private static final QrClassifier CLASSIFIER =
            new QrClassifier(STANDARD, BarcodeTable.standard());

    private Qr() {}

    /**
     * Reads what a camera saw. Any text has an answer: no exception, no waiting, no memory beyond a
     * few times the text's own, at most 4 KiB of which is looked at.
     */
    public static QrReading read(String text) {
        return STANDARD.read(text);
    }

    /**
     * Writes these fields in this order, adds the check value, and reads the result: what comes
     * back is a code that {@link #read} accepts, or why it would not be accepted.
     *
     * @param objects every field from 00 on, without 63
     */
    public static QrReading write(List<QrObject> objects) {
        return STANDARD.write(objects);
    }

    /**
     * Tells what somebody held up to a camera and reads it: a merchant's code or a payer's, a link,
     * a number, or something that is not for paying. As {@link #read}, it answers every text, and
     * nothing that a link points to is ever fetched.
     */
    public static Presented classify(String text) {
        return CLASSIFIER.classify(text);
    }

    /**
     * Writes a consumer-presented code of these objects in this order and reads it: a {@link
     * ConsumerCode}, or why it would be refused.
     *
     * @param objects every object from 85 on ({@link ConsumerFormat#object})
     */
    public static Presented writeConsumer(List<BerObject> objects) {
        return ConsumerReader.write(objects);
    }
}
