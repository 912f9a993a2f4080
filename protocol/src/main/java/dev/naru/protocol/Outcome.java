// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The answer to one {@link Command}: one of these, each time, whatever happens. */
public sealed interface Outcome {

    /** Refused: nothing changed. */
    record Refused(Rejection rejection) implements Outcome {}

    /** Done, or already done by the same request before. */
    record Done() implements Outcome {}

    /** A quote that is alive, or was when it was given. */
    record QuoteGiven(Quote quote) implements Outcome {}

    /** A payment as it stands now. When the hub refused it, the payment says why. */
    record PaymentIs(Payment payment) implements Outcome {}

    /**
     * The caller, and nobody else ever, may send the payment now.
     *
     * @param answerDueAtNs when the payment will be in doubt, epoch nanoseconds
     * @param executeByNs after this the other side must not execute it any more, epoch nanoseconds
     */
    record DispatchGranted(long answerDueAtNs, long executeByNs) implements Outcome {}

    /** What an answer did. */
    record AnswerTaken(AnswerEffect effect, PaymentState state) implements Outcome {}

    /**
     * A closed window's nets. They sum to zero where an operator is a member of the group, whose
     * net includes the fee and rounding accounts; else what those accounts keep is missing from the
     * sum.
     *
     * @param nextWindowNumber the window that is open now
     */
    record WindowReport(int groupId, long windowNumber, long nextWindowNumber, List<Net> nets)
            implements Outcome {
        public WindowReport {
            nets = List.copyOf(nets);
        }
    }

    /**
     * One participant's net; positive is owed to it. Participants with a net of zero are left out.
     */
    record Net(int participantId, long netMinor) {}

    /** A page of payments. */
    record Payments(List<Payment> rows) implements Outcome {
        public Payments {
            rows = List.copyOf(rows);
        }
    }

    /** A page of participants. */
    record Participants(List<Participant> rows) implements Outcome {
        public Participants {
            rows = List.copyOf(rows);
        }
    }

    /** One participant. */
    record Participant(
            int participantId,
            String code,
            ParticipantKind kind,
            ParticipantStatus status,
            Set<PaymentKind> allowedKinds) {
        public Participant {
            allowedKinds = Set.copyOf(allowedKinds);
        }
    }

    /** A page of groups. */
    record Groups(List<Group> rows) implements Outcome {
        public Groups {
            rows = List.copyOf(rows);
        }
    }

    /** One settlement group. */
    record Group(
            int groupId,
            String code,
            Currency currency,
            String settlementBankCode,
            int utcOffsetMinutes,
            long openWindowNumber) {}

    /** A page of corridors. */
    record Corridors(List<Corridor> rows) implements Outcome {
        public Corridors {
            rows = List.copyOf(rows);
        }
    }

    /** One corridor. */
    record Corridor(Command.DefineCorridor definition, CorridorStatus status) {}

    /** A page of positions. */
    record Positions(List<Position> rows) implements Outcome {
        public Positions {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A participant in a group. Balances are credit less debit: negative is owed by the
     * participant.
     *
     * @param pendingDebitsMinor reserved and not posted
     * @param unsettledDebitsMinor posted and not settled, credits not counted
     * @param headroomMinor what may still be reserved
     */
    record Position(
            int participantId,
            int groupId,
            HeadroomRule rule,
            long capMinor,
            long collateralMinor,
            long liquidityMinor,
            long positionMinor,
            long obligationMinor,
            long pendingDebitsMinor,
            long pendingCreditsMinor,
            long unsettledDebitsMinor,
            long headroomMinor) {}

    /** A page of accounts. */
    record Accounts(List<Account> rows) implements Outcome {
        public Accounts {
            rows = List.copyOf(rows);
        }
    }

    /** One account's four sums, minor units, none negative. */
    record Account(
            AccountId id,
            long debitsPostedMinor,
            long creditsPostedMinor,
            long debitsPendingMinor,
            long creditsPendingMinor) {}

    /** Valid prices. */
    record Rates(List<ProviderRate> rows) implements Outcome {
        public Rates {
            rows = List.copyOf(rows);
        }
    }

    /** One provider's price. */
    record ProviderRate(int providerId, List<RateTier> tiers, long validUntilNs) {
        public ProviderRate {
            tiers = List.copyOf(tiers);
        }
    }

    /** A page of recovery items. */
    record RecoveryItems(List<RecoveryItem> rows) implements Outcome {
        public RecoveryItems {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Something that a person has to look at: an answer, or that none came.
     *
     * @param linkParticipantId whose link it came over, or should have
     * @param answer empty where none came
     * @param amountMinor what the answer says was paid; {@link Command.RecordAnswer#NO_AMOUNT}
     *     where it says nothing
     * @param firstPersonId who first decided to close it, 0 for nobody yet
     * @param secondPersonId who closed it, 0 while it is open
     */
    record RecoveryItem(
            long itemNumber,
            long paymentNumber,
            RecoveryReason reason,
            int linkParticipantId,
            Optional<AnswerStatus> answer,
            long amountMinor,
            Currency currency,
            long openedAtNs,
            long firstPersonId,
            long secondPersonId) {}

    /** A challenge as it stands now. */
    record ChallengeIs(Challenge challenge) implements Outcome {}

    /** A card, device or payer as it stands now. */
    record AuthenticatorIs(Authenticator authenticator) implements Outcome {}

    /** All readers of events, by name. */
    record EventReaders(List<EventReader> rows) implements Outcome {
        public EventReaders {
            rows = List.copyOf(rows);
        }
    }

    /**
     * How far a reader of events has come.
     *
     * @param number the last event that it has acknowledged; its lag is the machine's last number
     *     less this
     * @param sinceNs when it acknowledged that one first, epoch nanoseconds
     */
    record EventReader(String readerName, long number, long sinceNs) {}

    /**
     * The machine's own figures, all at one moment.
     *
     * @param eventNumber the last event's number
     * @param timeNs cluster time, epoch nanoseconds
     * @param timeOffsetNs how far a sandbox's time was moved
     * @param byState how many payments are or ended in each state since the beginning, in the order
     *     of {@link PaymentState}
     */
    record Figures(
            long eventNumber,
            long timeNs,
            long timeOffsetNs,
            int participants,
            int accounts,
            int openQuotes,
            int openPayments,
            long rememberedPayments,
            long lastPaymentNumber,
            int openRecoveryItems,
            List<Long> byState)
            implements Outcome {
        public Figures {
            byState = List.copyOf(byState);
        }
    }
}
