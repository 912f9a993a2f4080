// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps docs/errors.md, the list of refusals that people read, the same as {@link Rejection}. */
class ErrorCatalogueTest {
    /** The reasons of ExternalStatusReason1Code that we use, and how we read them. */
    private static final Map<String, String> ISO_REASONS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("AB08", "the payee's side cannot be reached"),
                            Map.entry("AB10", "the hub cannot go on with it"),
                            Map.entry("AG03", "this type of transaction is not supported"),
                            Map.entry("AG09", "the original payment was never received"),
                            Map.entry("AG10", "an agent is suspended"),
                            Map.entry("AG11", "the payee's agent is suspended"),
                            Map.entry("AGNT", "an agent has no place in this payment"),
                            Map.entry("AM02", "the amount is above the allowed maximum"),
                            Map.entry("AM06", "the amount is below the agreed minimum"),
                            Map.entry("AM09", "the amount is not the agreed one"),
                            Map.entry("AM14", "the amount passes the customer's limit"),
                            Map.entry("AM23", "the amount passes the settlement limit"),
                            Map.entry("BE01", "the end customer is not who was named"),
                            Map.entry("DS0A", "a signature is required"),
                            Map.entry("DS28", "sent to the wrong environment"),
                            Map.entry("DT01", "a date is not valid"),
                            Map.entry("DUPL", "a duplicate"),
                            Map.entry("FF01", "the format is not valid"),
                            Map.entry("MS03", "the agent gives no reason"),
                            Map.entry("NARR", "said in words"),
                            Map.entry("RC08", "no such member of the clearing system"),
                            Map.entry("RC15", "an agreement to settle is missing"),
                            Map.entry("RR05", "regulatory data are missing or not valid"),
                            Map.entry("TM01", "received after the deadline")));

    @Test
    void theCatalogueSaysWhatTheCodeSays() throws IOException {
        Committed.assertSame("docs/errors.md", catalogue(), ErrorCatalogueTest.class);
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void everyRejectionSpeaksBothLanguages(Rejection rejection) {
        assertThat(rejection.english()).matches("[A-Z][^|\\n]+\\.");
        assertThat(rejection.korean()).matches("[^|\\n]*[가-힣][^|\\n]*\\.");
    }

    @Test
    void everyReasonThatIsUsedIsOfTheCodeSet() {
        assertThat(ISO_REASONS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rejection.values())
                                .map(Rejection::isoReason)
                                .distinct()
                                .toList());
    }

    private static String catalogue() {
        StringBuilder text =
                new StringBuilder(
                        """
                        <!-- SPDX-License-Identifier: Apache-2.0 -->
                        # Refusals

                        What the hub's machine refuses, in the order in which it is told: of several \
                        reasons the caller hears the first. The table is derived from `Rejection`; \
                        a test compares them and says how to rewrite this page.

                        *Again* says whether the same request can succeed later. The ISO 20022 \
                        reason is of the external code set ExternalStatusReason1Code.

                        | code | ISO 20022 | again | English | 한국어 |
                        | --- | --- | --- | --- | --- |
                        """);
        for (Rejection rejection : Rejection.values()) {
            text.append(
                    "| `%s` | %s | %s | %s | %s |\n"
                            .formatted(
                                    rejection.name(),
                                    rejection.isoReason(),
                                    switch (rejection.retry()) {
                                        case NEVER -> "no";
                                        case LATER -> "later";
                                    },
                                    rejection.english(),
                                    rejection.korean()));
        }
        text.append(
                "\n## The ISO 20022 reasons\n\nIn our words; the code set's own are binding.\n\n");
        text.append("| reason | says |\n| --- | --- |\n");
        ISO_REASONS.forEach((reason, says) -> text.append("| %s | %s |\n".formatted(reason, says)));
        return text.toString();
    }
}
