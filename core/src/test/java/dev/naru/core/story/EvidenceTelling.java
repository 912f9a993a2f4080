// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.TapFindings;

/** The words for challenges, taps and who made them. */
final class EvidenceTelling {
    private final Names names;

    EvidenceTelling(Names names) {
        this.names = names;
    }

    String tell(Challenge challenge) {
        return challenge.state()
                + challenge.verdict().map(verdict -> " " + verdict).orElse("")
                + " until "
                + Story.time(challenge.untilNs());
    }

    String tell(Authenticator one) {
        return one.kind()
                + " "
                + names.digestName(one.key())
                + (one.key().equals(one.payer()) ? "" : " of " + names.digestName(one.payer()))
                + " "
                + one.status()
                + (one.counter() == TapFindings.NO_COUNTER ? "" : " at " + one.counter())
                + (one.failures() == 0 ? "" : " failed " + one.failures())
                + (one.lockedUntilNs() == 0
                        ? ""
                        : " locked until " + Story.time(one.lockedUntilNs()))
                + (one.usableFromNs() == 0 ? "" : " new until " + Story.time(one.usableFromNs()));
    }

    String tell(Event.ChallengeIssued issued) {
        return "challenge "
                + names.challengeName(issued.challenge().number())
                + (issued.replacedNumber() == 0
                        ? ""
                        : " for " + names.challengeName(issued.replacedNumber()));
    }

    String tell(Event.TapJudged judged) {
        return names.challengeName(judged.challengeNumber())
                + " "
                + judged.verdict()
                + (judged.fault() == 0 ? "" : " " + judged.fault())
                + (judged.card().equals(Digest.NONE) ? "" : " " + names.digestName(judged.card()))
                + (judged.cardCounter() == TapFindings.NO_COUNTER
                        ? ""
                        : " at " + judged.cardCounter());
    }
}
