// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.gateway.http.front.Problem;
import dev.naru.protocol.Rejection;
import dev.naru.qr.QrErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps docs/problems.md, the list that people read, the same as {@link Problem}. */
class ProblemsPageTest {
    private static final String REWRITE = "naru.rewrite";

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        Path file =
                Path.of(Objects.requireNonNull(System.getProperty("naru.root"), "naru.root"))
                        .resolve("docs/problems.md");
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(file, page());
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "docs/problems.md is out of date. Rewrite it with: mvn -pl gateway -am test"
                                + " -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        ProblemsPageTest.class.getSimpleName(), REWRITE)
                .isEqualTo(page());
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyProblemSpeaksBothLanguages(Problem problem) {
        assertThat(problem.english()).matches("[A-Z][^|\\n]+\\.");
        assertThat(problem.korean()).matches("[^|\\n]*[가-힣][^|\\n]*\\.");
        assertThat(problem.isoReason()).matches("[A-Z0-9]{4}");
        assertThat(problem.status()).isBetween(400, 503);
    }

    @Test
    void noCodeMeansTwoThings() {
        Set<String> ours =
                Arrays.stream(Problem.values()).map(Enum::name).collect(Collectors.toSet());
        assertThat(ours).noneMatch(code -> code.startsWith("QR_"));
        assertThat(Arrays.stream(Rejection.values()).map(Enum::name))
                .doesNotContainAnyElementsOf(ours)
                .noneMatch(code -> code.startsWith("QR_"));
    }

    private static String page() {
        StringBuilder text =
                new StringBuilder(
                        """
                        <!-- SPDX-License-Identifier: Apache-2.0 -->
                        # Problems

                        What a caller of the HTTP interface can be refused with. Every refusal is a \
                        problem document (RFC 9457) whose `code` is one of three kinds: the \
                        gateway's own and the unreadable codes below, and the machine's, which are \
                        in [errors.md](errors.md). This page is derived from `Problem` and \
                        `QrErrorCode`; a test compares them and says how to rewrite it.

                        *Again* says whether the same request, with the same id, can succeed later \
                        (`retryable`). A payment that the machine refused is remembered with its id \
                        and refused for ever: there `retryable` is false, and `retry_with_new_id` \
                        says whether the same payment can succeed later under a new id. Beyond its \
                        sender's share of the memory (1/32; half for all senders together) a \
                        refusal is not remembered: the same code comes without `payment_id` and \
                        `retry_with_new_id`, and the id is as good as unused. A payment \
                        that screening or compliance stopped is `PAYMENT_DECLINED` to participants; \
                        the operator sees the machine's own code. The \
                        ISO 20022 reason is of the external code set ExternalStatusReason1Code.

                        ## The gateway's own

                        | code | HTTP | ISO 20022 | again | English | 한국어 |
                        | --- | --- | --- | --- | --- | --- |
                        """);
        for (Problem problem : Problem.values()) {
            text.append(
                    "| `%s` | %d | %s | %s | %s | %s |\n"
                            .formatted(
                                    problem.name(),
                                    problem.status(),
                                    problem.isoReason(),
                                    problem.retryable() ? "later" : "no",
                                    problem.english(),
                                    problem.korean()));
        }
        text.append(
                """

                ## Codes that cannot be read

                All with HTTP 422, ISO 20022 reason FF01, never worth repeating. `qr_offset` says where \
                in the code, in UTF-16 units; `qr_field` says in which field.

                | code | English | 한국어 |
                | --- | --- | --- |
                """);
        for (QrErrorCode code : QrErrorCode.values()) {
            text.append(
                    "| `QR_%s` | %s | %s |\n"
                            .formatted(code.name(), code.english(), code.korean()));
        }
        return text.toString();
    }
}
