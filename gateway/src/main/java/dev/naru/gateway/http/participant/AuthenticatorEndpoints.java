// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.Times;
import dev.naru.gateway.trustone.Names;
import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
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

    private final HubDoor door;
    private final Directory directory;

    AuthenticatorEndpoints(HubDoor door, Directory directory) {
        this.door = door;
        this.directory = directory;
    }

    /** A card or a device. */
    private record AuthenticatorView(
            String status,
            int failures,
            Optional<Long> counter,
            Optional<String> lockedUntil,
            Optional<String> usableFrom) {
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

    Answer rule(Call call) {
        call.noQuery();
        int groupId = call.pathNumber("group_id", Limits.GROUPS);
        Fields body =
                call.body(
                        List.of(),
                        List.of("evidence_above", "new_device_limit", "payer_reference"));
        Currency currency = directory.currency(groupId);
        if (body.has("payer_reference") && body.has("new_device_limit")) {
            throw body.invalid("new_device_limit", "is of the participant's own rule alone");
        }
        door.ask(
                new Command.SetEvidenceRule(
                        call.participantId(),
                        body.has("payer_reference") ? payer(call, body) : Digest.NONE,
                        groupId,
                        minor(body, "evidence_above", currency).orElse(Long.MAX_VALUE),
                        minor(body, "new_device_limit", currency).orElse(0L)),
                Outcome.Done.class);
        return Answer.ok(DoneView.DONE);
    }

    private static Optional<Long> minor(Fields body, String name, Currency currency) {
        Optional<Money> amount = body.optionalMoney(name);
        amount.ifPresent(given -> CorridorCurrencies.check(name, given, currency));
        return amount.map(Money::minor);
    }

    private static Digest payer(Call call, Fields body) {
        return ChallengeFields.payer(call.participantId(), body.text("payer_reference", 35));
    }

    private Answer shown(Command command) {
        return Answer.ok(
                AuthenticatorView.of(
                        door.ask(command, Outcome.AuthenticatorIs.class, UNKNOWN).authenticator()));
    }

    private static Digest key(Call call, String name) {
        ByteString whole =
                call.pathParsed(name, Names::read, "must be 64 small hexadecimal digits");
        return Names.digest(whole);
    }
}
