// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.assertion.SealRefusal;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.trustone.WireError;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was wrong with an answer, for the audit: by number in the machine's events, by name in the
 * database, and told to the operator and never to the caller. Numbers are never used for anything
 * else again.
 */
public enum TapFault {
    /** What stands in the database is not what the machine was told. */
    TERMS_CHANGED(1),
    /** A device must sign as well, and none did. */
    DEVICE_ABSENT(2),
    /** A device signed that was not asked to. */
    DEVICE_UNASKED(3),
    /** The device signed with another credential than the challenge names. */
    DEVICE_CREDENTIAL(4),
    /** A part of the device's signature is no base64url. */
    DEVICE_TEXT(5),
    /** {@link DeviceRefusal#TOO_LARGE}. */
    DEVICE_TOO_LARGE(10),
    /** {@link DeviceRefusal#MALFORMED}. */
    DEVICE_MALFORMED(11),
    /** {@link DeviceRefusal#TYPE}. */
    DEVICE_TYPE(12),
    /** {@link DeviceRefusal#CHALLENGE}. */
    DEVICE_CHALLENGE(13),
    /** {@link DeviceRefusal#ORIGIN}. */
    DEVICE_ORIGIN(14),
    /** {@link DeviceRefusal#CROSS_ORIGIN}. */
    DEVICE_CROSS_ORIGIN(15),
    /** {@link DeviceRefusal#RELYING_PARTY}. */
    DEVICE_RELYING_PARTY(16),
    /** {@link DeviceRefusal#USER_NOT_PRESENT}. */
    DEVICE_USER_NOT_PRESENT(17),
    /** {@link DeviceRefusal#USER_NOT_VERIFIED}. */
    DEVICE_USER_NOT_VERIFIED(18),
    /** {@link DeviceRefusal#BACKUP}. */
    DEVICE_BACKUP(19),
    /** {@link DeviceRefusal#ALGORITHM}. */
    DEVICE_ALGORITHM(20),
    /** {@link DeviceRefusal#KEY}. */
    DEVICE_KEY(21),
    /** {@link DeviceRefusal#ATTESTATION_KIND}. */
    DEVICE_ATTESTATION_KIND(22),
    /** {@link DeviceRefusal#ATTESTATION}. */
    DEVICE_ATTESTATION(23),
    /** {@link DeviceRefusal#ATTESTATION_CHAIN}. */
    DEVICE_ATTESTATION_CHAIN(24),
    /** {@link DeviceRefusal#REVOKED}. */
    DEVICE_REVOKED(25),
    /** {@link DeviceRefusal#SIGNATURE}. */
    DEVICE_SIGNATURE(26),
    /** {@link DeviceRefusal#COUNTER}. */
    DEVICE_COUNTER(27),
    /** {@link SealRefusal#TOO_LARGE}. */
    SEAL_TOO_LARGE(40),
    /** {@link SealRefusal#MALFORMED}. */
    SEAL_MALFORMED(41),
    /** {@link SealRefusal#ALGORITHM}. */
    SEAL_ALGORITHM(42),
    /** {@link SealRefusal#ENCRYPTION}. */
    SEAL_ENCRYPTION(43),
    /** {@link SealRefusal#COMPRESSED}. */
    SEAL_COMPRESSED(44),
    /** {@link SealRefusal#CRITICAL}. */
    SEAL_CRITICAL(45),
    /** {@link SealRefusal#EPHEMERAL_KEY}. */
    SEAL_EPHEMERAL_KEY(46),
    /** {@link SealRefusal#KEY}. */
    SEAL_KEY(47),
    /** {@link SealRefusal#UNDECIPHERABLE}. */
    SEAL_UNDECIPHERABLE(48),
    /** {@link WireError#TOO_LONG}. */
    TRANSCRIPT_TEXT_TOO_LONG(60),
    /** {@link WireError#NOT_UTF_8}. */
    TRANSCRIPT_TEXT_NOT_UTF_8(61),
    /** {@link WireError#NOT_JSON}. */
    TRANSCRIPT_TEXT_NOT_JSON(62),
    /** {@link WireError#DUPLICATE_MEMBER}. */
    TRANSCRIPT_TEXT_DUPLICATE_MEMBER(63),
    /** {@link WireError#UNKNOWN_MEMBER}. */
    TRANSCRIPT_TEXT_UNKNOWN_MEMBER(64),
    /** {@link WireError#MISSING_MEMBER}. */
    TRANSCRIPT_TEXT_MISSING_MEMBER(65),
    /** {@link WireError#TYPE}. */
    TRANSCRIPT_TEXT_TYPE(66),
    /** {@link WireError#VALUE}. */
    TRANSCRIPT_TEXT_VALUE(67),
    /** {@link WireError#COUNT}. */
    TRANSCRIPT_TEXT_COUNT(68),
    /** {@link WireError#CONTRADICTION}. */
    TRANSCRIPT_TEXT_CONTRADICTION(69),
    /** {@link CardRefusal.Fault#COMMAND}. */
    CARD_COMMAND(100),
    /** {@link CardRefusal.Fault#ANSWER}. */
    CARD_ANSWER(101),
    /** {@link CardRefusal.Fault#OBJECTS}. */
    CARD_OBJECTS(102),
    /** {@link CardRefusal.Fault#MISSING}. */
    CARD_MISSING(103),
    /** {@link CardRefusal.Fault#APPLICATION}. */
    CARD_APPLICATION(104),
    /** {@link CardRefusal.Fault#METHOD}. */
    CARD_METHOD(105),
    /** {@link CardRefusal.Fault#UNSIGNED}. */
    CARD_UNSIGNED(106),
    /** {@link CardRefusal.Fault#CONTRADICTION}. */
    CARD_CONTRADICTION(107),
    /** {@link CardRefusal.Fault#UNKNOWN}. */
    CARD_UNKNOWN(108),
    /** {@link CardRefusal.Fault#KIND}. */
    CARD_KIND(109),
    /** {@link CardRefusal.Fault#EXPIRED}. */
    CARD_EXPIRED(110),
    /** {@link CardRefusal.Fault#KEY_SIZE}. */
    CARD_KEY_SIZE(111),
    /** {@link CardRefusal.Fault#EXPONENT}. */
    CARD_EXPONENT(112),
    /** {@link CardRefusal.Fault#WEAK_KEY}. */
    CARD_WEAK_KEY(113),
    /** {@link CardRefusal.Fault#SIZE}. */
    CARD_SIZE(114),
    /** {@link CardRefusal.Fault#FORM}. */
    CARD_FORM(115),
    /** {@link CardRefusal.Fault#ALGORITHM}. */
    CARD_ALGORITHM(116),
    /** {@link CardRefusal.Fault#PADDING}. */
    CARD_PADDING(117),
    /** {@link CardRefusal.Fault#REMAINDER}. */
    CARD_REMAINDER(118),
    /** {@link CardRefusal.Fault#HASH}. */
    CARD_HASH(119),
    /** {@link CardRefusal.Fault#ISSUER_ID}. */
    CARD_ISSUER_ID(120),
    /** {@link CardRefusal.Fault#ACCOUNT}. */
    CARD_ACCOUNT(121),
    /** {@link CardRefusal.Fault#REVOKED}. */
    CARD_REVOKED(122),
    /** {@link CardRefusal.Fault#DYNAMIC_DATA}. */
    CARD_DYNAMIC_DATA(123),
    /** {@link CardRefusal.Fault#EXCHANGE}. */
    CARD_EXCHANGE(124),
    /** {@link CardRefusal.Fault#CRYPTOGRAM}. */
    CARD_CRYPTOGRAM(125),
    /** {@link CardRefusal.Fault#UNAVAILABLE}. */
    CARD_UNAVAILABLE(126),
    /** {@link CardRefusal.Fault#BINDING}. */
    CARD_BINDING(127);

