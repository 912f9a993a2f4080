// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import com.prowidesoftware.swift.model.mx.MxAcmt02300102;
import com.prowidesoftware.swift.model.mx.MxAcmt02400102;
import com.prowidesoftware.swift.model.mx.MxCamt05400108;
import com.prowidesoftware.swift.model.mx.MxPacs00200110;
import com.prowidesoftware.swift.model.mx.MxPacs00800108;
import com.prowidesoftware.swift.model.mx.MxPacs02800104;
import com.prowidesoftware.swift.model.mx.dic.AccountNotification17;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction39;
import com.prowidesoftware.swift.model.mx.dic.EntryTransaction10;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader93;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction110;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction121;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import com.prowidesoftware.swift.model.mx.dic.VerificationReport2;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another implementation, Prowide's, finds in our XML what our records hold, and the reverse. */
final class ProwideAgreementTest {

    @Test
    void agreesOnACreditTransfer() {
        CustomerCreditTransfer ours = Samples.creditTransfer();
        MxPacs00800108 theirs = MxPacs00800108.parse(Samples.xml(ours));
        GroupHeader93 header = theirs.getFIToFICstmrCdtTrf().getGrpHdr();
        assertThat(header.getMsgId()).isEqualTo("CCT-0001");
        assertThat(header.getCreDtTm().toInstant()).isEqualTo(Samples.CREATED.toInstant());
        assertThat(header.getNbOfTxs()).isEqualTo("1");
        assertThat(header.getSttlmInf().getSttlmMtd().value()).isEqualTo("CLRG");
        assertThat(header.getSttlmInf().getClrSys().getPrtry()).isEqualTo("CROSSQR");
        assertThat(header.getInstgAgt().getFinInstnId().getBICFI()).isEqualTo("HANRKRSE");

        CreditTransferTransaction39 transfer =
                theirs.getFIToFICstmrCdtTrf().getCdtTrfTxInf().getFirst();
        assertThat(transfer.getPmtId().getEndToEndId()).isEqualTo("E2E-1");
        assertThat(transfer.getPmtId().getUETR()).isEqualTo(Samples.UETR.toString());
        assertThat(transfer.getPmtTpInf().getSvcLvl().getFirst().getCd()).isEqualTo("SDVA");
        assertThat(transfer.getPmtTpInf().getLclInstrm().getPrtry()).isEqualTo("QR");
        assertThat(transfer.getIntrBkSttlmAmt().getCcy()).isEqualTo("IDR");
        assertThat(transfer.getIntrBkSttlmAmt().getValue())
                .isEqualByComparingTo(new BigDecimal("100000.00"));
        assertThat(transfer.getIntrBkSttlmDt()).isEqualTo("2026-11-22");
        assertThat(transfer.getAccptncDtTm().toInstant()).isEqualTo(Samples.ASKED.toInstant());
        assertThat(transfer.getInstdAmt().getValue()).isEqualByComparingTo(new BigDecimal("8952"));
        assertThat(transfer.getXchgRate()).isEqualByComparingTo(new BigDecimal("11.1714"));
        assertThat(transfer.getChrgBr().value()).isEqualTo("SHAR");
        assertThat(transfer.getChrgsInf().getFirst().getAmt().getValue())
                .isEqualByComparingTo(BigDecimal.valueOf(50));
        assertThat(transfer.getDbtr().getNm()).isEqualTo("김하나");
        assertThat(transfer.getDbtrAcct().getId().getOthr().getId()).isEqualTo("110-234-567890");
        assertThat(transfer.getCdtrAgt().getFinInstnId().getClrSysMmbId().getMmbId())
                .isEqualTo("93600999");
        assertThat(transfer.getCdtr().getNm()).isEqualTo("Warung Bu Sri & Co <Ubud>");
        assertThat(transfer.getCdtr().getPstlAdr().getTwnNm()).isEqualTo("Gianyar");
        assertThat(transfer.getCdtrAcct().getId().getOthr().getSchmeNm().getPrtry())
                .isEqualTo("PAN");
        assertThat(transfer.getCdtrAcct().getPrxy().getId()).isEqualTo("ID2026004711");
        assertThat(transfer.getPurp().getCd()).isEqualTo("GDDS");
        assertThat(transfer.getRmtInf().getUstrd()).containsExactly("nasi campur, 2 portions");
        assertThat(transfer.getRmtInf().getStrd().getFirst().getCdtrRefInf().getRef())
                .isEqualTo("TABLE-9");
    }

