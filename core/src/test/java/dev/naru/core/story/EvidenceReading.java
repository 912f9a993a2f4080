// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Quote;
import dev.naru.protocol.TapFindings;
import java.util.Optional;

/** Turns a story's phrases about taps into commands. */
final class EvidenceReading {
    private final Names names;
    private int unnamedUses;

    EvidenceReading(Names names) {
        this.names = names;
    }

    /** Empty for a verb that is not about taps. */
    Optional<Command> read(Phrase phrase) {
        return Optional.ofNullable(
                switch (phrase.verb()) {
                    case "challenge" -> challenge(phrase);
                    case "take" ->
                            new Command.TakeChallenge(
                                    by(phrase.allowing("by")), Names.requestId(phrase.word(1)));
                    case "tap" -> tap(phrase);
                    case "use" -> use(phrase.allowing("by", "text", "as"));
                    case "rule" ->
                            new Command.SetEvidenceRule(
                                    names.id("participant", phrase.word(1)),
                                    names.digestOf(
                                            phrase.allowing("above", "new", "payer")
                                                    .option("payer", "none")),
                                    names.id("group", phrase.word(2)),
                                    phrase.number("above", Long.MAX_VALUE),
                                    phrase.number("new", 0));
                    case "unlock" -> status(phrase.allowing(), AuthenticatorStatus.ACTIVE);
                    case "remove" -> status(phrase.allowing(), AuthenticatorStatus.REMOVED);
                    case "challenge?" ->
                            new Command.ReadChallenge(
                                    by(phrase.allowing("by")), Names.requestId(phrase.word(1)));
                    case "authenticator?" ->
                            new Command.ReadAuthenticator(
                                    names.id("participant", phrase.allowing().word(1)),
                                    AuthenticatorKind.valueOf(phrase.word(2)),
                                    names.digestOf(phrase.word(3)));
                    default -> null;
                });
    }

    private Command challenge(Phrase phrase) {
        phrase.allowing(
                "by", "as", "payer", "card", "device", "text", "pays", "q", "group", "debit",
                "payee", "within");
        ChallengePurpose purpose = ChallengePurpose.valueOf(phrase.word(2));
        return new Command.IssueChallenge(
                Names.requestId(phrase.option("as", phrase.word(1))),
                by(phrase),
                new ChallengeTerms(
                        purpose,
                        names.digestOf(phrase.option("payer", "kim")),
                        names.digestOf(
                                phrase.option(
                                        "card",
                                        purpose == ChallengePurpose.CARD_ENROLMENT
                                                ? "none"
                                                : "visa")),
                        names.digestOf(
                                phrase.option(
                                        "device",
                                        purpose == ChallengePurpose.CARD_ENROLMENT
                                                ? "none"
                                                : "phone")),
                        names.digestOf(phrase.option("text", "text")),
                        purpose == ChallengePurpose.PAYMENT
                                ? Optional.of(payment(phrase))
                                : Optional.empty()),
                phrase.has("within")
                        ? phrase.number("within", 0) * Story.SECOND_NS
                        : Challenge.MOST_TAP_NS);
    }

    private ChallengedPayment payment(Phrase phrase) {
        Quote quote = names.quote(phrase.option("q", "q1"));
        return new ChallengedPayment(
                Names.paymentId(phrase.option("pays", "p1")),
                phrase.has("group")
                        ? names.id("group", phrase.option("group", ""))
                        : quote.route().sourceGroupId(),
                phrase.number("debit", quote.price().debitMinor()),
                names.digestOf(phrase.option("payee", "merchant")));
    }

    private Command tap(Phrase phrase) {
        phrase.allowing("by", "fault", "card", "key", "profile", "at", "device");
        int fault = (int) phrase.number("fault", 0);
        return new Command.RecordTap(
                by(phrase),
                number(phrase),
                fault != 0
                        ? TapFindings.unproved(fault)
                        : new TapFindings(
                                0,
                                names.digestOf(phrase.option("card", "visa")),
                                names.digestOf(phrase.option("key", "chip")),
                                names.digestOf(phrase.option("profile", "profile")),
                                phrase.number("at", TapFindings.NO_COUNTER),
                                phrase.number("device", 0)));
    }

    /** A use that is given no name is another than all before it. */
    private Command use(Phrase phrase) {
        return new Command.UseEvidence(
                by(phrase),
                phrase.has("as")
                        ? names.requestIdOf(phrase.option("as", ""))
                        : Names.requestId("unnamed use " + ++unnamedUses),
                number(phrase),
                ChallengePurpose.valueOf(phrase.word(2)),
                names.digestOf(phrase.option("text", "text")));
    }

    private Command status(Phrase phrase, AuthenticatorStatus status) {
        return new Command.SetAuthenticatorStatus(
                names.id("participant", phrase.word(1)),
                AuthenticatorKind.valueOf(phrase.word(2)),
                names.digestOf(phrase.word(3)),
                status);
    }

    private int by(Phrase phrase) {
        return names.id("participant", phrase.option("by", "BANK"));
    }

    private long number(Phrase phrase) {
        return names.challengeNumber(phrase.word(1));
    }
}
