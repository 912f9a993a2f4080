// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.Reply;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.korea.KoreaConnector;
import dev.naru.connectors.scheme.korea.KoreaSettings;
import dev.naru.gateway.http.support.PartnerSwitch;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.gateway.iso20022.MatrixCell.End;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.simulators.acquirer.AcquirerPayment;
import dev.naru.simulators.acquirer.AcquirerSettings;
import dev.naru.simulators.acquirer.KoreaAcquirer;
import dev.naru.simulators.acquirer.Shop;
import dev.naru.simulators.scheme.AbroadApp;
import dev.naru.simulators.wire.FaultyWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.ObjectMapper;

/**
 * All who take part in payments from abroad: apps and their switch, wires with faults, the gateway,
 * the machine, and an acquirer on its link. The corridor is the sandbox's own. Time stands still
 * until it is moved. One payment at a time.
 */
final class MatrixWorld implements AutoCloseable {
    static final long WON = 12_800;
    static final long OTHER_WON = 12_900;
    static final Shop SHOP = Shop.standard().get(0);
    static final Shop OTHER_SHOP = Shop.standard().get(1);
    static final long BALANCE_MINOR = 100_000_000;

    private static final int WON_GROUP = 1;
    private static final int ACQUIRER = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SEED =
            "launcher/src/main/resources/dev/naru/launcher/sandbox-seed.json";
    private static final String CORRIDOR = sandboxCorridor();

    private final TestWorld world = TestWorld.seeded();
    private final End end;
    private final KoreaAcquirer acquirer;
    private final KoreaConnector connector;
    private final int partner;
    private long paidWon;

    /** A world in which every payment that comes in its time ends like this. */
    MatrixWorld(End end) {
        this.end = end;
        // Whoever hears of no end at once is not kept waiting for one.
        this.partner = end.isAtOnce() ? 20 : 21;
        world.seedInbound();
        world.put("/corridors/6", CORRIDOR);
        world.fund(partner, 10_000_000);
        world.partner().behave(PartnerSwitch.Manner.ABSENCE);
        URI nowhere = URI.create("http://127.0.0.1:1");
        acquirer = KoreaAcquirer.start(AcquirerSettings.standard(0, nowhere).withClock(this::now));
        connector =
                KoreaConnector.start(
                        KoreaSettings.standard(
                                LinkSettings.standard(ACQUIRER, world.folder().resolve("acquirer")),
                                acquirer.address(),
                                0),
                        world.hub(),
                        world.hub(),
                        FaultLine.NONE);
        acquirer.callback(URI.create("http://127.0.0.1:" + connector.listenPort()));
        world.lookup().answerAs(connector.lookup());
        await().until(() -> connector.lookup().state() == LinkState.UP);
    }

    /** A wire to the gateway, on which this happens. */
    FaultyWire wire(MatrixCell cell) {
        return new FaultyWire(
                URI.create("http://127.0.0.1:" + world.gateway().port()),
                cell.fault(),
                cell.step()::isMessage,
                cell.contradiction()::contradict);
    }

    /** An app whose next payment this acquirer has not seen. */
    AbroadApp app(FaultyWire wire) {
        acquirer.script(end.conduct());
        return new AbroadApp(
                wire.address(),
                end.isAtOnce() ? world.abroadKey() : world.hastyKey(),
                this::now,
                BALANCE_MINOR);
    }

    /** The shipped one, under the name that the corridor has here for good. */
    private static String sandboxCorridor() {
        try {
            String seed = Files.readString(Path.of(System.getProperty("naru.root"), SEED));
            return StreamSupport.stream(new ObjectMapper().readTree(seed).spliterator(), false)
                    .map(row -> row.path("body").toString())
                    .filter(body -> body.contains("\"ID-KR-EMV\""))
                    .findFirst()
                    .orElseThrow()
                    .replace("ID-KR-EMV", "ID-KR");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Instant now() {
        return Instant.ofEpochSecond(0, world.hub().nowNs());
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10));
    }

    /** Waits until the link to the acquirer has done all that is to be done by now. */
    void awaitQuiet() {
        await().until(
                        () ->
                                connector.status().open() == 0
                                        && connector.status().eventNumber()
                                                == world.hub().happened().size());
    }

    /** Lets time pass, and what is due by then be done. */
    void pass(Duration time) {
        awaitQuiet();
        world.hub().pass(time);
        awaitQuiet();
    }

    /** Lets the acquirer say what it has kept to itself. */
    void releaseAcquirer(UUID id) {
        acquirer.release();
        await().until(() -> payment(id).map(known -> known.state().isFinal()).orElse(true));
    }

    /** A payment as the machine remembers it. */
    Optional<Payment> payment(UUID id) {
        return switch (ask(new Command.ReadPayment(partner, paymentId(id)))) {
            case Outcome.PaymentIs(Payment known) -> Optional.of(known);
            case Outcome _ -> Optional.empty();
        };
    }

    private static PaymentId paymentId(UUID id) {
        return new PaymentId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private Outcome ask(Command command) {
        return ((Reply.Answered) world.hub().ask(command)).outcome();
    }

    /**
     * That ledger, acquirer and customer agree with what the partner was told.
     *
     * @param won what was paid; 0 for nothing
     */
    void assertBooks(UUID id, long won) {
        paidWon += won;
        List<Outcome.Account> accounts =
                ((Outcome.Accounts) ask(new Command.ReadAccounts(WON_GROUP, 0, 100))).rows();
        assertThat(sum(accounts, row -> row.debitsPostedMinor() - row.creditsPostedMinor()))
                .isZero();
        assertThat(sum(accounts, row -> row.debitsPendingMinor() + row.creditsPendingMinor()))
                .isZero();
        assertThat(owed(accounts, partner)).isEqualTo(-paidWon);
        assertThat(owed(accounts, ACQUIRER)).isEqualTo(acquirer.owedWon());
        assertThat(acquirer.timesReceived(id)).isLessThanOrEqualTo(1);
        assertThat(
                        acquirer.payment(id)
                                .filter(AcquirerPayment::isOwed)
                                .map(AcquirerPayment::amountWon)
                                .orElse(0L))
                .isEqualTo(won);
    }

    /**
     * That it ended so often at least, and once at the most. (A message of which nobody knows
     * whether it came may still be coming.)
     */
    void assertEnds(UUID id, int least) {
        PaymentId asked = paymentId(id);
        assertThat(world.hub().happened().stream().filter(event -> isEnd(event, asked)))
                .hasSizeBetween(least, 1);
    }

    private static boolean isEnd(Event event, PaymentId id) {
        return (event instanceof Event.PaymentCompleted completed
                        && completed.paymentId().equals(id))
                || (event instanceof Event.PaymentBlocked blocked && blocked.paymentId().equals(id))
                || (event instanceof Event.PaymentRejected rejected
                        && rejected.paymentId().equals(id))
                || (event instanceof Event.PaymentExpired expired && expired.paymentId().equals(id))
                || (event instanceof Event.PaymentRefused refused
                        && refused.paymentId().equals(id));
    }

    private static long owed(List<Outcome.Account> accounts, int participant) {
        AccountId position = new AccountId(AccountKind.POSITION, participant, WON_GROUP);
        return sum(
                accounts.stream().filter(row -> row.id().equals(position)).toList(),
                row -> row.creditsPostedMinor() - row.debitsPostedMinor());
    }

    private static long sum(
            List<Outcome.Account> accounts, ToLongFunction<Outcome.Account> figure) {
        return accounts.stream().mapToLong(figure).sum();
    }

    @Override
    public void close() {
        connector.close();
        acquirer.close();
        world.close();
    }
}
