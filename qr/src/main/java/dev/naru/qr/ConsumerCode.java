// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A code that a payer shows and a merchant scans: objects in Base64 (EMVCo consumer-presented
 * specification 1.0, and Japan's variant of it). It is good for one payment and for seconds or
 * minutes; nothing in it says how long, and nothing in it can be checked but by its issuer.
 */
public final class ConsumerCode implements Presented {
    static final int FORMAT_INDICATOR = 0x85;
    static final int APPLICATION = 0x61;
    static final int COMMON = 0x62;
    static final int APPLICATION_TRANSPARENT = 0x63;
    static final int COMMON_TRANSPARENT = 0x64;

    private final String text;
    private final Set<Wrapping> wrappings;
    private final ConsumerFormat format;
    private final BerFields raw;

    ConsumerCode(String text, Set<Wrapping> wrappings, ConsumerFormat format, BerFields raw) {
        this.text = text;
        this.wrappings = wrappings;
        this.format = format;
        this.raw = raw;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Set<Wrapping> wrappings() {
        return wrappings;
    }

    /** What object 85 says. */
    public ConsumerFormat format() {
        return format;
    }

    /** The one or two cards or accounts that the payer offers, the preferred one first. */
    public List<ConsumerApplication> applications() {
        int common = raw.find(BerFields.ROOT, COMMON);
        List<ConsumerApplication> applications = new ArrayList<>(2);
        for (int index = 0; index < raw.count(); index++) {
            if (raw.parent(index) == BerFields.ROOT && raw.tag(index) == APPLICATION) {
                applications.add(new ConsumerApplication(raw, index, common, format));
            }
        }
        return List.copyOf(applications);
    }

    /** Every object in the code's order, 85 included; what {@link Qr#writeConsumer} takes. */
    public List<BerObject> objects() {
        return raw.objects();
    }

    /** Two codes are the same when their texts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ConsumerCode code && text.equals(code.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Without the text: it is a payer's card number, and for a minute as good as money. */
    @Override
    public String toString() {
        return "ConsumerCode[" + format + ", " + applications() + "]";
    }
}
