// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.qr.AdditionalField;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.MinorAmount;
import dev.naru.qr.Presentation;
import dev.naru.qr.Qr;
import dev.naru.qr.QrReading;
import dev.naru.qr.QrisMerchant;
import dev.naru.simulators.scheme.LinkRules.Breach;
import dev.naru.simulators.scheme.Merchant.Standing;
import java.util.Optional;

/** Judges by the directory of merchants: whom a code names, and whether an order may be paid. */
final class Directory {
    private static final String UNKNOWN_ACCOUNT = "AC01";
    private static final String CLOSED_ACCOUNT = "AC04";

    private static final int LONGEST_REFERENCE = 35;

    private final MerchantDirectory merchants;
    private final SwitchBook book;
    private final long mostMinor;

    Directory(SwitchSettings settings, SwitchBook book) {
        this.merchants = settings.directory();
        this.mostMinor = settings.mostMinor();
        this.book = book;
    }

    /** What came of a look-up. */
    sealed interface Finding {
        record Found(Merchant merchant, MerchantTerms terms) implements Finding {}

        record NotFound(String reason) implements Finding {}
    }

    /** Looks up whom a request names; a code that was scanned must name the same merchant. */
    Finding find(IdentificationVerificationRequest request) throws Breach {
        Optional<Merchant> named = named(request);
        if (named.isEmpty()) {
            return new Finding.NotFound(UNKNOWN_ACCOUNT);
        }
        Merchant merchant = named.get();
        if (merchant.standing() == Standing.CLOSED) {
            return new Finding.NotFound(CLOSED_ACCOUNT);
        }
        if (request.scannedCode().isEmpty()) {
            return new Finding.Found(
                    merchant,
                    new MerchantTerms(
                            Optional.of(merchant.category()), Optional.empty(), Optional.empty()));
        }
        return switch (Qr.read(request.scannedCode().get())) {
            case QrReading.Refused refused ->
                    throw new Breach("The scanned code cannot be read: " + refused.error().code());
            case MerchantCode code ->
                    isOf(merchant, code)
                            ? new Finding.Found(merchant, terms(merchant, code))
                            : new Finding.NotFound(UNKNOWN_ACCOUNT);
        };
    }

    /** The ISO reason why this order is rejected; empty when it can be paid. */
    Optional<String> refusal(Order order) {
        Optional<Merchant> merchant = merchants.byPan(order.pan());
        if (merchant.isEmpty()) {
            return Optional.of(UNKNOWN_ACCOUNT);
        }
        if (merchant.get().standing() == Standing.CLOSED) {
            return Optional.of(CLOSED_ACCOUNT);
        }
        if (!merchant.get().acquirer().equals(order.acquirer())) {
            return Optional.of("RC04");
        }
        if (!merchant.get().name().equalsIgnoreCase(order.payee())) {
            return Optional.of("BE01");
        }
        if (order.billMinor() > mostMinor) {
            return Optional.of("AM02");
        }
        return book.billRefusal(order);
    }

    private Optional<Merchant> named(IdentificationVerificationRequest request) throws Breach {
        if (request.subject().account().orElse(null) instanceof AccountIdentification.Other other) {
            GenericIdentification id = other.identification();
            String scheme = id.schemeName().map(CodeOrProprietary::value).orElse("");
            return switch (scheme) {
                case SwitchMessages.PAN_SCHEME -> merchants.byPan(id.id());
                case SwitchMessages.NMID_SCHEME -> merchants.byNmid(id.id());
                default -> throw new Breach("Acct/Othr must be a QRIS_PAN or a QRIS_NMID.");
            };
        }
        throw new Breach("Acct/Othr must name the merchant.");
    }

    private static boolean isOf(Merchant merchant, MerchantCode code) {
        Optional<QrisMerchant> qris = code.qris();
        return qris.isPresent()
                && qris.get().merchantPan().map(merchant.pan()::equals).orElse(true)
                && qris.get().nmid().map(merchant.nmid()::equals).orElse(true);
    }

    private MerchantTerms terms(Merchant merchant, MerchantCode code) throws Breach {
        Optional<String> reference = code.additional(AdditionalField.REFERENCE_LABEL);
        if (reference.orElse("").length() > LONGEST_REFERENCE) {
            throw new Breach("The scanned code's reference is longer than 35 characters.");
        }
        Optional<CurrencyAndAmount> amount = Optional.empty();
        if (code.amount().isPresent()) {
            if (code.amount().get().toMinor(LinkRules.EXPONENT)
                    instanceof MinorAmount.Exact exact) {
                amount =
                        Optional.of(
                                CurrencyAndAmount.ofMinor(
                                        LinkRules.CURRENCY,
                                        exact.amountMinor(),
                                        LinkRules.EXPONENT));
                if (code.presentation() == Presentation.DYNAMIC) {
                    reference.ifPresent(
                            text -> book.openBill(merchant.pan(), text, exact.amountMinor()));
                }
            } else {
                throw new Breach("The scanned code's amount is not in whole hundredths.");
            }
        }
        return new MerchantTerms(Optional.of(merchant.category()), amount, reference);
    }
}
