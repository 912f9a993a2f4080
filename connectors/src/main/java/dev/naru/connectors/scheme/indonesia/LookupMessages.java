// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification.ClearingSystemMember;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.IdentificationAssignment;
import dev.naru.formats.iso20022.IdentificationInformation;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PostalAddress;
import dev.naru.formats.iso20022.Refused;
import dev.naru.formats.iso20022.Unwritable;
import dev.naru.formats.iso20022.Written;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Money;
import dev.naru.qr.AdditionalField;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.QrisMerchant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The acmt.023 and acmt.024 of the link. */
final class LookupMessages {
    private static final String NMID_SCHEME = "QRIS_NMID";

    /** A creditor reference has at most so many characters (Max35Text). */
    private static final int LONGEST_REFERENCE = 35;

    /** No merchant has this number. */
    private static final String PROBE_PAN = "936000000000000000";

    private final Iso20022Writer writer = new Iso20022Writer();
    private final Iso20022Reader reader =
            new Iso20022Reader(Set.of(MessageDefinition.ACMT_024_001_02));
    private final FinancialInstitutionIdentification hub;
    private final FinancialInstitutionIdentification partner;
    private final InstantSource clock;

    LookupMessages(IndonesiaSettings settings, InstantSource clock) {
        this.hub = FinancialInstitutionIdentification.ofBic(settings.hubBic());
        this.partner = FinancialInstitutionIdentification.ofBic(settings.partnerBic());
        this.clock = clock;
    }

    /** What came of putting a code into a question. */
    sealed interface Asking {}

    /** A question on its way. */
    record Question(String id, Bytes message) implements Asking {}

    /** Nobody needs to be asked. */
    record Settled(LookupResult result) implements Asking {}

    /** The question who is behind a code. */
    Asking question(MerchantCode code) {
        if (code.additional(AdditionalField.REFERENCE_LABEL).orElse("").length()
                > LONGEST_REFERENCE) {
            return unaskable("the reference is longer than " + LONGEST_REFERENCE);
        }
        Optional<QrisMerchant> merchant = code.qris();
        Optional<GenericIdentification> named =
                merchant.flatMap(QrisMerchant::merchantPan)
                        .map(pan -> GenericIdentification.of(pan, TransferMessages.PAN_SCHEME))
                        .or(
                                () ->
                                        merchant.flatMap(QrisMerchant::nmid)
                                                .map(
                                                        nmid ->
                                                                GenericIdentification.of(
                                                                        nmid, NMID_SCHEME)));
        return named.<Asking>map(id -> question(id, Optional.of(code.text())))
                .orElseGet(() -> new Settled(new LookupResult.Unknown("")));
    }

    private static Settled unaskable(String reason) {
        return new Settled(new LookupResult.Unaskable(reason));
    }

    /** A question about nobody. */
    Asking probe() {
        return question(
                GenericIdentification.of(PROBE_PAN, TransferMessages.PAN_SCHEME), Optional.empty());
    }

    /** What the switch answered to this question. */
    LookupResult answer(Question question, Bytes body) {
        return switch (reader.read(IdentificationVerificationReport.class, body.toArray())) {
            case Refused<IdentificationVerificationReport> refused ->
                    new LookupResult.Unavailable(refused.code() + " at " + refused.path());
            case Parsed<IdentificationVerificationReport>(var report) ->
                    report.originalVerificationId().equals(question.id())
                            ? result(report)
                            : new LookupResult.Unavailable("an answer to another question");
        };
    }

    private static LookupResult result(IdentificationVerificationReport report) {
        if (report.verification() == Verification.NOT_VERIFIED) {
            return new LookupResult.Unknown(
                    report.reason()
                            .filter(CodeOrProprietary.Code.class::isInstance)
                            .map(CodeOrProprietary::value)
                            .filter(code -> code.matches("[A-Z0-9]{4}"))
                            .orElse(""));
        }
        Optional<IdentificationInformation> subject = report.updatedSubject();
        Optional<PartyIdentification> party = subject.flatMap(IdentificationInformation::party);
        Optional<String> name = party.flatMap(PartyIdentification::name);
        Optional<String> account = subject.flatMap(LookupMessages::pan);
        if (name.isEmpty() || account.isEmpty()) {
            return new LookupResult.Unavailable("verified, but without a name or a PAN");
        }
        Optional<MerchantTerms> terms = report.merchantTerms();
        Optional<CurrencyAndAmount> stated = terms.flatMap(MerchantTerms::amount);
        Optional<Money> amount = stated.flatMap(LookupMessages::money);
        if (stated.isPresent() && amount.isEmpty()) {
            return new LookupResult.Unavailable("an amount that is not one of rupiah");
        }
        return new LookupResult.Found(
                new Payee(
                        name.get(),
                        party.flatMap(PartyIdentification::postalAddress)
                                .flatMap(PostalAddress::townName)
                                .orElse(""),
                        terms.flatMap(MerchantTerms::categoryCode).orElse(""),
                        subject.flatMap(IdentificationInformation::agent)
                                .flatMap(FinancialInstitutionIdentification::clearingSystemMember)
                                .map(ClearingSystemMember::memberId)
                                .orElse(""),
                        account.get(),
                        terms.flatMap(MerchantTerms::reference).orElse(""),
                        amount));
    }

    private static Optional<String> pan(IdentificationInformation subject) {
        return subject.account()
                .filter(AccountIdentification.Other.class::isInstance)
                .map(account -> ((AccountIdentification.Other) account).identification())
                .filter(
                        id ->
                                id.schemeName()
                                        .map(CodeOrProprietary::value)
                                        .equals(Optional.of(TransferMessages.PAN_SCHEME)))
                .map(GenericIdentification::id);
    }

    private static Optional<Money> money(CurrencyAndAmount amount) {
        OptionalLong minor = amount.amountMinor(TransferMessages.CURRENCY.exponent());
        return amount.currency().equals(TransferMessages.CURRENCY.name())
                        && minor.isPresent()
                        && minor.getAsLong() > 0
                ? Optional.of(new Money(minor.getAsLong(), TransferMessages.CURRENCY))
                : Optional.empty();
    }

    private Asking question(GenericIdentification merchant, Optional<String> scannedCode) {
        String id = "Q" + UUID.randomUUID().toString().replace("-", "");
        IdentificationVerificationRequest request =
                new IdentificationVerificationRequest(
                        new IdentificationAssignment(
                                id, clock.instant().atOffset(ZoneOffset.UTC), hub, partner),
                        id,
                        new IdentificationInformation(
                                Optional.empty(),
                                Optional.of(new AccountIdentification.Other(merchant)),
                                Optional.empty()),
                        scannedCode);
        return switch (writer.write(request)) {
            case Written written -> new Question(id, Bytes.copyOf(written.bytes()));
            case Unwritable unwritable -> unaskable(unwritable.code() + " at " + unwritable.path());
        };
    }
}
