// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CashAccount;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PostalAddress;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.SuppliedItem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** What a pacs.008 asks for, in the hub's words, by the rules of the inbound link. */
sealed interface TransferReading {
    /** Under which the hub names a Korean merchant's number. */
    String MERCHANT_SCHEME = "KR_MERCHANT";

    /** So long after the partner accepted it a payment may still be executed here. */
    long EXECUTION_NS = 55_000_000_000L;

    /**
     * An order that keeps the rules.
     *
     * @param acceptedAtNs when the partner accepted it, epoch nanoseconds
     * @param payee whom it pays, and for which bill
     * @param payer who pays, at the partner
     * @param raw the message
     */
    record Order(
            PaymentId id,
            long amountMinor,
            long acceptedAtNs,
            Digest payee,
            Digest payer,
            Set<SuppliedItem> suppliedItems,
            Particulars particulars,
            Bytes raw)
            implements TransferReading {
        public Order {
            suppliedItems = Set.copyOf(suppliedItems);
        }
    }

    /** A rule is broken; the reason of ISO 20022. */
    record Broken(String reason) implements TransferReading {}

    /** The payment's id in a UETR; empty when it is none of version 4. */
    static Optional<PaymentId> id(Optional<UUID> uetr) {
        return uetr.flatMap(id -> PaymentId.parse(id.toString()));
    }

    /** Reads an order of a link, whose ends have been looked at. */
    static TransferReading read(
            CustomerCreditTransfer transfer, Bytes raw, InboundLink link, Currency currency) {
        Optional<PaymentId> id = id(transfer.identification().uetr());
        if (id.isEmpty() || transfer.acceptanceDateTime().isEmpty()) {
            return new Broken(Reasons.ELEMENT_MISSING);
        }
        CurrencyAndAmount settled = transfer.amounts().interbankSettlement();
        if (!settled.currency().equals(currency.name())) {
            return new Broken(Reasons.WRONG_CURRENCY);
        }
        OptionalLong minor = settled.amountMinor(currency.exponent());
        if (minor.isEmpty() || !transfer.charges().isEmpty()) {
            return new Broken(Reasons.INVALID_AMOUNT);
        }
        if (minor.getAsLong() == 0) {
            return new Broken(Reasons.ZERO_AMOUNT);
        }
        if (minor.getAsLong() > Command.MOST_AMOUNT_MINOR) {
            return new Broken(Reasons.TOO_LARGE);
        }
        Optional<String> merchant = merchant(transfer);
        if (merchant.isEmpty()) {
            return new Broken(Reasons.UNKNOWN_ACCOUNT);
        }
        Optional<Particulars> particulars = particulars(transfer, merchant.get());
        if (particulars.isEmpty()) {
            return new Broken(Reasons.MALFORMED);
        }
        return new Order(
                id.get(),
                minor.getAsLong(),
                epochNs(transfer.acceptanceDateTime().get()),
                CanonicalDigest.of(
                        "payee 1",
                        link.scheme().name(),
                        Integer.toString(link.corridorId()),
                        merchant.get(),
                        particulars.get().scan().lookUpReference()),
                CanonicalDigest.payer(link.participantId(), particulars.get().payer().account()),
                suppliedItems(transfer, particulars.get()),
                particulars.get(),
                raw);
    }

    private static Set<SuppliedItem> suppliedItems(
            CustomerCreditTransfer transfer, Particulars particulars) {
        Set<SuppliedItem> items = EnumSet.noneOf(SuppliedItem.class);
        Particulars.Payer payer = particulars.payer();
        if (!payer.name().isEmpty() && !payer.account().isEmpty()) {
            items.add(SuppliedItem.ORIGINATOR);
        }
        if (transfer.debtor().party().countryOfResidence().isPresent()) {
            items.add(SuppliedItem.RESIDENCY);
        }
        if (!particulars.purpose().isEmpty()) {
            items.add(SuppliedItem.PURPOSE);
        }
        return items;
    }

    private static Optional<String> merchant(CustomerCreditTransfer transfer) {
        return transfer.creditor()
                .account()
                .map(CashAccount::identification)
                .filter(AccountIdentification.Other.class::isInstance)
                .map(account -> ((AccountIdentification.Other) account).identification())
                .filter(
                        named ->
                                named.schemeName()
                                        .map(CodeOrProprietary::value)
                                        .equals(Optional.of(MERCHANT_SCHEME)))
                .map(GenericIdentification::id);
    }

    /** Empty when a text of it cannot be carried. */
    private static Optional<Particulars> particulars(
            CustomerCreditTransfer transfer, String merchant) {
        PartyIdentification creditor = transfer.creditor().party();
        try {
            return Optional.of(
                    new Particulars(
                            new Particulars.Payer(
                                    transfer.debtor().party().name().orElse(""),
                                    transfer.debtor()
                                            .account()
                                            .map(TransferReading::account)
                                            .orElse(""),
                                    transfer.identification().endToEndId()),
                            new Particulars.Payee(
                                    creditor.name().orElse(""),
                                    creditor.postalAddress()
                                            .flatMap(PostalAddress::townName)
                                            .orElse(""),
                                    merchant,
                                    "",
                                    merchant),
                            new Particulars.Scan("", "", reference(transfer)),
                            transfer.purpose().map(CodeOrProprietary::value).orElse(""),
                            transfer.remittance()
                                    .map(RemittanceInformation::unstructured)
                                    .flatMap(texts -> texts.stream().findFirst())
                                    .orElse("")));
        } catch (IllegalArgumentException cannotBeCarried) {
            return Optional.empty();
        }
    }

    private static String account(CashAccount account) {
        return switch (account.identification()) {
            case AccountIdentification.Iban(String iban) -> iban;
            case AccountIdentification.Other(GenericIdentification named) -> named.id();
        };
    }

    private static String reference(CustomerCreditTransfer transfer) {
        return transfer.remittance()
                .map(RemittanceInformation::references)
                .flatMap(references -> references.stream().findFirst())
                .map(CreditorReference::reference)
                .orElse("");
    }

    /**
     * A time that 64 bits do not reach is as far as they do: it is of no order that can be paid.
     */
    private static long epochNs(OffsetDateTime time) {
        Instant instant = time.toInstant();
        try {
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L),
                    instant.getNano());
        } catch (ArithmeticException far) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
