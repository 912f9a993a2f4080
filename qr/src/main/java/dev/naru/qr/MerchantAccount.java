// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One merchant account of a code: a field from 02 to 51. 02 to 25 are the card schemes' and hold a
 * plain number; 26 to 51 are templates that begin with a globally unique identifier.
 */
public final class MerchantAccount {
    private final RawFields raw;
    private final int index;
    private final @Nullable SchemeProfile profile;

    /** The account in this field, of the scheme whose profile knew it, if one did. */
    MerchantAccount(RawFields raw, int index, @Nullable SchemeProfile profile) {
        this.raw = raw;
        this.index = index;
        this.profile = profile;
    }

    /** The root field that it stands in, 2 to 51. */
    public int tag() {
        return raw.tag(index);
    }

    /** Whose account it is. */
    public Scheme scheme() {
        return profile == null ? Scheme.UNKNOWN : profile.scheme();
    }

    @Nullable SchemeProfile profile() {
        return profile;
    }

    /** Sub-field 00 as it stands in the code; a domain name compares without regard to case. */
    public Optional<String> identifier() {
        return field(Tags.IDENTIFIER);
    }

    /** The sub-field {@code tag}, 0 to 99, of a template. */
    public Optional<String> field(int tag) {
        return raw.findValue(index, tag);
    }

    /** The field {@code inner} inside the sub-field {@code tag}, for schemes of three levels. */
    public Optional<String> field(int tag, int inner) {
        int outer = raw.find(index, tag);
        return outer == RawFields.NONE ? Optional.empty() : raw.findValue(outer, inner);
    }

    /** The whole value, of a template with the tags and lengths in it. */
    public String value() {
        return raw.value(index);
    }

    /** Where the value stands in the code's text (UTF-16 units). */
    public int offset() {
        return raw.start(index);
    }

    int index() {
        return index;
    }

    /** The tag and the scheme only: numbers of merchants and people do not belong in logs. */
    @Override
    public String toString() {
        return "MerchantAccount[tag=" + tag() + ", scheme=" + scheme() + "]";
    }
}
