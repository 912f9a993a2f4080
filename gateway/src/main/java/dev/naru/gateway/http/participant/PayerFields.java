// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Fields;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.SuppliedItem;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a payment says of its payer. Whether it is enough is for the corridor to say.
 *
 * @param residency ISO 3166 country, two capital letters
 */
record PayerFields(
        Optional<String> name,
        Optional<String> account,
        String reference,
        Optional<String> residency,
        Optional<String> purpose) {

    /** The fields of the body that this reads besides {@code payer}. */
    static final String PURPOSE = "purpose";

    static PayerFields read(Fields body) {
        Fields payer =
                body.object("payer", List.of("reference"), List.of("name", "account", "residency"));
        return new PayerFields(
                payer.optionalText("name", 140),
                payer.has("account") ? Optional.of(ascii(payer, "account", 34)) : Optional.empty(),
                payer.text("reference", 35),
                payer.has("residency")
                        ? Optional.of(
                                payer.parsed(
                                        "residency",
                                        text ->
                                                text.matches("[A-Z]{2}")
                                                        ? Optional.of(text)
                                                        : Optional.empty(),
                                        "must be a country as two capital letters"))
                        : Optional.empty(),
                body.has(PURPOSE) ? Optional.of(ascii(body, PURPOSE, 35)) : Optional.empty());
    }

    /** What the machine is told was supplied. */
    Set<SuppliedItem> suppliedItems() {
        Set<SuppliedItem> items = EnumSet.noneOf(SuppliedItem.class);
        if (name.isPresent() && account.isPresent()) {
            items.add(SuppliedItem.ORIGINATOR);
        }
        if (residency.isPresent()) {
            items.add(SuppliedItem.RESIDENCY);
        }
        if (purpose.isPresent()) {
            items.add(SuppliedItem.PURPOSE);
        }
        return items;
    }

    /** What travels on to the payee's scheme. */
    Bytes particulars(Resolution resolution) {
        return new Particulars(
                        new Particulars.Payer(name.orElse(""), account.orElse(""), reference),
                        resolution.payee(),
                        resolution.scan(),
                        purpose.orElse(""),
                        "")
                .toBytes();
    }

    private static String ascii(Fields fields, String name, int most) {
        String text = fields.text(name, most);
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw fields.invalid(name, "must be printable ASCII characters");
        }
        return text;
    }

    /** Without whom it names. */
    @Override
    public String toString() {
        return "PayerFields[" + suppliedItems() + "]";
    }
}
