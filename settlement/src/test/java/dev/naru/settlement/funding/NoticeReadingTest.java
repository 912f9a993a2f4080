// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Currency;
import dev.naru.protocol.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoticeReadingTest {
    private static final String ENTRY =
            "<Ntry><Amt Ccy=\"KRW\">5000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
                    + "<BookgDt><Dt>2026-11-22</Dt></BookgDt><AcctSvcrRef>BOK-1</AcctSvcrRef>"
                    + "<BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
                    + "<RmtInf><Ustrd>IS-HANA</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>";
    private static final String FILE =
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\">"
                    + "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M-1</MsgId>"
                    + "<CreDtTm>2026-11-22T10:00:00+09:00</CreDtTm></GrpHdr><Ntfctn><Id>N-1</Id>"
                    + "<Acct><Id><Othr><Id>NARU</Id></Othr></Id><Ccy>KRW</Ccy><Svcr><FinInstnId>"
                    + "<ClrSysMmbId><MmbId>BOK</MmbId></ClrSysMmbId></FinInstnId></Svcr></Acct>"
                    + "<TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>5000</Sum></TtlNtries>"
                    + "</TxsSummry>"
                    + ENTRY
                    + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";

    @Test
    void aCreditThatNamesAMemberIsThatMembers() {
        assertThat(read(FILE))
                .isEqualTo(
                        new Notice.Read(
                                "M-1",
                                List.of(
                                        new Notice.Line(
                                                "BOK-1",
                                                5_000,
                                                "2026-11-22",
                                                OptionalInt.of(10),
                                                Optional.empty()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<EndToEndId>NOTPROVIDED | <EndToEndId>IS-HANA",
                "<Ustrd>IS-HANA</Ustrd> | <Strd><CdtrRefInf><Ref>IS-HANA</Ref></CdtrRefInf></Strd>",
                "<Ustrd>IS-HANA | <Ustrd>thank you</Ustrd><Ustrd> IS-HANA ",
                "<MmbId>BOK</MmbId></ClrSysMmbId> |"
                        + " <MmbId>X</MmbId></ClrSysMmbId><Othr><Id>BOK</Id></Othr>",
                "<Ccy>KRW</Ccy><Svcr> | <Svcr>",
                ">5000</Amt> | >5000.00</Amt>",
                "</Refs> | </Refs><Amt Ccy=\"KRW\">5000.0</Amt><CdtDbtInd>CRDT</CdtDbtInd>",
                "<NtryDtls> | <NtryDtls><Btch><NbOfTxs>1</NbOfTxs></Btch>",
            })
    void theMemberAndTheBankMayBeNamedWhereverTheStandardLetsThem(String was, String is) {
        assertThat(read(replaced(was, is)))
                .isInstanceOfSatisfying(
                        Notice.Read.class,
                        read ->
                                assertThat(read.lines().getFirst().participantId())
                                        .isEqualTo(OptionalInt.of(10)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CRDT | DBIT | NOT_A_CREDIT",
                "</CdtDbtInd> | </CdtDbtInd><RvslInd>true</RvslInd> | REVERSAL",
                "BOOK | PDNG | NOT_BOOKED",
                "5000 | 0 | NO_AMOUNT",
                "</TxDtls> | </TxDtls><TxDtls/> | SEVERAL_TRANSACTIONS",
                "<NtryDtls> | <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch> | SEVERAL_TRANSACTIONS",
                "</Refs> | </Refs><Amt Ccy=\"KRW\">4999</Amt> | SEVERAL_TRANSACTIONS",
                "</Refs> | </Refs><Amt Ccy=\"IDR\">5000</Amt> | SEVERAL_TRANSACTIONS",
                "</Refs> | </Refs><CdtDbtInd>DBIT</CdtDbtInd> | SEVERAL_TRANSACTIONS",
                "IS-HANA | IS-HANAX | PARTICIPANT_UNKNOWN",
                "IS-HANA | for IS-HANA | PARTICIPANT_UNKNOWN",
                "NOTPROVIDED | IS-DUL | PARTICIPANT_UNCLEAR",
            })
    void anEntryThatIsNobodysSaysWhy(String was, String is, Unmatched why) {
        assertThat(read(replaced(was, is)))
                .isInstanceOfSatisfying(
                        Notice.Read.class,
                        read -> {
                            assertThat(read.lines().getFirst().unmatched()).contains(why);
                            assertThat(read.lines().getFirst().participantId()).isEmpty();
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<MmbId>BOK | <MmbId>BI | OTHER_BANK",
                "<Svcr><FinInstnId><ClrSysMmbId><MmbId>BOK</MmbId></ClrSysMmbId></FinInstnId></Svcr>"
                    + " |  | OTHER_BANK",
                "<Ccy>KRW | <Ccy>IDR | OTHER_CURRENCY",
                "Ccy=\"KRW\" | Ccy=\"IDR\" | OTHER_CURRENCY",
                "<AcctSvcrRef>BOK-1</AcctSvcrRef> |  | MALFORMED",
                ">5000</Amt> | >5000.5</Amt> | MALFORMED",
                "<Sum>5000 | <Sum>5001 | MALFORMED",
                "<NbOfNtries>1 | <NbOfNtries>2 | MALFORMED",
                "</Document> |  | MALFORMED",
                "camt.054.001.08 | camt.054.001.09 | MALFORMED",
            })
    void aFileThatCannotBeTrustedIsRefusedWhole(
            String was, @org.jspecify.annotations.Nullable String is, Submission.Fault fault) {
        String file = FILE.replace(was, is == null ? "" : is);
        assertThat(file).isNotEqualTo(FILE);
        assertThat(read(file))
                .isInstanceOfSatisfying(
                        Notice.Bad.class, bad -> assertThat(bad.fault()).isEqualTo(fault));
    }

    @Test
    void twoEntriesOfOneReferenceCannotBothBeTrue() {
        String twice =
                FILE.replace(ENTRY, ENTRY + ENTRY)
                        .replace("<NbOfNtries>1", "<NbOfNtries>2")
                        .replace("<Sum>5000", "<Sum>10000");
        assertThat(read(twice)).isInstanceOf(Notice.Bad.class);
    }

    private static String replaced(String was, String is) {
        String file = FILE.replace(was, is);
        assertThat(file).isNotEqualTo(FILE);
        return file.replaceAll("<TxsSummry>.*</TxsSummry>", "");
    }

    private static Notice read(String file) {
        BankAccount account =
                new BankAccount(
                        new Outcome.Group(1, "KR-KRW", Currency.KRW, "BOK", 540, 1),
                        Map.of("IS-HANA", 10, "IS-DUL", 11));
        return new NoticeReading(account).read(file.getBytes(UTF_8));
    }
}
