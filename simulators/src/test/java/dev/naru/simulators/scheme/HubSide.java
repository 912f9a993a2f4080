// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CashAccount;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Amounts;
import dev.naru.formats.iso20022.CustomerCreditTransfer.ChargeBearer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.CustomerCreditTransfer.TransferParty;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.IdentificationAssignment;
import dev.naru.formats.iso20022.IdentificationInformation;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.OriginalGroupInformation;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.Written;
import dev.naru.simulators.JsonService;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The hub's end of the link, for tests: a listener for answers, and a maker of messages. */
final class HubSide implements AutoCloseable {
    static final OffsetDateTime MADE = OffsetDateTime.parse("2026-11-22T10:15:30+09:00");

    final List<String> statuses = new CopyOnWriteArrayList<>();
    final List<Long> amounts = new CopyOnWriteArrayList<>();
    volatile int answer = 202;
    volatile int calls;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Iso20022Reader reader =
            new Iso20022Reader(
                    Set.of(MessageDefinition.PACS_002_001_10, MessageDefinition.ACMT_024_001_02));
    private final Iso20022Writer writer = new Iso20022Writer();
    private final WebServer listener =
            JsonService.start(0, routing -> routing.post("/iso20022", this::hear));

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    private synchronized void hear(ServerRequest request, ServerResponse response) {
        calls++;
        byte[] bytes = request.content().as(byte[].class);
        if (reader.read(PaymentStatusReport.class, bytes)
                instanceof Parsed<PaymentStatusReport>(PaymentStatusReport report)) {
            if (answer == 202) {
                statuses.add(status(report));
                amounts.add(amountMinor(report));
            }
            response.status(Status.create(answer)).send();
        } else {
            response.status(Status.BAD_REQUEST_400).send();
        }
    }

    static String status(PaymentStatusReport report) {
        TransactionStatus transaction = report.transaction().orElseThrow();
        String reason =
                transaction.reasons().isEmpty()
                        ? ""
                        : " " + transaction.reasons().getFirst().reason().orElseThrow().value();
        return transaction.status().orElseThrow() + reason;
    }

    private static long amountMinor(PaymentStatusReport report) {
        return report.transaction()
                .orElseThrow()
                .original()
                .reference()
                .flatMap(OriginalTransaction.Reference::interbankSettlement)
                .orElseThrow()
                .amountMinor(2)
                .orElseThrow();
    }

    /** Says something of the session; what is answered. */
    String session(IndonesiaSwitch target, String event) {
        try {
            byte[] body = ("{\"event\":\"" + event + "\"}").getBytes(UTF_8);
            return new String(post(target, "/session", "application/json", body).body(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> post(IndonesiaSwitch target, byte[] body)
            throws IOException, InterruptedException {
        return post(target, "/iso20022", "application/xml", body);
    }

    HttpResponse<byte[]> post(IndonesiaSwitch target, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(target.address() + path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> postUnchecked(IndonesiaSwitch target, byte[] body) {
        try {
            return post(target, body);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String get(IndonesiaSwitch target, String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(target.address() + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What an enquiry hears. */
    String enquire(IndonesiaSwitch target, UUID uetr) throws IOException, InterruptedException {
        byte[] body = write(enquiry(uetr, name(uetr)));
        return status(read(PaymentStatusReport.class, post(target, body).body()));
    }

    static PaymentStatusRequest enquiry(UUID uetr, String name) {
        return new PaymentStatusRequest(
                header("E1"),
                Optional.of(
                        new OriginalGroupInformation(
                                "M" + name,
                                MessageDefinition.PACS_008_001_08.identifier(),
                                Optional.empty())),
                Optional.of("E1"),
                new OriginalTransaction(
                        Optional.empty(),
                        Optional.of(name),
                        Optional.of(name),
                        Optional.of(name),
                        Optional.of(uetr),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    /** How the hub names a payment. */
    static String name(UUID uetr) {
        return "pmt_" + uetr.toString().substring(0, 13);
    }

    <T extends Iso20022Message> T read(Class<T> kind, byte[] bytes) {
        return switch (reader.read(kind, bytes)) {
            case Parsed<T>(T message) -> message;
            case dev.naru.formats.iso20022.Refused<T> refused ->
                    throw new AssertionError(refused.toString());
        };
    }

    byte[] write(Iso20022Message message) {
        return ((Written) writer.write(message)).bytes();
    }

    IdentificationVerificationRequest question(
            String scheme, String id, Optional<String> scannedCode) {
        return new IdentificationVerificationRequest(
                new IdentificationAssignment(
                        "Q1",
                        MADE,
                        FinancialInstitutionIdentification.ofBic(SwitchSettings.HUB_BIC),
                        FinancialInstitutionIdentification.ofBic(SwitchSettings.SWITCH_BIC)),
                "L1",
                new IdentificationInformation(
                        Optional.empty(),
                        Optional.of(
                                new AccountIdentification.Other(
                                        GenericIdentification.of(id, scheme))),
                        Optional.empty()),
                scannedCode);
    }

    static GroupHeader header(String messageId) {
        return new GroupHeader(
                messageId,
                MADE,
                Optional.of(FinancialInstitutionIdentification.ofBic(SwitchSettings.HUB_BIC)),
                Optional.of(FinancialInstitutionIdentification.ofBic(SwitchSettings.SWITCH_BIC)));
    }

    static Draft draft(Merchant merchant, long amountMinor) {
        return new Draft(
                UUID.randomUUID(),
                merchant.pan(),
                merchant.acquirer(),
                merchant.name(),
                "IDR",
                amountMinor,
                amountMinor,
                Optional.empty());
    }

    /** A transfer in the making. */
    record Draft(
            UUID uetr,
            String pan,
            String acquirer,
            String payee,
            String currency,
            long amountMinor,
            long billMinor,
            Optional<String> reference) {
        Draft reference(String text) {
            return new Draft(
                    uetr,
                    pan,
                    acquirer,
                    payee,
                    currency,
                    amountMinor,
                    billMinor,
                    Optional.of(text));
        }

        CustomerCreditTransfer transfer() {
            String id = name(uetr);
            return new CustomerCreditTransfer(
                    header("M" + id),
                    Optional.empty(),
                    new PaymentIdentification(
                            Optional.of(id),
                            id,
                            Optional.of(id),
                            Optional.of(uetr),
                            Optional.empty()),
                    Optional.empty(),
                    new Amounts(
                            CurrencyAndAmount.ofMinor(currency, amountMinor, 2),
                            Optional.empty(),
                            Optional.of(CurrencyAndAmount.ofMinor(currency, billMinor, 2)),
                            Optional.empty()),
                    Optional.of(MADE),
                    ChargeBearer.SHAR,
                    List.of(),
                    new TransferParty(
                            PartyIdentification.named("Kim Naru"),
                            Optional.of(account("110-234-567890")),
                            FinancialInstitutionIdentification.ofMember("HANGANG"),
                            Optional.empty()),
                    new TransferParty(
                            PartyIdentification.named(payee),
                            Optional.of(account(pan)),
                            FinancialInstitutionIdentification.ofMember(acquirer),
                            Optional.empty()),
                    Optional.empty(),
                    reference.map(
                            text ->
                                    new RemittanceInformation(
                                            List.of(),
                                            List.of(
                                                    new CreditorReference(
                                                            Optional.empty(), text)))));
        }

        private static CashAccount account(String id) {
            return CashAccount.of(new AccountIdentification.Other(GenericIdentification.of(id)));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        listener.stop();
    }
}
