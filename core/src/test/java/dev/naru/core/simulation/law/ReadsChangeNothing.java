// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;

/** A read command leaves no event and no trace in the state. */
public final class ReadsChangeNothing implements Law {
    @Override
    public void answered(Exchange exchange, Books books) {
        if (exchange.changedSomething()
                && exchange.command().filter(ReadsChangeNothing::isRead).isPresent()) {
            throw broken(exchange.step() + " left " + exchange.ownFacts());
        }
    }

    /** Whether a command only reads. */
    public static boolean isRead(Command command) {
        return switch (command) {
            case Command.ReadPayment _,
                    Command.ReadPayments _,
                    Command.ReadQuote _,
                    Command.ReadParticipants _,
                    Command.ReadGroups _,
                    Command.ReadCorridors _,
                    Command.ReadPositions _,
                    Command.ReadParticipantPositions _,
                    Command.ReadAccounts _,
                    Command.ReadRates _,
                    Command.ReadRecoveryItems _,
                    Command.ReadEventReaders _,
                    Command.ReadChallenge _,
                    Command.ReadAuthenticator _,
                    Command.ReadFigures _ ->
                    true;
            case Command.DefineParticipant _,
                    Command.SetParticipantStatus _,
                    Command.DefineGroup _,
                    Command.SetHeadroom _,
                    Command.RecordFunding _,
                    Command.DefineCorridor _,
                    Command.SetCorridorStatus _,
                    Command.CloseWindow _,
                    Command.CloseRecoveryItem _,
                    Command.DecideHold _,
                    Command.AskAgain _,
                    Command.MoveTime _,
                    Command.AcknowledgeEvents _,
                    Command.RemoveEventReader _,
                    Command.PublishRate _,
                    Command.IssueChallenge _,
                    Command.TakeChallenge _,
                    Command.RecordTap _,
                    Command.UseEvidence _,
                    Command.SetEvidenceRule _,
                    Command.SetAuthenticatorStatus _,
                    Command.CreateQuote _,
                    Command.InitiatePayment _,
                    Command.RecordDispatch _,
                    Command.RecordAnswer _ ->
                    false;
        };
    }
}
