// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import static dev.naru.gateway.http.machine.DatabaseDoor.asked;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.Times;
import dev.naru.gateway.trustone.DeviceKeys;
import dev.naru.gateway.trustone.Names;
import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Payers' cards and devices as the machine knows them, and from which amount they are wanted. */
final class AuthenticatorEndpoints {
    private static final Set<Rejection> UNKNOWN = Set.of(Rejection.AUTHENTICATOR_UNKNOWN);
    private static final int NOT_FOUND = 404;

    /** Said in place of an amount: the rule wants no evidence, as if there were none. */
    private static final String NEVER = "NEVER";

    private final HubDoor door;
    private final Directory directory;
    private final DeviceKeys deviceKeys;

    AuthenticatorEndpoints(HubDoor door, Directory directory, DeviceKeys deviceKeys) {
        this.door = door;
        this.directory = directory;
        this.deviceKeys = deviceKeys;
    }

    /** A card or a device. */
    private record AuthenticatorView(
            String status,
            int failures,
            Optional<Long> counter,
            Optional<String> lockedUntil,
            Optional<String> usableFrom) {
        /** A device whose key was registered, and which no card let in. */
        private static final AuthenticatorView NEVER_LET_IN =
                new AuthenticatorView(
                        AuthenticatorStatus.REMOVED.name(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        private static AuthenticatorView of(Authenticator one) {
            return new AuthenticatorView(
                    one.status().name(),
                    one.failures(),
                    Optional.of(one.counter()).filter(counter -> counter >= 0),
                    time(one.lockedUntilNs()),
                    time(one.usableFromNs()));
        }

        private static Optional<String> time(long epochNs) {
            return Optional.of(epochNs).filter(ns -> ns > 0).map(Times::text);
        }
    }

    Endpoint.Handler read(AuthenticatorKind kind, String name) {
        return call -> {
            call.noQuery();
            return shown(
                    new Command.ReadAuthenticator(call.participantId(), kind, key(call, name)));
        };
    }

    Endpoint.Handler become(AuthenticatorStatus status, AuthenticatorKind kind, String name) {
        return call -> {
            call.noQuery();
            call.noBody();
            return shown(
                    new Command.SetAuthenticatorStatus(
                            call.participantId(), kind, key(call, name), status));
        };
    }

    /**
     * Takes a device away: from the machine first, so that it proves nothing any more whatever
     * becomes of its key's row; and once more when the row is gone, since until then a card may
     * have let it in, as {@link dev.naru.gateway.trustone.Answers} does.
     */
    Answer removeDevice(Call call) {
        call.noQuery();
        call.noBody();
        int participantId = call.participantId();
        Digest device = key(call, "device_key");
        Command remove =
                new Command.SetAuthenticatorStatus(
                        participantId,
                        AuthenticatorKind.DEVICE,
                        device,
                        AuthenticatorStatus.REMOVED);
        Outcome before = door.outcome(remove);
        boolean wasRegistered = asked(() -> deviceKeys.forget(participantId, device));
        return switch (wasRegistered ? door.outcome(remove) : before) {
            case Outcome.AuthenticatorIs(Authenticator one) -> Answer.ok(AuthenticatorView.of(one));
            case Outcome.Refused(Rejection rejection)
                    when rejection == Rejection.AUTHENTICATOR_UNKNOWN && wasRegistered ->
                    Answer.ok(AuthenticatorView.NEVER_LET_IN);
            case Outcome.Refused(Rejection rejection) ->
                    throw Refusal.of(
                                    rejection,
                                    UNKNOWN.contains(rejection)
                                            ? NOT_FOUND
                                            : RejectionStatus.of(rejection))
                            .thrown();
            case Outcome _ -> throw Invariant.broken("an authenticator is answered with itself");
        };
    }

    /** A payer's reference may be any text, and so it stands in the body. */
    Answer unlockPayer(Call call) {
        call.noQuery();
        Fields body = call.body(List.of("payer_reference"), List.of());
        return shown(
                new Command.SetAuthenticatorStatus(
                        call.participantId(),
                        AuthenticatorKind.PAYER,
                        payer(call, body),
                        AuthenticatorStatus.ACTIVE));
    }

    /**
     * The whole of a rule: {@code evidence_above} is an amount, or the word that takes the rule
     * away; without {@code new_device_limit} what is new pays nothing.
     */
    Answer rule(Call call) {
        call.noQuery();
        int groupId = call.pathNumber("group_id", Limits.GROUPS);
        Fields body =
                call.body(
                        List.of("evidence_above"), List.of("new_device_limit", "payer_reference"));
        Currency currency =
                directory
                        .group(groupId)
                        .map(Outcome.Group::currency)
                        .orElseThrow(
                                () ->
                                        Refusal.of(Rejection.GROUP_UNKNOWN, NOT_FOUND)
                                                .about("group_id")
                                                .thrown());
        if (body.has("payer_reference") && body.has("new_device_limit")) {
            throw body.invalid("new_device_limit", "is of the participant's own rule alone");
        }
        door.ask(
                new Command.SetEvidenceRule(
                        call.participantId(),
                        body.has("payer_reference") ? payer(call, body) : Digest.NONE,
                        groupId,
                        body.says("evidence_above", NEVER)
                                ? Long.MAX_VALUE
                                : minor(body, "evidence_above", currency),
                        body.has("new_device_limit")
                                ? minor(body, "new_device_limit", currency)
                                : 0),
                Outcome.Done.class);
        return Answer.ok(DoneView.DONE);
    }

    private static long minor(Fields body, String name, Currency currency) {
        Money amount = body.money(name);
        CorridorCurrencies.check(name, amount, currency);
        return amount.minor();
    }

    private static Digest payer(Call call, Fields body) {
        return CanonicalDigest.payer(call.participantId(), body.text("payer_reference", 35));
    }

    private Answer shown(Command command) {
        return Answer.ok(
                AuthenticatorView.of(
                        door.ask(command, Outcome.AuthenticatorIs.class, UNKNOWN).authenticator()));
    }

    private static Digest key(Call call, String name) {
        return Names.digest(call.pathParsed(name, Names::read, Names.RULE));
    }
}
