// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.bank;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The bank at which the hub has its account of won, and the notices that it sends of what was
 * booked there (camt.054.001.08). For one thread.
 */
public final class SettlementBank {
    private final String code;
    private final List<Deposit> deposits = new ArrayList<>();

    private record Deposit(String reference, long won, String text) {}

    /**
     * A bank.
     *
     * @param code as the settlement group names it
     */
    public SettlementBank(String code) {
        this.code = code;
    }

    /**
     * Somebody pays into the hub's account.
     *
     * @param won whole won, at least 1
     * @param text what the payer wrote into the payment
     * @return what the bank calls the booking
     */
    public String takeIn(long won, String text) {
        String reference = "KB" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        deposits.add(new Deposit(reference, won, text));
        return reference;
    }

    /** The notice of everything that was booked since the last one. */
    public String notice(Instant at) {
        StringBuilder entries = new StringBuilder();
        long sum = 0;
        String day = at.atOffset(ZoneOffset.ofHours(9)).toLocalDate().toString();
        for (Deposit deposit : deposits) {
            sum += deposit.won;
            entries.append(
                    """
                    <Ntry><Amt Ccy="KRW">%d</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                    <BookgDt><Dt>%s</Dt></BookgDt><AcctSvcrRef>%s</AcctSvcrRef>
                    <BkTxCd><Prtry><Cd>TRANSFER</Cd></Prtry></BkTxCd>
                    <NtryDtls><TxDtls><RmtInf><Ustrd>%s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                    """
                            .formatted(deposit.won, day, deposit.reference, escaped(deposit.text)));
        }
        String notice =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
                <BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
                <Ntfctn><Id>1</Id><Acct><Id><Othr><Id>100-000-000001</Id></Othr></Id><Ccy>KRW</Ccy>
                <Svcr><FinInstnId><ClrSysMmbId><MmbId>%s</MmbId></ClrSysMmbId></FinInstnId></Svcr></Acct>
                <TxsSummry><TtlNtries><NbOfNtries>%d</NbOfNtries><Sum>%d</Sum></TtlNtries></TxsSummry>
                %s</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
                """
                        .formatted(
                                UUID.randomUUID().toString().replace("-", ""),
                                at,
                                code,
                                deposits.size(),
                                sum,
                                entries);
        deposits.clear();
        return notice;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
