// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

/**
 * What the gateway itself refuses. Beside these a caller meets the machine's {@link
 * dev.naru.protocol.Rejection}s and, for a code that cannot be read, {@code QR_} and the name of a
 * {@link dev.naru.qr.QrErrorCode}; no two of the three share a name. The page docs/problems.md is
 * made from this list.
 */
public enum Problem {
    HTTP_MALFORMED(
            400, "FF01", Retry.NEVER, "The request is not proper HTTP.", "올바른 HTTP 요청이 아닙니다."),
    VERSION_UNKNOWN(
            400,
            "NARR",
            Retry.NEVER,
            "This version of the interface does not exist.",
            "존재하지 않는 인터페이스 버전입니다."),
    MALFORMED_JSON(
            400,
            "FF01",
            Retry.NEVER,
            "The body is not a JSON object in UTF-8.",
            "본문이 UTF-8 JSON 객체가 아닙니다."),
    MESSAGE_MALFORMED(
            400,
            "FF01",
            Retry.NEVER,
            "The body is not an ISO 20022 message that is taken here.",
            "허용된 ISO 20022 전문이 아닙니다."),
    FIELD_UNKNOWN(
            400,
            "FF01",
            Retry.NEVER,
            "The request has a field that is not known here.",
            "알 수 없는 항목이 있습니다."),
    FIELD_MISSING(
            400, "FF01", Retry.NEVER, "The request lacks a required field.", "필수 항목이 누락되었습니다."),
    FIELD_INVALID(
            400,
            "FF01",
            Retry.NEVER,
            "A field of the request breaks its rule.",
            "항목의 값이 규칙에 맞지 않습니다."),
    IDEMPOTENCY_KEY_MISSING(
            400,
            "FF01",
            Retry.NEVER,
            "This request needs an Idempotency-Key header.",
            "Idempotency-Key 헤더가 필요합니다."),
    IDEMPOTENCY_KEY_INVALID(
            400,
            "FF01",
            Retry.NEVER,
            "The Idempotency-Key is not of the required form.",
            "Idempotency-Key 형식이 올바르지 않습니다."),
    API_KEY_MISSING(401, "NARR", Retry.NEVER, "An API key is required.", "API 키가 필요합니다."),
    API_KEY_UNKNOWN(401, "NARR", Retry.NEVER, "The API key is not accepted.", "유효하지 않은 API 키입니다."),
    ROLE_FORBIDDEN(403, "NARR", Retry.NEVER, "This key may not do that.", "이 키로는 허용되지 않은 요청입니다."),
    PATH_UNKNOWN(404, "NARR", Retry.NEVER, "There is nothing here.", "존재하지 않는 경로입니다."),
    API_KEY_ID_UNKNOWN(
            404,
            "NARR",
            Retry.NEVER,
            "The owner has no API key with this id.",
            "해당 식별자의 API 키가 없습니다."),
    WEBHOOK_ENDPOINT_UNKNOWN(
            404, "NARR", Retry.NEVER, "The caller has no such endpoint.", "해당 웹훅 엔드포인트가 없습니다."),
    EVENT_UNKNOWN(
            404,
            "NARR",
            Retry.NEVER,
            "The caller was told of no such event.",
            "해당 식별자의 이벤트가 없습니다."),
    BANK_ENTRY_UNKNOWN(
            404, "NARR", Retry.NEVER, "No bank entry has this number.", "해당 번호의 은행 입금 내역이 없습니다."),
    METHOD_NOT_ALLOWED(
            405, "NARR", Retry.NEVER, "This method is not offered here.", "허용되지 않은 메서드입니다."),
    NOT_ACCEPTABLE(
            406,
            "NARR",
            Retry.NEVER,
            "The answer cannot be given in an accepted media type.",
            "요청한 형식으로 응답할 수 없습니다."),
    IDEMPOTENCY_KEY_IN_FLIGHT(
            409,
            "DUPL",
            Retry.LATER,
            "A request with this Idempotency-Key is being worked on.",
            "같은 Idempotency-Key의 요청이 처리 중입니다."),
    STREAM_POSITION_GONE(
            409,
            "NARR",
            Retry.NEVER,
            "The stream cannot go on behind this event: begin a new one.",
            "해당 이벤트 다음부터 이어서 받을 수 없습니다. 새 스트림을 시작해 주세요."),
    API_KEY_ID_TAKEN(
            409,
            "DUPL",
            Retry.NEVER,
            "The id names another API key or a revoked one.",
            "이미 다른 키에 사용되었거나 폐기된 식별자입니다."),
    API_KEY_TAKEN(
            409,
            "DUPL",
            Retry.NEVER,
            "The API key is registered under another id.",
            "다른 식별자로 등록된 API 키입니다."),
    LAST_OPERATOR_KEY(
            409,
            "NARR",
            Retry.NEVER,
            "Without this API key nobody could run the hub any more.",
            "운영자의 마지막 API 키는 폐기할 수 없습니다."),
    BODY_TOO_LARGE(
            413, "FF01", Retry.NEVER, "The body is larger than 64 KiB.", "본문이 64 KiB를 초과합니다."),
    MEDIA_TYPE_UNSUPPORTED(
            415,
            "FF01",
            Retry.NEVER,
            "The body must be application/json.",
            "본문은 application/json이어야 합니다."),
    SCHEME_UNKNOWN(
            422,
            "AG03",
            Retry.NEVER,
            "The code is of no scheme that this hub knows.",
            "지원하지 않는 결제망의 코드입니다."),
    NO_CORRIDOR(
            422,
            "AG03",
            Retry.LATER,
            "No open corridor leads to this scheme.",
            "해당 결제망으로 이용할 수 있는 경로가 없습니다."),
    PAYER_CODE(
            422,
            "NARR",
            Retry.NEVER,
            "This is a payer's own code: the shop scans it, nobody pays it.",
            "결제하는 고객의 코드입니다. 매장에서 스캔하는 코드로는 결제할 수 없습니다."),
    CODE_EXPIRED(
            422,
            "TM01",
            Retry.NEVER,
            "The code says itself that it has expired: ask for a new one.",
            "코드의 유효시간이 지났습니다. 새 코드를 요청해 주세요."),
    PAYEE_UNKNOWN(
            422,
            "AC01",
            Retry.NEVER,
            "The scheme does not know this payee.",
            "결제망에서 수취인을 찾을 수 없습니다."),
    PAYMENT_DECLINED(422, "MS03", Retry.NEVER, "The payment cannot be made.", "결제를 진행할 수 없습니다."),
    TIP_UNSUPPORTED(
            422,
            "AM09",
            Retry.NEVER,
            "The code asks for a tip that this hub cannot add.",
            "봉사료가 포함된 코드는 지원하지 않습니다."),
    AMOUNT_DIFFERS_FROM_QR(
            422, "AM09", Retry.NEVER, "The code fixes another amount.", "코드에 지정된 금액과 다릅니다."),
    CURRENCY_MISMATCH(
            422,
            "AM11",
            Retry.NEVER,
            "The amount is in another currency than the corridor's.",
            "통화가 경로의 통화와 다릅니다."),
    RESOLUTION_INVALID(
            422,
            "NARR",
            Retry.NEVER,
            "The resolution was not given to this participant by this hub.",
            "유효하지 않은 조회 결과입니다."),
    RESOLUTION_EXPIRED(
            422,
            "TM01",
            Retry.NEVER,
            "The resolution has expired: scan the code again.",
            "조회 결과의 유효시간이 지났습니다. 다시 스캔해 주세요."),
    DEVICE_REGISTRATION_INVALID(
            422,
            "NARR",
            Retry.NEVER,
            "The registration was not given to this participant by this hub, or has expired.",
            "유효하지 않거나 유효시간이 지난 기기 등록 요청입니다."),
    DEVICE_KEY_REFUSED(
            422, "NARR", Retry.NEVER, "The device's key is not taken.", "등록할 수 없는 기기 키입니다."),
    DEVICE_KEYS_FULL(
            422,
            "NARR",
            Retry.NEVER,
            "The payer has as many device keys as one may.",
            "고객의 기기 키 수가 한도에 도달했습니다."),
    WEBHOOK_ENDPOINTS_FULL(
            422,
            "NARR",
            Retry.NEVER,
            "The participant has as many endpoints as it may.",
            "웹훅 엔드포인트 수가 한도에 도달했습니다."),
    BANK_ACCOUNT_DIFFERS(
            422,
            "AC01",
            Retry.NEVER,
            "The file is about an account at another bank or in another currency than the group's.",
            "정산은행 또는 통화가 해당 정산 그룹과 다릅니다."),
    BANK_ENTRY_UNMATCHED(
            422,
            "NARR",
            Retry.NEVER,
            "The bank entry is nobody's funding.",
            "참가기관과 일치하지 않는 은행 입금 내역입니다."),
    SECOND_PERSON_NEEDED(
            422, "NARR", Retry.NEVER, "Somebody else has to confirm this.", "다른 담당자의 확인이 필요합니다."),
    FAULT_UNKNOWN(
            422, "NARR", Retry.NEVER, "The sandbox has no such fault.", "샌드박스에 해당 장애 유형이 없습니다."),
    RATE_LIMITED(
            429,
            "AB10",
            Retry.LATER,
            "Too many requests: wait as long as Retry-After says.",
            "요청이 너무 많습니다. Retry-After 이후 다시 시도해 주세요."),
    STREAMS_OF_CALLER_FULL(
            429,
            "AB10",
            Retry.LATER,
            "The caller has as many streams as it may.",
            "동시에 열 수 있는 스트림 수를 초과했습니다."),
    INTERNAL(
            500,
            "AB10",
            Retry.LATER,
            "The gateway failed. What became of the request is unknown: ask again with the same"
                    + " id.",
            "게이트웨이 오류입니다. 처리 결과를 알 수 없으니 같은 식별자로 다시 요청해 주세요."),
    GATEWAY_BUSY(
            503,
            "AB10",
            Retry.LATER,
            "The gateway works on as many requests as it can. Nothing happened: ask again later.",
            "처리 중인 요청이 한도에 도달했습니다. 처리되지 않았으니 잠시 후 다시 요청해 주세요."),
    STREAMS_FULL(
            503,
            "AB10",
            Retry.LATER,
            "The gateway has as many streams as it can.",
            "게이트웨이의 스트림 수가 한도에 도달했습니다."),
    API_KEYS_FULL(
            503,
            "AB10",
            Retry.NEVER,
            "The hub holds as many API keys as it can.",
            "API 키 수가 한도에 도달했습니다."),
    PAYEE_LOOKUP_UNAVAILABLE(
            503,
            "AB08",
            Retry.LATER,
            "The scheme cannot say now who would be paid.",
            "현재 수취인을 조회할 수 없습니다."),
    DATABASE_UNAVAILABLE(
            503,
            "AB10",
            Retry.LATER,
            "The database does not answer now. Ask again with the same id.",
            "현재 데이터베이스를 이용할 수 없습니다. 같은 식별자로 다시 요청해 주세요."),
    ISSUER_UNAVAILABLE(
            503,
            "AB10",
            Retry.NEVER,
            "The card's issuer cannot be asked now. Nobody failed, and the challenge is spent: ask"
                    + " for another one later.",
            "현재 카드 발급사에 조회할 수 없습니다. 실패로 집계되지 않으며, 나중에 새로 인증을 요청해 주세요."),
    PARTICULARS_UNAVAILABLE(
            503,
            "AB10",
            Retry.LATER,
            "What the held payment carried could not be read again.",
            "보류된 결제의 상세 정보를 읽을 수 없습니다."),
    SEARCH_UNAVAILABLE(
            503,
            "AB10",
            Retry.LATER,
            "What happened cannot be searched now. Payments themselves go on.",
            "현재 거래 내역을 조회할 수 없습니다. 결제는 정상적으로 처리됩니다."),
    OUTCOME_UNKNOWN(
            503,
            "AB10",
            Retry.LATER,
            "The hub did not answer in time. What became of the request is unknown: ask again with"
                    + " the same id.",
            "제때 응답을 받지 못했습니다. 처리 결과를 알 수 없으니 같은 식별자로 다시 요청해 주세요."),
    HUB_BUSY(
            503,
            "AB10",
            Retry.LATER,
            "The hub is busy. Nothing happened: ask again later.",
            "허브가 혼잡합니다. 처리되지 않았으니 잠시 후 다시 요청해 주세요.");

    /** Whether the same request can succeed later. */
    enum Retry {
        NEVER,
        LATER
    }

    private final int status;
    private final String isoReason;
    private final Retry retry;
    private final String english;
    private final String korean;

    Problem(int status, String isoReason, Retry retry, String english, String korean) {
        this.status = status;
        this.isoReason = isoReason;
        this.retry = retry;
        this.english = english;
        this.korean = korean;
    }

    /** The HTTP status, 400 to 503. */
    public int status() {
        return status;
    }

    /** Four characters of ISO 20022's ExternalStatusReason1Code. */
    public String isoReason() {
        return isoReason;
    }

    /** Whether the same request can succeed later. */
    public boolean retryable() {
        return retry == Retry.LATER;
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
