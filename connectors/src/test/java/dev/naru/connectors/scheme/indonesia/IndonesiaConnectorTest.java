// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.MachineHub;
import dev.naru.connectors.PartnerPlay.Conduct;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the link's own: its listener, and its behaviour beside another link. */
class IndonesiaConnectorTest {
    private static final String STRANGER =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><FIToFIPmtStsRpt>\
            <GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-11-22T10:15:30+07:00</CreDtTm>\
            <InstgAgt><FinInstnId><BICFI>QRSWIDJAXXX</BICFI></FinInstnId></InstgAgt>\
            <InstdAgt><FinInstnId><BICFI>NARUKRSEXXX</BICFI></FinInstnId></InstdAgt></GrpHdr>\
            <TxInfAndSts><OrgnlEndToEndId>pmt_00000000000zz</OrgnlEndToEndId>\
            <OrgnlUETR>7f1c9a52-3f0e-4b6d-9c57-2a61a4b8d013</OrgnlUETR>\
            <TxSts>ACCC</TxSts></TxInfAndSts></FIToFIPmtStsRpt></Document>
            """;

    @TempDir private Path folder;
    private final MachineHub hub = new MachineHub(MachineHub.Direction.OUTBOUND);
    private final IndonesiaPlay play = new IndonesiaPlay(hub::now);
    private final HttpClient http = HttpClient.newHttpClient();
    private IndonesiaConnector connector;

    @BeforeEach
    void open() {
        connector = start(MachineHub.LINK);
        play.partner.callback(listenerOf(connector));
    }

    @AfterEach
    void close() {
        http.close();
        connector.close();
        play.close();
    }

    private IndonesiaConnector start(int link) {
        return IndonesiaConnector.start(
                IndonesiaSettings.standard(
                        LinkSettings.standard(link, folder.resolve("position-" + link)),
                        play.partner.address(),
                        0),
                hub,
                hub.events(),
                FaultLine.NONE);
    }

    private static URI listenerOf(IndonesiaConnector connector) {
        return URI.create("http://127.0.0.1:" + connector.listenPort());
    }

    private int post(String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(listenerOf(connector) + "/iso20022"))
                                .header("Content-Type", "application/xml")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void an_answer_over_the_wrong_link_is_not_applied() {
        try (IndonesiaConnector other = start(MachineHub.OTHER_LINK)) {
            play.partner.callback(listenerOf(other));
            UUID id = UUID.randomUUID();
            hub.pay(id, 10_000_000, play.particulars());

            await().untilAsserted(
                            () ->
                                    assertThat(hub.recoveryItems())
                                            .extracting(Outcome.RecoveryItem::reason)
                                            .containsExactly(RecoveryReason.WRONG_LINK));
            assertThat(hub.payment(id).state()).isEqualTo(PaymentState.DISPATCHED);
            assertThat(other.status().figures().setAside()).isEqualTo(1);
            assertThat(other.linkParticipantId()).isEqualTo(MachineHub.OTHER_LINK);
        }
    }

    @Test
    void an_answer_about_a_payment_that_is_not_ours_is_taken_and_counted() throws Exception {
        assertThat(post(STRANGER)).isEqualTo(202);
        assertThat(connector.status().figures().strangers()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_read_is_refused_and_counted() throws Exception {
        assertThat(post("")).isEqualTo(400);
        assertThat(post("hello")).isEqualTo(400);
        assertThat(post(STRANGER.replace("ACCC", "XXXX"))).isEqualTo(400);
        assertThat(post(STRANGER.replace("pacs.002.001.10", "pacs.002.001.15"))).isEqualTo(400);
        assertThat(connector.status().figures().unreadable()).isEqualTo(4);
        assertThat(post("x".repeat(70_000))).isEqualTo(413);
        assertThat(post(STRANGER)).isEqualTo(202);
    }

    @Test
    void an_answer_that_the_machine_did_not_get_is_to_be_said_again() throws Exception {
        hub.busy(Integer.MAX_VALUE);
        assertThat(post(STRANGER)).isEqualTo(503);

        hub.busy(0);
        assertThat(post(STRANGER)).isEqualTo(202);
    }

    @Test
    void keeps_the_partners_reference_beside_the_end() {
        play.script(Conduct.ACCEPT_IN_BODY);
        UUID id = UUID.randomUUID();
        hub.pay(id, 10_000_000, play.particulars());

        await().until(() -> hub.payment(id).state() == PaymentState.COMPLETED);
        var completed =
                (dev.naru.protocol.Event.PaymentCompleted) hub.events().all().getLast().event();
        var kept = dev.naru.protocol.AnswerParticulars.read(completed.particulars()).orElseThrow();
        assertThat(kept.rawStatus()).isEqualTo("ACCC");
        assertThat(kept.schemeReference()).isNotEmpty();
    }

    @Test
    void a_damaged_position_stops_the_start() throws IOException {
        Files.writeString(folder.resolve("position-4"), "damaged", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> start(MachineHub.OTHER_LINK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Remove it");
        assertThat(connector.status().lookups()).isEqualTo(LinkState.UP);
    }
}
