// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Event;
import dev.naru.protocol.sbe.AuthenticatorChangedDecoder;
import dev.naru.protocol.sbe.AuthenticatorChangedEncoder;
import dev.naru.protocol.sbe.ChallengeIssuedDecoder;
import dev.naru.protocol.sbe.ChallengeIssuedEncoder;
import dev.naru.protocol.sbe.ChallengeTakenDecoder;
import dev.naru.protocol.sbe.ChallengeTakenEncoder;
import dev.naru.protocol.sbe.EvidenceRuleSetDecoder;
import dev.naru.protocol.sbe.EvidenceRuleSetEncoder;
import dev.naru.protocol.sbe.EvidenceUsedDecoder;
import dev.naru.protocol.sbe.EvidenceUsedEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.TapJudgedDecoder;
import dev.naru.protocol.sbe.TapJudgedEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The events about card taps and what they prove. Each {@code put} gives how many bytes it wrote.
 */
final class EvidenceEvents {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ChallengeIssuedEncoder challengeIssuedOut = new ChallengeIssuedEncoder();
    private final ChallengeIssuedDecoder challengeIssuedIn = new ChallengeIssuedDecoder();
    private final ChallengeTakenEncoder challengeTakenOut = new ChallengeTakenEncoder();
    private final ChallengeTakenDecoder challengeTakenIn = new ChallengeTakenDecoder();
    private final TapJudgedEncoder tapJudgedOut = new TapJudgedEncoder();
    private final TapJudgedDecoder tapJudgedIn = new TapJudgedDecoder();
    private final AuthenticatorChangedEncoder authenticatorChangedOut =
            new AuthenticatorChangedEncoder();
    private final AuthenticatorChangedDecoder authenticatorChangedIn =
            new AuthenticatorChangedDecoder();
    private final EvidenceUsedEncoder evidenceUsedOut = new EvidenceUsedEncoder();
    private final EvidenceUsedDecoder evidenceUsedIn = new EvidenceUsedDecoder();
    private final EvidenceRuleSetEncoder evidenceRuleSetOut = new EvidenceRuleSetEncoder();
    private final EvidenceRuleSetDecoder evidenceRuleSetIn = new EvidenceRuleSetDecoder();

    EvidenceEvents(Frame frame) {
        this.frame = frame;
    }

    int put(Event.ChallengeIssued event, MutableDirectBuffer buffer, int offset) {
        challengeIssuedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .replacedNumber(event.replacedNumber());
        EvidenceParts.put(challengeIssuedOut.challenge(), event.challenge());
        return challengeIssuedOut.limit() - offset;
    }

    Event challengeIssued() {
        challengeIssuedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ChallengeIssuedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.ChallengeIssued(
                EvidenceParts.read(challengeIssuedIn.challenge()),
                challengeIssuedIn.replacedNumber());
    }

    int put(Event.ChallengeTaken event, MutableDirectBuffer buffer, int offset) {
        challengeTakenOut
                .wrapAndApplyHeader(buffer, offset, header)
                .challengeNumber(event.challengeNumber())
                .participantId(event.participantId());
        return challengeTakenOut.limit() - offset;
    }

    Event challengeTaken() {
        challengeTakenIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ChallengeTakenDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.ChallengeTaken(
                challengeTakenIn.challengeNumber(), challengeTakenIn.participantId());
    }

    int put(Event.TapJudged event, MutableDirectBuffer buffer, int offset) {
        tapJudgedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .challengeNumber(event.challengeNumber())
                .participantId(event.participantId())
                .verdict(Codes.code(event.verdict()))
                .fault(event.fault())
                .cardCounter(event.cardCounter())
                .usableUntilNs(event.usableUntilNs());
        PaymentParts.put(tapJudgedOut.card(), event.card());
        return tapJudgedOut.limit() - offset;
    }

    Event tapJudged() {
        tapJudgedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(TapJudgedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.TapJudged(
                tapJudgedIn.challengeNumber(),
                tapJudgedIn.participantId(),
                Codes.read(Codes.TAP_VERDICTS, tapJudgedIn.verdictRaw()),
                tapJudgedIn.fault(),
                PaymentParts.read(tapJudgedIn.card()),
                tapJudgedIn.cardCounter(),
                tapJudgedIn.usableUntilNs());
    }

    int put(Event.AuthenticatorChanged event, MutableDirectBuffer buffer, int offset) {
        authenticatorChangedOut.wrapAndApplyHeader(buffer, offset, header);
        EvidenceParts.put(authenticatorChangedOut.authenticator(), event.authenticator());
        return authenticatorChangedOut.limit() - offset;
    }

    Event authenticatorChanged() {
        authenticatorChangedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(AuthenticatorChangedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.AuthenticatorChanged(
                EvidenceParts.read(authenticatorChangedIn.authenticator()));
    }

    int put(Event.EvidenceUsed event, MutableDirectBuffer buffer, int offset) {
        evidenceUsedOut
                .wrapAndApplyHeader(buffer, offset, header)
                .evidenceReference(event.evidenceReference())
                .participantId(event.participantId())
                .paymentNumber(event.paymentNumber());
        PaymentParts.put(evidenceUsedOut.requestId(), event.requestId());
        return evidenceUsedOut.limit() - offset;
    }

    Event evidenceUsed() {
        evidenceUsedIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(EvidenceUsedDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.EvidenceUsed(
                evidenceUsedIn.evidenceReference(),
                evidenceUsedIn.participantId(),
                evidenceUsedIn.paymentNumber(),
                PaymentParts.read(evidenceUsedIn.requestId()));
    }

    int put(Event.EvidenceRuleSet event, MutableDirectBuffer buffer, int offset) {
        evidenceRuleSetOut.wrapAndApplyHeader(buffer, offset, header);
        EvidenceParts.put(evidenceRuleSetOut.rule(), event.rule());
        return evidenceRuleSetOut.limit() - offset;
    }

    Event evidenceRuleSet() {
        evidenceRuleSetIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(EvidenceRuleSetDecoder.BLOCK_LENGTH),
                frame.version());
        return new Event.EvidenceRuleSet(EvidenceParts.read(evidenceRuleSetIn.rule()));
    }
}
