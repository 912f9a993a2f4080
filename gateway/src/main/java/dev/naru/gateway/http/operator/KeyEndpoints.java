// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.authentication.apikey.KeyHash;
import dev.naru.authentication.apikey.KeyRing;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.protocol.Limits;
import java.util.List;
import java.util.Optional;

/** Registers and revokes participants' API keys, of which only the hash ever comes here. */
final class KeyEndpoints {
    private static final String KEY_ID_RULE = "must be 1 to 40 of a-z, 0-9, ., _ and -";

    private final KeyRing keys;

    KeyEndpoints(KeyRing keys) {
        this.keys = keys;
    }

    Answer register(Call call) {
        call.noQuery();
        Fields body = call.body(List.of("sha256"), List.of());
        KeyHash hash =
                body.parsed("sha256", KeyHash::parse, "must be 64 lower-case hexadecimal digits");
        return switch (keys.register(participantId(call), keyId(call), hash)) {
            case REGISTERED, ALREADY_REGISTERED -> Answer.ok(DoneView.DONE);
            case KEY_ID_TAKEN ->
                    throw refused(Problem.API_KEY_ID_TAKEN, "Choose another id.").thrown();
            case KEY_TAKEN -> throw refused(Problem.API_KEY_TAKEN, "Make another key.").thrown();
            case FULL -> throw refused(Problem.API_KEYS_FULL, "The key ring is full.").thrown();
        };
    }

    Answer revoke(Call call) {
        call.noQuery();
        call.noBody();
        return switch (keys.revoke(participantId(call), keyId(call))) {
            case REVOKED, ALREADY_REVOKED -> Answer.ok(DoneView.DONE);
            case UNKNOWN ->
                    throw refused(Problem.API_KEY_ID_UNKNOWN, "Nothing was revoked.").thrown();
        };
    }

    private static int participantId(Call call) {
        return call.pathNumber("participant_id", Limits.PARTICIPANTS);
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
