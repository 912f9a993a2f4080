// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CashAccount;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Amounts;
import dev.naru.formats.iso20022.CustomerCreditTransfer.ChargeBearer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.CustomerCreditTransfer.TransferParty;
import dev.naru.formats.iso20022.Decimal;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.IdentificationAssignment;
import dev.naru.formats.iso20022.IdentificationInformation;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.Refused;
import dev.naru.formats.iso20022.Unwritable;
import dev.naru.formats.iso20022.Written;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * An Indonesian app abroad and the switch behind it: scans a Korean code, converts at a price of
 * its own, debits its customer's rupiah and sends won over ISO 20022. Each step can be taken alone,
 * repeated and taken wrongly by whoever directs it. What an answer says is believed only when it
 * names the payment, the amount and the two ends of the link.
 *
 * <p>What it is not: a party that repeats or asks by itself.
 */
public final class AbroadApp implements AutoCloseable {
    private static final String MERCHANT_SCHEME = "KR_MERCHANT";

    /** The switch's own price, rupiah for a won. */
    private static final BigDecimal RUPIAH_FOR_WON = new BigDecimal("11.43");

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Iso20022Writer writer = new Iso20022Writer();
    private final Iso20022Reader reader =
            new Iso20022Reader(
                    Set.of(MessageDefinition.ACMT_024_001_02, MessageDefinition.PACS_002_001_10));
    private final Map<UUID, Long> debits = new HashMap<>();
    private final FinancialInstitutionIdentification hub =
            FinancialInstitutionIdentification.ofBic(SwitchSettings.HUB_BIC);
    private final FinancialInstitutionIdentification own =
            FinancialInstitutionIdentification.ofBic(SwitchSettings.SWITCH_BIC);
    private final URI gateway;
    private final String apiKey;
    private final InstantSource clock;
    private long balanceMinor;

    /**
     * An app with a customer.
     *
     * @param gateway the hub's, before {@code /v1}
     * @param apiKey the switch's key there
     * @param clock the switch's
     * @param balanceMinor what the customer has, hundredths of a rupiah
     */
    public AbroadApp(URI gateway, String apiKey, InstantSource clock, long balanceMinor) {
        this.gateway = gateway;
        this.apiKey = apiKey;
        this.clock = clock;
        this.balanceMinor = balanceMinor;
    }

    /**
     * Who would be paid, as the hub said.
     *
     * @param reason why nobody can be; empty when somebody can
     * @param merchant its number; empty when nobody can be paid
     * @param amountWon what is asked for, where it is fixed
     */
    public record Scanned(
            String reason, String name, String merchant, String reference, OptionalLong amountWon) {
        /** Whether somebody can be paid. */
        public boolean isFound() {
            return reason.isEmpty();
        }
    }

    /**
     * An order, which can be sent any number of times.
     *
     * @param accepted when the switch took it on
     */
    public record Purchase(UUID id, Scanned payee, long amountWon, Instant accepted) {
        /** The same with another amount, wrongly. */
        public Purchase over(long otherWon) {
            return new Purchase(id, payee, otherWon, accepted);
        }
    }

    /**
     * What was heard of a payment.
     *
     * @param http the HTTP status, 0 for no answer
     * @param status ACCC, RJCT, BLCK, ACSP or PDNG; empty when there is none that can be believed
     * @param reason why, four characters or empty
     * @param reference the hub's name for the payment, or empty
     */
    public record Heard(int http, String status, String reason, String reference) {}

    /** Scans a code and asks who would be paid. */
    public Scanned scan(String code) {
        String id = newId("Q");
        Answer answer =
                post(
                        new IdentificationVerificationRequest(
                                new IdentificationAssignment(
                                        id, clock.instant().atOffset(ZoneOffset.UTC), own, hub),
                                id,
                                new IdentificationInformation(
                                        Optional.empty(),
                                        Optional.of(
                                                new AccountIdentification.Other(
                                                        GenericIdentification.of("scanned"))),
                                        Optional.empty()),
                                Optional.of(code)));
        return answer.message()
                .filter(IdentificationVerificationReport.class::isInstance)
                .map(IdentificationVerificationReport.class::cast)
                .filter(report -> report.originalVerificationId().equals(id))
                .map(AbroadApp::scanned)
                .orElseGet(() -> nobody("HTTP " + answer.status()));
    }

