// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.AnswerEffect;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Currency;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.TapVerdict;
import dev.naru.protocol.TransferPurpose;
import dev.naru.protocol.sbe.AnswerEffectCode;
import dev.naru.protocol.sbe.AnswerStatusCode;
import dev.naru.protocol.sbe.AuthenticatorKindCode;
import dev.naru.protocol.sbe.AuthenticatorStatusCode;
import dev.naru.protocol.sbe.ChallengePurposeCode;
import dev.naru.protocol.sbe.ChallengeStateCode;
import dev.naru.protocol.sbe.ConverterCode;
import dev.naru.protocol.sbe.CorridorStatusCode;
import dev.naru.protocol.sbe.FixedSideCode;
import dev.naru.protocol.sbe.FlagCode;
import dev.naru.protocol.sbe.HeadroomRuleCode;
import dev.naru.protocol.sbe.HoldDecisionCode;
import dev.naru.protocol.sbe.NotFoundRuleCode;
import dev.naru.protocol.sbe.ParticipantKindCode;
import dev.naru.protocol.sbe.ParticipantStatusCode;
import dev.naru.protocol.sbe.PaymentKindCode;
import dev.naru.protocol.sbe.PaymentStateCode;
import dev.naru.protocol.sbe.ReadOrderCode;
import dev.naru.protocol.sbe.RecoveryReasonCode;
import dev.naru.protocol.sbe.RejectionCode;
import dev.naru.protocol.sbe.TapVerdictCode;
import dev.naru.protocol.sbe.TransferPurposeCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Enum constants, currencies and short texts on the wire. A constant's number is its ordinal: their
 * order is fixed for that reason.
 */
final class Codes {
    static final ParticipantKind[] PARTICIPANT_KINDS = ParticipantKind.values();
    static final ParticipantStatus[] PARTICIPANT_STATUSES = ParticipantStatus.values();
    static final PaymentKind[] PAYMENT_KINDS = PaymentKind.values();
    static final HeadroomRule[] HEADROOM_RULES = HeadroomRule.values();
    static final Converter[] CONVERTERS = Converter.values();
    static final CorridorStatus[] CORRIDOR_STATUSES = CorridorStatus.values();
    static final NotFoundRule[] NOT_FOUND_RULES = NotFoundRule.values();
    static final HoldDecision[] HOLD_DECISIONS = HoldDecision.values();
    static final ReadOrder[] READ_ORDERS = ReadOrder.values();
    static final FixedSide[] FIXED_SIDES = FixedSide.values();
    static final AnswerStatus[] ANSWER_STATUSES = AnswerStatus.values();
    static final AnswerEffect[] ANSWER_EFFECTS = AnswerEffect.values();
    static final PaymentState[] PAYMENT_STATES = PaymentState.values();
    static final TransferPurpose[] TRANSFER_PURPOSES = TransferPurpose.values();
    static final RecoveryReason[] RECOVERY_REASONS = RecoveryReason.values();
    static final Rejection[] REJECTIONS = Rejection.values();
    static final ChallengePurpose[] CHALLENGE_PURPOSES = ChallengePurpose.values();
    static final ChallengeState[] CHALLENGE_STATES = ChallengeState.values();
    static final TapVerdict[] TAP_VERDICTS = TapVerdict.values();
    static final AuthenticatorKind[] AUTHENTICATOR_KINDS = AuthenticatorKind.values();
    static final AuthenticatorStatus[] AUTHENTICATOR_STATUSES = AuthenticatorStatus.values();

    /** What stands for no constant at all. */
    private static final short NONE = 255;

    private Codes() {}

    /** The constant with this number. */
    static <E> E read(E[] constants, short number) {
        if (number >= constants.length) {
            throw new IllegalArgumentException(
                    "no " + constants[0].getClass().getSimpleName() + " has the number " + number);
        }
        return constants[number];
    }

    /** The constant with this number, if it is not the null of the wire. */
    static <E> Optional<E> readIfAny(E[] constants, short number) {
        return number == NONE ? Optional.empty() : Optional.of(read(constants, number));
    }

    static boolean isYes(short number) {
        if (number > 1) {
            throw new IllegalArgumentException("neither yes nor no: " + number);
        }
        return number == 1;
    }

