// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.authentication.apikey.KeyHash;
import dev.naru.authentication.apikey.KeyOwner;
import dev.naru.authentication.apikey.KeyRing;
import dev.naru.authentication.apikey.Registration;
import dev.naru.authentication.apikey.Revocation;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.protocol.Limits;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers and revokes the API keys of participants and of the people who run the hub. Only hashes
 * ever come here.
 */
final class KeyEndpoints {
    private static final String KEY_ID_RULE = "must be 1 to 40 of a-z, 0-9, ., _ and -";

    private static final Logger LOG = LoggerFactory.getLogger(KeyEndpoints.class);

    private final KeyRing keys;

    KeyEndpoints(KeyRing keys) {
        this.keys = keys;
    }

    Answer register(Call call) {
        return register(call, participant(call));
    }

    Answer revoke(Call call) {
        return revoke(call, participant(call));
    }

    Answer registerPersons(Call call) {
        return register(call, person(call));
    }

    Answer revokePersons(Call call) {
        return revoke(call, person(call));
    }

    private Answer register(Call call, KeyOwner owner) {
        call.noQuery();
        Fields body = call.body(List.of("sha256"), List.of());
        KeyHash hash =
                body.parsed("sha256", KeyHash::parse, "must be 64 lower-case hexadecimal digits");
        String keyId = keyId(call);
        Registration registration = keys.register(owner, keyId, hash);
        LOG.info(
                "{}: person {} registers key {} of {}",
                registration,
                call.personId(),
                keyId,
                owner);
        return switch (registration) {
            case REGISTERED, ALREADY_REGISTERED -> Answer.ok(DoneView.DONE);
            case KEY_ID_TAKEN ->
                    throw refused(Problem.API_KEY_ID_TAKEN, "Choose another id.").thrown();
            case KEY_TAKEN -> throw refused(Problem.API_KEY_TAKEN, "Make another key.").thrown();
            case FULL -> throw refused(Problem.API_KEYS_FULL, "The key ring is full.").thrown();
        };
    }

    private Answer revoke(Call call, KeyOwner owner) {
        call.noQuery();
        call.noBody();
        String keyId = keyId(call);
        Revocation revocation = keys.revoke(owner, keyId);
        LOG.info("{}: person {} revokes key {} of {}", revocation, call.personId(), keyId, owner);
        return switch (revocation) {
            case REVOKED, ALREADY_REVOKED -> Answer.ok(DoneView.DONE);
            case UNKNOWN ->
                    throw refused(Problem.API_KEY_ID_UNKNOWN, "Nothing was revoked.").thrown();
            case LAST_OPERATOR_KEY ->
                    throw refused(Problem.LAST_OPERATOR_KEY, "Register another one first.")
                            .thrown();
        };
    }

    private static KeyOwner participant(Call call) {
        return KeyOwner.participant(call.pathNumber("participant_id", Limits.PARTICIPANTS));
    }

    private static KeyOwner person(Call call) {
        return KeyOwner.person(call.pathLong("person_id", KeyOwner.MOST_PERSON));
    }

    private static String keyId(Call call) {
        return call.pathParsed(
                "key_id",
                text -> KeyRing.isKeyId(text) ? Optional.of(text) : Optional.empty(),
                KEY_ID_RULE);
    }

    private static Refusal refused(Problem problem, String detail) {
        return Refusal.of(problem, detail).about("key_id");
    }
}
