// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.naru.protocol.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal as RFC 9457 writes it. {@code title} is in the language that the caller prefers; both
 * languages are there besides.
 */
record ProblemDocument(
        String type,
        String title,
        String titleEn,
        String titleKo,
        int status,
        String detail,
        String code,
        String isoReason,
        Optional<String> param,
        String requestId,
        boolean retryable,
        List<Refusal.FieldError> errors,
        @JsonAnyGetter Map<String, Object> more) {

    static Answer of(Refusal refusal, Language language, String requestId) {
        Refusal.Kind kind = refusal.kind();
        ProblemDocument document =
                new ProblemDocument(
                        "urn:naru:problem:" + kind.code(),
                        switch (language) {
                            case ENGLISH -> kind.english();
                            case KOREAN -> kind.korean();
                        },
                        kind.english(),
                        kind.korean(),
                        kind.status(),
                        refusal.detail(),
                        kind.code(),
                        kind.isoReason(),
                        refusal.param(),
                        requestId,
                        kind.retryable(),
                        refusal.errors(),
                        refusal.more());
        Answer answer =
                new Answer(
                        kind.status(),
                        Answer.PROBLEM,
                        Bytes.copyOf(Json.write(document)),
                        refusal.headers());
        return answer.with("Content-Language", language.tag());
    }
}
