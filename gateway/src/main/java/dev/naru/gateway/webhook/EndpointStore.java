// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.gateway.database.Database;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.SortableText;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The endpoints of all participants. Safe for many threads and many gateways. */
public final class EndpointStore {
    /** How many endpoints one participant may have. */
    public static final int MOST_ENDPOINTS = 10;

    /** How long messages are signed with the earlier secret as well. */
    public static final Duration EARLIER_VALID = Duration.ofHours(24);

    private static final String COLUMNS =
            "id, participant_id, version, url, types, is_enabled, disabled_reason, created_ns,"
                    + " secret, earlier_secret, earlier_until_ns";

    private final Database database;
    private final SecretBox box;
    private final SecureRandom random = new SecureRandom();

    EndpointStore(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /** What a participant wants to be told, and where. */
    public record Wish(URI url, Set<MessageType> types) {
        public Wish {
            types = Set.copyOf(types);
        }

        private String[] typeTexts() {
            return types.stream().map(MessageType::text).sorted().toArray(String[]::new);
        }
    }

    /**
     * A request that is known again.
     *
     * @param key the caller's idempotency key
     * @param digest of what is asked for under it
     */
    public record Request(String key, Bytes digest) {}

    /** What came of a registration. */
    public sealed interface Registration {
        /** It is registered, now or by an earlier request with this key. */
        record Registered(WebhookEndpoint endpoint) implements Registration {}

        /** The key was used for something else. */
        record KeyReused() implements Registration {}

        /** The participant has as many as it may. */
        record TooMany() implements Registration {}
    }

    /** Registers an endpoint with a secret that nobody has seen. */
    public Registration register(
            int participantId,
            Request request,
            Wish wish,
            SigningSecret.Kind signature,
            long nowNs) {
        return database.inTransaction(
                connection -> {
                    lock(connection, participantId);
                    Optional<Registration> known = known(connection, participantId, request);
                    if (known.isPresent()) {
                        return known.get();
                    }
                    if (all(connection, participantId).size() >= MOST_ENDPOINTS) {
                        return new Registration.TooMany();
                    }
                    String id =
                            SortableText.write(
                                    WebhookEndpoint.ID_PREFIX, random.nextLong() & Long.MAX_VALUE);
                    insert(connection, id, participantId, request, wish, signature, nowNs);
                    return new Registration.Registered(
                            find(connection, participantId, id).orElseThrow());
                });
    }

    /** A participant's endpoints, the oldest first. */
    public List<WebhookEndpoint> all(int participantId) {
        return database.inTransaction(connection -> all(connection, participantId));
    }

    /** One of a participant's endpoints. */
    public Optional<WebhookEndpoint> find(int participantId, String id) {
        return database.inTransaction(connection -> find(connection, participantId, id));
    }

    /** Changes what is told and where, and whether. */
    public Optional<WebhookEndpoint> change(
            int participantId, String id, Wish wish, WebhookEndpoint.Status status) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update webhook.endpoint set url = ?, types = ?, is_enabled ="
                                            + " ?, disabled_reason = '', version = version + 1"
                                            + " where participant_id = ? and id = ?")) {
                        update.setString(1, wish.url().toString());
                        update.setArray(2, connection.createArrayOf("text", wish.typeTexts()));
                        update.setBoolean(3, status == WebhookEndpoint.Status.ENABLED);
                        update.setInt(4, participantId);
                        update.setString(5, id);
                        update.executeUpdate();
                    }
                    return find(connection, participantId, id);
                });
    }

    /**
     * Gives an endpoint a new secret; messages are signed with the one before as well for {@link
     * #EARLIER_VALID}. A repeat under the key of the last change changes nothing.
     */
    public Optional<WebhookEndpoint> rotate(int participantId, String id, String key, long nowNs) {
        return database.inTransaction(
                connection -> {
                    lock(connection, participantId);
                    Optional<WebhookEndpoint> now = find(connection, participantId, id);
                    if (now.isEmpty()) {
                        return now;
                    }
                    SigningSecret fresh = SigningSecret.fresh(now.get().secret().kind());
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update webhook.endpoint set earlier_secret = secret, secret ="
                                            + " ?, earlier_until_ns = ?, rotation_key = ? where id"
                                            + " = ? and rotation_key <> ?")) {
                        update.setBytes(1, box.close(id, fresh));
                        update.setLong(2, nowNs + EARLIER_VALID.toNanos());
                        update.setString(3, key);
                        update.setString(4, id);
                        update.setString(5, key);
                        update.executeUpdate();
                    }
                    return find(connection, participantId, id);
                });
    }

    /** Removes an endpoint and what was still to be delivered to it; whether it was there. */
    public boolean remove(int participantId, String id) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "delete from webhook.endpoint where participant_id = ? and id"
                                            + " = ?")) {
                        delete.setInt(1, participantId);
                        delete.setString(2, id);
                        return delete.executeUpdate() > 0;
                    }
                });
    }

    /**
     * Stops sending to an endpoint, unless its participant has changed it since it looked so.
     *
     * @return whether it was disabled by this
     */
    boolean disable(WebhookEndpoint asItWas, String reason) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update webhook.endpoint set is_enabled = false,"
                                            + " disabled_reason = ? where id = ? and version = ?"
                                            + " and is_enabled")) {
                        update.setString(1, reason);
                        update.setString(2, asItWas.id());
                        update.setLong(3, asItWas.version());
                        return update.executeUpdate() > 0;
                    }
                });
    }

    /** An endpoint that messages go to now. */
    Optional<WebhookEndpoint> enabled(String id) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select "
                                            + COLUMNS
                                            + " from webhook.endpoint where id = ? and"
                                            + " is_enabled")) {
                        select.setString(1, id);
                        return read(select).stream().findFirst();
                    }
                });
    }

    /** Of these endpoints the versions of those that messages go to now, by their ids. */
    Map<String, Long> enabledVersions(Collection<String> ids) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select id, version from webhook.endpoint"
                                            + " where id = any (?) and is_enabled")) {
                        select.setArray(1, connection.createArrayOf("text", ids.toArray()));
                        Map<String, Long> versions = new HashMap<>();
                        try (ResultSet row = select.executeQuery()) {
                            while (row.next()) {
                                versions.put(row.getString(1), row.getLong(2));
                            }
                        }
                        return versions;
                    }
                });
    }

    /** One change of a participant's endpoints at a time. */
    private static void lock(Connection connection, int participantId) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "select pg_advisory_xact_lock(hashtext('webhook.endpoint'), ?)")) {
            lock.setInt(1, participantId);
            lock.execute();
        }
    }

    private Optional<Registration> known(Connection connection, int participantId, Request request)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select id, request_digest from webhook.endpoint where participant_id = ?"
                                + " and idempotency_key = ?")) {
            select.setInt(1, participantId);
            select.setString(2, request.key());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!MessageDigest.isEqual(row.getBytes(2), request.digest().toArray())) {
                    return Optional.of(new Registration.KeyReused());
                }
                return find(connection, participantId, row.getString(1))
                        .map(Registration.Registered::new);
            }
        }
    }

    private void insert(
            Connection connection,
            String id,
            int participantId,
            Request request,
            Wish wish,
            SigningSecret.Kind signature,
            long nowNs)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into webhook.endpoint (id, participant_id, idempotency_key,"
                                + " request_digest, url, types, is_enabled, created_ns, secret)"
                                + " values (?, ?, ?, ?, ?, ?, true, ?, ?)")) {
            insert.setString(1, id);
            insert.setInt(2, participantId);
            insert.setString(3, request.key());
            insert.setBytes(4, request.digest().toArray());
            insert.setString(5, wish.url().toString());
            insert.setArray(6, connection.createArrayOf("text", wish.typeTexts()));
            insert.setLong(7, nowNs);
            insert.setBytes(8, box.close(id, SigningSecret.fresh(signature)));
            insert.executeUpdate();
        }
    }

    private List<WebhookEndpoint> all(Connection connection, int participantId)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select "
                                + COLUMNS
                                + " from webhook.endpoint where participant_id = ? order by"
                                + " created_ns, id")) {
            select.setInt(1, participantId);
            return read(select);
        }
    }

    private Optional<WebhookEndpoint> find(Connection connection, int participantId, String id)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select "
                                + COLUMNS
                                + " from webhook.endpoint where participant_id = ? and id = ?")) {
            select.setInt(1, participantId);
            select.setString(2, id);
            return read(select).stream().findFirst();
        }
    }

    private List<WebhookEndpoint> read(PreparedStatement select) throws SQLException {
        List<WebhookEndpoint> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(endpoint(row));
            }
        }
        return found;
    }

    private WebhookEndpoint endpoint(ResultSet row) throws SQLException {
        String id = row.getString("id");
        byte[] earlier = row.getBytes("earlier_secret");
        return new WebhookEndpoint(
                id,
                row.getInt("participant_id"),
                row.getLong("version"),
                URI.create(row.getString("url")),
                types(row.getArray("types")),
                row.getBoolean("is_enabled")
                        ? WebhookEndpoint.Status.ENABLED
                        : WebhookEndpoint.Status.DISABLED,
                row.getString("disabled_reason"),
                row.getLong("created_ns"),
                box.open(id, row.getBytes("secret")),
                earlier == null ? List.of() : List.of(box.open(id, earlier)),
                row.getLong("earlier_until_ns"));
    }

    private static Set<MessageType> types(Array texts) throws SQLException {
        EnumSet<MessageType> types = EnumSet.noneOf(MessageType.class);
        Arrays.stream((String[]) texts.getArray())
                .map(MessageType::of)
                .forEach(type -> types.add(type.orElseThrow()));
        return types;
    }
}
