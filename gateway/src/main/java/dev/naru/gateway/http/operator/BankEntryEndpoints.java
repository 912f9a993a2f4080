// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Searches;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.RequestId;
import dev.naru.settlement.funding.BankAccount;
import dev.naru.settlement.funding.BankEntries;
import dev.naru.settlement.funding.BankEntry;
import dev.naru.settlement.funding.Confirmation;
import dev.naru.settlement.funding.EntriesAwayException;
import dev.naru.settlement.funding.Submission;
import dev.naru.settlement.funding.Unmatched;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the settlement bank says was paid in, and the two people who make fundings of it. */
final class BankEntryEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(BankEntryEndpoints.class);
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 100;
    private static final long SECOND_NS = 1_000_000_000L;

    /** Far less than any machine remembers ids. */
    private static final Duration SURELY_REMEMBERED = Duration.ofHours(1);

    private final HubDoor door;
    private final Directory directory;
    private final Searches searches;
    private final BankEntries entries;
    private final InFlight inFlight = new InFlight();

    BankEntryEndpoints(HubDoor door, Directory directory, Searches searches, BankEntries entries) {
        this.door = door;
        this.searches = searches;
        this.directory = directory;
        this.entries = entries;
    }

    /** One entry. */
    record BankEntryView(
            long entryNumber,
            int groupId,
            String settlementBank,
            String reference,
            String messageId,
            MoneyView amount,
            Optional<String> booked,
            String status,
            OptionalInt participantId,
            Optional<String> unmatchedBecause,
            long submittedBy,
            String submittedAt,
            OptionalLong confirmedBy,
            Optional<String> confirmedAt,
            Optional<String> fundedAt) {}

    /** An entry of a file, and whether it was known. */
    record TakenView(String novelty, BankEntryView entry) {}

    /** What a file brought. */
    record FileView(String messageId, List<TakenView> entries) {}

    Answer submit(Call call) {
        call.noQuery();
        Outcome.Group group =
                directory
                        .group(call.pathNumber("group_id", Limits.GROUPS))
                        .orElseThrow(
                                () ->
                                        Refusal.of(Rejection.GROUP_UNKNOWN, NOT_FOUND)
                                                .about("group_id")
                                                .thrown());
        return inFlight.once("bank entries", call.idempotencyKey(), () -> submit(call, group));
    }

    private Answer submit(Call call, Outcome.Group group) {
        BankAccount account = new BankAccount(group, members(group.groupId()));
        BankEntries.File file =
                new BankEntries.File(Bytes.copyOf(call.bytes()), call.personId(), now());
        return switch (kept(() -> entries.submit(account, file))) {
            case Submission.Taken(String messageId, List<Submission.Entry> taken) ->
                    Answer.ok(
                            new FileView(
                                    messageId,
                                    taken.stream()
                                            .map(
                                                    each ->
                                                            new TakenView(
                                                                    each.novelty().name(),
                                                                    view(each.kept())))
                                            .toList()));
            case Submission.Refused(Submission.Fault fault, String sentence) ->
                    throw refusal(fault, sentence);
        };
    }

    private static RefusedException refusal(Submission.Fault fault, String sentence) {
        return switch (fault) {
            case MALFORMED -> Refusal.of(Problem.MESSAGE_MALFORMED, sentence).thrown();
            case OTHER_BANK ->
                    Refusal.of(Problem.BANK_ACCOUNT_DIFFERS, sentence)
                            .about("settlement_bank")
                            .thrown();
            case OTHER_CURRENCY ->
                    Refusal.of(Problem.BANK_ACCOUNT_DIFFERS, sentence).about("currency").thrown();
        };
    }

    Answer list(Call call) {
        return Listing.page(
                call,
                (from, limit) -> kept(() -> entries.list(from, limit)),
                BankEntry::number,
                this::view);
    }

    Answer confirm(Call call) {
        call.noQuery();
        call.noBody();
        long number = call.pathLong("entry_number", Long.MAX_VALUE / 2);
        long person = call.personId();
        return inFlight.once(
                "confirm bank entry", call.idempotencyKey(), () -> confirm(number, person));
    }

    private Answer confirm(long number, long person) {
        switch (kept(() -> entries.confirm(number, person, now()))) {
            case UNKNOWN ->
                    throw Refusal.of(Problem.BANK_ENTRY_UNKNOWN, "No entry has this number.")
                            .about("entry_number")
                            .thrown();
            case UNMATCHED ->
                    throw Refusal.of(
                                    Problem.BANK_ENTRY_UNMATCHED,
                                    "The entry says unmatched_because.")
                            .thrown();
            case SAME_PERSON ->
                    throw Refusal.of(
                                    Problem.SECOND_PERSON_NEEDED,
                                    "The person who submitted the file cannot confirm its"
                                            + " entries.")
                            .thrown();
            case FUNDED -> {}
            case AGREED -> fund(find(number));
        }
        return Answer.ok(view(find(number)));
    }

    /**
     * However often this is asked, and by how many at once, the machine moves money once: it knows
     * the id again, and what it may have forgotten is in the tables.
     */
    private void fund(BankEntry entry) {
        RequestId fundingId =
                CanonicalDigest.request(
                        "bank entry " + entry.bank() + " " + directory.currency(entry.groupId()),
                        0,
                        entry.reference());
        OffsetDateTime at = now();
        boolean mayBeForgotten =
                entry.confirmedAt().map(at.minus(SURELY_REMEMBERED)::isAfter).orElse(false);
        if (!mayBeForgotten || !searches.read(tables -> tables.isFunded(fundingId))) {
            door.ask(
                    new Command.RecordFunding(
                            fundingId,
                            entry.participantId().orElseThrow(),
                            entry.groupId(),
                            entry.amountMinor()),
                    Outcome.Done.class);
        }
        kept(
                () -> {
                    entries.funded(entry.number(), at);
                    return Confirmation.FUNDED;
                });
    }

    private BankEntry find(long number) {
        return kept(() -> entries.find(number)).orElseThrow();
    }

    private static <T> T kept(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (EntriesAwayException away) {
            LOG.warn("the bank entries cannot be used", away);
            throw Refusal.of(Problem.DATABASE_UNAVAILABLE, Problem.DATABASE_UNAVAILABLE.english())
                    .retryAfter(1)
                    .thrown();
        }
    }

    private Map<String, Integer> members(int groupId) {
        Map<String, Integer> byCode = new HashMap<>();
        int from = 1;
        List<Outcome.Position> rows;
        do {
            rows =
                    door.ask(
                                    new Command.ReadPositions(groupId, from, PAGE),
                                    Outcome.Positions.class)
                            .rows();
            for (Outcome.Position row : rows) {
                byCode.put(directory.participantCode(row.participantId()), row.participantId());
                from = row.participantId() + 1;
            }
        } while (rows.size() == PAGE && from <= Limits.PARTICIPANTS);
        return byCode;
    }

    private BankEntryView view(BankEntry entry) {
        return new BankEntryView(
                entry.number(),
                entry.groupId(),
                entry.bank(),
                entry.reference(),
                entry.messageId(),
                MoneyView.of(entry.amountMinor(), directory.currency(entry.groupId())),
                Optional.of(entry.booked()).filter(text -> !text.isEmpty()),
                entry.status().name(),
                entry.participantId(),
                entry.unmatched().map(Unmatched::name),
                entry.submittedBy(),
                time(entry.submittedAt()),
                entry.confirmedBy(),
                entry.confirmedAt().map(BankEntryEndpoints::time),
                entry.fundedAt().map(BankEntryEndpoints::time));
    }

    private OffsetDateTime now() {
        long ns = door.ask(new Command.ReadFigures(), Outcome.Figures.class).timeNs();
        return Instant.ofEpochSecond(Math.floorDiv(ns, SECOND_NS), Math.floorMod(ns, SECOND_NS))
                .atOffset(ZoneOffset.UTC);
    }

    private static String time(OffsetDateTime time) {
        return Times.text(time.toEpochSecond() * SECOND_NS + time.getNano());
    }
}