    private final int number;

    TapFault(int number) {
        this.number = number;
    }

    /** As the machine knows it, 1 to 255. */
    public int number() {
        return number;
    }

    /** The fault that the machine knows by this number; empty for one of another version. */
    public static Optional<TapFault> numbered(int number) {
        return Arrays.stream(values()).filter(fault -> fault.number == number).findFirst();
    }

    /** A device that proved nothing. */
    static TapFault of(DeviceRefusal why) {
        return switch (why) {
            case TOO_LARGE -> DEVICE_TOO_LARGE;
            case MALFORMED -> DEVICE_MALFORMED;
            case TYPE -> DEVICE_TYPE;
            case CHALLENGE -> DEVICE_CHALLENGE;
            case ORIGIN -> DEVICE_ORIGIN;
            case CROSS_ORIGIN -> DEVICE_CROSS_ORIGIN;
            case RELYING_PARTY -> DEVICE_RELYING_PARTY;
            case USER_NOT_PRESENT -> DEVICE_USER_NOT_PRESENT;
            case USER_NOT_VERIFIED -> DEVICE_USER_NOT_VERIFIED;
            case BACKUP -> DEVICE_BACKUP;
            case ALGORITHM -> DEVICE_ALGORITHM;
            case KEY -> DEVICE_KEY;
            case ATTESTATION_KIND -> DEVICE_ATTESTATION_KIND;
            case ATTESTATION -> DEVICE_ATTESTATION;
            case ATTESTATION_CHAIN -> DEVICE_ATTESTATION_CHAIN;
            case REVOKED -> DEVICE_REVOKED;
            case SIGNATURE -> DEVICE_SIGNATURE;
            case COUNTER -> DEVICE_COUNTER;
        };
    }

