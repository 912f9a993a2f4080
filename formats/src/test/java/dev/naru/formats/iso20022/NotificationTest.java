// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.iso20022.DebitCreditNotification.AccountNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** Totals of a camt.054, and one that is written piece by piece. */
final class NotificationTest {
    private static final DebitCreditNotification MESSAGE = Samples.notification();
    private static final String XML = Samples.xml(MESSAGE);

    @ParameterizedTest
    @CsvSource({
        "<TtlNtries><NbOfNtries>2<, <TtlNtries><NbOfNtries>3<",
        "<Sum>9002<, <Sum>9003<",
        "<TtlNetNtry><Amt>8902<, <TtlNetNtry><Amt>8901<",
        "<Amt>8902</Amt><CdtDbtInd>DBIT<, <Amt>8902</Amt><CdtDbtInd>CRDT<",
        "<TtlCdtNtries><NbOfNtries>1<, <TtlCdtNtries><NbOfNtries>0<",
        "<Sum>50<, <Sum>50.01<",
        "<TtlDbtNtries><NbOfNtries>1<, <TtlDbtNtries><NbOfNtries>2<",
        "<Sum>8952<, <Sum>8951<",
        "Ccy=\"KRW\">50</Amt>, Ccy=\"KRW\">51</Amt>",
        "<CdtDbtInd>CRDT</CdtDbtInd><RvslInd>, <CdtDbtInd>DBIT</CdtDbtInd><RvslInd>",
    })
    void aFileThatFailsItsOwnTotalsIsRefusedWhole(String good, String bad) {
        assertThat(XML).contains(good);
        assertThat(Samples.refusal(XML.replaceFirst(good, bad)).code())
                .isEqualTo(RefusalCode.INCONSISTENT);
    }

    @Test
    void figuresOfOtherFormsThatSayTheSameAreAccepted() {
        String xml =
                XML.replace("<NbOfNtries>2<", "<NbOfNtries>002<")
                        .replace("<Sum>9002<", "<Sum>9002.00<")
                        .replace("<RvslInd>true<", "<RvslInd>1<");
        AccountNotification account =
                ((DebitCreditNotification) Samples.message(xml)).notifications().getFirst();
        assertThat(account.entries()).isEqualTo(MESSAGE.notifications().getFirst().entries());
    }

    @Test
    void totalsThatDifferFromTheEntriesAreNotWritten() {
        AccountNotification good = MESSAGE.notifications().getFirst();
        AccountNotification cut =
                new AccountNotification(
                        good.id(),
                        good.period(),
                        good.account(),
                        good.totals(),
                        good.entries().subList(0, 1),
                        good.additional());
        DebitCreditNotification message =
                new DebitCreditNotification("M", Samples.CREATED, List.of(cut));
        assertThat(Samples.WRITER.write(message))
                .isInstanceOfSatisfying(
                        Unwritable.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.INCONSISTENT));
    }

    @Test
    void aMessageAboutNoAccountIsNoMessage() {
        DebitCreditNotification message =
                new DebitCreditNotification("M", Samples.CREATED, List.of());
        assertThat(Samples.WRITER.write(message)).isInstanceOf(Unwritable.class);
        String account = XML.substring(XML.indexOf("<Ntfctn>"), XML.indexOf("</Ntfctn>") + 9);
        assertThat(Samples.refusal(XML.replace(account, "")).code())
                .isEqualTo(RefusalCode.MISSING_ELEMENT);
    }

    @Test
    void pieceByPieceItIsTheSame() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AccountNotification account = MESSAGE.notifications().getFirst();
        assertThat(written(bytes, account, account.entries())).isEmpty();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(XML);
    }

    @Test
    void anEmptyDayIsAMessageToo() throws IOException, SAXException {
        DebitCreditNotification empty = Samples.notification(List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(written(bytes, empty.notifications().getFirst(), List.of())).isEmpty();
        assertThat(Samples.message(bytes.toString(StandardCharsets.UTF_8))).isEqualTo(empty);
        Schemas.orSkip()
                .requireValid(
                        MessageDefinition.CAMT_054_001_08, bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void pieceByPieceItMayBeLongerThanAMessageThatIsReadHere() throws IOException, SAXException {
        List<Entry> entries =
                Collections.nCopies(5_000, MESSAGE.notifications().getFirst().entries().getFirst());
        DebitCreditNotification large = Samples.notification(entries);
        assertThat(Samples.WRITER.write(large)).isInstanceOf(Unwritable.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(written(bytes, large.notifications().getFirst(), entries)).isEmpty();
        Schemas.orSkip()
                .requireValid(
                        MessageDefinition.CAMT_054_001_08, bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void pieceByPieceItDoesNotEndWithTotalsThatDiffer() throws IOException {
        AccountNotification account = MESSAGE.notifications().getFirst();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(written(bytes, account, account.entries().subList(0, 1)))
                .hasValueSatisfying(
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.INCONSISTENT));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("</Ntfctn>");
    }

    private static Optional<Unwritable> written(
            ByteArrayOutputStream bytes, AccountNotification account, List<Entry> entries)
            throws IOException {
        NotificationOutput output =
                new NotificationOutput(
                        bytes,
                        new AccountNotification(
                                account.id(),
                                account.period(),
                                account.account(),
                                account.totals(),
                                List.of(),
                                account.additional()));
        assertThat(output.begin(MESSAGE.messageId(), MESSAGE.creationDateTime())).isEmpty();
        for (Entry entry : entries) {
            assertThat(output.entry(entry)).isEmpty();
        }
        return output.end();
    }
}
