// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.EventPosition;
import dev.naru.gateway.database.Database;
import dev.naru.gateway.http.support.TestDatabase;
import dev.naru.protocol.Bytes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two gateways on one database. */
final class LeaseTest {
    private static final int MEMBER = 10;
    private static final long NOW_NS = Duration.ofDays(20_000).toNanos();

    private final Database database =
            new Database(TestDatabase.empty().source(), Webhooks.SCHEMA, Webhooks.MIGRATIONS);
    private final EndpointStore endpoints =
            new EndpointStore(database, new SecretBox(new byte[SecretBox.KEY_BYTES]));
    private final MessageStore messages = new MessageStore(database);
    private final DeliveryStore one = new DeliveryStore(database, "one");
    private final DeliveryStore two = new DeliveryStore(database, "two");

    @Test
    void aGatewayFreesWhatItHasLeasedItselfAndOnlyThere() {
        WebhookEndpoint here = register("here");
        WebhookEndpoint there = register("there");
        keep(1);
        assertThat(one.lease(here, NOW_NS, 10)).hasSize(1);
        assertThat(one.lease(there, NOW_NS, 10)).hasSize(1);

        two.freeOwn(here.id());
        assertThat(two.lease(here, NOW_NS, 10)).isEmpty();
        one.freeOwn(there.id());
        assertThat(two.lease(here, NOW_NS, 10)).isEmpty();

        one.freeOwn(here.id());
        assertThat(two.lease(here, NOW_NS, 10)).hasSize(1);
        // It is the other's now.
        one.freeOwn(here.id());
        assertThat(one.lease(here, NOW_NS, 10)).isEmpty();
    }

    private WebhookEndpoint register(String name) {
        EndpointStore.Registration registration =
                endpoints.register(
                        MEMBER,
                        new EndpointStore.Request(name, Bytes.ofText(name)),
                        new EndpointStore.Wish(
                                URI.create("https://app.example/" + name),
                                Set.of(MessageType.values())),
                        SigningSecret.Kind.HMAC,
                        NOW_NS);
        return ((EndpointStore.Registration.Registered) registration).endpoint();
    }

    private void keep(long number) {
        EventPosition before = messages.position();
        EventPosition after = new EventPosition(before.number() + number, 1);
        Message message =
                new Message(
                        after.number(),
                        NOW_NS,
                        MessageType.PAYMENT_RESERVED,
                        7,
                        Optional.of(new Message.Parties(MEMBER, 0, 0)),
                        Bytes.ofText("{}"));
        assertThat(messages.take(before, after, List.of(message))).isTrue();
    }
}