    private static Scanned scanned(IdentificationVerificationReport report) {
        if (report.verification() == Verification.NOT_VERIFIED) {
            return nobody(report.reason().map(CodeOrProprietary::value).orElse("NARR"));
        }
        IdentificationInformation subject = report.updatedSubject().orElseThrow();
        String merchant =
                subject.account()
                        .filter(AccountIdentification.Other.class::isInstance)
                        .map(other -> ((AccountIdentification.Other) other).identification().id())
                        .orElse("");
        Optional<CurrencyAndAmount> amount =
                report.merchantTerms()
                        .flatMap(IdentificationVerificationReport.MerchantTerms::amount);
        return new Scanned(
                "",
                subject.party().flatMap(PartyIdentification::name).orElse(""),
                merchant,
                report.merchantTerms()
                        .flatMap(IdentificationVerificationReport.MerchantTerms::reference)
                        .orElse(""),
                amount.isPresent() && amount.get().currency().equals("KRW")
                        ? amount.get().amountMinor(0)
                        : OptionalLong.empty());
    }

    private static Scanned nobody(String reason) {
        return new Scanned(reason, "", "", "", OptionalLong.empty());
    }

    /** An order for this much; nothing is debited or sent. */
    public Purchase order(Scanned payee, long amountWon) {
        return new Purchase(UUID.randomUUID(), payee, amountWon, clock.instant());
    }

    /** Debits the customer, once, and sends the order; what it hears is booked. */
    public Heard pay(Purchase purchase) {
        debit(purchase);
        return send(purchase);
    }

    /** Sends the order again, or one that is wrong; what it hears is booked, nothing debited. */
    public Heard send(Purchase purchase) {
        return heard(
                purchase.id(), OptionalLong.of(purchase.amountWon()), post(transfer(purchase)));
    }

    /** Asks what became of a payment; what it hears is booked. */
    public Heard ask(UUID id) {
        return heard(
                id,
                OptionalLong.empty(),
                post(
                        new PaymentStatusRequest(
                                header("S"),
                                Optional.empty(),
                                Optional.of(newId("E")),
                                new OriginalTransaction(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(id),
                                        Optional.empty()),
                                Optional.empty(),
                                Optional.empty())));
    }

    /** Sends anything at all; the HTTP status of the answer, 0 for none. */
    public int sendRaw(byte[] body) {
        return exchange(body).status();
    }

    /** What the customer has, hundredths of a rupiah. */
    public synchronized long balanceMinor() {
        return balanceMinor;
    }

