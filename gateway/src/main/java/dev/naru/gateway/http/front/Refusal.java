// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.protocol.Rejection;
import dev.naru.qr.NonPayment;
import dev.naru.qr.QrError;
import dev.naru.qr.QrErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request is refused, before it is written as a problem document.
 *
 * @param kind what is wrong in general
 * @param param the field, header or query parameter that is meant
 * @param detail what is wrong with this very request, in English; never a value that was sent
 * @param errors every field that is wrong, where fields are
 * @param more further members of the document
 * @param headers that go with the answer
 */
public record Refusal(
        Kind kind,
        Optional<String> param,
        String detail,
        List<FieldError> errors,
        Map<String, Object> more,
        Map<String, String> headers) {

    /**
     * A kind of refusal.
     *
     * @param code stable, for programs
     * @param status the HTTP status
     */
    public record Kind(
            String code,
            int status,
            String isoReason,
            boolean retryable,
            String english,
            String korean) {}

    /** One field that is wrong. */
    public record FieldError(String param, String code, String detail) {}

    private static final int UNPROCESSABLE = 422;

    public Refusal {
        errors = List.copyOf(errors);
        more = Map.copyOf(more);
        headers = Map.copyOf(headers);
    }

    /** The gateway's own. */
    public static Refusal of(Problem problem, String detail) {
        Kind kind =
                new Kind(
                        problem.name(),
                        problem.status(),
                        problem.isoReason(),
                        problem.retryable(),
                        problem.english(),
                        problem.korean());
        return new Refusal(kind, Optional.empty(), detail, List.of(), Map.of(), Map.of());
    }

    /** One field of the request. */
    public static Refusal field(Problem problem, String param, String detail) {
        return fields(List.of(new FieldError(param, problem.name(), detail)));
    }

    /** Several fields of the request; the document is named after the first. */
    public static Refusal fields(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        Refusal plain =
                of(Problem.valueOf(first.code()), first.param() + " " + first.detail() + ".");
        return new Refusal(
                plain.kind, Optional.of(first.param()), plain.detail, errors, Map.of(), Map.of());
    }

    /** The machine's. */
    public static Refusal of(Rejection rejection, int status) {
        Kind kind =
                new Kind(
                        rejection.name(),
                        status,
                        rejection.isoReason(),
                        rejection.retry() == Rejection.Retry.LATER,
                        rejection.english(),
                        rejection.korean());
        return new Refusal(
                kind, Optional.empty(), rejection.english(), List.of(), Map.of(), Map.of());
    }

    /** A code that cannot be read. */
    public static Refusal of(QrError error, String param) {
        Kind kind =
                new Kind(
                        "QR_" + error.code().name(),
                        UNPROCESSABLE,
                        "FF01",
                        false,
                        error.english(),
                        error.korean());
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("qr_offset", error.offset());
        if (!error.field().isEmpty()) {
            more.put("qr_field", error.field());
        }
        return new Refusal(kind, Optional.of(param), error.english(), List.of(), more, Map.of());
    }

    /** What is scanned like a payment code and is none. */
    public static Refusal of(NonPayment thing, String param) {
        Refusal plain = of(new QrError(QrErrorCode.NOT_A_PAYMENT_CODE, 0, ""), param);
        Kind kind =
                new Kind(
                        plain.kind.code,
                        plain.kind.status,
                        plain.kind.isoReason,
                        false,
                        thing.english(),
                        thing.korean());
        return new Refusal(
                kind, plain.param, thing.english(), List.of(), plain.more, plain.headers);
    }

    /** The same about this parameter. */
    public Refusal about(String name) {
        return new Refusal(kind, Optional.of(name), detail, errors, more, headers);
    }

    /** The same with one more member. */
    public Refusal with(String member, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(member, value);
        return new Refusal(kind, param, detail, errors, all, headers);
    }

    /** The same with one more header. */
    public Refusal withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Refusal(kind, param, detail, errors, more, all);
    }

    /** The same with a hint when to ask again. */
    public Refusal retryAfter(int seconds) {
        return withHeader("Retry-After", Integer.toString(seconds));
    }

    /**
     * The same, remembered with the id of the request: what could succeed later succeeds with a new
     * id only.
     */
    public Refusal remembered() {
        Kind same =
                new Kind(kind.code, kind.status, kind.isoReason, false, kind.english, kind.korean);
        return new Refusal(same, param, detail, errors, more, headers)
                .with("retry_with_new_id", kind.retryable);
    }

    /** To be thrown. */
    public RefusedException thrown() {
        return new RefusedException(this);
    }
}
