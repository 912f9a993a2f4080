// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.nio.charset.StandardCharsets;

/**
 * What messages of links have in common, so that a deflated one is small: the preset dictionary of
 * {@link KeptMessages}. What is common most stands last. It never changes, because everything that
 * was kept is read with it; a better one gets a form of its own there.
 */
final class LinkVocabulary {
    private static final String TEXT =
            "{\"payment\":\"\",\"number\":\"pmt_00000000\",\"merchant\":\"\",\"reference\":"
                + "\"\",\"amount\":\"\",\"settlement\":\"\",\"currency\":\"KRW\",\"pay_by\":\"2026-\""
                + ",\"state\":\"PAID\",\"approval\":\"\",\"reason\":\"\"}</OrgnlEndToEndId><Org"
                + "nlGrpInf><OrgnlMsgId></OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08<"
                + "/OrgnlMsgNmId></OrgnlGrpInf><TxInf><StsReqId></StsReqId></TxInf>"
                + "</FIToFIPmtStsReq></Document><OrgnlCreDtTm></OrgnlCreDtTm><TxInf"
                + "AndSts><OrgnlInstrId>pmt_0000000</OrgnlInstrId><OrgnlEndToEndId>"
                + "pmt_0000000</OrgnlEndToEndId><OrgnlTxId>pmt_0000000</OrgnlTxId><"
                + "OrgnlUETR></OrgnlUETR><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC0"
                + "4</Cd></Rsn></StsRsnInf><AccptncDtTm></AccptncDtTm><ClrSysRef></ClrSysRef><OrgnlTxRef><IntrBkSttlmAmt"
                + " Ccy=\"KRW\"></IntrBkSttlmAmt"
                + "></OrgnlTxRef></TxInfAndSts></FIToFIPmtStsRpt></Document></Purp>"
                + "<RmtInf><Ustrd></Ustrd><Strd><CdtrRefInf><Ref></Ref></CdtrRefInf"
                + "></Strd></RmtInf></CdtTrfTxInf></FIToFICstmrCdtTrf></Document></"
                + "FinInstnId></InstdAgt></GrpHdr><CdtTrfTxInf><PmtId><InstrId>pmt_"
                + "0000000</InstrId><EndToEndId>pmt_0000000</EndToEndId><TxId>pmt_0000000</TxId><UETR></UETR></PmtId><IntrBkSttlmAmt"
                + " Ccy=\"IDR\"></IntrBkSttlmAmt><AccptncDtTm>2026-</AccptncDtTm><InstdAmt"
                + " Ccy=\"IDR\"></InstdAmt><ChrgBr>SHAR</ChrgBr><ChrgsInf><Amt Ccy=\"IDR\"></Amt>"
                + "<Agt><FinInstnId></FinInstnId></Agt></ChrgsInf><Dbtr><Nm></Nm><C"
                + "tryOfRes>ID</CtryOfRes></Dbtr><DbtrAcct><Id><Othr><Id></Id></Oth"
                + "r></Id></DbtrAcct><DbtrAgt><FinInstnId><ClrSysMmbId><MmbId></Mmb"
                + "Id></ClrSysMmbId></FinInstnId></DbtrAgt><CdtrAgt><FinInstnId><Cl"
                + "rSysMmbId><MmbId>93600</MmbId></ClrSysMmbId></FinInstnId></CdtrA"
                + "gt><Cdtr><Nm></Nm><PstlAdr><TwnNm></TwnNm><Ctry>KR</Ctry></PstlA"
                + "dr></Cdtr><CdtrAcct><Id><Othr><Id>93600</Id><SchmeNm><Prtry>KR_M"
                + "ERCHANT</Prtry><Prtry>QRIS_PAN</Prtry></SchmeNm></Othr></Id></CdtrAcct><Purp><Cd><?xml"
                + " version=\"1.0\" encoding=\"UTF-8\"?><Document"
                + " xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.028.001.04\"><FIToFIP"
                + "mtStsReq><GrpHdr><MsgId>pacs.002.001.10\"><FIToFIPmtStsRpt><GrpHd"
                + "r><MsgId>pacs.008.001.08\"><FIToFICstmrCdtTrf><GrpHdr><MsgId>Mpmt"
                + "_0000000</MsgId><CreDtTm>2026-</CreDtTm><NbOfTxs>1</NbOfTxs><Stt"
                + "lmInf><SttlmMtd>CLRG</SttlmMtd></SttlmInf><InstgAgt><FinInstnId>"
                + "<BICFI>NARUKRSEXXX</BICFI></FinInstnId></InstgAgt><InstdAgt><Fin"
                + "InstnId><BICFI>QRSWIDJAXXX</BICFI></FinInstnId></InstdAgt></GrpHdr>";

    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.US_ASCII);

    private LinkVocabulary() {}

    static byte[] bytes() {
        return BYTES.clone();
    }
}
