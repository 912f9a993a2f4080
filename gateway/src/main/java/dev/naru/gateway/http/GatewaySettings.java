// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import dev.naru.gateway.http.front.RequestObserver;
import dev.naru.gateway.http.front.TokenBuckets;
import dev.naru.gateway.iso20022.InboundLink;
import dev.naru.gateway.trustone.TrustOne;
import dev.naru.gateway.webhook.Webhooks;
import dev.naru.qr.SchemeProfile;
import dev.naru.qr.SchemeProfiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a gateway is set up.
 *
 * @param address where it listens; port 0 for any free one
 * @param world whether the hub is a sandbox
 * @param secretsFolder where its own secrets are made at the first start; all gateways of one hub
 *     have copies of the same
 * @param corridors which corridor leads to a scheme, by the scheme's name in {@code qr}
 * @param times how long things take
 * @param pace how fast each caller may ask
 * @param mostRequests how many requests may be worked on or wait at once, at least 1
 * @param surroundings what the launcher adds
 * @param inbound the partner switches that may send ISO 20022 here
 * @param profiles what codes are known, in the order in which they are asked
 */
public record GatewaySettings(
        InetSocketAddress address,
        World world,
        Path secretsFolder,
        Map<String, Integer> corridors,
        Times times,
        TokenBuckets.Pace pace,
        int mostRequests,
        Surroundings surroundings,
        List<InboundLink> inbound,
        List<SchemeProfile> profiles) {
    /** Of requests at once: 20,000. */
    public static final int STANDARD_MOST_REQUESTS = 20_000;

    public GatewaySettings {
        if (mostRequests < 1) {
            throw new IllegalArgumentException("mostRequests must be at least 1");
        }
        corridors = Map.copyOf(corridors);
        inbound = List.copyOf(inbound);
        profiles = List.copyOf(profiles);
    }

    /** Without a partner that sends, and with the public codes. */
    public GatewaySettings(
            InetSocketAddress address,
            World world,
            Path secretsFolder,
            Map<String, Integer> corridors,
            Times times,
            TokenBuckets.Pace pace,
            int mostRequests,
            Surroundings surroundings) {
        this(
                address,
                world,
                secretsFolder,
                corridors,
                times,
                pace,
                mostRequests,
                surroundings,
                List.of(),
                SchemeProfiles.standard());
    }

    /** The same with partners that send. */
    public GatewaySettings withInbound(List<InboundLink> links) {
        return new GatewaySettings(
                address,
                world,
                secretsFolder,
                corridors,
                times,
                pace,
                mostRequests,
                surroundings,
                links,
                profiles);
    }

    /** The same that knows these codes. */
    public GatewaySettings withProfiles(List<SchemeProfile> known) {
        return new GatewaySettings(
                address,
                world,
                secretsFolder,
                corridors,
                times,
                pace,
                mostRequests,
                surroundings,
                inbound,
                known);
    }

    /** Whether money is real. */
    public enum World {
        /** A test world: its time can be moved and faults can be armed. */
        SANDBOX,
        /** The real one. */
        LIVE
    }

    /**
     * How long things take.
     *
     * @param resolutionValid how long after a look-up a quote can be asked for, 1 s to 1 h
     * @param paymentWait how long a caller waits for a payment's end, 0 to 30 s
     * @param eventSearch how long a held payment is looked for in the event log, 1 to 60 s
     * @param callerPatience how long a caller may take to send a request's head, and again its
     *     body, 100 ms to 60 s
     */
    public record Times(
            Duration resolutionValid,
            Duration paymentWait,
            Duration eventSearch,
            Duration callerPatience) {
        private static final Duration STANDARD_SEARCH = Duration.ofSeconds(20);
        private static final Duration STANDARD_PATIENCE = Duration.ofSeconds(10);

        /** Ten minutes, 15, 20 and 10 seconds. */
        public static final Times STANDARD =
                new Times(Duration.ofMinutes(10), Duration.ofSeconds(15));

        /** With the standard search and patience. */
        public Times(Duration resolutionValid, Duration paymentWait) {
            this(resolutionValid, paymentWait, STANDARD_SEARCH, STANDARD_PATIENCE);
        }

        public Times {
            check("resolutionValid", resolutionValid, Duration.ofSeconds(1), Duration.ofHours(1));
            check("paymentWait", paymentWait, Duration.ZERO, Duration.ofSeconds(30));
            check("eventSearch", eventSearch, Duration.ofSeconds(1), Duration.ofSeconds(60));
            check("callerPatience", callerPatience, Duration.ofMillis(100), Duration.ofSeconds(60));
        }

        private static void check(String name, Duration value, Duration least, Duration most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        name + " must be from " + least + " to " + most + ", not " + value);
            }
        }
    }

    /**
     * What the launcher adds.
     *
     * @param health asked at each {@code GET /health}
     * @param metrics asked at each {@code GET /metrics}, in Prometheus' text form
     * @param observer hears of every answered request
     * @param faults what a sandbox's operator can arm
     * @param webhooks who tells participants what happened, where there is a database for it
     * @param trustOne how payers are asked for taps, where there is a database for it
     */
    public record Surroundings(
            Supplier<HealthReport> health,
            Supplier<String> metrics,
            RequestObserver observer,
            SandboxFaults faults,
            Optional<Webhooks> webhooks,
            Optional<TrustOne.Ground> trustOne) {
        /** Without taps. */
        public Surroundings(
                Supplier<HealthReport> health,
                Supplier<String> metrics,
                RequestObserver observer,
                SandboxFaults faults,
                Optional<Webhooks> webhooks) {
            this(health, metrics, observer, faults, webhooks, Optional.empty());
        }

        /** Always healthy, nothing measured, nothing to arm. */
        public static final Surroundings NONE =
                new Surroundings(
                        () -> HealthReport.of(List.of()),
                        () -> "",
                        (method, route, status, micros) -> {},
                        SandboxFaults.NONE,
                        Optional.empty());
    }

    /** A generous pace: 1,000 requests a second, 2,000 at once. */
    public static final TokenBuckets.Pace STANDARD_PACE = new TokenBuckets.Pace(1_000, 2_000);
}
