// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.benchmarks.market.ExpectedLedger;
import dev.naru.benchmarks.market.Market;
import dev.naru.benchmarks.market.MarketSize;
import dev.naru.client.Reply;
import dev.naru.core.Machine;
import dev.naru.protocol.Command;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final int PAYMENTS = 500;

    private final Market market = new Market(MarketSize.ACCOUNTS_1000);
    private final ExpectedLedger ledger = new ExpectedLedger();
    private final MachineDoor door = new MachineDoor();

    /** A machine that answers at once, and now and then keeps its answer to itself. */
    private static final class MachineDoor implements Sender {
        private final Machine machine =
                new Machine(
                        MachineSettings.standard(World.LIVE),
                        (number, timeNs, event) -> {},
                        /* secret= */ 1);
        private long timeNs = 1_790_000_000_000_000_000L;
        private int forgetsEvery = Integer.MAX_VALUE;
        private int sent;

        Outcome ask(Command command) {
            timeNs += 1_000;
            return machine.apply(timeNs, command);
        }

        @Override
        public void send(Command command, Consumer<Reply> to) {
            Outcome outcome = ask(command);
            sent++;
            to.accept(
                    sent % forgetsEvery == 0
                            ? new Reply.Unknown("forgotten")
                            : new Reply.Answered(outcome, 0, timeNs));
        }
    }

    private Load load() {
        MarketSetup.send(market, door);
        market.fundings().forEach(ledger::add);
        return new Load(market, ledger, door, 32, 0);
    }

    private List<Outcome.Account> accounts() {
        List<Outcome.Account> accounts = new ArrayList<>();
        for (int group = 1; group <= market.size().groups(); group++) {
            accounts.addAll(ExpectedLedger.accountsOf(group, door::ask));
        }
        return accounts;
    }

    @Test
    void theLedgerHoldsWhatTheLoadWasTold() {
        Load load = load();

        load.atMostUntil(16, PAYMENTS);
        load.drain();

        assertThat(load.completed()).isGreaterThanOrEqualTo(PAYMENTS).isEqualTo(load.begun());
        assertThat(load.isCompleted(0)).isTrue();
        assertThat(load.isCompleted(load.begun())).isFalse();
        assertThat(ledger.differences(accounts())).isEmpty();
    }

    @Test
    void whatIsUnknownIsSentAgainAndMovesMoneyOnce() {
        Load load = load();
        door.forgetsEvery = 7;

        load.atMostUntil(16, PAYMENTS);
        load.drain();

        assertThat(load.repeated()).isGreaterThan(PAYMENTS / 4);
        assertThat(load.completed()).isEqualTo(load.begun());
        assertThat(ledger.differences(accounts())).isEmpty();
    }

    /** The hub was away while it was initiated, and it is over before it can be dispatched. */
    @Test
    void aPaymentThatWasInterruptedMayExpireBeforeItsNextStep() {
        load();
        AtomicInteger sent = new AtomicInteger();
        Sender away =
                (command, to) -> {
                    int number = sent.incrementAndGet();
                    if (number == 4) {
                        door.timeNs += Duration.ofMinutes(1).toNanos();
                    }
                    Outcome outcome = door.ask(command);
                    to.accept(
                            number == 2
                                    ? new Reply.Unknown("away")
                                    : new Reply.Answered(outcome, 0, door.timeNs));
                };

        Load load = new Load(market, ledger, away, 1, 0);
        load.atMostUntil(1, 1);
        load.drain();

        assertThat(load.expired()).isEqualTo(1);
        assertThat(ledger.differences(accounts())).isEmpty();
    }

    /** Its reply had come, and lay there while the load changed doors. */
    @Test
    void aPaymentMayExpireBetweenTwoDoors() {
        load();
        AtomicInteger sent = new AtomicInteger();
        Sender breaking =
                (command, to) -> {
                    to.accept(new Reply.Answered(door.ask(command), 0, door.timeNs));
                    if (sent.incrementAndGet() == 2) {
                        throw new IllegalStateException("the hub was killed");
                    }
                };
        Load load = new Load(market, ledger, breaking, 1, 0);
        assertThatThrownBy(() -> load.atMostUntil(1, 1)).hasMessage("the hub was killed");
        door.timeNs += Duration.ofMinutes(1).toNanos();

        load.moveTo(door);
        load.drain();

        assertThat(load.expired()).isEqualTo(1);
        assertThat(ledger.differences(accounts())).isEmpty();
    }

    @Test
    void moneyThatNobodyWasToldOfIsADifference() {
        Load load = load();
        load.atMostUntil(1, 1);
        load.drain();
        new Load(market, new ExpectedLedger(), door, 1, load.begun()).atMostUntil(1, 1);

        assertThat(ledger.differences(accounts())).isNotEmpty();
    }

    @Test
    void anAccountThatIsMissingIsADifference() {
        load();

        assertThat(ledger.differences(List.of())).isNotEmpty();
    }

    @Test
    void aSteadyPaceBeginsAsManyAsAreDue() {
        Load load = load();

        Load.Stretch stretch = load.atRate(2_000, Duration.ofMillis(200));
        load.drain();

        assertThat(load.begun()).isBetween(1, 401);
        assertThat(stretch.payments().getTotalCount()).isEqualTo(load.completed());
        assertThat(ledger.differences(accounts())).isEmpty();
    }

    @Test
    void aRefusalEndsTheRun() {
        Sender refusing =
                (command, to) ->
                        to.accept(new Reply.Answered(new Outcome.Refused(Rejection.NO_RATE), 0, 0));

        assertThatThrownBy(() -> new Load(market, ledger, refusing, 1, 0).atMostUntil(1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NO_RATE");
    }
}
