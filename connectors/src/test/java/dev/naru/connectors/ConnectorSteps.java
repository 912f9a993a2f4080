// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.client.EventSource;
import dev.naru.client.Hub;
import dev.naru.connectors.PartnerPlay.Conduct;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.sandbox.SandboxFaults;
import dev.naru.connectors.scheme.BreakerSettings;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.PacingSettings;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The partner, the machine and the connector of a contract, and the steps that it is told in. */
abstract class ConnectorSteps {
    static final long AMOUNT_MINOR = 10_000_000;
    static final long FEE_MINOR = 70_000;
    static final Duration PAST_DOUBT = Duration.ofSeconds(12);

    /** No test ends by it. */
    static final Duration LONG = Duration.ofSeconds(11);

    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @TempDir Path folder;
    final SandboxFaults faults = new SandboxFaults();
    final MachineHub hub;
    final Lane lane;
    PartnerPlay partner;
    SchemeConnector connector;

    /**
     * What differs from one link to another.
     *
     * @param direction which way its payments go
     * @param senderOwesWon what the sender owes when one payment of the contract is posted
     * @param afterDenial how a payment stands that the partner denied when it was first asked: in
     *     doubt where that proves nothing yet, rejected where the link has it barred over there
     */
    public record Lane(
            MachineHub.Direction direction, long senderOwesWon, PaymentState afterDenial) {}

    protected ConnectorSteps(Lane lane) {
        this.lane = lane;
        this.hub = new MachineHub(lane.direction());
    }

    /** Opens a partner by this clock; {@link #openConnector} joins a connector to it. */
    protected abstract PartnerPlay openPartner(InstantSource clock);

    /** Starts a connector to that partner. */
    protected abstract SchemeConnector openConnector(
            LinkSettings settings,
            PartnerPlay partner,
            Hub hub,
            EventSource events,
            SandboxFaults faults);

    @BeforeEach
    final void open() {
        partner = openPartner(hub::now);
        connector = openConnector(settings(LONG), partner, hub, hub.events(), faults);
    }

    @AfterEach
    final void close() {
        faults.disarm();
        connector.close();
        partner.close();
    }

    void start() {
        start(LONG);
    }

    void start(Duration sendTimeout) {
        connector = openConnector(settings(sendTimeout), partner, hub, hub.events(), faults);
    }

    LinkSettings settings(Duration sendTimeout) {
        return new LinkSettings(
                MachineHub.LINK,
                folder.resolve("position"),
                sendTimeout,
                LONG,
                Duration.ofSeconds(2),
                Duration.ofMillis(10),
                1_024,
                new PacingSettings(64, 100_000, 1_000),
                new BreakerSettings(5, 2, Duration.ofMillis(20), Duration.ofMillis(100)),
                LinkSettings.STANDARD_ECHO);
    }

    // ---- the steps that the tests are told in

    UUID pay() {
        UUID id = UUID.randomUUID();
        Payment payment = hub.pay(id, AMOUNT_MINOR, partner.particulars());
        assertThat(payment.state()).isEqualTo(PaymentState.RESERVED);
        return id;
    }

    UUID pay(Conduct conduct) {
        partner.script(conduct);
        return pay();
    }

    void awaitState(UUID id, PaymentState state) {
        await().untilAsserted(() -> assertThat(hub.payment(id).state()).isEqualTo(state));
    }

    void awaitDispatched(UUID id) {
        await().until(() -> hub.payment(id).state() != PaymentState.RESERVED);
    }

    /** Waits until the connector has done all that the events so far ask of it. */
    void awaitQuiet() {
        await().until(
                        () ->
                                connector.status().open() == 0
                                        && connector.status().eventNumber()
                                                == hub.events().all().size());
    }

    void passIntoDoubt(UUID id) {
        awaitDispatched(id);
        awaitQuiet();
        assertThat(hub.payment(id).state()).isEqualTo(PaymentState.DISPATCHED);
        hub.advance(PAST_DOUBT);
    }

    <T extends Event> List<T> events(Class<T> kind) {
        return hub.events().all().stream()
                .map(InMemoryEvents.Recorded::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The whole chain is posted, once, and the partner says the same. */
    void assertPosted(UUID id, PaymentState state) {
        awaitState(id, state);
        assertThat(hub.reservedMinor(MachineHub.LINK)).isZero();
        assertThat(hub.owedMinor(MachineHub.LINK)).isEqualTo(AMOUNT_MINOR - FEE_MINOR);
        assertThat(partner.owedMinor()).isEqualTo(AMOUNT_MINOR - FEE_MINOR);
        assertThat(hub.senderOwesWon()).isEqualTo(lane.senderOwesWon());
        assertEndedOnce(1);
    }

    /** Nothing is posted and nothing is kept reserved. */
    void assertVoid(UUID id, PaymentState state) {
        awaitState(id, state);
        assertThat(hub.reservedMinor(MachineHub.LINK)).isZero();
        assertThat(hub.owedMinor(MachineHub.LINK)).isZero();
        assertThat(hub.senderOwesWon()).isZero();
        assertEndedOnce(1);
    }

    void assertEndedOnce(int payments) {
        int ends =
                events(Event.PaymentCompleted.class).size()
                        + events(Event.PaymentBlocked.class).size()
                        + events(Event.PaymentRejected.class).size()
                        + events(Event.PaymentExpired.class).size();
        assertThat(ends).isEqualTo(payments);
        assertThat(hub.isBalanced()).isTrue();
    }

    void assertRecovery(RecoveryReason... reasons) {
        await().untilAsserted(
                        () ->
                                assertThat(hub.recoveryItems())
                                        .extracting(Outcome.RecoveryItem::reason)
                                        .containsExactly(reasons));
    }

    void awaitUp() {
        await().until(() -> connector.status().payments() == LinkState.UP);
    }
}