    @Test
    void agreesOnAStatusReport() {
        PaymentStatusReport ours =
                Samples.statusReport(
                        "RJCT",
                        new StatusReason(
                                Optional.of(CodeOrProprietary.code("AC04")), List.of("Closed")));
        MxPacs00200110 theirs = MxPacs00200110.parse(Samples.xml(ours));
        assertThat(theirs.getFIToFIPmtStsRpt().getGrpHdr().getMsgId()).isEqualTo("PSR-0001");
        assertThat(theirs.getFIToFIPmtStsRpt().getOrgnlGrpInfAndSts().getFirst().getOrgnlMsgNmId())
                .isEqualTo("pacs.008.001.08");
        PaymentTransaction110 status = theirs.getFIToFIPmtStsRpt().getTxInfAndSts().getFirst();
        assertThat(status.getStsId()).isEqualTo("ST-1");
        assertThat(status.getOrgnlInstrId()).isEqualTo("INS-1");
        assertThat(status.getOrgnlEndToEndId()).isEqualTo("E2E-1");
        assertThat(status.getOrgnlUETR()).isEqualTo(Samples.UETR.toString());
        assertThat(status.getTxSts()).isEqualTo("RJCT");
        assertThat(status.getStsRsnInf().getFirst().getRsn().getCd()).isEqualTo("AC04");
        assertThat(status.getStsRsnInf().getFirst().getAddtlInf()).containsExactly("Closed");
        assertThat(status.getClrSysRef()).isEqualTo("SWITCH-42");
        assertThat(status.getOrgnlTxRef().getIntrBkSttlmAmt().getValue())
                .isEqualByComparingTo(new BigDecimal("100000"));
    }

    @Test
    void agreesOnAStatusRequest() {
        MxPacs02800104 theirs = MxPacs02800104.parse(Samples.xml(Samples.statusRequest()));
        PaymentTransaction121 enquiry = theirs.getFIToFIPmtStsReq().getTxInf().getFirst();
        assertThat(theirs.getFIToFIPmtStsReq().getOrgnlGrpInf().getFirst().getOrgnlMsgId())
                .isEqualTo("CCT-0001");
        assertThat(enquiry.getStsReqId()).isEqualTo("ENQ-1");
        assertThat(enquiry.getOrgnlTxId()).isEqualTo("TX-1");
        assertThat(enquiry.getOrgnlUETR()).isEqualTo(Samples.UETR.toString());
        assertThat(enquiry.getOrgnlTxRef().getIntrBkSttlmDt()).isEqualTo("2026-11-22");
    }

    @Test
    void agreesOnAVerificationRequest() {
        MxAcmt02300102 theirs = MxAcmt02300102.parse(Samples.xml(Samples.verificationRequest()));
        assertThat(theirs.getIdVrfctnReq().getAssgnmt().getMsgId()).isEqualTo("IVQ-0001");
        assertThat(
                        theirs.getIdVrfctnReq()
                                .getAssgnmt()
                                .getAssgnr()
                                .getAgt()
                                .getFinInstnId()
                                .getBICFI())
                .isEqualTo("HANRKRSE");
        assertThat(theirs.getIdVrfctnReq().getVrfctn().getFirst().getId()).isEqualTo("LOOK-77");
        assertThat(
                        theirs.getIdVrfctnReq()
                                .getVrfctn()
                                .getFirst()
                                .getPtyAndAcctId()
                                .getAcct()
                                .getOthr()
                                .getId())
                .isEqualTo("936009991234567895");
        assertThat(theirs.getIdVrfctnReq().getSplmtryData()).hasSize(1);
    }

    @Test
    void agreesOnAVerificationReport() {
        MxAcmt02400102 theirs = MxAcmt02400102.parse(Samples.xml(Samples.verificationReport()));
        VerificationReport2 report = theirs.getIdVrfctnRpt().getRpt().getFirst();
        assertThat(theirs.getIdVrfctnRpt().getOrgnlAssgnmt().getMsgId()).isEqualTo("IVQ-0001");
        assertThat(report.getOrgnlId()).isEqualTo("LOOK-77");
        assertThat(report.isVrfctn()).isTrue();
        assertThat(report.getRsn().getCd()).isEqualTo("MTCH");
        assertThat(report.getUpdtdPtyAndAcctId().getPty().getPstlAdr().getTwnNm())
                .isEqualTo("Gianyar");
        assertThat(
                        report.getUpdtdPtyAndAcctId()
                                .getPty()
                                .getId()
                                .getOrgId()
                                .getOthr()
                                .getFirst()
                                .getId())
                .isEqualTo("ID2026004711");
    }

