// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A payment link of Taiwan's TWQR, {@code TWQRP://name/158/type/V1?…}. No specification is public;
 * this is what several banks' implementations agree on. They do not agree on the unit of the amount
 * ({@code D1}), so that it is told as it stands and never as an amount.
 */
public final class TwqrLink implements Presented {
    private final Scanned scanned;
    private final Kind kind;
    private final String name;
    private final List<LinkParameter> parameters;

    TwqrLink(Scanned scanned, Kind kind, String name, List<LinkParameter> parameters) {
        this.scanned = scanned;
        this.kind = kind;
        this.name = name;
        this.parameters = parameters;
    }

    /** What the link is for. */
    public enum Kind {
        /** Type 01. */
        PURCHASE,
        /** Type 02, from account to account. */
        TRANSFER,
        /** Another type, bills among them. */
        OTHER;

        static Kind of(String type) {
            return switch (type) {
                case "01" -> PURCHASE;
                case "02" -> TRANSFER;
                default -> OTHER;
            };
        }
    }

    @Override
    public String text() {
        return scanned.text();
    }

    @Override
    public Set<Wrapping> wrappings() {
        return scanned.wrappings();
    }

    /** What the link is for. */
    public Kind kind() {
        return kind;
    }

    /** The payee's name or system, untrusted; a name in Punycode stays in it. */
    public DisplayText name() {
        return new DisplayText(PercentText.decodedOrRaw(name));
    }

    /** Every parameter in the link's order. */
    public List<LinkParameter> parameters() {
        return parameters;
    }

    /** The parameter of this key, in whatever case it is written. */
    public Optional<LinkParameter> parameter(String key) {
        return LinkParameters.find(parameters, key);
    }

    /** The amount as it stands there: in dollars or in cents, as nobody can tell from the link. */
    public Optional<String> amountOfUnknownUnit() {
        return filled(TwqrReader.AMOUNT);
    }

    /** The payee's bank, three digits. */
    public Optional<String> bank() {
        return filled(TwqrReader.BANK);
    }

    /** The payee's account, at most 16 digits with zeros before them. Personal. */
    public Optional<String> account() {
        return filled(TwqrReader.ACCOUNT);
    }

    private Optional<String> filled(String key) {
        return LinkParameters.findFilled(parameters, key).map(LinkParameter::value);
    }

    /** Two links are the same when their texts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TwqrLink link && text().equals(link.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Without the text: people's accounts do not belong in logs. */
    @Override
    public String toString() {
        return "TwqrLink[" + kind + ", " + parameters.size() + " parameters]";
    }
}
