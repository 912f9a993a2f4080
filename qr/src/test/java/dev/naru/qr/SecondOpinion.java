// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import com.emv.qrcode.core.exception.PresentedModeException;
import com.emv.qrcode.core.model.mpm.TagLengthString;
import com.emv.qrcode.decoder.mpm.DecoderMpm;
import com.emv.qrcode.model.mpm.AdditionalDataField;
import com.emv.qrcode.model.mpm.MerchantAccountInformation;
import com.emv.qrcode.model.mpm.MerchantAccountInformationReserved;
import com.emv.qrcode.model.mpm.MerchantAccountInformationReservedAdditional;
import com.emv.qrcode.model.mpm.MerchantInformationLanguage;
import com.emv.qrcode.model.mpm.MerchantPresentedMode;
import com.emv.qrcode.model.mpm.Unreserved;
import com.emv.qrcode.validators.Crc16Validate;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What another library, {@code com.github.mvallim:emv-qrcode}, makes of a text, and how that
 * differs from what this one makes of it. Its validator of check values is asked first, then its
 * decoder, which itself looks at no check value.
 */
final class SecondOpinion {
    private static final int HEADER = 4;

    /** What a library says: the values by their paths, or why there are none. */
    private sealed interface Opinion {
        record Values(Map<String, String> byPath) implements Opinion {}

        record Refusal(String why) implements Opinion {}
    }

    private SecondOpinion() {}

    /** In which way the two differ on this text; empty when they agree. */
    static String difference(String text) {
        Opinion ours = ours(text);
        Opinion theirs = theirs(text);
        return switch (ours) {
            case Opinion.Refusal(String why) ->
                    theirs instanceof Opinion.Values ? "only we refuse: " + why : "";
            case Opinion.Values(Map<String, String> our) ->
                    switch (theirs) {
                        case Opinion.Refusal(String why) -> "only they refuse: " + why;
                        case Opinion.Values(Map<String, String> their) -> differing(our, their);
                    };
        };
    }

    private static String differing(Map<String, String> our, Map<String, String> their) {
        SortedSet<String> paths = new TreeSet<>();
        our.forEach(
                (path, value) -> {
                    if (!value.equals(their.get(path))) {
                        paths.add(path);
                    }
                });
        their.forEach(
                (path, value) -> {
                    if (!value.equals(our.get(path))) {
                        paths.add(path);
                    }
                });
        return paths.isEmpty() ? "" : "other values: " + String.join(" ", paths);
    }

    private static Opinion ours(String text) {
        return switch (Qr.read(text)) {
            case QrReading.Refused refused -> new Opinion.Refusal(refused.error().code().name());
            case MerchantCode code -> {
                Map<String, String> values = new TreeMap<>();
                for (QrObject object : code.objects()) {
                    int tag = object.tag();
                    switch (object) {
                        case QrObject.Value value -> values.put(path(tag), value.value());
                        case QrObject.Template template ->
                                template.children()
                                        .forEach(
                                                child ->
                                                        values.put(
                                                                path(tag) + "-" + path(child.tag()),
                                                                code.field(tag, child.tag())
                                                                        .orElseThrow()));
                    }
                }
                yield new Opinion.Values(values);
            }
        };
    }

    private static String path(int tag) {
        return tag < 10 ? "0" + tag : Integer.toString(tag);
    }

    private static Opinion theirs(String text) {
        try {
            if (!Crc16Validate.validate(text).isValid()) {
                return new Opinion.Refusal("check value");
            }
            return new Opinion.Values(values(DecoderMpm.decode(text, MerchantPresentedMode.class)));
        } catch (PresentedModeException e) {
            return new Opinion.Refusal(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Theirs throws whatever it meets, wrapped once for each template around it.
            return new Opinion.Refusal(root(e).getClass().getSimpleName());
        }
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    private static Map<String, String> values(MerchantPresentedMode code) {
        Map<String, String> values = new TreeMap<>();
        put(values, "", code.getPayloadFormatIndicator());
        put(values, "", code.getPointOfInitiationMethod());
        put(values, "", code.getMerchantCategoryCode());
        put(values, "", code.getTransactionCurrency());
        put(values, "", code.getTransactionAmount());
        put(values, "", code.getTipOrConvenienceIndicator());
        put(values, "", code.getValueOfConvenienceFeeFixed());
        put(values, "", code.getValueOfConvenienceFeePercentage());
        put(values, "", code.getCountryCode());
        put(values, "", code.getMerchantName());
        put(values, "", code.getMerchantCity());
        put(values, "", code.getPostalCode());
        putAll(values, "", code.getRFUforEMVCo());
        code.getMerchantAccountInformation()
                .forEach((tag, account) -> account(values, tag, account.getValue()));
        code.getUnreserveds()
                .forEach((tag, unreserved) -> unreserved(values, tag, unreserved.getValue()));
        if (code.getAdditionalDataField() != null) {
            additional(values, code.getAdditionalDataField().getValue());
        }
        if (code.getMerchantInformationLanguage() != null) {
            MerchantInformationLanguage language = code.getMerchantInformationLanguage().getValue();
            put(values, "64-", language.getLanguagePreference());
            put(values, "64-", language.getMerchantName());
            put(values, "64-", language.getMerchantCity());
            putAll(values, "64-", language.getRFUforEMVCo());
        }
        return values;
    }

    private static void account(
            Map<String, String> values, String tag, MerchantAccountInformation account) {
        switch (account) {
            case MerchantAccountInformationReserved plain -> values.put(tag, plain.getValue());
            case MerchantAccountInformationReservedAdditional template -> {
                put(values, tag + "-", template.getGloballyUniqueIdentifier());
                putAll(values, tag + "-", template.getPaymentNetworkSpecific());
            }
            default -> throw new AssertionError("an account of another kind: " + account);
        }
    }

    private static void unreserved(Map<String, String> values, String tag, Unreserved unreserved) {
        put(values, tag + "-", unreserved.getGloballyUniqueIdentifier());
        putAll(values, tag + "-", unreserved.getContextSpecificData());
    }

    private static void additional(Map<String, String> values, AdditionalDataField additional) {
        put(values, "62-", additional.getBillNumber());
        put(values, "62-", additional.getMobileNumber());
        put(values, "62-", additional.getStoreLabel());
        put(values, "62-", additional.getLoyaltyNumber());
        put(values, "62-", additional.getReferenceLabel());
        put(values, "62-", additional.getCustomerLabel());
        put(values, "62-", additional.getTerminalLabel());
        put(values, "62-", additional.getPurposeTransaction());
        put(values, "62-", additional.getAdditionalConsumerDataRequest());
        putAll(values, "62-", additional.getRFUforEMVCo());
        additional
                .getPaymentSystemSpecific()
                .forEach(
                        (tag, template) ->
                                values.put("62-" + tag, template.toString().substring(HEADER)));
    }

    private static void put(
            Map<String, String> values, String before, @Nullable TagLengthString field) {
        if (field != null) {
            values.put(before + field.getTag(), field.getValue());
        }
    }

    private static void putAll(
            Map<String, String> values, String before, Map<String, TagLengthString> fields) {
        fields.values().forEach(field -> put(values, before, field));
    }
}