    @Test
    void agreesOnANotification() {
        MxCamt05400108 theirs = MxCamt05400108.parse(Samples.xml(Samples.notification()));
        assertThat(theirs.getBkToCstmrDbtCdtNtfctn().getGrpHdr().getMsgId()).isEqualTo("DCN-0001");
        AccountNotification17 account = theirs.getBkToCstmrDbtCdtNtfctn().getNtfctn().getFirst();
        assertThat(account.getId()).isEqualTo("HANA-POS-1");
        assertThat(account.getFrToDt().getToDtTm().toInstant())
                .isEqualTo(Samples.CREATED.toInstant());
        assertThat(account.getAcct().getId().getOthr().getId()).isEqualTo("POS/7/1");
        assertThat(account.getAcct().getSvcr().getFinInstnId().getBICFI()).isEqualTo("HANRKRSE");
        assertThat(account.getTxsSummry().getTtlNtries().getNbOfNtries()).isEqualTo("2");
        assertThat(account.getTxsSummry().getTtlNtries().getSum()).isEqualByComparingTo("9002");
        assertThat(account.getTxsSummry().getTtlNtries().getTtlNetNtry().getAmt())
                .isEqualByComparingTo("8902");
        assertThat(account.getTxsSummry().getTtlDbtNtries().getSum()).isEqualByComparingTo("8952");
        assertThat(account.getAddtlNtfctnInf()).isEqualTo("opens at 0, closes at -8952");
        ReportEntry10 credit = account.getNtry().getFirst();
        assertThat(credit.isRvslInd()).isTrue();
        assertThat(credit.getBookgDt().getDt()).isEqualTo("2026-11-22");
        assertThat(credit.getAcctSvcrRef()).isEqualTo("BANK-7");
        assertThat(credit.getBkTxCd().getDomn().getFmly().getSubFmlyCd()).isEqualTo("DMCT");
        ReportEntry10 debit = account.getNtry().getLast();
        assertThat(debit.getAmt().getValue()).isEqualByComparingTo("8952");
        assertThat(debit.getCdtDbtInd().value()).isEqualTo("DBIT");
        assertThat(debit.getSts().getCd()).isEqualTo("BOOK");
        assertThat(debit.getBookgDt().getDtTm().toInstant()).isEqualTo(Samples.CREATED.toInstant());
        EntryTransaction10 details = debit.getNtryDtls().getFirst().getTxDtls().getFirst();
        assertThat(details.getRefs().getUETR()).isEqualTo(Samples.UETR.toString());
        assertThat(details.getRefs().getEndToEndId()).isEqualTo("E2E-1");
        assertThat(details.getRefs().getClrSysRef()).isEqualTo("SWITCH-42");
        assertThat(details.getRltdPties().getCdtr().getPty().getNm())
                .isEqualTo("Warung Bu Sri & Co <Ubud>");
        assertThat(details.getRltdAgts().getCdtrAgt().getFinInstnId().getClrSysMmbId().getMmbId())
                .isEqualTo("93600999");
        assertThat(details.getRmtInf().getUstrd()).containsExactly("nasi campur");
        DebitCreditNotification read = (DebitCreditNotification) Samples.message(theirs.document());
        assertThat(read.notifications().getFirst().entries())
                .hasSize(2)
                .first()
                .extracting(DebitCreditNotification.Entry::servicerReference)
                .isEqualTo(Optional.of("BANK-7"));
    }

    @Test
    void findsTheSameInRandomCreditTransfers() {
        RandomMessages messages = new RandomMessages(31);
        int compared = 0;
        while (compared < 100) {
            if (messages.next() instanceof CustomerCreditTransfer ours) {
                compare(ours);
                compared++;
            }
        }
    }

    /** What they write, with their prefixes and indentation, we read as what we wrote. */
    @Test
    void theirXmlMeansTheSameToUs() {
        CustomerCreditTransfer transfer = Samples.creditTransfer();
        String theirs = MxPacs00800108.parse(Samples.xml(transfer)).document();
        CustomerCreditTransfer read = (CustomerCreditTransfer) Samples.message(theirs);
        assertThat(read.identification()).isEqualTo(transfer.identification());
        assertThat(read.debtor()).isEqualTo(transfer.debtor());
        assertThat(read.creditor()).isEqualTo(transfer.creditor());
        assertThat(read.remittance()).isEqualTo(transfer.remittance());
        assertThat(
                        read.amounts()
                                .interbankSettlement()
                                .hasValueOf(transfer.amounts().interbankSettlement()))
                .isTrue();
        assertThat(theirs).isNotEqualTo(Samples.xml(transfer));
    }

    private static void compare(CustomerCreditTransfer ours) {
        CreditTransferTransaction39 theirs =
                MxPacs00800108.parse(Samples.xml(ours))
                        .getFIToFICstmrCdtTrf()
                        .getCdtTrfTxInf()
                        .getFirst();
        assertThat(theirs.getPmtId().getEndToEndId()).isEqualTo(ours.identification().endToEndId());
        assertThat(Optional.ofNullable(theirs.getPmtId().getTxId()))
                .isEqualTo(ours.identification().transactionId());
        assertThat(theirs.getIntrBkSttlmAmt().getValue())
                .isEqualByComparingTo(
                        new BigDecimal(ours.amounts().interbankSettlement().amount().toString()));
        assertThat(Optional.ofNullable(theirs.getDbtr().getNm()))
                .isEqualTo(ours.debtor().party().name());
        assertThat(Optional.ofNullable(theirs.getCdtr().getNm()))
                .isEqualTo(ours.creditor().party().name());
        assertThat(theirs.getRmtInf() == null ? List.of() : theirs.getRmtInf().getUstrd())
                .isEqualTo(
                        ours.remittance()
                                .map(RemittanceInformation::unstructured)
                                .orElse(List.of()));
    }
}
