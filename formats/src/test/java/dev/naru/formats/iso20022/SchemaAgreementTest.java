// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/**
 * What we write, the schemas accept; what we accept, the schemas accept; and nearly the reverse.
 */
final class SchemaAgreementTest {
    private static final long SEED = 8_001L;

    /** Where the reader is stricter than the schemas on purpose; see package-info. */
    private static final Set<RefusalCode> STRICTER =
            EnumSet.of(
                    RefusalCode.MORE_THAN_ONE_TRANSACTION,
                    RefusalCode.UNSUPPORTED_VALUE,
                    RefusalCode.INCONSISTENT);

    private Schemas schemas;

    @BeforeEach
    void findSchemas() throws SAXException {
        schemas = Schemas.orSkip();
    }

    @Test
    void samplesAreValid() {
        for (Iso20022Message message : Samples.all()) {
            schemas.requireValid(message.definition(), Samples.xml(message));
        }
    }

    @Test
    void whateverIsWrittenIsValid() {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < 2_000; i++) {
            Iso20022Message message = messages.next();
            schemas.requireValid(message.definition(), Samples.xml(message));
        }
    }

    @Test
    void theValidatorRefusesWhatIsWrong() {
        String xml = Samples.xml(Samples.creditTransfer()).replace("SHAR", "NONE");
        assertThat(schemas.accepts(MessageDefinition.PACS_008_001_08, xml)).isFalse();
    }

    @Test
    void randomDocumentsOfTheSchemasAreReadUnlessStricterOnPurpose() throws Exception {
        Map<MessageDefinition, Integer> read = new EnumMap<>(MessageDefinition.class);
        for (MessageDefinition definition : MessageDefinition.values()) {
            SchemaDocuments documents = new SchemaDocuments(Schemas.file(definition), SEED);
            for (int i = 0; i < 400; i++) {
                String xml = documents.next();
                schemas.requireValid(definition, xml);
                switch (Samples.read(xml)) {
                    case Parsed<Iso20022Message>(Iso20022Message message) -> {
                        read.merge(definition, 1, Integer::sum);
                        assertThat(Samples.message(Samples.xml(message))).isEqualTo(message);
                    }
                    case Refused<Iso20022Message> refused ->
                            assertThat(isStricterOnPurpose(refused))
                                    .as("%s for %s", refused, xml)
                                    .isTrue();
                }
            }
        }
        for (MessageDefinition definition : MessageDefinition.values()) {
            assertThat(read.getOrDefault(definition, 0)).as(definition.name()).isGreaterThan(50);
        }
    }

    @Test
    void elementsMissingDoubledSwappedOrRenamedAreAcceptedOnlyIfTheSchemaDoes() {
        int refused = 0;
        for (Iso20022Message message : Samples.all()) {
            for (String xml : StructureMutations.of(Samples.xml(message))) {
                boolean valid = schemas.accepts(message.definition(), xml);
                Reading<Iso20022Message> reading = Samples.read(xml);
                if (reading instanceof Refused<Iso20022Message> refusal) {
                    refused++;
                    assertThat(!valid || isStricterOnPurpose(refusal))
                            .as("%s for %s", refusal, xml)
                            .isTrue();
                } else {
                    assertThat(valid).as(xml).isTrue();
                }
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static boolean isStricterOnPurpose(Refused<Iso20022Message> refused) {
        boolean isAboutNothing =
                refused.code() == RefusalCode.MISSING_ELEMENT
                        && (refused.sentence().equals("The report is about nothing.")
                                || refused.sentence().equals("Nothing names the original transfer.")
                                || refused.path().endsWith("/TxInf"));
        // The schemas say nothing about what stands in an envelope of supplementary data.
        boolean isOwnContent = refused.path().contains("/Envlp/");
        return STRICTER.contains(refused.code()) || isAboutNothing || isOwnContent;
    }
}