    static Currency currency(int numeric) {
        return Currency.ofNumeric(numeric)
                .orElseThrow(
                        () -> new IllegalArgumentException("no corridor's currency: " + numeric));
    }

    /** Reads a text of at most so many ASCII characters, filled up with zeros. */
    static String text(DirectBuffer buffer, int offset, int most) {
        int length = 0;
        while (length < most && buffer.getByte(offset + length) > 0) {
            length++;
        }
        for (int i = length; i < most; i++) {
            if (buffer.getByte(offset + i) != 0) {
                throw new IllegalArgumentException("a short text is ASCII filled up with zeros");
            }
        }
        if (length == 0) {
            return "";
        }
        byte[] text = new byte[length];
        buffer.getBytes(offset, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Writes a text of at most so many ASCII characters, filled up with zeros. */
    static void put(MutableDirectBuffer buffer, int offset, int most, String text) {
        Invariant.check(text.length() <= most, "a short text fits its field");
        for (int i = 0; i < most; i++) {
            char c = i < text.length() ? text.charAt(i) : 0;
            Invariant.check(c < 0x80 && (c > 0 || i >= text.length()), "a short text is ASCII");
            buffer.putByte(offset + i, (byte) c);
        }
    }

    static FlagCode flag(boolean yes) {
        return yes ? FlagCode.YES : FlagCode.NO;
    }

    static ParticipantKindCode code(ParticipantKind constant) {
        return ParticipantKindCode.get((short) constant.ordinal());
    }

    static ParticipantStatusCode code(ParticipantStatus constant) {
        return ParticipantStatusCode.get((short) constant.ordinal());
    }

    static PaymentKindCode code(PaymentKind constant) {
        return PaymentKindCode.get((short) constant.ordinal());
    }

    static HeadroomRuleCode code(HeadroomRule constant) {
        return HeadroomRuleCode.get((short) constant.ordinal());
    }

    static ConverterCode code(Converter constant) {
        return ConverterCode.get((short) constant.ordinal());
    }

    static CorridorStatusCode code(CorridorStatus constant) {
        return CorridorStatusCode.get((short) constant.ordinal());
    }

    static NotFoundRuleCode code(NotFoundRule constant) {
        return NotFoundRuleCode.get((short) constant.ordinal());
    }

    static HoldDecisionCode code(HoldDecision constant) {
        return HoldDecisionCode.get((short) constant.ordinal());
    }

    static ReadOrderCode code(ReadOrder constant) {
        return ReadOrderCode.get((short) constant.ordinal());
    }

    static FixedSideCode code(FixedSide constant) {
        return FixedSideCode.get((short) constant.ordinal());
    }

    static AnswerStatusCode code(AnswerStatus constant) {
        return AnswerStatusCode.get((short) constant.ordinal());
    }

    static AnswerStatusCode code(Optional<AnswerStatus> constant) {
        return constant.isPresent() ? code(constant.get()) : AnswerStatusCode.NULL_VAL;
    }

    static AnswerEffectCode code(AnswerEffect constant) {
        return AnswerEffectCode.get((short) constant.ordinal());
    }

    static PaymentStateCode code(PaymentState constant) {
        return PaymentStateCode.get((short) constant.ordinal());
    }

    static TransferPurposeCode code(TransferPurpose constant) {
        return TransferPurposeCode.get((short) constant.ordinal());
    }

    static RecoveryReasonCode code(RecoveryReason constant) {
        return RecoveryReasonCode.get((short) constant.ordinal());
    }

    static RejectionCode code(Rejection constant) {
        return RejectionCode.get((short) constant.ordinal());
    }

    static ChallengePurposeCode code(ChallengePurpose constant) {
        return ChallengePurposeCode.get((short) constant.ordinal());
    }

    static ChallengeStateCode code(ChallengeState constant) {
        return ChallengeStateCode.get((short) constant.ordinal());
    }

    static TapVerdictCode code(TapVerdict constant) {
        return TapVerdictCode.get((short) constant.ordinal());
    }

    static AuthenticatorKindCode code(AuthenticatorKind constant) {
        return AuthenticatorKindCode.get((short) constant.ordinal());
    }

    static AuthenticatorStatusCode code(AuthenticatorStatus constant) {
        return AuthenticatorStatusCode.get((short) constant.ordinal());
    }
}
