// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.CustomerCreditTransfer.ChargeBearer;
import dev.naru.formats.iso20022.DebitCreditNotification.Reversal;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The simple types of the six schemas, under the names that the schemas give them. */
final class ValueTypes {
    static final TextType MAX_3 = TextType.upTo(3);
    static final TextType MAX_4 = TextType.upTo(4);
    static final TextType MAX_5 = TextType.upTo(5);
    static final TextType MAX_16 = TextType.upTo(16);
    static final TextType MAX_34 = TextType.upTo(34);
    static final TextType MAX_35 = TextType.upTo(35);
    static final TextType MAX_70 = TextType.upTo(70);
    static final TextType MAX_105 = TextType.upTo(105);
    static final TextType MAX_140 = TextType.upTo(140);
    static final TextType MAX_350 = TextType.upTo(350);
    static final TextType MAX_500 = TextType.upTo(500);
    static final TextType MAX_2048 = TextType.upTo(2048);

    /** EMV codes in use stay below 512 characters; 4,096 is this module's own bound. */
    static final TextType SCANNED_CODE = TextType.upTo(4096);

    static final TextType CURRENCY = TextType.shaped("three upper-case letters", "AAA");
    static final TextType COUNTRY = TextType.shaped("two upper-case letters", "AA");
    static final TextType CATEGORY_CODE = TextType.shaped("four digits", "9999");
    static final TextType BIC_2014 =
            TextType.shaped("a BIC of 8 or 11 characters", "****AA**", "****AA*****");
    static final TextType BIC_2013 =
            new TextType("a BIC of 8 or 11 characters, letters first", ValueTypes::isBicOf2013);
    static final TextType IBAN = new TextType("an IBAN", ValueTypes::isIban);
    static final TextType ONE = new TextType("1", ValueTypes::isOne);
    static final TextType CREDITOR_REFERENCE_CODE =
            new TextType(
                    "one of RADM, RPIN, FXDR, DISP, PUOR, SCOR",
                    Set.of("RADM", "RPIN", "FXDR", "DISP", "PUOR", "SCOR")::contains);

    static final ValueType<OffsetDateTime> DATE_TIME = new DateTimeType();
    static final ValueType<LocalDate> DATE = new DateType();
    static final ValueType<UUID> UETR = new UetrType();
    static final ValueType<Decimal> AMOUNT = new DecimalType(18, 5);
    static final ValueType<Decimal> RATE = new DecimalType(11, 10);
    static final ValueType<Decimal> CONTROL_SUM = new DecimalType(18, 17);
    static final ValueType<ChargeBearer> CHARGE_BEARER =
            new ChoiceType<>(
                    "one of DEBT, CRED, SHAR, SLEV",
                    Map.of(
                            "DEBT", ChargeBearer.DEBT,
                            "CRED", ChargeBearer.CRED,
                            "SHAR", ChargeBearer.SHAR,
                            "SLEV", ChargeBearer.SLEV),
                    ChargeBearer::name);
    static final ValueType<Verification> VERIFICATION =
            new ChoiceType<>(
                    "true or false",
                    Map.of(
                            "true", Verification.VERIFIED,
                            "1", Verification.VERIFIED,
                            "false", Verification.NOT_VERIFIED,
                            "0", Verification.NOT_VERIFIED),
                    value -> value == Verification.VERIFIED ? "true" : "false");

    static final ValueType<Long> COUNT = new CountType();
    static final ValueType<Side> SIDE =
            new ChoiceType<>(
                    "CRDT or DBIT",
                    Map.of("CRDT", Side.CREDIT, "DBIT", Side.DEBIT),
                    value -> value == Side.CREDIT ? "CRDT" : "DBIT");
    static final ValueType<Reversal> REVERSAL =
            new ChoiceType<>(
                    "true or false",
                    Map.of(
                            "true", Reversal.YES,
                            "1", Reversal.YES,
                            "false", Reversal.NO,
                            "0", Reversal.NO),
                    value -> value == Reversal.YES ? "true" : "false");