    /** A transcript that stayed shut. */
    static TapFault of(SealRefusal why) {
        return switch (why) {
            case TOO_LARGE -> SEAL_TOO_LARGE;
            case MALFORMED -> SEAL_MALFORMED;
            case ALGORITHM -> SEAL_ALGORITHM;
            case ENCRYPTION -> SEAL_ENCRYPTION;
            case COMPRESSED -> SEAL_COMPRESSED;
            case CRITICAL -> SEAL_CRITICAL;
            case EPHEMERAL_KEY -> SEAL_EPHEMERAL_KEY;
            case KEY -> SEAL_KEY;
            case UNDECIPHERABLE -> SEAL_UNDECIPHERABLE;
        };
    }

    /** A transcript that could not be read. */
    static TapFault of(WireError why) {
        return switch (why) {
            case TOO_LONG -> TRANSCRIPT_TEXT_TOO_LONG;
            case NOT_UTF_8 -> TRANSCRIPT_TEXT_NOT_UTF_8;
            case NOT_JSON -> TRANSCRIPT_TEXT_NOT_JSON;
            case DUPLICATE_MEMBER -> TRANSCRIPT_TEXT_DUPLICATE_MEMBER;
            case UNKNOWN_MEMBER -> TRANSCRIPT_TEXT_UNKNOWN_MEMBER;
            case MISSING_MEMBER -> TRANSCRIPT_TEXT_MISSING_MEMBER;
            case TYPE -> TRANSCRIPT_TEXT_TYPE;
            case VALUE -> TRANSCRIPT_TEXT_VALUE;
            case COUNT -> TRANSCRIPT_TEXT_COUNT;
            case CONTRADICTION -> TRANSCRIPT_TEXT_CONTRADICTION;
        };
    }

    /** A card that proved nothing; at which stage, only the database says. */
    static TapFault of(CardRefusal.Fault why) {
        return switch (why) {
            case COMMAND -> CARD_COMMAND;
            case ANSWER -> CARD_ANSWER;
            case OBJECTS -> CARD_OBJECTS;
            case MISSING -> CARD_MISSING;
            case APPLICATION -> CARD_APPLICATION;
            case METHOD -> CARD_METHOD;
            case UNSIGNED -> CARD_UNSIGNED;
            case CONTRADICTION -> CARD_CONTRADICTION;
            case UNKNOWN -> CARD_UNKNOWN;
            case KIND -> CARD_KIND;
            case EXPIRED -> CARD_EXPIRED;
            case KEY_SIZE -> CARD_KEY_SIZE;
            case EXPONENT -> CARD_EXPONENT;
            case WEAK_KEY -> CARD_WEAK_KEY;
            case SIZE -> CARD_SIZE;
            case FORM -> CARD_FORM;
            case ALGORITHM -> CARD_ALGORITHM;
            case PADDING -> CARD_PADDING;
            case REMAINDER -> CARD_REMAINDER;
            case HASH -> CARD_HASH;
            case ISSUER_ID -> CARD_ISSUER_ID;
            case ACCOUNT -> CARD_ACCOUNT;
            case REVOKED -> CARD_REVOKED;
            case DYNAMIC_DATA -> CARD_DYNAMIC_DATA;
            case EXCHANGE -> CARD_EXCHANGE;
            case CRYPTOGRAM -> CARD_CRYPTOGRAM;
            case UNAVAILABLE -> CARD_UNAVAILABLE;
            case BINDING -> CARD_BINDING;
        };
    }
}
