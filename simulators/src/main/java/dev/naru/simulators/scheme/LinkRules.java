// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CashAccount;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Charge;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.OriginalGroupInformation;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What the link asks of a message beyond its schema. A message that breaks a rule is refused as a
 * whole (HTTP 422), whatever it would pay.
 */
final class LinkRules {
    static final String CURRENCY = "IDR";
    static final int EXPONENT = 2;

    /** Invalid cut-off time. */
    private static final String TOO_LATE = "TM01";

    /** Invalid date. */
    private static final String FROM_THE_FUTURE = "DT01";

    /** How many enquiries about one payment are answered within an hour. */
    static final int ENQUIRIES_AN_HOUR = 10;

    private static final Duration LONGEST_EXECUTION = Duration.ofSeconds(55);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5);

    private final String hubBic;
    private final String ownBic;

    LinkRules(SwitchSettings settings) {
        this.hubBic = settings.hubBic();
        this.ownBic = settings.ownBic();
    }

    /** The rule that a message breaks, as a sentence for its sender. */
    static final class Breach extends Exception {
        private static final long serialVersionUID = 1L;

        Breach(String sentence) {
            super(sentence, null, false, false);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** The order in a message, or the first rule that it breaks. */
    Order order(CustomerCreditTransfer transfer, byte[] bytes) throws Breach {
        agents(transfer.header());
        PaymentIdentification names = transfer.identification();
        require(
                names.instructionId().equals(Optional.of(names.endToEndId()))
                        && names.transactionId().equals(Optional.of(names.endToEndId())),
                "InstrId, EndToEndId and TxId must be one and the same.");
        UUID uetr = names.uetr().orElseThrow(() -> new Breach("UETR is mandatory on this link."));
        require(uetr.version() == 4 && uetr.variant() == 2, "UETR must be a UUID of version 4.");

        long amountMinor = minor(transfer.amounts().interbankSettlement(), "IntrBkSttlmAmt");
        long billMinor =
                transfer.amounts().instructed().isEmpty()
                        ? amountMinor
                        : minor(transfer.amounts().instructed().get(), "InstdAmt");
        long chargesMinor = 0;
        for (Charge charge : transfer.charges()) {
            chargesMinor = Math.addExact(chargesMinor, minor(charge.amount(), "ChrgsInf/Amt"));
        }
        require(
                billMinor - chargesMinor == amountMinor,
                "IntrBkSttlmAmt must be InstdAmt less the charges.");

        OffsetDateTime accepted =
                transfer.acceptanceDateTime()
                        .orElseThrow(() -> new Breach("AccptncDtTm is mandatory on this link."));
        require(transfer.debtor().party().name().isPresent(), "Dbtr/Nm is mandatory on this link.");
        require(transfer.debtor().account().isPresent(), "DbtrAcct is mandatory on this link.");
        return new Order(
                uetr,
                transfer.header().messageId(),
                transfer.header().creationDateTime(),
                accepted.toInstant(),
                names.endToEndId(),
                pan(transfer.creditor().account()),
                member(transfer.creditor().agent()),
                transfer.creditor()
                        .party()
                        .name()
                        .orElseThrow(() -> new Breach("Cdtr/Nm is mandatory on this link.")),
                amountMinor,
                billMinor,
                transfer.remittance().stream()
                        .flatMap(remittance -> remittance.references().stream())
                        .map(CreditorReference::reference)
                        .findFirst(),
                digest(bytes));
    }

    /**
     * The ISO reason why an order is not executed now; empty when it is in time. The hub may count
     * on it: what is older than this is never executed.
     */
    static Optional<String> timeliness(Order order, Instant now) {
        if (now.isAfter(order.accepted().plus(LONGEST_EXECUTION))) {
            return Optional.of(TOO_LATE);
        }
        return order.accepted().isAfter(now.plus(CLOCK_DIFFERENCE))
                ? Optional.of(FROM_THE_FUTURE)
                : Optional.empty();
    }

    /**
     * The UETR that an enquiry is about. It must name the payment in every way that its pacs.008
     * did, so that no two of the names can be of two payments.
     */
    UUID enquiredAbout(PaymentStatusRequest enquiry, SwitchBook book) throws Breach {
        agents(enquiry.header());
        OriginalTransaction original = enquiry.original();
        UUID uetr =
                original.uetr()
                        .orElseThrow(() -> new Breach("OrgnlUETR is mandatory on this link."));
        String name =
                original.endToEndId()
                        .orElseThrow(
                                () -> new Breach("OrgnlEndToEndId is mandatory on this link."));
        require(
                original.instructionId().equals(Optional.of(name))
                        && original.transactionId().equals(Optional.of(name)),
                "OrgnlInstrId, OrgnlEndToEndId and OrgnlTxId must be one and the same.");
        OriginalGroupInformation group =
                enquiry.group()
                        .orElseThrow(() -> new Breach("OrgnlGrpInf is mandatory on this link."));
        require(
                group.messageNameId().equals(MessageDefinition.PACS_008_001_08.identifier()),
                "OrgnlMsgNmId must be that of a pacs.008.");
        Optional<Order> booked = book.find(uetr).map(SwitchBook.Entry::order);
        require(
                booked.map(Order::endToEndId).orElse(name).equals(name)
                        && booked.map(Order::messageId)
                                .orElse(group.messageId())
                                .equals(group.messageId())
                        && !book.isTaken(name, uetr)
                        && !book.isTaken(group.messageId(), uetr),
                "The enquiry's names are of two payments.");
        return uetr;
    }

    /** From the hub, to us. */
    void agents(GroupHeader header) throws Breach {
        require(
                isAgent(header.instructingAgent(), hubBic)
                        && isAgent(header.instructedAgent(), ownBic),
                "InstgAgt and InstdAgt must be the two ends of this link.");
    }

    /** From the hub, to us. */
    void agents(
            FinancialInstitutionIdentification assigner,
            FinancialInstitutionIdentification assignee)
            throws Breach {
        require(
                isAgent(Optional.of(assigner), hubBic) && isAgent(Optional.of(assignee), ownBic),
                "Assgnr and Assgne must be the two ends of this link.");
    }

    private static boolean isAgent(Optional<FinancialInstitutionIdentification> agent, String bic) {
        return agent.flatMap(FinancialInstitutionIdentification::bicfi).equals(Optional.of(bic));
    }

    private static long minor(CurrencyAndAmount amount, String element) throws Breach {
        require(
                amount.currency().equals(CURRENCY),
                element + " must be in rupiah, which is all that this link carries.");
        OptionalLong minor = amount.amountMinor(EXPONENT);
        require(
                minor.isPresent() && minor.getAsLong() > 0,
                element + " must be more than zero, with at most two decimals.");
        return minor.getAsLong();
    }

    private static String pan(Optional<CashAccount> account) throws Breach {
        if (account.isPresent()
                && account.get().identification() instanceof AccountIdentification.Other other) {
            return other.identification().id();
        }
        throw new Breach("CdtrAcct must carry the merchant's number as Othr.");
    }

    private static String member(FinancialInstitutionIdentification agent) throws Breach {
        return agent.clearingSystemMember()
                .orElseThrow(() -> new Breach("CdtrAgt must be a member of the scheme."))
                .memberId();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void require(boolean condition, String sentence) throws Breach {
        if (!condition) {
            throw new Breach(sentence);
        }
    }
}
