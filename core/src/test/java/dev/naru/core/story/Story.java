// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.Machine;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.World;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A machine whose story is told as a table. Each row is {@code at | what is asked | what is
 * answered | what happened}; seconds count from {@link #BEGINNING_NS}. A row that only says more of
 * the last two columns belongs to the row above. What {@code tick} is asked at some time has no
 * answer.
 */
public final class Story {
    /** Midnight of 22 November 2026, UTC. */
    public static final long BEGINNING_NS = 1_795_305_600L * 1_000_000_000;

    static final long SECOND_NS = 1_000_000_000L;

    private static final long SECRET = 3;

    private final Names names = new Names();
    private final Reading reading = new Reading(names);
    private final Telling telling = new Telling(names);
    private final MachineSettings settings;
    private final Machine machine;
    private final RecordedEvents events;

    /** One command with its time, and what it led to. */
    public record Step(long timeNs, Command command, Outcome outcome, List<Event> events) {}

    private final List<Step> steps = new ArrayList<>();

    public Story(MachineSettings settings) {
        this.settings = settings;
        events = new RecordedEvents(1);
        machine = new Machine(settings, events, SECRET);
    }

    /** A story in a small sandbox. */
    public static Story small() {
        return new Story(smallSettings());
    }

    /** A sandbox of some hundreds of everything. */
    public static MachineSettings smallSettings() {
        return MachineSettings.standard(World.SANDBOX)
                .withOpen(200, 200)
                .withMemory(1_000, 1_000_000 * SECOND_NS)
                .withRecords(100, 100, 100)
                .withEvidence(100, 100);
    }

    /** The machine of the story. */
    public Machine machine() {
        return machine;
    }

    /** How the machine is set up. */
    public MachineSettings settings() {
        return settings;
    }

    /** Every command that was asked so far. */
    public List<Step> steps() {
        return steps;
    }

    /** Everything that happened so far, also in answer to no command. */
    public List<Event> allEvents() {
        return events.all().stream().map(RecordedEvents.Numbered::event).toList();
    }

    /** Runs rows {@code at | what is asked}, all of which must be done. */
    public Story given(String rows) {
        for (Row row : Row.parse(rows)) {
            assertThat(run(row).outcome()).describedAs(row.command()).isEqualTo("done");
        }
        return this;
    }

    /** Runs a table, and compares every answer and everything that happened. */
    public Story tell(String table) {
        List<Row> rows = Row.parse(table);
        List<Row> told = new ArrayList<>();
        for (Row row : rows) {
            told.add(run(row));
        }
        assertThat(Row.format(told)).isEqualTo(Row.format(rows));
        return this;
    }

    /** Runs rows and does not look at what comes of it. */
    public Story run(String rows) {
        Row.parse(rows).forEach(this::run);
        return this;
    }

    /** Asks one thing, and gives the answer as it is. */
    public Outcome ask(String at, String what) {
        return apply(timeNs(at), Phrase.of(what));
    }

    /** The words for a transfer. */
    public String words(dev.naru.protocol.Transfer transfer) {
        return telling.tell(transfer);
    }

    /** The words for an event. */
    public String words(Event event) {
        return telling.tell(event);
    }

    /** The words for an outcome. */
    public String words(Outcome outcome) {
        return telling.tell(outcome);
    }

    Row run(Row row) {
        int before = events.all().size();
        String outcome = "";
        if (row.command().equals("tick")) {
            machine.tick(timeNs(row.at()));
        } else {
            outcome = telling.tell(apply(timeNs(row.at()), Phrase.of(row.command())));
        }
        String happened =
                events.all().subList(before, events.all().size()).stream()
                        .map(event -> telling.tell(event.event()))
                        .collect(Collectors.joining("; "));
        return new Row(row.at(), row.command(), outcome, happened);
    }

    private Outcome apply(long timeNs, Phrase phrase) {
        Command command = reading.read(phrase);
        if (command instanceof Command.DefineGroup group) {
            telling.groupDefined(group.groupId(), group.currency());
        }
        int before = events.all().size();
        Outcome outcome = machine.apply(timeNs, command);
        if (outcome instanceof Outcome.QuoteGiven(var quote)
                && command instanceof Command.CreateQuote) {
            names.quoteGiven(phrase.word(1), quote);
        }
        if (outcome instanceof Outcome.PaymentIs(var payment)
                && command instanceof Command.InitiatePayment) {
            names.paymentIs(phrase.word(1), payment.number());
        }
        if (outcome instanceof Outcome.ChallengeIs(var challenge)
                && command instanceof Command.IssueChallenge) {
            names.challengeIs(phrase.word(1), challenge.number());
        }
        List<Event> happened =
                events.all().subList(before, events.all().size()).stream()
                        .map(RecordedEvents.Numbered::event)
                        .toList();
        steps.add(new Step(timeNs, command, outcome, happened));
        return outcome;
    }

    /** Seconds after the beginning as epoch nanoseconds. */
    static long timeNs(String seconds) {
        return new BigDecimal(seconds)
                .multiply(BigDecimal.valueOf(SECOND_NS))
                .add(BigDecimal.valueOf(BEGINNING_NS))
                .longValueExact();
    }

    /** Epoch nanoseconds as seconds after the beginning; a minus for never. */
    static String time(long timeNs) {
        return timeNs == 0
                ? "-"
                : BigDecimal.valueOf(timeNs - BEGINNING_NS)
                        .divide(BigDecimal.valueOf(SECOND_NS))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
