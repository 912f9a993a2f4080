// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.connectors.enquiry.PayeeQuestion;
import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.IdentificationInformation;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PostalAddress;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.KnownCodes;
import dev.naru.gateway.http.participant.PayeeReading;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MinorAmount;
import dev.naru.qr.QrReading;
import dev.naru.qr.Tip;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers an acmt.023: reads the scanned code and asks the payee's side. */
final class PayeeQuestions {
    private static final int MOST_NAME = 140;
    private static final int MOST_TOWN = 35;

    private final InboundLink link;
    private final Machine machine;
    private final Optional<PayeeLookup> lookup;
    private final LinkMessages messages;

    /** What of the gateway this uses. */
    record Machine(Directory directory, KnownCodes codes) {}

    PayeeQuestions(
            InboundLink link,
            Machine machine,
            @Nullable PayeeLookup lookup,
            LinkMessages messages) {
        this.link = link;
        this.machine = machine;
        this.lookup = Optional.ofNullable(lookup);
        this.messages = messages;
    }

    IdentificationVerificationReport answer(IdentificationVerificationRequest question) {
        return switch (find(question)) {
            case Finding.Nobody(String reason) -> messages.notVerified(question, reason);
            case Finding.Found(Payee payee, Optional<Money> amount) ->
                    messages.verified(
                            question,
                            subject(payee),
                            new MerchantTerms(
                                    said(payee.category()),
                                    amount.map(PayeeQuestions::amount),
                                    said(payee.reference())));
        };
    }

    private sealed interface Finding {
        record Found(Payee payee, Optional<Money> amount) implements Finding {}

        record Nobody(String reason) implements Finding {}
    }

    private Finding find(IdentificationVerificationRequest question) {
        if (!messages.areEnds(
                Optional.of(question.assignment().assigner()),
                Optional.of(question.assignment().assignee()))) {
            return new Finding.Nobody(Reasons.WRONG_AGENT);
        }
        if (question.scannedCode().isEmpty()) {
            return new Finding.Nobody(Reasons.ELEMENT_MISSING);
        }
        return switch (machine.codes().reader().read(question.scannedCode().get())) {
            case QrReading.Refused _ -> new Finding.Nobody(Reasons.MALFORMED);
            case MerchantCode code -> find(code);
        };
    }

    private Finding find(MerchantCode code) {
        if (!code.schemes().contains(link.scheme())) {
            return new Finding.Nobody(Reasons.NOT_SUPPORTED);
        }
        Optional<Outcome.Corridor> corridor =
                machine.directory()
                        .corridor(link.corridorId())
                        .filter(known -> known.status() == CorridorStatus.OPEN);
        boolean isOpen = lookup.map(asked -> asked.state() == LinkState.UP).orElse(false);
        if (corridor.isEmpty() || !isOpen) {
            return new Finding.Nobody(Reasons.NOT_AVAILABLE);
        }
        Currency currency =
                machine.directory().currency(corridor.get().definition().destinationGroupId());
        return switch (lookup.get().look(new PayeeQuestion(code))) {
            case LookupResult.Found(Payee payee) -> found(code, payee, currency);
            case LookupResult.Unknown(String reason) ->
                    new Finding.Nobody(reason.isEmpty() ? Reasons.UNKNOWN_ACCOUNT : reason);
            case LookupResult.Unaskable _ -> new Finding.Nobody(Reasons.MALFORMED);
            case LookupResult.Unavailable _ -> new Finding.Nobody(Reasons.NOT_AVAILABLE);
        };
    }

    /** The payee's side knows best what is to be paid; where it is silent the code counts. */
    private static Finding found(MerchantCode code, Payee payee, Currency currency) {
        if (payee.amount().isPresent()) {
            return payee.amount().get().currency() == currency
                    ? new Finding.Found(payee, payee.amount())
                    : new Finding.Nobody(Reasons.WRONG_CURRENCY);
        }
        if (code.amount().isEmpty()) {
            return new Finding.Found(payee, Optional.empty());
        }
        // A tip that we would have to work out ourselves is refused rather than guessed.
        return code.tip() instanceof Tip.None
                        && code.amount().get().toMinor(currency.exponent())
                                instanceof MinorAmount.Exact(long minor)
                ? new Finding.Found(payee, Optional.of(new Money(minor, currency)))
                : new Finding.Nobody(Reasons.NOT_SUPPORTED);
    }

    private IdentificationInformation subject(Payee payee) {
        String name = PayeeReading.shown(payee.name(), MOST_NAME);
        String town = PayeeReading.shown(payee.city(), MOST_TOWN);
        return new IdentificationInformation(
                Optional.of(
                        new PartyIdentification(
                                said(name),
                                town.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(PostalAddress.ofTown(town, COUNTRY)),
                                Optional.empty(),
                                Optional.empty())),
                Optional.of(
                        new AccountIdentification.Other(
                                GenericIdentification.of(
                                        payee.account(), TransferReading.MERCHANT_SCHEME))),
                Optional.of(
                        FinancialInstitutionIdentification.ofMember(
                                machine.directory().participantCode(destination()))));
    }

    private static final String COUNTRY = "KR";

    private int destination() {
        return machine.directory()
                .corridor(link.corridorId())
                .map(corridor -> corridor.definition().destinationParticipantId())
                .orElseThrow();
    }

    private static CurrencyAndAmount amount(Money money) {
        return CurrencyAndAmount.ofMinor(
                money.currency().name(), money.minor(), money.currency().exponent());
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
