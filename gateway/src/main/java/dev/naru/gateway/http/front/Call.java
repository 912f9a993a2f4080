// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.authentication.apikey.Caller;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.PaymentId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** One request to one endpoint, after the caller was let in. */
public final class Call {
    private static final int MOST_KEY_LENGTH = 64;

    private final Envelope envelope;
    private final PathNames names;
    private final Optional<Caller> caller;
    private final byte[] body;

    /**
     * What HTTP says about a request.
     *
     * @param headers finds the first header of a name
     * @param query each parameter's values
     */
    record Envelope(
            String requestId,
            Function<String, Optional<String>> headers,
            Map<String, List<String>> query) {}

    Call(Envelope envelope, PathNames names, Optional<Caller> caller, byte[] body) {
        this.envelope = envelope;
        this.names = names;
        this.caller = caller;
        this.body = body;
    }

    /** The request's own id, which is also in the answer. */
    public String requestId() {
        return envelope.requestId();
    }

    /** As which participant the caller acts; only where {@link Access#PARTICIPANT} is asked. */
    public int participantId() {
        return switch (caller.orElseThrow()) {
            case Caller.Participant participant -> participant.participantId();
            case Caller.Operator operator -> {
                Invariant.check(false, "an endpoint of participants let the operator in");
                yield 0;
            }
        };
    }

    /**
     * Which of the people who run the hub the caller is, as its key says; only where {@link
     * Access#OPERATOR} is asked.
     */
    public long personId() {
        return switch (caller.orElseThrow()) {
            case Caller.Operator operator -> operator.personId();
            case Caller.Participant participant -> {
                Invariant.check(false, "an endpoint of the operator let a participant in");
                yield 0;
            }
        };
    }

    /** What stands in the path for this name. */
    public String path(String name) {
        String value = names.values().get(name);
        Invariant.check(value != null, "the template has no such name");
        return value == null ? "" : value;
    }

    /** An id in the path in these bounds. */
    public int pathNumber(String name, int most) {
        return Math.toIntExact(pathLong(name, most));
    }

    /** A number in the path from 1 to {@code most}. */
    public long pathLong(String name, long most) {
        return plainNumber(path(name), 1, most)
                .orElseThrow(() -> invalid(name, "must be a number from 1 to " + most));
    }

    /** A payment's id in the path. */
    public PaymentId pathPaymentId(String name) {
        return PaymentId.parse(path(name))
                .orElseThrow(() -> invalid(name, "must be a version 4 UUID in lower case"));
    }

    /** An id in the path of a form of its own. */
    public <T> T pathParsed(String name, Function<String, Optional<T>> parser, String rule) {
        return parser.apply(path(name)).orElseThrow(() -> invalid(name, rule));
    }

    /**
     * The body's fields.
     *
     * @param required the names that must be there
     * @param optional the names that may be there
     */
    public Fields body(List<String> required, List<String> optional) {
        ObjectNode object =
                Json.read(body)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                        Problem.MALFORMED_JSON,
                                                        "The body must be one JSON object, no"
                                                                + " member twice, nothing behind"
                                                                + " it.")
                                                .thrown());
        return Fields.of(object, required, optional);
    }

    /** The body as it came, at most {@link FrontDoor#MOST_BODY_BYTES}. */
    public byte[] bytes() {
        return body.clone();
    }

    /** Refuses a body that says anything, where nothing is to be said. */
    public void noBody() {
        if (body.length > 0) {
            body(List.of(), List.of());
        }
    }

    /** Refuses query parameters, where there are none. */
    public void noQuery() {
        onlyQuery(List.of());
    }

    /** A currency in the query. */
    public Currency queryCurrency(String name) {
        return query(name)
                .flatMap(Currency::ofCode)
                .orElseThrow(() -> missingOrInvalid(name, Fields.CURRENCY_RULE));
    }

    /** Refuses query parameters other than these, and any that is there twice. */
    public void onlyQuery(List<String> known) {
        envelope.query()
                .forEach(
                        (name, values) -> {
                            if (!known.contains(name)) {
                                throw Refusal.field(
                                                Problem.FIELD_UNKNOWN,
                                                "query parameter",
                                                "is not known here")
                                        .thrown();
                            }
                            if (values.size() != 1) {
                                throw invalid(name, "must be given once");
                            }
                        });
    }

    /** A query parameter. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(envelope.query().get(name)).map(List::getFirst);
    }

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return envelope.headers().apply(name);
    }

    /** 1 to 64 printable ASCII characters that name this request. */
    public String idempotencyKey() {
        String key = requiredKey();
        boolean printable = key.chars().allMatch(c -> c > ' ' && c <= '~');
        if (key.isEmpty() || key.length() > MOST_KEY_LENGTH || !printable) {
            throw badKey("must be 1 to " + MOST_KEY_LENGTH + " printable ASCII characters");
        }
        return key;
    }

    /** The idempotency key of a payment: its id. */
    public PaymentId paymentIdKey() {
        return PaymentId.parse(requiredKey())
                .orElseThrow(() -> badKey("must be a version 4 UUID in lower case"));
    }

    /** A refusal of one path or query parameter. */
    public RefusedException invalid(String name, String rule) {
        return Refusal.field(Problem.FIELD_INVALID, name, rule).thrown();
    }

    /** A number of ASCII digits without sign or leading zero. */
    static Optional<Long> plainNumber(String text, long least, long most) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        long value = Long.parseLong(text);
        return value < least || value > most ? Optional.empty() : Optional.of(value);
    }

    Optional<Caller> caller() {
        return caller;
    }

    private RefusedException missingOrInvalid(String name, String rule) {
        return query(name).isEmpty()
                ? Refusal.field(Problem.FIELD_MISSING, name, "is required").thrown()
                : invalid(name, rule);
    }

    private String requiredKey() {
        return header("Idempotency-Key")
                .orElseThrow(
                        () ->
                                Refusal.of(
                                                Problem.IDEMPOTENCY_KEY_MISSING,
                                                "Send a fresh key with each new request, and the"
                                                        + " same key when you repeat one.")
                                        .about("Idempotency-Key")
                                        .thrown());
    }

    private static RefusedException badKey(String rule) {
        return Refusal.of(Problem.IDEMPOTENCY_KEY_INVALID, "The key " + rule + ".")
                .about("Idempotency-Key")
                .thrown();
    }
}