    /** What this many won cost the customer, hundredths of a rupiah. */
    public static long costMinor(long amountWon) {
        return RUPIAH_FOR_WON
                .multiply(BigDecimal.valueOf(amountWon))
                .movePointRight(2)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private synchronized void debit(Purchase purchase) {
        if (debits.putIfAbsent(purchase.id(), costMinor(purchase.amountWon())) == null) {
            balanceMinor -= costMinor(purchase.amountWon());
        }
    }

    /** A rejection gives back, once; anything else keeps the debit. */
    private synchronized void book(UUID id, Heard heard) {
        // DUPL speaks of the message and not of the payment, and AG09 ends nothing by itself.
        if (heard.status().equals("RJCT")
                && !heard.reason().equals("DUPL")
                && !heard.reason().equals("AG09")) {
            Long debited = debits.remove(id);
            balanceMinor += debited == null ? 0 : debited;
        }
    }

    private Heard heard(UUID id, OptionalLong amountWon, Answer answer) {
        Heard heard =
                answer.message()
                        .filter(PaymentStatusReport.class::isInstance)
                        .map(PaymentStatusReport.class::cast)
                        .filter(
                                report ->
                                        isAgent(report.header().instructingAgent(), hub)
                                                && isAgent(report.header().instructedAgent(), own))
                        .flatMap(PaymentStatusReport::transaction)
                        .filter(status -> isOf(status, id, amountWon))
                        .map(
                                status ->
                                        new Heard(
                                                answer.status(),
                                                status.status().orElse(""),
                                                reason(status),
                                                status.clearingSystemReference().orElse("")))
                        .orElseGet(() -> new Heard(answer.status(), "", "", ""));
        book(id, heard);
        return heard;
    }

    private static boolean isAgent(
            Optional<FinancialInstitutionIdentification> agent,
            FinancialInstitutionIdentification end) {
        return agent.flatMap(FinancialInstitutionIdentification::bicfi).equals(end.bicfi());
    }

    private static boolean isOf(TransactionStatus status, UUID id, OptionalLong amountWon) {
        Optional<CurrencyAndAmount> said =
                status.original()
                        .reference()
                        .flatMap(OriginalTransaction.Reference::interbankSettlement);
        boolean isAmount =
                amountWon.isEmpty()
                        || said.equals(
                                Optional.of(
                                        CurrencyAndAmount.ofMinor(
                                                "KRW", amountWon.getAsLong(), 0)));
        return status.original().uetr().equals(Optional.of(id)) && isAmount;
    }

    private static String reason(TransactionStatus status) {
        return status.reasons().stream()
                .findFirst()
                .flatMap(PaymentStatusReport.StatusReason::reason)
                .map(CodeOrProprietary::value)
                .orElse("");
    }

    private CustomerCreditTransfer transfer(Purchase purchase) {
        String endToEnd = "ID" + purchase.id().toString().replace("-", "").substring(0, 20);
        return new CustomerCreditTransfer(
                header("M"),
                Optional.empty(),
                new PaymentIdentification(
                        Optional.of(endToEnd),
                        endToEnd,
                        Optional.of(endToEnd),
                        Optional.of(purchase.id()),
                        Optional.empty()),
                Optional.empty(),
                new Amounts(
                        CurrencyAndAmount.ofMinor("KRW", purchase.amountWon(), 0),
                        Optional.empty(),
                        Optional.of(
                                CurrencyAndAmount.ofMinor(
                                        "IDR", costMinor(purchase.amountWon()), 2)),
                        Optional.of(
                                new Decimal(
                                        RUPIAH_FOR_WON.unscaledValue().longValueExact(),
                                        RUPIAH_FOR_WON.scale()))),
                Optional.of(purchase.accepted().atOffset(ZoneOffset.UTC)),
                ChargeBearer.SHAR,
                List.of(),
                party("Siti Rahmawati", GenericIdentification.of("6281200007711")),
                party(
                        purchase.payee().name(),
                        GenericIdentification.of(purchase.payee().merchant(), MERCHANT_SCHEME)),
                Optional.empty(),
                purchase.payee().reference().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new RemittanceInformation(
                                        List.of(),
                                        List.of(
                                                new CreditorReference(
                                                        Optional.empty(),
                                                        purchase.payee().reference())))));
    }

    private static TransferParty party(String name, GenericIdentification account) {
        return new TransferParty(
                PartyIdentification.named(name),
                Optional.of(CashAccount.of(new AccountIdentification.Other(account))),
                FinancialInstitutionIdentification.ofMember("93600071"),
                Optional.empty());
    }

    private GroupHeader header(String prefix) {
        return new GroupHeader(
                newId(prefix),
                clock.instant().atOffset(ZoneOffset.ofHours(7)),
                Optional.of(own),
                Optional.of(hub));
    }

    private static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /** What came back; no message where it is none that can be read. */
    private record Answer(int status, Optional<Iso20022Message> message) {}

    private Answer post(Iso20022Message message) {
        return switch (writer.write(message)) {
            case Written written -> exchange(written.bytes());
            case Unwritable unwritable ->
                    throw new IllegalStateException("cannot be written: " + unwritable);
        };
    }

    private Answer exchange(byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(gateway + "/v1/iso20022"))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + apiKey)
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Optional<Iso20022Message> message =
                    response.statusCode() == 200
                            ? switch (reader.read(response.body())) {
                                case Parsed<Iso20022Message>(Iso20022Message read) ->
                                        Optional.of(read);
                                case Refused<Iso20022Message> _ -> Optional.empty();
                            }
                            : Optional.empty();
            return new Answer(response.statusCode(), message);
        } catch (IOException e) {
            return new Answer(0, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, Optional.empty());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
