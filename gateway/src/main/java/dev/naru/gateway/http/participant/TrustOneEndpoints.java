// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import static dev.naru.gateway.http.machine.DatabaseDoor.asked;

import dev.naru.authentication.devicekey.NewDeviceKey;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Json;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.gateway.http.view.Times;
import dev.naru.gateway.trustone.Answers.Judged;
import dev.naru.gateway.trustone.Base64Text;
import dev.naru.gateway.trustone.Challenges;
import dev.naru.gateway.trustone.DeviceKeys;
import dev.naru.gateway.trustone.DeviceKeys.Invitation;
import dev.naru.gateway.trustone.DeviceKeys.Registered;
import dev.naru.gateway.trustone.Names;
import dev.naru.gateway.trustone.ShownChallenge;
import dev.naru.gateway.trustone.TapAnswer;
import dev.naru.gateway.trustone.TrustOne;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Asks payers for taps of their cards, and says what they prove. */
final class TrustOneEndpoints {
    private static final long MILLISECOND_NS = 1_000_000;
    private static final String ID_RULE = "must be a version 4 UUID in lower case";
    private static final String BASE64_RULE = "must be base64url without padding";

    private final TrustOne trustOne;
    private final HubDoor door;
    private final ChallengeFields fields;

    TrustOneEndpoints(TrustOne trustOne, HubDoor door, ChallengeFields fields) {
        this.trustOne = trustOne;
        this.door = door;
        this.fields = fields;
    }

    /** What a page asks a device to make a key for. */
    private record InvitationView(
            String registration, String challenge, String relyingPartyId, String expiresAt) {}

    /** A device key that is kept. */
    private record DeviceKeyView(String deviceKey, String standing) {}

    /** What the payer is to be shown. */
    private record DisplayView(
            Optional<MoneyView> amount,
            Optional<String> payee,
            Optional<String> payeeAccount,
            Optional<String> limit) {
        private static DisplayView of(ShownChallenge shown) {
            return new DisplayView(
                    switch (shown.purpose()) {
                        case PAYMENT, WITHDRAWAL, LIMIT_CHANGE ->
                                Currency.ofCode(shown.terms().currency())
                                        .map(
                                                currency ->
                                                        MoneyView.of(
                                                                shown.terms().amountMinor(),
                                                                currency));
                        case CARD_ENROLMENT, DEVICE_ENROLMENT, LOGIN -> Optional.empty();
                    },
                    said(shown.terms().payeeName()),
                    said(shown.terms().payeeAccountShown()),
                    said(shown.terms().limit()));
        }

        private static Optional<String> said(String text) {
            return Optional.of(text).filter(one -> !one.isEmpty());
        }
    }

    /** What a telephone needs. */
    private record IssuedView(
            String challengeId,
            String expiresAt,
            DisplayView display,
            String t,
            JsonNode cardChallenge,
            Optional<String> deviceChallenge,
            JsonNode openingKey) {}

    /** How a challenge stands. */
    private record ChallengeView(
            String challengeId,
            String purpose,
            String state,
            String until,
            DisplayView display,
            String t,
            Optional<Long> evidenceReference) {}

    /** What a tap proved. */
    private record JudgedView(
            String result,
            Optional<Long> evidenceReference,
            Optional<String> assertion,
            Optional<String> card) {
        private static final JudgedView REJECTED =
                new JudgedView("REJECTED", Optional.empty(), Optional.empty(), Optional.empty());
    }

    Answer invite(Call call) {
        call.noQuery();
        Fields body = call.body(List.of("payer_reference"), List.of());
        Invitation invitation =
                trustOne.deviceKeys()
                        .invite(
                                call.participantId(),
                                CanonicalDigest.payer(
                                        call.participantId(), body.text("payer_reference", 35)));
        return Answer.ok(
                new InvitationView(
                        Base64Text.of(invitation.registration()),
                        Base64Text.of(invitation.challenge()),
                        invitation.relyingPartyId(),
                        Times.text(invitation.expiresAtNs())));
    }

    Answer register(Call call) {
        call.noQuery();
        Fields body =
                call.body(
                        List.of("registration", "attestation_object", "client_data_json"),
                        List.of());
        ByteString registration = bytes(body, "registration");
        NewDeviceKey key =
                new NewDeviceKey(
                        bytes(body, "attestation_object"), bytes(body, "client_data_json"));
        Registered registered =
                asked(
                        () ->
                                trustOne.deviceKeys()
                                        .register(call.participantId(), registration, key));
        return switch (registered) {
            case Registered.Kept(RegisteredDevice device) ->
                    Answer.json(
                            201,
                            new DeviceKeyView(
                                    Names.hex(device.thumbprint()),
                                    device.isDeviceBound() ? "ATTESTED" : "CLAIMED"));
            case Registered.NotInvited() ->
                    throw Refusal.of(
                                    Problem.DEVICE_REGISTRATION_INVALID,
                                    "Ask for another with POST"
                                            + " /v1/trustone/device-keys/challenges.")
                            .about("registration")
                            .thrown();
            case Registered.KeyRefused() ->
                    throw Refusal.of(
                                    Problem.DEVICE_KEY_REFUSED,
                                    "Why is in the hub's log, and told to nobody.")
                            .thrown();
            case Registered.TooMany() ->
                    throw Refusal.of(
                                    Problem.DEVICE_KEYS_FULL,
                                    "Take one of the payer's "
                                            + DeviceKeys.MOST_OF_A_PAYER
                                            + " away first.")
                            .thrown();
        };
    }

