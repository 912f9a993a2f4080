// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

import dev.naru.protocol.CorridorClocks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every setting of a hub. {@code naru.yaml} beside this class has the defaults and says what each
 * means.
 *
 * @param world sandbox or live
 * @param folder where all state is kept
 * @param parts which parts run in this process
 * @param members the cluster's members, one or three or five
 * @param member which of them this process is
 * @param syncLevel 1 or 2
 * @param limits what one machine remembers
 * @param events how long events are kept
 * @param client the door
 * @param gateway the front
 * @param database where what happened can be searched
 * @param trustone proofs by a tap of a card
 * @param observation health and metrics of a process without a front
 * @param telemetry where the ways of payments are told
 * @param linkSession how the sessions of all links are kept
 * @param links one for each partner scheme
 * @param acquirers one for each acquirer of this country
 * @param inbound one for each partner switch that sends payments here
 */
public record Configuration(
        World world,
        String folder,
        List<Part> parts,
        List<Member> members,
        int member,
        int syncLevel,
        Limits limits,
        Events events,
        Client client,
        Gateway gateway,
        Database database,
        TrustOneSection trustone,
        Observation observation,
        Telemetry telemetry,
        LinkSession linkSession,
        List<Link> links,
        List<Acquirer> acquirers,
        List<Inbound> inbound) {
    private static final long LEAST_LIVE_DAYS =
            Duration.ofNanos(CorridorClocks.LONGEST_NS).toDays();

    /** Sandbox or live. */
    public enum World {
        /** Time can be moved and faults can be asked for. */
        SANDBOX,
        /** Neither exists. */
        LIVE
    }

    /** What a process can run. */
    public enum Part {
        /** A cluster member with the machine. */
        NODE,
        /** The links to partner schemes. */
        CONNECTORS,
        /** The front. */
        GATEWAY,
        /** The writer of what can be searched. */
        PROJECTION
    }

    /** Checks what no part can see by itself. */
    public Configuration {
        require(!folder.isBlank(), "folder must name a folder");
        require(
                !parts.isEmpty(),
                "parts must name at least one of node, connectors, gateway," + " projection");
        require(
                Set.copyOf(parts).size() == parts.size(),
                "parts must not name a part twice: " + lowerCase(parts));
        require(
                members.size() == 1 || members.size() == 3 || members.size() == 5,
                "members must be 1, 3 or 5, not " + members.size());
        range("member", member, 0, members.size() - 1);
        range("sync_level", syncLevel, 1, 2);
        requireReachable(parts, members, client);
        requireDistinct(
                "name",
                Stream.concat(
                                links.stream().map(Link::name),
                                acquirers.stream().map(Acquirer::name))
                        .toList());
        requireDistinct(
                "participant",
                Stream.concat(
                                links.stream().map(Link::participant),
                                acquirers.stream().map(Acquirer::participant))
                        .toList());
        requireDistinct("scheme", links.stream().map(Link::scheme).toList());
        require(acquirers.size() <= 1, "acquirers must have one entry at most today");
        for (Inbound link : inbound) {
            require(
                    acquirers.stream().anyMatch(to -> to.corridor() == link.corridor),
                    "inbound.corridor must be the corridor of an acquirer, not " + link.corridor);
            require(
                    inbound.stream().filter(o -> o.participant == link.participant).count() == 1,
                    "inbound has two of the participant " + link.participant);
        }
        require(
                !parts.contains(Part.GATEWAY)
                        || parts.contains(Part.CONNECTORS)
                        || (links.isEmpty() && acquirers.isEmpty()),
                "parts must have connectors where gateway has links: the gateway looks payees up"
                        + " through them");
        trustone.requireDedicatedCardsOf(world);
        if (world == World.LIVE) {
            requireAuthenticated(members, links);
            require(
                    gateway.webhooksReach == Reach.PUBLIC,
                    "gateway.webhooks_reach must be public where world is live");
            require(
                    limits.rememberedDays >= LEAST_LIVE_DAYS,
                    "limits.remembered_days must be at least "
                            + LEAST_LIVE_DAYS
                            + " where world is live, so that no quote outlives the memory of what"
                            + " was refused with it, not "
                            + limits.rememberedDays);
            requireAuthenticated(acquirers);
            require(
                    !trustone.isThere() || !trustone.attestation().isEmpty(),
                    "trustone.attestation must name who vouches for devices where world is live");
            require(
                    trustone.softwareKeys().isEmpty(),
                    "trustone.software_keys must be empty where world is live: an issuer's key"
                            + " belongs into a token");
        }
    }

    /** Only a member alone can be reached without ports: through memory, in its own process. */
    private static void requireReachable(List<Part> parts, List<Member> members, Client client) {
        boolean inMemory = parts.contains(Part.NODE) && members.size() == 1;
        for (Member one : members) {
            require(
                    inMemory || (one.basePort > 0 && one.eventsPort > 0),
                    "members.base_port and members.events_port must not be 0 where there are"
                            + " several members or parts has no node");
        }
        require(
                parts.contains(Part.NODE) || !client.host.isEmpty(),
                "client.host must say at which of its own addresses this process gets its replies"
                        + " where parts has no node");
    }

    private static void requireDistinct(String key, List<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            require(seen.add(value), "links has two of the " + key + " " + value);
        }
    }

    /** Whoever reaches a link's listener or an event server is believed: see SECURITY.md. */
    private static void requireAuthenticated(List<Member> members, List<Link> links) {
        String why = " where world is live: nothing authenticates who speaks there yet";
        for (Member one : members) {
            require(
                    Loopback.isLoopback(one.host),
                    "members.host must be a loopback address, not " + one.host + why);
        }
        for (Link link : links) {
            require(
                    Loopback.isLoopback(link.callbackHost),
                    "links.callback_host must be a loopback address, not "
                            + link.callbackHost
                            + why);
            URI partner = URI.create(link.partnerUrl);
            require(
                    partner.getScheme().equals("https") || Loopback.isLoopback(partner.getHost()),
                    "links.partner_url must be https or a loopback address, not "
                            + link.partnerUrl
                            + why);
        }
    }

    private static void requireAuthenticated(List<Acquirer> acquirers) {
        String why = " where world is live: nothing authenticates who speaks there yet";
        for (Acquirer acquirer : acquirers) {
            require(
                    Loopback.isLoopback(acquirer.callbackHost),
                    "acquirers.callback_host must be a loopback address, not "
                            + acquirer.callbackHost
                            + why);
            URI partner = URI.create(acquirer.partnerUrl);
            require(
                    partner.getScheme().equals("https") || Loopback.isLoopback(partner.getHost()),
                    "acquirers.partner_url must be https or a loopback address, not "
                            + acquirer.partnerUrl
                            + why);
        }
    }

    private static String lowerCase(List<Part> parts) {
        return parts.toString().toLowerCase(Locale.ROOT);
    }

    /** One member of the cluster. */
    public record Member(String host, int basePort, int eventsPort) {
        /** Checks host and ports. */
        public Member {
            requireHost("members.host", host);
            range("members.base_port", basePort, 0, 65_000);
            range("members.events_port", eventsPort, 0, 65_535);
        }
    }

    /**
     * What one machine remembers.
     *
     * @param authenticators cards, devices and payers together, and as many rules for evidence
     * @param challenges at one time
     */
    public record Limits(
            int openQuotes,
            int openPayments,
            long rememberedPayments,
            int rememberedDays,
            int authenticators,
            int challenges) {
        /** Checks ranges; the machine has its own last word. */
        public Limits {
            range("limits.open_quotes", openQuotes, 1, 1_000_000);
            range("limits.open_payments", openPayments, 1, 1_000_000);
            range("limits.remembered_payments", rememberedPayments, 1, 100_000_000);
            range("limits.remembered_days", rememberedDays, 1, 3_650);
            range(
                    "limits.authenticators",
                    authenticators,
                    1,
                    dev.naru.protocol.Limits.AUTHENTICATORS);
            range("limits.challenges", challenges, 1, dev.naru.protocol.Limits.CHALLENGES);
        }
    }

    /**
     * How long events are kept.
     *
     * @param retentionDays in machine time
     * @param archive where files go then; empty for a folder of the hub's own, {@code none} for
     *     nowhere
     * @param readers names of those in other processes, without whose word nothing goes
     */
    public record Events(int retentionDays, String archive, List<String> readers) {
        private static final String NONE = "none";

        /** Checks the range and the names. */
        public Events {
            range("events.retention_days", retentionDays, 0, 3_650);
            for (String name : readers) {
                require(
                        name.matches("[A-Z0-9-]{1,16}"),
                        "events.readers must be 1 to 16 of A-Z, 0-9 and - each, not " + name);
            }
            readers = List.copyOf(readers);
        }
    }

    /** Whether this process runs a PostgreSQL of the hub's own, or knows another. */
    public boolean hasDatabase() {
        return !database.isEmbedded() || parts.contains(Part.PROJECTION);
    }

    /** Where a member's retired events are; empty where they are deleted. */
    public Optional<Path> eventArchive() {
        if (events.archive.equals(Events.NONE)) {
            return Optional.empty();
        }
        Path own = Path.of(folder).resolve("node").resolve("event-archive");
        return Optional.of(
                (events.archive.isEmpty() ? own : Path.of(events.archive))
                        .toAbsolutePath()
                        .normalize());
    }

    /**
     * The door.
     *
     * @param host at which of its own addresses this process gets the cluster's replies; empty for
     *     the host of the member that it runs
     */
    public record Client(String host, int maxInFlight, int timeoutMs) {
        /** Checks host and ranges. */
        public Client {
            if (!host.isEmpty()) {
                requireHost("client.host", host);
            }
            range("client.max_in_flight", maxInFlight, 1, 65_536);
            range("client.timeout_ms", timeoutMs, 100, 600_000);
        }
    }

    /** Which addresses webhooks may go to. */
    public enum Reach {
        /** Those of the public Internet. */
        PUBLIC,
        /** The host's own as well, and without TLS: in a sandbox only. */
        PUBLIC_AND_LOOPBACK
    }

    /**
     * The front.
     *
     * @param zeropayIdentifiers by which accounts of ZeroPay are known; they are not public
     */
    public record Gateway(
            String host,
            int port,
            int waitMs,
            int requestsPerSecond,
            int burst,
            int mostRequests,
            Reach webhooksReach,
            List<String> zeropayIdentifiers) {
        /** Checks host and ranges. */
        public Gateway {
            requireHost("gateway.host", host);
            range("gateway.port", port, 0, 65_535);
            range("gateway.wait_ms", waitMs, 0, 30_000);
            range("gateway.requests_per_second", requestsPerSecond, 1, 1_000_000);
            range("gateway.burst", burst, 1, 1_000_000);
            range("gateway.most_requests", mostRequests, 1, 1_000_000);
            zeropayIdentifiers = List.copyOf(zeropayIdentifiers);
            for (String identifier : zeropayIdentifiers) {
                require(
                        identifier.matches("[!-~]{1,32}"),
                        "gateway.zeropay_identifiers must be of 1 to 32 ASCII characters each");
            }
        }
    }

    /**
     * Where what happened can be searched.
     *
     * @param url of a PostgreSQL that is there already; empty for one of the hub's own
     * @param user of that one
     * @param passwordFile where that user's password stands alone in a line
     * @param embeddedPort where one of the hub's own listens
     */
    public record Database(String url, String user, String passwordFile, int embeddedPort) {
        /** Checks that what belongs together is there. */
        public Database {
            range("database.embedded_port", embeddedPort, 0, 65_535);
            if (url.isEmpty()) {
                require(
                        user.isEmpty() && passwordFile.isEmpty(),
                        "database.user and database.password_file must be empty where"
                                + " database.url is");
            } else {
                require(
                        url.matches("jdbc:postgresql://[^?\\s]+"),
                        "database.url must begin with jdbc:postgresql:// and have no parameters");
                require(
                        !user.isEmpty() && !passwordFile.isEmpty(),
                        "database.user and database.password_file must be given with"
                                + " database.url");
            }
        }

        /** Whether the hub runs a server of its own. */
        public boolean isEmbedded() {
            return url.isEmpty();
        }
    }

    /** Where a process without a gateway tells how it is. */
    public record Observation(String host, int port) {
        /** Checks host and port. */
        public Observation {
            requireHost("observation.host", host);
            range("observation.port", port, 0, 65_535);
        }
    }

    /**
     * Where the ways of payments are told.
     *
     * @param otlpEndpoint the collector's address, before {@code /v1/traces}; empty for nowhere
     * @param mostWaiting how many spans may wait for the collector; more are dropped
     */
    public record Telemetry(String otlpEndpoint, int mostWaiting) {
        /** Checks address and range. */
        public Telemetry {
            if (!otlpEndpoint.isEmpty()) {
                requireUrl("telemetry.otlp_endpoint", otlpEndpoint);
            }
            range("telemetry.most_waiting", mostWaiting, 1, 1_000_000);
        }

        /** Whether anything is told. */
        public boolean isOn() {
            return !otlpEndpoint.isEmpty();
        }
    }

    /**
     * How the sessions of all links are kept.
     *
     * @param echoEveryMs after how long without a word from the partner it is sent an echo
     */
    public record LinkSession(int echoEveryMs) {
        /** Checks the range. */
        public LinkSession {
            range("link_session.echo_every_ms", echoEveryMs, 100, 3_600_000);
        }
    }

    /** A link over which payments leave the hub, whoever takes them. */
    public sealed interface Outward permits Link, Acquirer {
        /** The link's own, among all. */
        String name();

        /** Who takes the payments. */
        int participant();

        /** The longest wait for the answer to a payment. */
        int sendTimeoutMs();

        /** Messages that may wait for their answer at once. */
        int mostInFlight();

        /** Payments and enquiries that are worked on at once. */
        int mostOpen();

        /** Messages that may begin in a second. */
        int sendsPerSecond();
    }

    /** A link to a partner scheme. */
    public record Link(
            String name,
            String scheme,
            int corridor,
            int participant,
            String partnerUrl,
            String callbackHost,
            int callbackPort,
            String hubBic,
            String partnerBic,
            int lookupTimeoutMs,
            int sendTimeoutMs,
            int mostInFlight,
            int mostOpen,
            int sendsPerSecond)
            implements Outward {
        private static final List<String> SCHEMES = List.of("QRIS");

        /** Checks every field. */
        public Link {
            require(
                    name.matches("[a-z][a-z0-9-]{0,30}"),
                    "links.name must be a lower-case letter and up to 30 lower-case letters, digits"
                            + " and -");
            require(
                    SCHEMES.contains(scheme),
                    "links.scheme must be one of " + SCHEMES + ", not " + scheme);
            range("links.corridor", corridor, 1, dev.naru.protocol.Limits.CORRIDORS);
            range("links.participant", participant, 1, dev.naru.protocol.Limits.PARTICIPANTS);
            requireUrl("links.partner_url", partnerUrl);
            requireHost("links.callback_host", callbackHost);
            range("links.callback_port", callbackPort, 0, 65_535);
            requireBic("links.hub_bic", hubBic);
            requireBic("links.partner_bic", partnerBic);
            require(
                    !hubBic.equals(partnerBic),
                    "links.partner_bic must be another than links.hub_bic");
            range("links.lookup_timeout_ms", lookupTimeoutMs, 100, 11_999);
            range("links.send_timeout_ms", sendTimeoutMs, 100, 11_999);
            range("links.most_in_flight", mostInFlight, 1, 100_000);
            range("links.most_open", mostOpen, 1, 1_000_000);
            range("links.sends_per_second", sendsPerSecond, 1, 1_000_000);
        }
    }

    /**
     * A link to an acquirer of this country.
     *
     * @param corridor the corridor of the payments that it takes
     */
    public record Acquirer(
            String name,
            int corridor,
            int participant,
            String partnerUrl,
            String callbackHost,
            int callbackPort,
            int lookupTimeoutMs,
            int sendTimeoutMs,
            int mostInFlight,
            int mostOpen,
            int sendsPerSecond)
            implements Outward {
        /** Checks every field. */
        public Acquirer {
            require(
                    name.matches("[a-z][a-z0-9-]{0,30}"),
                    "acquirers.name must be a lower-case letter and up to 30 lower-case letters,"
                            + " digits and -");
            range("acquirers.corridor", corridor, 1, dev.naru.protocol.Limits.CORRIDORS);
            range("acquirers.participant", participant, 1, dev.naru.protocol.Limits.PARTICIPANTS);
            requireUrl("acquirers.partner_url", partnerUrl);
            requireHost("acquirers.callback_host", callbackHost);
            range("acquirers.callback_port", callbackPort, 0, 65_535);
            range("acquirers.lookup_timeout_ms", lookupTimeoutMs, 100, 11_999);
            range("acquirers.send_timeout_ms", sendTimeoutMs, 100, 11_999);
            range("acquirers.most_in_flight", mostInFlight, 1, 100_000);
            range("acquirers.most_open", mostOpen, 1, 1_000_000);
            range("acquirers.sends_per_second", sendsPerSecond, 1, 1_000_000);
        }
    }

    /** A partner switch that sends payments here. */
    public record Inbound(
            int participant, int corridor, String hubBic, String partnerBic, int waitMs) {
        /** Checks every field. */
        public Inbound {
            range("inbound.participant", participant, 1, dev.naru.protocol.Limits.PARTICIPANTS);
            range("inbound.corridor", corridor, 1, dev.naru.protocol.Limits.CORRIDORS);
            requireBic("inbound.hub_bic", hubBic);
            requireBic("inbound.partner_bic", partnerBic);
            require(
                    !hubBic.equals(partnerBic),
                    "inbound.partner_bic must be another than inbound.hub_bic");
            range("inbound.wait_ms", waitMs, 0, 11_000);
        }
    }

    /** ISO 9362, as ISO 20022's AnyBICDec2014Identifier writes it. */
    private static void requireBic(String key, String bic) {
        require(
                bic.matches("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?"),
                key + " must be a BIC of 8 or 11 characters, not " + bic);
    }

    private static void requireUrl(String key, String text) {
        String rule =
                key
                        + " must be http:// or https:// with a host and nothing behind its"
                        + " path, not ";
        try {
            URI url = new URI(text);
            require(
                    List.of("http", "https").contains(String.valueOf(url.getScheme()))
                            && url.getHost() != null
                            && url.getRawUserInfo() == null
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null
                            && url.getPort() <= 65_535,
                    rule + text);
        } catch (URISyntaxException malformed) {
            throw new ConfigurationException(rule + text, malformed);
        }
    }

    /**
     * Reads a file over the defaults.
     *
     * @throws ConfigurationException naming the first key that breaks a rule
     */
    public static Configuration read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException("There is no configuration file " + file, missing);
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    "The configuration file " + file + " cannot be read", unreadable);
        }
    }

    /** Reads a text over the defaults. */
    public static Configuration parse(String text) {
        return StrictYaml.read(Configuration.class, defaults(), text);
    }

    /** The defaults as the YAML file that they are. */
    public static String defaults() {
        try (InputStream in =
                Configuration.class.getResourceAsStream("/dev/naru/launcher/naru.yaml")) {
            return new String(
                    Objects.requireNonNull(in, "naru.yaml is missing from the jar").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void range(String key, long value, long least, long most) {
        require(
                value >= least && value <= most,
                key + " must be from " + least + " to " + most + ", not " + value);
    }

    /** A name or an address without a port; whether it exists, the start shows. */
    static void requireHost(String key, String host) {
        require(
                host.matches("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,7}"),
                key + " must be a host's name or address, not " + host);
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ConfigurationException(sentence);
        }
    }
}
