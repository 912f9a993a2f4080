// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

/** A settlement bank's camt.054 with one credit of won on the hub's account. */
public record BankNotice(
        String messageId,
        String bank,
        String currency,
        String reference,
        String amount,
        String text,
        String status) {

    /** 5,000 won for the member, at the bank of group 1. */
    public static BankNotice of(String messageId, String reference) {
        return new BankNotice(messageId, "BOK", "KRW", reference, "5000", "IS-HANA", "BOOK");
    }

    /** The same at another bank. */
    public BankNotice at(String otherBank) {
        return new BankNotice(messageId, otherBank, currency, reference, amount, text, status);
    }

    /** The same in another currency. */
    public BankNotice in(String otherCurrency) {
        return new BankNotice(messageId, bank, otherCurrency, reference, amount, text, status);
    }

    /** The same with another amount. */
    public BankNotice over(String otherAmount) {
        return new BankNotice(messageId, bank, currency, reference, otherAmount, text, status);
    }

    /** The same for somebody else. */
    public BankNotice naming(String other) {
        return new BankNotice(messageId, bank, currency, reference, amount, other, status);
    }

    /** The same that is not booked yet. */
    public BankNotice pending() {
        return new BankNotice(messageId, bank, currency, reference, amount, text, "PDNG");
    }

    /** The message. */
    public String xml() {
        return """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
        <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-11-22T10:00:00+09:00</CreDtTm></GrpHdr>
        <Ntfctn><Id>N-1</Id><Acct><Id><Othr><Id>NARU</Id></Othr></Id><Ccy>%s</Ccy>
        <Svcr><FinInstnId><ClrSysMmbId><MmbId>%s</MmbId></ClrSysMmbId></FinInstnId></Svcr></Acct>
        <TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>%s</Sum></TtlNtries></TxsSummry>
        <Ntry><Amt Ccy="%s">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>%s</Cd></Sts>
        <BookgDt><Dt>2026-11-22</Dt></BookgDt><AcctSvcrRef>%s</AcctSvcrRef><BkTxCd/>
        <NtryDtls><TxDtls><RmtInf><Ustrd>%s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
        </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
        """
                .formatted(
                        messageId, currency, bank, amount, currency, amount, status, reference,
                        text);
    }
}
