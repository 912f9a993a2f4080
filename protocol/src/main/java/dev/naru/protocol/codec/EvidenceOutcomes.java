// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Outcome;
import dev.naru.protocol.sbe.AuthenticatorIsDecoder;
import dev.naru.protocol.sbe.AuthenticatorIsEncoder;
import dev.naru.protocol.sbe.ChallengeIsDecoder;
import dev.naru.protocol.sbe.ChallengeIsEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The outcomes about card taps and what they prove. Each {@code put} gives how many bytes it wrote.
 */
final class EvidenceOutcomes {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ChallengeIsEncoder challengeIsOut = new ChallengeIsEncoder();
    private final ChallengeIsDecoder challengeIsIn = new ChallengeIsDecoder();
    private final AuthenticatorIsEncoder authenticatorIsOut = new AuthenticatorIsEncoder();
    private final AuthenticatorIsDecoder authenticatorIsIn = new AuthenticatorIsDecoder();

    EvidenceOutcomes(Frame frame) {
        this.frame = frame;
    }

    int put(Outcome.ChallengeIs outcome, MutableDirectBuffer buffer, int offset) {
        challengeIsOut.wrapAndApplyHeader(buffer, offset, header);
        EvidenceParts.put(challengeIsOut.challenge(), outcome.challenge());
        return challengeIsOut.limit() - offset;
    }

    Outcome challengeIs() {
        challengeIsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ChallengeIsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.ChallengeIs(EvidenceParts.read(challengeIsIn.challenge()));
    }

    int put(Outcome.AuthenticatorIs outcome, MutableDirectBuffer buffer, int offset) {
        authenticatorIsOut.wrapAndApplyHeader(buffer, offset, header);
        EvidenceParts.put(authenticatorIsOut.authenticator(), outcome.authenticator());
        return authenticatorIsOut.limit() - offset;
    }

    Outcome authenticatorIs() {
        authenticatorIsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(AuthenticatorIsDecoder.BLOCK_LENGTH),
                frame.version());
        return new Outcome.AuthenticatorIs(EvidenceParts.read(authenticatorIsIn.authenticator()));
    }
}
