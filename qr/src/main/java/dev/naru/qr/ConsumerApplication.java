// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One card or account that a payer offers: an application template (61), and what the code says for
 * all of its applications (62). Everything but the application's own name may be personal data.
 */
public final class ConsumerApplication {
    private final BerFields raw;
    private final int index;
    private final int common;
    private final ConsumerFormat format;

    ConsumerApplication(BerFields raw, int index, int common, ConsumerFormat format) {
        this.raw = raw;
        this.index = index;
        this.common = common;
        this.format = format;
    }

    /** Which application this is, in hexadecimal digits of upper case. */
    public String adfName() {
        return field(ConsumerField.ADF_NAME).map(Octets::hex).orElse("");
    }

    /** Whose application it is. */
    public ConsumerNetwork network() {
        return ConsumerNetwork.of(format, adfName());
    }

    /**
     * Whether this is an application of {@code aid}, in hexadecimal digits: the identifier is the
     * whole or the beginning of its name (EMVCo consumer-presented specification 1.0).
     */
    public boolean isOf(String aid) {
        return adfName().startsWith(Octets.ofHex(aid).hex());
    }

    /** The code of the provider, eight digits, in a code of JPQR. */
    public Optional<String> providerCode() {
        if (format != ConsumerFormat.JPQR) {
            return Optional.empty();
        }
        return field(ConsumerField.ADF_NAME)
                .map(name -> name.length() == 8 ? latin(name) : name.hex())
                .filter(ConsumerApplication::isEightDigits);
    }

    /** What the application is called, untrusted. */
    public Optional<DisplayText> label() {
        return text(ConsumerField.LABEL);
    }

    /** The card's number, be it in 5A or in the second track. */
    public Optional<CardNumber> cardNumber() {
        return field(ConsumerField.CARD_NUMBER)
                .map(value -> new CardNumber(value.hex().replace("F", "")))
                .or(() -> track2().map(Track2::cardNumber));
    }

    /** The second track. */
    public Optional<Track2> track2() {
        return format == ConsumerFormat.JPQR
                ? Optional.empty()
                : field(ConsumerField.TRACK_2).map(Track2::of);
    }

    /** The payer's name, untrusted. */
    public Optional<DisplayText> cardholderName() {
        return text(ConsumerField.CARDHOLDER_NAME);
    }

    /** The languages that the payer prefers, best first, of two letters each. */
    public List<String> languages() {
        String all = field(ConsumerField.LANGUAGES).map(ConsumerApplication::latin).orElse("");
        List<String> languages = new ArrayList<>();
        for (int at = 0; at < all.length(); at += 2) {
            languages.add(all.substring(at, at + 2));
        }
        return List.copyOf(languages);
    }

    /** Where the issuer says that it is on the web, untrusted; never to be fetched by a hub. */
    public Optional<DisplayText> issuerUrl() {
        return text(ConsumerField.ISSUER_URL);
    }

    /** A text of the issuer's own, untrusted; the payment's token in QRIS codes. */
    public Optional<DisplayText> issuerText() {
        return text(ConsumerField.ISSUER_TEXT);
    }

    /**
     * The application's own transparent template (63), objects and all, as it is to be passed on.
     */
    public Optional<Octets> transparent() {
        return raw.findValue(index, ConsumerCode.APPLICATION_TRANSPARENT);
    }

    /** See {@link #field(int)}. */
    public Optional<Octets> field(ConsumerField field) {
        return field(field.tag());
    }

    /**
     * The object {@code tag} of this application, of its transparent template, of the common part,
     * or of that one's transparent template.
     */
    public Optional<Octets> field(int tag) {
        return in(index, tag)
                .or(() -> in(raw.find(index, ConsumerCode.APPLICATION_TRANSPARENT), tag))
                .or(() -> in(common, tag))
                .or(() -> in(commonTransparent(), tag));
    }

    private int commonTransparent() {
        return common == BerFields.NONE
                ? BerFields.NONE
                : raw.find(common, ConsumerCode.COMMON_TRANSPARENT);
    }

    /** What is not there has no objects: the number for it is also that of the root. */
    private Optional<Octets> in(int template, int tag) {
        return template == BerFields.NONE ? Optional.empty() : raw.findValue(template, tag);
    }

    private Optional<DisplayText> text(ConsumerField field) {
        return field(field).map(value -> new DisplayText(latin(value)));
    }

    private static String latin(Octets value) {
        return new String(value.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private static boolean isEightDigits(String text) {
        return text.length() == 8 && text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
    }

    /** The application's name and network only. */
    @Override
    public String toString() {
        return "ConsumerApplication[" + network() + ", " + adfName() + "]";
    }
}