    private ValueTypes() {}

    private static boolean isBicOf2013(String text) {
        return BIC_2014.rule().test(text)
                && Ascii.isUpper(text.charAt(0))
                && Ascii.isUpper(text.charAt(1))
                && Ascii.isUpper(text.charAt(2))
                && Ascii.isUpper(text.charAt(3))
                && text.charAt(6) != '0'
                && text.charAt(6) != '1'
                && text.charAt(7) != 'O';
    }

    private static boolean isIban(String text) {
        int length = text.length();
        if (length < 5
                || length > 34
                || !Ascii.isUpper(text.charAt(0))
                || !Ascii.isUpper(text.charAt(1))) {
            return false;
        }
        for (int i = 2; i < length; i++) {
            char c = text.charAt(i);
            boolean letter = Ascii.isUpper(c) || Ascii.isLower(c);
            boolean fits = letter ? i >= 4 : Ascii.isDigit(c);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Max15NumericText allows leading zeros. */
    private static boolean isOne(String text) {
        int last = text.length() - 1;
        if (last < 0 || last > 14 || text.charAt(last) != '1') {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private record DecimalType(int maxDigits, int maxScale) implements ValueType<Decimal> {
        @Override
        public Optional<Decimal> read(String text) {
            return Decimal.parse(text, maxDigits, maxScale);
        }

        @Override
        public Optional<String> write(Decimal value) {
            String text = value.toString();
            return read(text).isPresent() ? Optional.of(text) : Optional.empty();
        }

        @Override
        public String expectation() {
            return "a plain number of at most %d digits, at most %d of them after the point"
                    .formatted(maxDigits, maxScale);
        }
    }

    /** Max15NumericText as a number; leading zeros are allowed when read. */
    private record CountType() implements ValueType<Long> {
        private static final int DIGITS = 15;

        @Override
        public Optional<Long> read(String text) {
            boolean fits =
                    !text.isEmpty()
                            && text.length() <= DIGITS
                            && text.chars().allMatch(c -> Ascii.isDigit((char) c));
            return fits ? Optional.of(Long.parseLong(text)) : Optional.empty();
        }

        @Override
        public Optional<String> write(Long value) {
            String text = value.toString();
            return read(text).isPresent() ? Optional.of(text) : Optional.empty();
        }

        @Override
        public String expectation() {
            return "a count of at most 15 digits";
        }
    }

    private record ChoiceType<E>(
            String expectation, Map<String, E> values, Function<E, String> name)
            implements ValueType<E> {
        @Override
        public Optional<E> read(String text) {
            return Optional.ofNullable(values.get(text));
        }

        @Override
        public Optional<String> write(E value) {
            return Optional.of(name.apply(value));
        }
    }

    /** UUIDv4Identifier: lower case, version 4, variant of RFC 9562. */
    private static final class UetrType implements ValueType<UUID> {
        @Override
        public Optional<UUID> read(String text) {
            if (text.length() != 36) {
                return Optional.empty();
            }
            for (int i = 0; i < 36; i++) {
                char c = text.charAt(i);
                boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
                boolean fits = dash ? c == '-' : Ascii.isDigit(c) || (c >= 'a' && c <= 'f');
                if (!fits) {
                    return Optional.empty();
                }
            }
            UUID uuid = UUID.fromString(text);
            return isVersion4(uuid) ? Optional.of(uuid) : Optional.empty();
        }

        @Override
        public Optional<String> write(UUID value) {
            return isVersion4(value) ? Optional.of(value.toString()) : Optional.empty();
        }

        @Override
        public String expectation() {
            return "a UUID of version 4 in lower case";
        }

        private static boolean isVersion4(UUID uuid) {
            return uuid.version() == 4 && uuid.variant() == 2;
        }
    }
}
