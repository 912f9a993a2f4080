// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Mints merchant-presented codes. Fields come out in the order in which they were given, 62 and 64
 * behind them, the check value last.
 *
 * <pre>{@code
 * QrReading minted = MerchantCodeComposer.qris(Presentation.STATIC)
 *         .add(QrisMerchant.acquirer("ID.CO.EXAMPLE.WWW", pan, "SHOP1", "UMI"))
 *         .add(QrisMerchant.repository(nmid, "UMI"))
 *         .category("5812")
 *         .merchant("WARUNG MELATI", "BANDUNG", "40115")
 *         .compose();
 * }</pre>
 *
 * <p>Not for a code that was scanned: pass that one's own text on.
 */
public final class MerchantCodeComposer {
    private final SchemeProfile profile;
    private final List<QrObject> objects = new ArrayList<>();
    private final List<QrObject> additional = new ArrayList<>();
    private final List<QrObject> language = new ArrayList<>();

    private MerchantCodeComposer(SchemeProfile profile, Presentation presentation) {
        this.profile = profile;
        // Only DuitNow puts up with version 02, since all of its codes say it.
        boolean second = profile.tolerated().contains(Tolerance.PFI_02);
        objects.add(QrObject.value(Tags.FORMAT_INDICATOR, second ? "02" : "01"));
        if (presentation != Presentation.UNSTATED) {
            objects.add(QrObject.value(Tags.PRESENTATION, presentation.value()));
        }
    }

    /**
     * A code of any profile; give it the account that its payee's record makes, as {@link
     * VietQrAccount#account}.
     */
    public static MerchantCodeComposer of(SchemeProfile profile, Presentation presentation) {
        return new MerchantCodeComposer(profile, presentation);
    }

    /**
     * A code of a scheme of {@link SchemeProfiles#standard}.
     *
     * @throws IllegalArgumentException when there is no such profile
     */
    public static MerchantCodeComposer of(Scheme scheme, Presentation presentation) {
        return SchemeProfiles.of(scheme)
                .map(profile -> of(profile, presentation))
                .orElseThrow(
                        () -> new IllegalArgumentException("no standard profile of " + scheme));
    }

    /** A QRIS code; give it {@link QrisMerchant#acquirer} and {@link QrisMerchant#repository}. */
    public static MerchantCodeComposer qris(Presentation presentation) {
        return new MerchantCodeComposer(SchemeProfiles.qris(), presentation);
    }

    /** A Korean EMV code; give it {@link KoreaEmvMerchant#account}. */
    public static MerchantCodeComposer koreaEmv(Presentation presentation) {
        return new MerchantCodeComposer(
                SchemeProfiles.koreaEmv(Set.of(SchemeProfiles.KOREA_EMV_IDENTIFIER)), presentation);
    }

    /** Adds any field. */
    public MerchantCodeComposer add(QrObject object) {
        objects.add(object);
        return this;
    }

    /** Adds the merchant category, four digits, and the scheme's currency. */
    public MerchantCodeComposer category(String category) {
        return categoryAlone(category).currency();
    }

    /** Adds the merchant category, four digits. */
    public MerchantCodeComposer categoryAlone(String category) {
        return add(QrObject.value(Tags.CATEGORY, category));
    }

    /** Adds the scheme's currency, for codes without a category. */
    public MerchantCodeComposer currency() {
        return currency(own(profile.currencies()));
    }

    /** Adds one of the scheme's currencies, three digits, for schemes with several. */
    public MerchantCodeComposer currency(String numeric) {
        return add(QrObject.value(Tags.CURRENCY, numeric));
    }

    /** Adds the scheme's country, for codes without a name. */
    public MerchantCodeComposer country() {
        return country(own(profile.countries()));
    }

    /** Adds a country, two capital letters, for schemes of several or of every one. */
    public MerchantCodeComposer country(String country) {
        return add(QrObject.value(Tags.COUNTRY, country));
    }

    private String own(List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException(
                    profile.scheme() + " is of every country: add the fields yourself");
        }
        return values.getFirst();
    }

    /** Adds the amount as it shall stand in the code: {@code 25000}, {@code 39000.00}. */
    public MerchantCodeComposer amount(String amount) {
        return add(QrObject.value(Tags.AMOUNT, amount));
    }

    /** Adds a tip that the payer is asked for. */
    public MerchantCodeComposer promptedTip() {
        return add(QrObject.value(Tags.TIP, Tip.PROMPT));
    }

    /** Adds a fixed tip. */
    public MerchantCodeComposer fixedTip(String amount) {
        add(QrObject.value(Tags.TIP, Tip.FIXED));
        return add(QrObject.value(Tags.TIP_FIXED, amount));
    }

    /** Adds a tip in percent of the amount: {@code 5}, {@code 2.5}. */
    public MerchantCodeComposer percentTip(String percent) {
        add(QrObject.value(Tags.TIP, Tip.PERCENT));
        return add(QrObject.value(Tags.TIP_PERCENT, percent));
    }

    /**
     * Adds the scheme's country, the name (at most 25 characters), the city (15), the postal code.
     */
    public MerchantCodeComposer merchant(String name, String city, String postalCode) {
        return merchant(name, city).postalCode(postalCode);
    }

    /** Adds the scheme's country, the name (at most 25 characters), the city (15). */
    public MerchantCodeComposer merchant(String name, String city) {
        return country().name(name).city(city);
    }

    /** Adds the merchant's name, at most 25 characters. */
    public MerchantCodeComposer name(String name) {
        return add(QrObject.value(Tags.NAME, name));
    }

    /** Adds the merchant's city, at most 15 characters. */
    public MerchantCodeComposer city(String city) {
        return add(QrObject.value(Tags.CITY, city));
    }

    /** Adds the merchant's postal code, at most 10 characters. */
    public MerchantCodeComposer postalCode(String postalCode) {
        return add(QrObject.value(Tags.POSTAL_CODE, postalCode));
    }

    /** Adds a field to template 62. */
    public MerchantCodeComposer additional(AdditionalField field, String value) {
        additional.add(QrObject.value(field.tag(), value));
        return this;
    }

    /** Adds template 64, the merchant in a second language (ISO 639). */
    public MerchantCodeComposer localized(String code, String name, String city) {
        language.add(QrObject.value(0, code));
        language.add(QrObject.value(1, name));
        language.add(QrObject.value(2, city));
        return this;
    }

    /** The code, as read back by {@link Qr#read}, or why it would be refused. */
    public QrReading compose() {
        return Qr.write(all());
    }

    /** The code as read back by {@code reader}, for profiles that are not standard. */
    public QrReading compose(QrReader reader) {
        return reader.write(all());
    }

    private List<QrObject> all() {
        List<QrObject> all = new ArrayList<>(objects);
        if (!additional.isEmpty()) {
            all.add(new QrObject.Template(Tags.ADDITIONAL, additional));
        }
        if (!language.isEmpty()) {
            all.add(new QrObject.Template(Tags.LANGUAGE, language));
        }
        return all;
    }
}