    Answer issue(Call call) {
        call.noQuery();
        UUID id = uuid(call.paymentIdKey());
        Challenges.Issued issued =
                asked(
                        () ->
                                trustOne.challenges()
                                        .issue(call.participantId(), id, fields.read(call)));
        ShownChallenge shown = issued.shown();
        return Answer.json(
                201,
                new IssuedView(
                        id.toString(),
                        Times.text(shown.terms().expiresAtMs() * MILLISECOND_NS),
                        DisplayView.of(shown),
                        Names.hex(shown.terms().hash()),
                        json(issued.card().toJson()),
                        shown.device().map(_ -> Base64Text.of(shown.terms().hash())),
                        json(issued.openingKeys()).get("keys").get(0)));
    }

    Answer respond(Call call) {
        call.noQuery();
        UUID id = id(call);
        Fields body = call.body(List.of("sealed_transcript"), List.of("device_signature"));
        TapAnswer answer =
                new TapAnswer(
                        body.anyText("sealed_transcript"),
                        body.optionalObject(
                                        "device_signature",
                                        List.of(
                                                "credential_id",
                                                "authenticator_data",
                                                "client_data_json",
                                                "signature"),
                                        List.of())
                                .map(
                                        signature ->
                                                new TapAnswer.DeviceTexts(
                                                        signature.anyText("credential_id"),
                                                        signature.anyText("authenticator_data"),
                                                        signature.anyText("client_data_json"),
                                                        signature.anyText("signature"))));
        Judged judged = asked(() -> trustOne.answers().judge(call.participantId(), id, answer));
        return Answer.ok(
                switch (judged) {
                    case Judged.Verified(long reference, String assertion, ByteString card) ->
                            new JudgedView(
                                    "VERIFIED",
                                    Optional.of(reference),
                                    Optional.of(assertion),
                                    Optional.of(Names.hex(card)));
                    case Judged.Rejected() -> JudgedView.REJECTED;
                });
    }

    Answer read(Call call) {
        call.noQuery();
        UUID id = id(call);
        Challenges.Standing standing =
                asked(() -> trustOne.challenges().read(call.participantId(), id));
        ShownChallenge shown = standing.shown();
        return Answer.ok(
                new ChallengeView(
                        id.toString(),
                        shown.purpose().name(),
                        standing.machine().state().name(),
                        Times.text(standing.machine().untilNs()),
                        DisplayView.of(shown),
                        Names.hex(shown.terms().hash()),
                        standing.machine().state() == ChallengeState.VERIFIED
                                        || standing.machine().state() == ChallengeState.USED
                                ? Optional.of(standing.machine().number())
                                : Optional.empty()));
    }

    /** Uses evidence up for what the participant does itself; the machine knows a repeat. */
    Answer use(Call call) {
        call.noQuery();
        call.noBody();
        UUID id = id(call);
        String key = call.idempotencyKey();
        Challenges.Standing standing =
                asked(() -> trustOne.challenges().read(call.participantId(), id));
        ShownChallenge shown = standing.shown();
        if (shown.purpose() == ChallengePurpose.PAYMENT) {
            // The payment uses it itself, in the step that reserves the money.
            throw Refusal.of(
                            Rejection.EVIDENCE_DIFFERS,
                            RejectionStatus.of(Rejection.EVIDENCE_DIFFERS))
                    .thrown();
        }
        door.ask(
                new Command.UseEvidence(
                        call.participantId(),
                        CanonicalDigest.request("use evidence", call.participantId(), key),
                        standing.machine().number(),
                        shown.purpose(),
                        shown.transaction()),
                Outcome.Done.class);
        return Answer.ok(DoneView.DONE);
    }

    Answer keys(Call call) {
        call.noQuery();
        return new Answer(
                200,
                Answer.JSON,
                Bytes.copyOf(trustOne.jwks().getBytes(StandardCharsets.UTF_8)),
                Map.of());
    }

    private static UUID id(Call call) {
        return uuid(call.pathParsed("challenge_id", PaymentId::parse, ID_RULE));
    }

    private static UUID uuid(PaymentId id) {
        return new UUID(id.high(), id.low());
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static ByteString bytes(Fields body, String name) {
        return Base64Text.read(body.anyText(name))
                .orElseThrow(() -> body.invalid(name, BASE64_RULE));
    }
}
