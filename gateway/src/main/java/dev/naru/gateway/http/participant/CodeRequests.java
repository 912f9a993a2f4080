// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.machine.KnownCodes;
import dev.naru.qr.AdditionalField;
import dev.naru.qr.MerchantCodeComposer;
import dev.naru.qr.Presentation;
import dev.naru.qr.QrObject;
import dev.naru.qr.Scheme;
import dev.naru.qr.SchemeProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what code a caller wants to have written. */
final class CodeRequests {
    static final String ACCOUNTS = "accounts";

    private static final String CATEGORY = "category";
    private static final String CURRENCY = "currency";
    private static final String AMOUNT = "amount";
    private static final String TIP = "tip";
    private static final String MERCHANT = "merchant";
    private static final String ADDITIONAL = "additional";
    private static final String LOCALIZED = "localized";
    private static final String MORE = "more";
    private static final String VALUE = "value";
    private static final String FIELDS = "fields";
    private static final String POSTAL_CODE = "postal_code";

    private static final int MOST_ACCOUNTS = 50;
    private static final int MOST_FIELDS = 99;
    private static final int MOST_VALUE = 2 * QrObject.MAX_LENGTH;

    private final KnownCodes codes;

    CodeRequests(KnownCodes codes) {
        this.codes = codes;
    }

    /** How a tip is asked for. */
    enum TipKind {
        PROMPTED,
        FIXED,
        PERCENT
    }

    /** How often a code can be paid. */
    enum Use {
        STATIC,
        DYNAMIC
    }

    /** What is asked for. */
    record Request(Scheme scheme, Fields fields, MerchantCodeComposer composer) {}

    Request read(Call call) {
        Fields fields =
                call.body(
                        List.of("scheme", ACCOUNTS),
                        List.of(
                                "presentation",
                                CATEGORY,
                                CURRENCY,
                                AMOUNT,
                                TIP,
                                MERCHANT,
                                ADDITIONAL,
                                LOCALIZED,
                                MORE));
        SchemeProfile profile = profile(fields);
        MerchantCodeComposer composer =
                MerchantCodeComposer.of(
                        profile,
                        fields.optionalLowerCaseChoice("presentation", Use.class)
                                .map(CodeRequests::presentation)
                                .orElse(Presentation.UNSTATED));
        objects(fields, ACCOUNTS, MOST_ACCOUNTS).forEach(composer::add);
        fields.optionalText(CATEGORY, MOST_VALUE).ifPresent(composer::categoryAlone);
        currency(fields, profile, composer);
        fields.optionalText(AMOUNT, MOST_VALUE).ifPresent(composer::amount);
        tip(fields, composer);
        merchant(fields, profile, composer);
        if (fields.has(MORE)) {
            objects(fields, MORE, MOST_FIELDS).forEach(composer::add);
        }
        additional(fields, composer);
        fields.optionalObject(LOCALIZED, List.of("language", "name", "city"), List.of())
                .ifPresent(
                        local ->
                                composer.localized(
                                        local.text("language", MOST_VALUE),
                                        local.text("name", MOST_VALUE),
                                        local.text("city", MOST_VALUE)));
        return new Request(profile.scheme(), fields, composer);
    }

    private SchemeProfile profile(Fields fields) {
        return fields.parsed(
                "scheme",
                text ->
                        codes.profiles().stream()
                                .filter(profile -> profile.scheme().name().equals(text))
                                .findFirst(),
                "must be a scheme whose codes are known here");
    }

    private static Presentation presentation(Use use) {
        return switch (use) {
            case STATIC -> Presentation.STATIC;
            case DYNAMIC -> Presentation.DYNAMIC;
        };
    }

    /** Of schemes with one currency it need not be said. */
    private static void currency(
            Fields fields, SchemeProfile profile, MerchantCodeComposer composer) {
        Optional<String> numeric = fields.optionalText(CURRENCY, MOST_VALUE);
        if (numeric.isEmpty() && profile.currencies().size() != 1) {
            throw fields.invalid(
                    CURRENCY, "is required: the scheme has several, or none of its own");
        }
        composer.currency(numeric.orElseGet(() -> profile.currencies().getFirst()));
    }

    private static void tip(Fields fields, MerchantCodeComposer composer) {
        fields.optionalObject(TIP, List.of("kind"), List.of(VALUE))
                .ifPresent(
                        tip -> {
                            switch (tip.choice("kind", TipKind.class)) {
                                case PROMPTED -> composer.promptedTip();
                                case FIXED -> composer.fixedTip(value(tip));
                                case PERCENT -> composer.percentTip(value(tip));
                            }
                        });
    }

    private static String value(Fields tip) {
        if (!tip.has(VALUE)) {
            throw tip.invalid(VALUE, "is required for this kind");
        }
        return tip.text(VALUE, MOST_VALUE);
    }

    /** The country is the scheme's, unless the merchant's own says another. */
    private static void merchant(
            Fields fields, SchemeProfile profile, MerchantCodeComposer composer) {
        Optional<Fields> merchant =
                fields.optionalObject(
                        MERCHANT, List.of(), List.of("country", "name", "city", POSTAL_CODE));
        Optional<String> country =
                merchant.flatMap(given -> given.optionalText("country", MOST_VALUE));
        if (country.isEmpty() && profile.countries().isEmpty()) {
            throw fields.invalid(MERCHANT, "must have the country: the scheme has none of its own");
        }
        composer.country(country.orElseGet(() -> profile.countries().getFirst()));
        merchant.flatMap(given -> given.optionalText("name", MOST_VALUE)).ifPresent(composer::name);
        merchant.flatMap(given -> given.optionalText("city", MOST_VALUE)).ifPresent(composer::city);
        merchant.flatMap(given -> given.optionalText(POSTAL_CODE, MOST_VALUE))
                .ifPresent(composer::postalCode);
    }

    private static void additional(Fields fields, MerchantCodeComposer composer) {
        List<String> names =
                Arrays.stream(AdditionalField.values()).map(CodeRequests::name).toList();
        fields.optionalObject(ADDITIONAL, List.of(), names)
                .ifPresent(
                        given -> {
                            for (AdditionalField field : AdditionalField.values()) {
                                given.optionalText(name(field), MOST_VALUE)
                                        .ifPresent(text -> composer.additional(field, text));
                            }
                        });
    }

    private static String name(AdditionalField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    /** As deep as the body's JSON may be, which is a level more than any scheme goes. */
    private static List<QrObject> objects(Fields fields, String name, int most) {
        List<QrObject> objects = new ArrayList<>();
        for (Fields field : fields.objects(name, most, List.of("tag"), List.of(VALUE, FIELDS))) {
            objects.add(object(field));
        }
        return objects;
    }

    private static QrObject object(Fields field) {
        int tag = field.smallInteger("tag", 0, 99);
        if (field.has(VALUE) == field.has(FIELDS)) {
            throw field.invalid("tag", "must come with either a value or fields");
        }
        return field.has(VALUE)
                ? QrObject.value(tag, field.text(VALUE, MOST_VALUE))
                : new QrObject.Template(tag, objects(field, FIELDS, MOST_FIELDS));
    }
}
