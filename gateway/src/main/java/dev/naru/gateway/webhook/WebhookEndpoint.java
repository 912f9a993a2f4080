// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where one participant wants to be told.
 *
 * @param id {@code we_} and 13 characters
 * @param version how often its participant has changed where, what and whether
 * @param types of which messages; empty for all, also those to come
 * @param status whether messages go there now
 * @param disabledReason why not, where the hub decided so; empty otherwise
 * @param createdNs epoch nanoseconds
 * @param secret what messages are signed with
 * @param earlierSecret what they are signed with as well until {@code earlierUntilNs}, for a
 *     receiver that does not know the new secret yet; itself or nobody
 */
public record WebhookEndpoint(
        String id,
        int participantId,
        long version,
        URI url,
        Set<MessageType> types,
        Status status,
        String disabledReason,
        long createdNs,
        SigningSecret secret,
        List<SigningSecret> earlierSecret,
        long earlierUntilNs) {
    /** What an endpoint's id begins with. */
    public static final String ID_PREFIX = "we_";

    public WebhookEndpoint {
        types = types.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(types));
        earlierSecret = List.copyOf(earlierSecret);
    }

    /** Whether messages go there. */
    public enum Status {
        /** They do. */
        ENABLED,
        /** They wait for nothing: what happens meanwhile can be read and sent again on request. */
        DISABLED
    }

    /** The header {@code webhook-signature} of a message. */
    String signatures(String messageId, long atSeconds, byte[] body, long hubNowNs) {
        StringBuilder all = new StringBuilder(secret.sign(messageId, atSeconds, body));
        if (hubNowNs < earlierUntilNs) {
            for (SigningSecret earlier : earlierSecret) {
                all.append(' ').append(earlier.sign(messageId, atSeconds, body));
            }
        }
        return all.toString();
    }
}
