// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.connectors.scheme.PartnerClient.Exchange;
import dev.naru.protocol.Bytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The session in a small form of the hub's own, which every link of today uses: a POST of {@code
 * {"event": "SIGN_ON"}}, answered 200 with {@code {"event": "SIGN_ON", "result": "AGREED"}}, or
 * {@code REFUSED} with a {@code reason}. {@code docs/operations.md} has its rules.
 */
public final class SessionMessages {
    static final String TYPE = "application/json";
    private static final String EVENT = "event";
    private static final String RESULT = "result";
    private static final String REASON = "reason";
    private static final String AGREED = "AGREED";
    private static final String REFUSED = "REFUSED";
    private static final int MOST_REASON_LENGTH = 100;
    private static final int ANSWERED = 200;

    private SessionMessages() {}

    /** Says it once, and reads the answer. */
    public static SessionReply say(
            PartnerClient partner, String path, SessionEvent event, Duration timeout) {
        Bytes message = StrictJson.write(Map.of(EVENT, event.name()));
        return switch (partner.post(path, TYPE, message, timeout)) {
            case Exchange.Nothing(String reason) -> new SessionReply.Failed(reason);
            case Exchange.Got(int status, Bytes body) ->
                    status == ANSWERED
                            ? reply(event, body.toArray())
                            : new SessionReply.Failed("HTTP status " + status);
        };
    }

    private static SessionReply reply(SessionEvent event, byte[] body) {
        Optional<ObjectNode> object = StrictJson.read(body);
        String about = object.flatMap(o -> StrictJson.text(o, EVENT)).orElse("");
        if (!about.equals(event.name())) {
            return new SessionReply.Failed("no answer to " + event);
        }
        return switch (object.flatMap(o -> StrictJson.text(o, RESULT)).orElse("")) {
            case AGREED -> new SessionReply.Agreed();
            case REFUSED ->
                    new SessionReply.Refused(object.map(SessionMessages::reason).orElse(""));
            default -> new SessionReply.Failed("neither agreed nor refused");
        };
    }

    /**
     * What the partner said by itself.
     *
     * @param reason printable, at most 100 characters; empty when none was given
     */
    record Said(SessionEvent event, String reason) {}

    /** What the bytes say; empty when it is nothing of a session. */
    static Optional<Said> read(byte[] body) {
        return StrictJson.read(body)
                .flatMap(
                        object ->
                                StrictJson.text(object, EVENT)
                                        .flatMap(SessionMessages::event)
                                        .map(event -> new Said(event, reason(object))));
    }

    private static Optional<SessionEvent> event(String name) {
        return Arrays.stream(SessionEvent.values())
                .filter(event -> event.name().equals(name))
                .findFirst();
    }

    /** It goes into logs and onto screens, so it is cut, and what does not print is left out. */
    private static String reason(ObjectNode object) {
        String printable =
                StrictJson.text(object, REASON).orElse("").replaceAll("[^ -~]", "").strip();
        return printable.substring(0, Math.min(printable.length(), MOST_REASON_LENGTH));
    }

    static Bytes agreed(SessionEvent event) {
        return StrictJson.write(Map.of(EVENT, event.name(), RESULT, AGREED));
    }

    static Bytes refused(SessionEvent event, String reason) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put(EVENT, event.name());
        members.put(RESULT, REFUSED);
        members.put(REASON, reason);
        return StrictJson.write(members);
    }
}
