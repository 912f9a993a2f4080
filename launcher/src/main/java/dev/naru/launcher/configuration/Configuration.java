// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
 * @param client the door
 * @param gateway the front
 * @param links one for each partner scheme
 */
public record Configuration(
        World world,
        String folder,
        List<Part> parts,
        List<Member> members,
        int member,
        int syncLevel,
        Limits limits,
        Client client,
        Gateway gateway,
        List<Link> links) {

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
        GATEWAY
    }

    /** Checks what the file's form does not. */
    public Configuration {
        require(!parts.isEmpty(), "parts must name at least one of node, connectors, gateway");
        require(
                members.size() == 1 || members.size() == 3 || members.size() == 5,
                "members must be 1, 3 or 5, not " + members.size());
        range("member", member, 0, members.size() - 1);
        range("sync_level", syncLevel, 1, 2);
        Set<String> names = new HashSet<>();
        for (Link link : links) {
            require(names.add(link.name), "links has two of the name " + link.name);
        }
        require(
                !parts.contains(Part.GATEWAY) || parts.contains(Part.CONNECTORS) || links.isEmpty(),
                "parts must have connectors where gateway has links: the gateway looks payees up"
                        + " through them");
    }

    /** One member of the cluster. */
    public record Member(String host, int basePort, int eventsPort) {
        /** Checks ports. */
        public Member {
            range("members.base_port", basePort, 0, 65_000);
            range("members.events_port", eventsPort, 0, 65_535);
        }
    }

    /** What one machine remembers. */
    public record Limits(
            int openQuotes, int openPayments, long rememberedPayments, int rememberedDays) {
        /** Checks ranges; the machine has its own last word. */
        public Limits {
            range("limits.open_quotes", openQuotes, 1, 1_000_000);
            range("limits.open_payments", openPayments, 1, 1_000_000);
            range("limits.remembered_payments", rememberedPayments, 1, 100_000_000);
            range("limits.remembered_days", rememberedDays, 1, 3_650);
        }
    }

    /** The door. */
    public record Client(int maxInFlight, int timeoutMs) {
        /** Checks ranges. */
        public Client {
            range("client.max_in_flight", maxInFlight, 1, 65_536);
            range("client.timeout_ms", timeoutMs, 100, 600_000);
        }
    }

    /** The front. */
    public record Gateway(String host, int port, int waitMs, int requestsPerSecond, int burst) {
        /** Checks ranges. */
        public Gateway {
            range("gateway.port", port, 0, 65_535);
            range("gateway.wait_ms", waitMs, 0, 60_000);
            range("gateway.requests_per_second", requestsPerSecond, 1, 1_000_000);
            range("gateway.burst", burst, 1, 1_000_000);
        }
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
            int sendsPerSecond) {
        /** Checks ranges. */
        public Link {
            require(
                    name.matches("[a-z][a-z0-9-]{0,30}"),
                    "links.name must be lower-case letters, digits and -");
            range("links.callback_port", callbackPort, 0, 65_535);
            range("links.lookup_timeout_ms", lookupTimeoutMs, 100, 11_999);
            range("links.send_timeout_ms", sendTimeoutMs, 100, 11_999);
            range("links.most_in_flight", mostInFlight, 1, 100_000);
            range("links.most_open", mostOpen, 1, 1_000_000);
            range("links.sends_per_second", sendsPerSecond, 1, 1_000_000);
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

    private static void range(String key, long value, long least, long most) {
        require(
                value >= least && value <= most,
                key + " must be from " + least + " to " + most + ", not " + value);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ConfigurationException(sentence);
        }
    }
}
