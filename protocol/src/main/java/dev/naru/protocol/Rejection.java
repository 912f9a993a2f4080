// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Why the machine refuses. Of several reasons the caller is told the first in this order, which is
 * also the wire's: append only.
 *
 * <p>Each names its reason from the ISO 20022 external code set ExternalStatusReason1Code. Where
 * that set has no word for it, which is so for what is no payment, the reason is NARR: the sentence
 * itself says it.
 */
public enum Rejection {
    MALFORMED_COMMAND("FF01", Retry.NEVER, "The request could not be read.", "요청을 읽을 수 없습니다."),
    NOT_A_SANDBOX(
            "DS28", Retry.NEVER, "Time can be moved in a sandbox only.", "시간 이동은 샌드박스에서만 가능합니다."),
    TIME_GOES_BACK("DT01", Retry.NEVER, "Time never goes back.", "시간은 되돌릴 수 없습니다."),
    PARTICIPANT_UNKNOWN("RC08", Retry.NEVER, "No participant has this id.", "등록되지 않은 참가기관입니다."),
    GROUP_UNKNOWN("NARR", Retry.NEVER, "No settlement group has this id.", "등록되지 않은 결제 그룹입니다."),
    CORRIDOR_UNKNOWN("AG03", Retry.NEVER, "No corridor has this id.", "등록되지 않은 송금 경로입니다."),
    DEFINITION_CONFLICTS(
            "NARR",
            Retry.NEVER,
            "What can never change differs from the earlier definition, or the code is taken.",
            "변경할 수 없는 항목이 기존 정의와 다르거나 이미 사용 중인 코드입니다."),
    ROLE_UNSUITABLE(
            "AGNT",
            Retry.NEVER,
            "This kind of participant cannot take this part.",
            "이 참가기관 유형은 해당 역할을 맡을 수 없습니다."),
    NOT_IN_GROUP(
            "RC15",
            Retry.NEVER,
            "The participant is not a member of the settlement group.",
            "참가기관이 결제 그룹의 구성원이 아닙니다."),
    CAP_EXCEEDS_COLLATERAL(
            "AM02",
            Retry.NEVER,
            "The net debit cap exceeds the collateral after haircut.",
            "순채무한도가 담보 인정액을 초과합니다."),
    FUNDING_REUSED(
            "DUPL",
            Retry.NEVER,
            "This funding id was used for another funding.",
            "이미 다른 예치에 사용된 식별자입니다."),
    WINDOW_NOT_OPEN(
            "TM01", Retry.NEVER, "This is not the group's open window.", "현재 열려 있는 결제 구간이 아닙니다."),
    WINDOW_REPORT_GONE(
            "NARR",
            Retry.NEVER,
            "The window was closed long ago, and its report is not kept here any more.",
            "오래전에 마감된 결제 구간으로, 보고서가 더 이상 보관되어 있지 않습니다."),
    RECOVERY_ITEM_UNKNOWN(
            "NARR", Retry.NEVER, "No recovery item has this number.", "해당 복구 항목이 없습니다."),
    RECOVERY_ITEM_CLOSED(
            "NARR", Retry.NEVER, "The recovery item is closed already.", "이미 종결된 복구 항목입니다."),
    PAYMENT_UNKNOWN(
            "AG09", Retry.NEVER, "No payment that is remembered has this id.", "해당 결제를 찾을 수 없습니다."),
    PAYMENT_NOT_HELD("NARR", Retry.NEVER, "The payment is not held.", "보류 중인 결제가 아닙니다."),
    PAYMENT_NOT_IN_DOUBT("NARR", Retry.NEVER, "The payment is not in doubt.", "확인 중인 결제가 아닙니다."),
    WRONG_LINK(
            "AGNT", Retry.NEVER, "The payment does not go over this link.", "이 연결로 처리되는 결제가 아닙니다."),
    ALREADY_DISPATCHED(
            "DUPL",
            Retry.NEVER,
            "The right to send this payment was granted before.",
            "이미 전송 권한이 부여된 결제입니다."),
    PAYMENT_ENDED(
            "NARR",
            Retry.NEVER,
            "The payment has ended and cannot be sent.",
            "종결된 결제는 전송할 수 없습니다."),
    LIMIT_PARTICIPANTS(
            "AB10",
            Retry.NEVER,
            "The hub holds as many participants as it can.",
            "참가기관 수가 한도에 도달했습니다."),
    LIMIT_ACCOUNTS(
            "AB10", Retry.NEVER, "The hub holds as many accounts as it can.", "계정 수가 한도에 도달했습니다."),
    LIMIT_OPEN_QUOTES(
            "AB10",
            Retry.LATER,
            "The hub holds as many open quotes as it can, or as many of this participant as it"
                    + " may.",
            "처리 중인 견적 수가 한도에 도달했습니다."),
    LIMIT_OPEN_PAYMENTS(
            "AB10",
            Retry.LATER,
            "The hub holds as many open payments as it can.",
            "처리 중인 결제 수가 한도에 도달했습니다."),
    LIMIT_REMEMBERED_PAYMENTS(
            "AB10",
            Retry.LATER,
            "The hub remembers as many payments as it can.",
            "보관 중인 결제 수가 한도에 도달했습니다."),
    LIMIT_REMEMBERED_FUNDINGS(
            "AB10",
            Retry.LATER,
            "The hub remembers as many fundings as it can.",
            "보관 중인 예치 수가 한도에 도달했습니다."),
    LIMIT_PAYERS(
            "AB10",
            Retry.LATER,
            "The hub keeps as many payers' sums of the day as it can.",
            "당일 지급인 수가 한도에 도달했습니다."),
    REQUEST_REUSED(
            "DUPL", Retry.NEVER, "This id was used for another request.", "이미 다른 요청에 사용된 식별자입니다."),
    PARTICIPANT_SUSPENDED(
            "AG10", Retry.NEVER, "The sending participant is suspended.", "송신 참가기관이 정지 상태입니다."),
    KIND_NOT_ALLOWED(
            "AG03",
            Retry.NEVER,
            "The participant may not send this kind of payment.",
            "참가기관에 허용되지 않은 결제 유형입니다."),
    CORRIDOR_CLOSED("AB08", Retry.LATER, "The corridor is closed.", "현재 이용할 수 없는 경로입니다."),
    DESTINATION_SUSPENDED(
            "AG11", Retry.LATER, "The payee's side is suspended.", "수취 측 참가기관이 정지 상태입니다."),
    QUOTE_UNKNOWN(
            "NARR",
            Retry.NEVER,
            "No quote of this participant that is remembered has this id.",
            "해당 견적을 찾을 수 없습니다."),
    QUOTE_EXPIRED("TM01", Retry.NEVER, "The quote has expired.", "견적의 유효시간이 지났습니다."),
    QUOTE_USED("DUPL", Retry.NEVER, "The quote was used for another payment.", "이미 사용된 견적입니다."),
    QUOTE_AMOUNT_DIFFERS("AM09", Retry.NEVER, "The amounts are not the quote's.", "금액이 견적과 다릅니다."),
    QUOTE_PAYEE_DIFFERS("BE01", Retry.NEVER, "The payee is not the quote's.", "수취인이 견적과 다릅니다."),
    NO_RATE(
            "AB10",
            Retry.LATER,
            "No FX provider gives a valid price for this amount.",
            "해당 금액에 유효한 환율이 없습니다."),
    AMOUNT_TOO_SMALL(
            "AM06",
            Retry.NEVER,
            "The amount is below what the corridor takes, or rounds to nothing.",
            "최소 금액보다 적습니다."),
    AMOUNT_TOO_LARGE(
            "AM02", Retry.NEVER, "The amount is above what the corridor takes.", "최대 금액을 초과합니다."),
    PAYER_DAY_LIMIT(
            "AM14",
            Retry.NEVER,
            "The payer's limit for the day would be passed.",
            "지급인의 일일 한도를 초과합니다."),
    DATA_MISSING(
            "RR05", Retry.NEVER, "Data that the corridor requires is missing.", "필수 정보가 누락되었습니다."),
    EVIDENCE_MISSING(
            "DS0A",
            Retry.NEVER,
            "This amount needs evidence of authentication.",
            "본인 인증이 필요한 금액입니다."),
    SCREENING_REFUSED("MS03", Retry.NEVER, "The payment cannot be made.", "결제를 진행할 수 없습니다."),
    HEADROOM_EXCEEDED(
            "AM23",
            Retry.LATER,
            "The sending participant's headroom is used up.",
            "송신 참가기관의 순채무한도를 초과합니다."),
    FX_LIQUIDITY_SHORT(
            "AM23", Retry.LATER, "The FX provider's liquidity is used up.", "환전 기관의 유동성이 부족합니다."),
    HOLD_REFUSED("MS03", Retry.NEVER, "The payment cannot be made.", "결제를 진행할 수 없습니다."),
    LIMIT_RECOVERY_ITEMS(
            "AB10",
            Retry.LATER,
            "The hub holds as many open recovery items as it can.",
            "처리 중인 복구 항목 수가 한도에 도달했습니다."),
    EVENT_NOT_YET("NARR", Retry.NEVER, "No event has this number yet.", "아직 발생하지 않은 이벤트 번호입니다."),
    EVENT_READER_UNKNOWN(
            "NARR", Retry.NEVER, "No reader of events has this name.", "등록되지 않은 이벤트 수신자입니다."),
    LIMIT_EVENT_READERS(
            "AB10",
            Retry.LATER,
            "The hub knows as many readers of events as it can.",
            "이벤트 수신자 수가 한도에 도달했습니다."),
    EVIDENCE_UNKNOWN(
            "DS0A",
            Retry.NEVER,
            "No evidence of this participant has this reference.",
            "해당 본인 인증 내역을 찾을 수 없습니다."),
    EVIDENCE_DIFFERS(
            "DS0A", Retry.NEVER, "The evidence is of another transaction.", "다른 거래에 대한 본인 인증입니다."),
    EVIDENCE_USED("DS0A", Retry.NEVER, "The evidence was used before.", "이미 사용된 본인 인증입니다."),
    EVIDENCE_EXPIRED("DS0A", Retry.NEVER, "The evidence is too old.", "본인 인증의 유효시간이 지났습니다."),
    AUTHENTICATOR_UNKNOWN(
            "NARR",
            Retry.NEVER,
            "No card, device or payer of this participant has this key.",
            "등록되지 않은 카드, 기기 또는 지급인입니다."),
    AUTHENTICATOR_OF_ANOTHER(
            "NARR", Retry.NEVER, "The card or device is another payer's.", "다른 지급인의 카드 또는 기기입니다."),
    AUTHENTICATOR_KNOWN(
            "NARR", Retry.NEVER, "The card or device is enrolled already.", "이미 등록된 카드 또는 기기입니다."),
    AUTHENTICATOR_LOCKED(
            "NARR",
            Retry.LATER,
            "Too many taps proved nothing; it is locked.",
            "인증 실패 횟수를 초과하여 잠겼습니다."),
    AUTHENTICATOR_TOO_NEW(
            "NARR",
            Retry.LATER,
            "The card or device is too new for this.",
            "등록된 지 얼마 되지 않은 카드 또는 기기로는 이용할 수 없습니다."),
    CHALLENGES_TOO_MANY(
            "NARR",
            Retry.LATER,
            "Too many challenges were asked for within an hour.",
            "한 시간 내 인증 요청 횟수를 초과했습니다."),
    CHALLENGE_UNKNOWN(
            "NARR",
            Retry.NEVER,
            "No challenge of this participant that is remembered has this number.",
            "해당 인증 요청을 찾을 수 없습니다."),
    CHALLENGE_EXPIRED(
            "NARR",
            Retry.NEVER,
            "The challenge has expired, or another has taken its place.",
            "인증 요청의 유효시간이 지났거나 새 요청으로 대체되었습니다."),
    CHALLENGE_ANSWERED(
            "NARR", Retry.NEVER, "The challenge was answered before.", "이미 응답된 인증 요청입니다."),
    CHALLENGE_NOT_TAKEN(
            "NARR",
            Retry.NEVER,
            "Nobody has taken the challenge to verify an answer.",
            "검증이 시작되지 않은 인증 요청입니다."),
    LIMIT_AUTHENTICATORS(
            "AB10",
            Retry.LATER,
            "The hub knows as many cards, devices and payers as it can.",
            "등록 가능한 카드, 기기 및 지급인 수가 한도에 도달했습니다."),
    LIMIT_CHALLENGES(
            "AB10",
            Retry.LATER,
            "The hub holds as many challenges as it can.",
            "처리 중인 인증 요청 수가 한도에 도달했습니다."),
    LIMIT_EVIDENCE_RULES(
            "AB10",
            Retry.LATER,
            "The hub knows as many evidence rules as it can.",
            "본인 인증 기준 수가 한도에 도달했습니다."),
    DEVICE_REQUIRED(
            "NARR",
            Retry.NEVER,
            "A payer who has a device proves it as well.",
            "기기를 등록한 지급인은 기기 인증도 필요합니다.");

    /** Whether the same request can succeed later. */
    public enum Retry {
        /** It will be refused again. */
        NEVER,
        /**
         * It may succeed later, with the same id where the hub did not remember it and with a new
         * one where it did.
         */
        LATER
    }

    private final String isoReason;
    private final Retry retry;
    private final String english;
    private final String korean;

    Rejection(String isoReason, Retry retry, String english, String korean) {
        this.isoReason = isoReason;
        this.retry = retry;
        this.english = english;
        this.korean = korean;
    }

    /** Four characters of ISO 20022's ExternalStatusReason1Code. */
    public String isoReason() {
        return isoReason;
    }

    /** Whether the same request can succeed later. */
    public Retry retry() {
        return retry;
    }

    /** A sentence for a person, in English. */
    public String english() {
        return english;
    }

    /** A sentence for a person, in Korean. */
    public String korean() {
        return korean;
    }
}
