// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.assertion.SealRefusal;
import dev.naru.authentication.assertion.SealedTranscripts;
import dev.naru.authentication.assertion.SealedTranscripts.Opening;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.devicekey.DeviceAssertion;
import dev.naru.authentication.devicekey.DeviceAssertion.Proof;
import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.devicekey.DeviceVerdict;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.authentication.trustone.CardAuthenticator;
import dev.naru.authentication.trustone.CardEvidence;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.WireError;
import dev.naru.authentication.trustone.WireReading;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.Command;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Looks at an answer, the cheap things first: the device's signature, the seal, the transcript, and
 * then the card's chain of certificates.
 */
final class TapJudge {
    private final DeviceAssertion devices;
    private final SealedTranscripts seals;
    private final CardChallenges challenges;
    private final CardAuthenticator cards;
    private final HubDoor door;

    TapJudge(
            DeviceAssertion devices,
            SealedTranscripts seals,
            CardChallenges challenges,
            CardAuthenticator cards,
            HubDoor door) {
        this.devices = devices;
        this.seals = seals;
        this.challenges = challenges;
        this.cards = cards;
        this.door = door;
    }

    /** What a device proved, or why it proved nothing. */
    private sealed interface DeviceLook {
        record Right(long counter) implements DeviceLook {}

        record Wrong(TapFault fault) implements DeviceLook {}
    }

    /**
     * What is found of it.
     *
     * @param taken as the machine gave it to be judged
     */
    TapFinding judge(ShownChallenge shown, Challenge taken, TapAnswer answer) {
        if (!shown.isAsTold(taken.terms())) {
            return TapFinding.wrong(TapFault.TERMS_CHANGED);
        }
        return switch (device(shown, answer)) {
            case DeviceLook.Wrong(TapFault fault) -> TapFinding.wrong(fault);
            case DeviceLook.Right(long counter) ->
                    switch (seals.open(answer.sealedTranscript())) {
                        case Opening.Refused(SealRefusal why) -> TapFinding.wrong(TapFault.of(why));
                        case Opening.Opened(ByteString content) -> card(shown, content, counter);
                    };
        };
    }

    private DeviceLook device(ShownChallenge shown, TapAnswer answer) {
        if (!shown.wantsDevice()) {
            return answer.deviceSignature().isPresent()
                    ? new DeviceLook.Wrong(TapFault.DEVICE_UNASKED)
                    : new DeviceLook.Right(0);
        }
        if (answer.deviceSignature().isEmpty()) {
            return new DeviceLook.Wrong(TapFault.DEVICE_ABSENT);
        }
        RegisteredDevice device = shown.device().orElseThrow();
        Optional<TapAnswer.DeviceParts> read = answer.deviceSignature().get().read();
        if (read.isEmpty()) {
            return new DeviceLook.Wrong(TapFault.DEVICE_TEXT);
        }
        if (!read.get().credentialId().equals(device.credentialId())) {
            return new DeviceLook.Wrong(TapFault.DEVICE_CREDENTIAL);
        }
        DeviceVerdict<Proof> verdict =
                devices.check(
                        device,
                        shown.terms().hash(),
                        read.get().signature(),
                        lastCounter(shown, device));
        return switch (verdict) {
            case DeviceVerdict.Refused<Proof>(DeviceRefusal why) ->
                    new DeviceLook.Wrong(TapFault.of(why));
            case DeviceVerdict.Holds<Proof>(Proof proof) -> new DeviceLook.Right(proof.counter());
        };
    }

    /** The machine's, who has the last word on it; a key that is to be let in has only its own. */
    private long lastCounter(ShownChallenge shown, RegisteredDevice device) {
        Outcome known =
                door.outcome(
                        new Command.ReadAuthenticator(
                                shown.participantId(),
                                AuthenticatorKind.DEVICE,
                                Names.digest(device.thumbprint())));
        return switch (known) {
            case Outcome.AuthenticatorIs(var authenticator) -> Math.max(0, authenticator.counter());
            case Outcome.Refused(Rejection rejection)
                    when rejection == Rejection.AUTHENTICATOR_UNKNOWN ->
                    device.counter();
            case Outcome _ -> throw Invariant.broken("a participant that took a challenge can ask");
        };
    }

    private TapFinding card(ShownChallenge shown, ByteString content, long deviceCounter) {
        return switch (TapTranscript.read(content.toByteArray())) {
            case WireReading.Refused<TapTranscript>(WireError error, String _) ->
                    TapFinding.wrong(TapFault.of(error));
            case WireReading.Read<TapTranscript>(TapTranscript transcript) ->
                    switch (cards.verify(challenges.of(shown.terms()), transcript, today())) {
                        case Checked.Refused<CardEvidence>(CardRefusal why) ->
                                new TapFinding(
                                        Optional.of(
                                                new TapFinding.Fault(
                                                        TapFault.of(why.fault()),
                                                        Optional.of(why.stage()))),
                                        Optional.of(transcript),
                                        Optional.empty(),
                                        0);
                        case Checked.Holds<CardEvidence>(CardEvidence evidence) ->
                                new TapFinding(
                                        Optional.empty(),
                                        Optional.of(transcript),
                                        Optional.of(evidence),
                                        deviceCounter);
                    };
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(Instant.ofEpochSecond(0, door.nowNs()), ZoneOffset.UTC);
    }
}
