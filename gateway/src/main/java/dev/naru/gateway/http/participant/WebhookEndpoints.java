// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import static dev.naru.gateway.http.machine.DatabaseDoor.asked;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.Times;
import dev.naru.gateway.webhook.DeliveryLog;
import dev.naru.gateway.webhook.DeliveryStore;
import dev.naru.gateway.webhook.EndpointStore;
import dev.naru.gateway.webhook.MessageType;
import dev.naru.gateway.webhook.SigningSecret;
import dev.naru.gateway.webhook.WebhookEndpoint;
import dev.naru.gateway.webhook.Webhooks;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SortableText;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a participant wants to be told of its payments, and what became of every message. */
final class WebhookEndpoints {
    private static final int MOST_URL = 512;
    private static final int MOST_NAME = 40;

    /** Thirteen are made of a message, and as many again each time that it is asked for. */
    private static final int MOST_ATTEMPTS = 100;

    private static final int MOST_TYPES = MessageType.values().length;
    private static final String TYPES_RULE =
            "must be of " + sorted(EnumSet.allOf(MessageType.class));

    private final Webhooks webhooks;

    WebhookEndpoints(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** An endpoint without its secret. */
    private record EndpointView(
            String id,
            String url,
            List<String> eventTypes,
            String status,
            Optional<String> disabledReason,
            String signature,
            String createdAt) {
        private static EndpointView of(WebhookEndpoint endpoint) {
            return new EndpointView(
                    endpoint.id(),
                    endpoint.url().toString(),
                    texts(endpoint),
                    endpoint.status().name(),
                    Optional.of(endpoint.disabledReason()).filter(reason -> !reason.isEmpty()),
                    endpoint.secret().kind().name(),
                    Times.text(endpoint.createdNs()));
        }

        private static List<String> texts(WebhookEndpoint endpoint) {
            return endpoint.types().stream().map(MessageType::text).sorted().toList();
        }
    }

    /**
     * What a receiver must know to check signatures.
     *
     * @param signedWithEarlierUntil until when the secret before is used as well
     */
    private record SecretView(
            EndpointView endpoint, String secret, Optional<String> signedWithEarlierUntil) {
        private static SecretView of(WebhookEndpoint endpoint) {
            return new SecretView(
                    EndpointView.of(endpoint),
                    endpoint.secret().shown(),
                    endpoint.earlierSecret().isEmpty()
                            ? Optional.empty()
                            : Optional.of(Times.text(endpoint.earlierUntilNs())));
        }
    }

    /** A message's way to one endpoint. */
    private record DeliveryView(
            String eventId,
            String type,
            String status,
            int attempts,
            Optional<String> nextAttemptAt,
            Optional<AttemptView> lastAttempt) {
        private static DeliveryView of(DeliveryLog.Row row) {
            return new DeliveryView(
                    Webhooks.messageId(row.eventNumber()),
                    row.type().text(),
                    row.state().name(),
                    row.attempts(),
                    row.state() == DeliveryStore.State.PENDING
                            ? Optional.of(Times.text(row.nextAttemptNs()))
                            : Optional.empty(),
                    row.last().map(AttemptView::of));
        }
    }

    /** A message's way with every attempt, the last one first. */
    private record DeliveryHistoryView(DeliveryView delivery, List<AttemptView> attemptsMade) {}

    /** One attempt. */
    private record AttemptView(
            String at, int tookMs, Optional<Integer> httpStatus, Optional<String> failure) {
        private static AttemptView of(DeliveryLog.Attempt attempt) {
            return new AttemptView(
                    Times.text(attempt.madeNs()),
                    attempt.tookMs(),
                    Optional.of(attempt.status()).filter(status -> status > 0),
                    Optional.of(attempt.failure()).filter(failure -> !failure.isEmpty()));
        }
    }

    Answer register(Call call) {
        call.noQuery();
        String key = call.idempotencyKey();
        Fields body = call.body(List.of("url"), List.of("event_types", "signature"));
        EndpointStore.Wish wish = wish(body);
        SigningSecret.Kind signature =
                body.has("signature")
                        ? body.choice("signature", SigningSecret.Kind.class)
                        : SigningSecret.Kind.HMAC;
        Bytes digest =
                CanonicalDigest.sha256(
                        wish.url() + "\n" + sorted(wish.types()) + "\n" + signature.name());
        EndpointStore.Registration registration =
                asked(
                        () ->
                                webhooks.endpoints()
                                        .register(
                                                call.participantId(),
                                                new EndpointStore.Request(key, digest),
                                                wish,
                                                signature,
                                                webhooks.nowNs()));
        return switch (registration) {
            case EndpointStore.Registration.Registered registered ->
                    Answer.json(201, SecretView.of(registered.endpoint()));
            case EndpointStore.Registration.KeyReused _ ->
                    throw Refusal.of(
                                    Rejection.REQUEST_REUSED,
                                    RejectionStatus.of(Rejection.REQUEST_REUSED))
                            .thrown();
            case EndpointStore.Registration.TooMany _ ->
                    throw Refusal.of(
                                    Problem.WEBHOOK_ENDPOINTS_FULL,
                                    "Remove one of your "
                                            + EndpointStore.MOST_ENDPOINTS
                                            + " endpoints first.")
                            .thrown();
        };
    }

    Answer list(Call call) {
        call.noQuery();
        return Listing.whole(
                asked(() -> webhooks.endpoints().all(call.participantId())).stream()
                        .map(EndpointView::of)
                        .toList());
    }

    Answer read(Call call) {
        call.noQuery();
        return Answer.ok(EndpointView.of(named(call)));
    }

    Answer change(Call call) {
        call.noQuery();
        Fields body = call.body(List.of("url", "event_types", "status"), List.of());
        WebhookEndpoint.Status status = body.choice("status", WebhookEndpoint.Status.class);
        EndpointStore.Wish wish = wish(body);
        String id = id(call);
        Optional<WebhookEndpoint> changed =
                asked(() -> webhooks.endpoints().change(call.participantId(), id, wish, status));
        webhooks.ring();
        return Answer.ok(EndpointView.of(changed.orElseThrow(() -> unknown(id).thrown())));
    }

    Answer remove(Call call) {
        call.noQuery();
        call.noBody();
        String id = id(call);
        if (!asked(() -> webhooks.endpoints().remove(call.participantId(), id))) {
            throw unknown(id).thrown();
        }
        return Answer.ok(DoneView.DONE);
    }

    Answer rotate(Call call) {
        call.noQuery();
        call.noBody();
        String key = call.idempotencyKey();
        String id = id(call);
        Optional<WebhookEndpoint> rotated =
                asked(
                        () ->
                                webhooks.endpoints()
                                        .rotate(call.participantId(), id, key, webhooks.nowNs()));
        return Answer.ok(SecretView.of(rotated.orElseThrow(() -> unknown(id).thrown())));
    }

    Answer deliveries(Call call) {
        WebhookEndpoint endpoint = named(call);
        return asked(
                () ->
                        Listing.longPage(
                                call,
                                (from, limit) -> webhooks.log().rising(endpoint.id(), from, limit),
                                (from, limit) -> webhooks.log().falling(endpoint.id(), from, limit),
                                DeliveryLog.Row::eventNumber,
                                DeliveryView::of));
    }

    Answer delivery(Call call) {
        call.noQuery();
        WebhookEndpoint endpoint = named(call);
        long eventNumber = EventEndpoints.number(call);
        DeliveryLog.Row row =
                asked(() -> webhooks.log().find(endpoint.id(), eventNumber))
                        .orElseThrow(() -> EventEndpoints.unknown().thrown());
        List<AttemptView> made =
                asked(() -> webhooks.log().attempts(endpoint.id(), eventNumber, MOST_ATTEMPTS))
                        .stream()
                        .map(AttemptView::of)
                        .toList();
        return Answer.ok(new DeliveryHistoryView(DeliveryView.of(row), made));
    }

    Answer resend(Call call) {
        call.noQuery();
        String key = call.idempotencyKey();
        long eventNumber = EventEndpoints.number(call);
        Fields body = call.body(List.of("endpoint_id"), List.of());
        String id = body.text("endpoint_id", MOST_NAME);
        int participantId = call.participantId();
        WebhookEndpoint endpoint =
                asked(() -> webhooks.endpoints().find(participantId, id))
                        .orElseThrow(() -> unknown(id).thrown());
        if (asked(() -> webhooks.messages().find(participantId, eventNumber)).isEmpty()) {
            throw EventEndpoints.unknown().thrown();
        }
        asked(
                () -> {
                    webhooks.deliveries().resend(endpoint, eventNumber, key, webhooks.nowNs());
                    return DoneView.DONE;
                });
        webhooks.ring();
        return Answer.ok(DoneView.DONE);
    }

    private WebhookEndpoint named(Call call) {
        String id = id(call);
        return asked(() -> webhooks.endpoints().find(call.participantId(), id))
                .orElseThrow(() -> unknown(id).thrown());
    }

    private static String id(Call call) {
        return call.pathParsed(
                "endpoint_id",
                text ->
                        SortableText.read(WebhookEndpoint.ID_PREFIX, text) < 0
                                ? Optional.empty()
                                : Optional.of(text),
                "must be the id of an endpoint");
    }

    private static Refusal unknown(String id) {
        return Refusal.of(Problem.WEBHOOK_ENDPOINT_UNKNOWN, "The caller has no endpoint " + id)
                .about("endpoint_id");
    }

    private EndpointStore.Wish wish(Fields body) {
        return new EndpointStore.Wish(url(body), types(body));
    }

    /**
     * Where a name leads is looked at when it is connected to; here only what can be read of it.
     */
    private URI url(Fields body) {
        String text = body.text("url", MOST_URL);
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw body.invalid("url", "must be a URL");
        }
        boolean isPlain =
                url.getHost() != null
                        && url.getRawUserInfo() == null
                        && url.getRawFragment() == null
                        && text.chars().allMatch(c -> c > ' ' && c <= '~');
        boolean isSecret =
                "https".equals(url.getScheme())
                        || ("http".equals(url.getScheme()) && webhooks.egress().allowsPlainHttp());
        if (!isPlain || !isSecret) {
            throw body.invalid(
                    "url", "must be an https URL with a host, without user, password and fragment");
        }
        return url;
    }

    private static Set<MessageType> types(Fields body) {
        EnumSet<MessageType> types = EnumSet.noneOf(MessageType.class);
        if (body.has("event_types")) {
            for (String text : body.texts("event_types", MOST_TYPES, MOST_NAME)) {
                types.add(
                        MessageType.of(text)
                                .orElseThrow(() -> body.invalid("event_types", TYPES_RULE)));
            }
        }
        return types;
    }

    private static String sorted(Set<MessageType> types) {
        return types.stream().map(MessageType::text).sorted().collect(Collectors.joining(", "));
    }
}
