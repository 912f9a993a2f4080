// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.apikey.ApiKey;
import dev.naru.authentication.apikey.KeyRing;
import dev.naru.client.Hub;
import dev.naru.client.trace.RequestTrace;
import dev.naru.client.trace.Spans;
import dev.naru.client.trace.TracedHub;
import dev.naru.gateway.http.GatewaySettings;
import dev.naru.gateway.http.HttpGateway;
import dev.naru.gateway.http.front.RequestObserver;
import dev.naru.gateway.http.front.TokenBuckets;
import dev.naru.gateway.iso20022.InboundLink;
import dev.naru.gateway.trustone.TrustOne;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.gateway.webhook.Egress;
import dev.naru.gateway.webhook.Webhooks;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.writer.ProjectionWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.PaymentKind;
import dev.naru.qr.Scheme;
import dev.naru.settlement.funding.BankEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A sandbox with one corridor from Korea to Indonesia, seeded through the gateway: member 10,
 * partner switch 20, FX provider 30, groups 1 (won) and 2 (rupiah), corridor 5.
 */
public final class TestWorld implements AutoCloseable {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration PAYMENT_WAIT = Duration.ofSeconds(15);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private final Path folder;
    private final InProcessHub hub = new InProcessHub();
    private final PartnerSwitch partner = new PartnerSwitch(hub);
    private final FakeLookup lookup = new FakeLookup();
    private final FakeFaults faults = new FakeFaults();
    private final ApiKey memberKey = ApiKey.random();
    private final ApiKey otherMemberKey = ApiKey.random();
    private final ApiKey providerKey = ApiKey.random();
    private final ApiKey abroadKey = ApiKey.random();
    private final ApiKey hastyKey = ApiKey.random();
    private final ApiKey operatorKey;
    private final HttpGateway gateway;

    private volatile Consumer<Api.Answer> listener = answer -> {};
    private final Optional<TestDatabase> database;
    private final Deque<Runnable> alsoClosed = new ArrayDeque<>();
    private Optional<Webhooks> webhooks = Optional.empty();
    private Optional<TrustOne.Ground> trustOne = Optional.empty();

    private TestWorld(UnaryOperator<GatewaySettings> adjust, int strangersKeys) {
        this(adjust, strangersKeys, Optional.empty(), hub -> Optional.empty(), hub -> hub);
    }

    /** Where the gateway keeps what is not the machine's, and how it looks at taps. */
    private record Keeping(TestDatabase database, UnaryOperator<TrustOneSettings> taps) {}

    private TestWorld(
            UnaryOperator<GatewaySettings> adjust,
            int strangersKeys,
            Optional<Keeping> keeping,
            Function<InProcessHub, Optional<ReadSide>> readSide,
            UnaryOperator<Hub> door) {
        this.database = keeping.map(Keeping::database);
        try {
            folder = Files.createTempDirectory("naru-gateway-test");
            if (keeping.isPresent()) {
                TestDatabase kept = keeping.get().database();
                webhooks =
                        Optional.of(
                                Webhooks.start(
                                        new Webhooks.Settings(
                                                folder, Egress.PUBLIC_AND_LOOPBACK, ATTEMPT),
                                        kept.source(),
                                        hub,
                                        hub));
                trustOne =
                        Optional.of(
                                new TrustOne.Ground(
                                        keeping.get().taps().apply(Taps.settings(folder)),
                                        kept.pool()));
            }
            KeyRing.open(folder);
            addKeys(strangersKeys);
            KeyRing keys = KeyRing.open(folder);
            operatorKey =
                    new ApiKey(Files.readString(folder.resolve(KeyRing.OPERATOR_FILE)).strip());
            gateway =
                    HttpGateway.start(
                            adjust.apply(settings()),
                            new HttpGateway.House(
                                    door.apply(hub),
                                    hub,
                                    readSide.apply(hub),
                                    database.map(there -> BankEntries.in(there.source()))),
                            Map.of("QRIS", lookup, "KOREA_EMV", lookup, "PAYNOW", lookup),
                            keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A world with nothing in it. */
    public static TestWorld empty(UnaryOperator<GatewaySettings> adjust) {
        return new TestWorld(adjust, 0);
    }

    /** A world in which no key can be registered any more. */
    public static TestWorld withFullKeyRing() {
        return new TestWorld(settings -> settings, KeyRing.MOST_KEYS - 1);
    }

    /**
     * A world in which the member can pay and what happened can be searched.
     *
     * @param readSide opens the read side of the hub that it is given
     */
    public static TestWorld searched(Function<InProcessHub, ReadSide> readSide) {
        TestWorld world =
                new TestWorld(
                        settings -> settings,
                        0,
                        Optional.empty(),
                        hub -> Optional.of(readSide.apply(hub)),
                        hub -> hub);
        world.seed();
        return world;
    }

    /** A world in which the member can pay, and these spans are told. */
    public static TestWorld traced(Spans spans) {
        TestWorld world =
                new TestWorld(
                        settings -> withObserver(settings, new Following(spans)),
                        0,
                        Optional.empty(),
                        hub -> Optional.empty(),
                        hub -> new TracedHub(hub, spans));
        world.seed();
        return world;
    }

    private record Following(Spans spans) implements RequestObserver {
        @Override
        public void answered(String method, String route, int status, long micros) {}

        @Override
        public void traced(
                RequestTrace trace, String method, String route, int status, String caller) {
            trace.answered(method, route, status, caller).ifPresent(spans::ended);
        }
    }

    private static GatewaySettings withObserver(GatewaySettings old, RequestObserver observer) {
        GatewaySettings.Surroundings around = old.surroundings();
        return new GatewaySettings(
                        old.address(),
                        old.world(),
                        old.secretsFolder(),
                        old.corridors(),
                        old.times(),
                        old.pace(),
                        old.mostRequests(),
                        new GatewaySettings.Surroundings(
                                around.health(),
                                around.metrics(),
                                observer,
                                around.faults(),
                                around.webhooks(),
                                around.trustOne()))
                .withInbound(old.inbound());
    }

    /** A world in which the member can pay. */
    public static TestWorld seeded() {
        TestWorld world = new TestWorld(settings -> settings, 0);
        world.seed();
        return world;
    }

    /** The same with a database, so that participants are told of what happens. */
    public static TestWorld telling() {
        return telling(settings -> settings);
    }

    /** The same, and taps are looked at otherwise. */
    public static TestWorld telling(UnaryOperator<TrustOneSettings> taps) {
        return telling(new Keeping(TestDatabase.empty(), taps), hub -> Optional.empty());
    }

    /** The same, and what happened can be searched. */
    public static TestWorld tellingAndSearched() {
        TestDatabase database = TestDatabase.empty();
        ReadSide readSide = ReadSide.open(database.database());
        ProjectionWriter[] writer = new ProjectionWriter[1];
        TestWorld world =
                telling(
                        new Keeping(database, settings -> settings),
                        hub -> {
                            writer[0] = ProjectionWriter.start(database.database(), hub);
                            return Optional.of(readSide);
                        });
        world.alsoClosed.add(readSide::close);
        world.alsoClosed.add(writer[0]::close);
        return world;
    }

    private static TestWorld telling(
            Keeping keeping, Function<InProcessHub, Optional<ReadSide>> readSide) {
        TestWorld world =
                new TestWorld(settings -> settings, 0, Optional.of(keeping), readSide, hub -> hub);
        world.seed();
        return world;
    }

    private GatewaySettings settings() {
        return new GatewaySettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        GatewaySettings.World.SANDBOX,
                        folder,
                        Map.of("QRIS", 5, "PAYNOW", 5),
                        new GatewaySettings.Times(
                                Duration.ofMinutes(10),
                                PAYMENT_WAIT,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30)),
                        new TokenBuckets.Pace(100_000, 100_000),
                        GatewaySettings.STANDARD_MOST_REQUESTS,
                        new GatewaySettings.Surroundings(
                                GatewaySettings.Surroundings.NONE.health(),
                                () -> "naru_up 1\n",
                                (method, route, status, micros) -> {},
                                faults,
                                webhooks,
                                trustOne))
                .withInbound(
                        List.of(
                                inbound(20, 6, WAIT),
                                inbound(21, 6, Duration.ZERO),
                                inbound(11, 7, Duration.ZERO)));
    }

    private static InboundLink inbound(int participant, int corridor, Duration endWait) {
        InboundLink standard =
                InboundLink.standard(
                        participant, corridor, Scheme.KOREA_EMV, "NARUKRSEXXX", "QRSWIDJAXXX");
        return new InboundLink(
                participant,
                corridor,
                standard.scheme(),
                standard.hubBic(),
                standard.partnerBic(),
                standard.accepted(),
                endWait);
    }

    /** Sends the seed; sent twice it changes nothing. */
    public void seed() {
        define("/participants/10", "IS-HANA", "MEMBER", "\"QR_PURCHASE\", \"REMITTANCE\"");
        define("/participants/11", "IS-DUL", "MEMBER", "\"QR_PURCHASE\"");
        define("/participants/20", "PH-ID", "PARTNER_SWITCH", "");
        define("/participants/30", "FXP-SATU", "FX_PROVIDER", "");
        put("/participants/10/api-keys/first", key(memberKey));
        put("/participants/11/api-keys/first", key(otherMemberKey));
        put("/participants/30/api-keys/first", key(providerKey));
        put("/groups/1", group("KR-KRW", "KRW", "BOK", 540));
        put("/groups/2", group("ID-IDR", "IDR", "BI", 420));
        put("/groups/1/members/10", netCap("100000000", "KRW"));
        put("/groups/1/members/11", netCap("100000000", "KRW"));
        put("/groups/1/members/30", netCap("1000000", "KRW"));
        put("/groups/2/members/20", netCap("1000000000.00", "IDR"));
        put("/groups/2/members/30", "{\"rule\": \"PREFUNDED\"}");
        operator()
                .key("seed-funding-1")
                .post(
                        "/v1/operator/fundings",
                        """
                        {"participant_id": 30, "group_id": 2,
                         "amount": {"value": "1000000000", "currency": "IDR"}}
                        """)
                .is(201);
        put("/corridors/5", corridor(""));
        publishRate("0.0895");
    }

    /**
     * Sends what payments from abroad need besides: partner switches 20, whose answers wait for the
     * end, and 21, whose answers do not; both prefunded with 100,000 won; acquirer 40; corridor 6.
     */
    public void seedInbound() {
        define("/participants/20", "PH-ID", "PARTNER_SWITCH", "\"QR_PURCHASE\"");
        define("/participants/21", "PH-DUA", "PARTNER_SWITCH", "\"QR_PURCHASE\"");
        define("/participants/40", "AQ-KR", "MEMBER", "");
        put("/participants/20/api-keys/first", key(abroadKey));
        put("/participants/21/api-keys/first", key(hastyKey));
        put("/groups/1/members/20", "{\"rule\": \"PREFUNDED\"}");
        put("/groups/1/members/21", "{\"rule\": \"PREFUNDED\"}");
        put("/groups/1/members/40", netCap("0", "KRW"));
        fund(20, 100_000);
        fund(21, 100_000);
        put("/corridors/6", inboundCorridor(""));
    }

    /** A partner's prefunding grows by this much; by the same once. */
    public void fund(int partner, long won) {
        operator()
                .key("seed-funding-" + partner + "-" + won)
                .post(
                        "/v1/operator/fundings",
                        """
                        {"participant_id": %d, "group_id": 1,
                         "amount": {"value": "%d", "currency": "KRW"}}
                        """
                                .formatted(partner, won))
                .is(201);
    }

    /** The inbound corridor's definition with more terms, each beginning with a comma. */
    public static String inboundCorridor(String more) {
        return """
        {"code": "ID-KR", "source_group": 1, "destination_group": 1,
         "destination_participant": 40, "converter": "PARTNER",
         "limits": {"least": {"value": "100", "currency": "KRW"},
                    "most": {"value": "1000000", "currency": "KRW"},
                    "payer_day": {"value": "5000000", "currency": "KRW"}}%s}
        """
                .formatted(more);
    }

    /** The partner switch whose answers wait for the end. */
    public Api abroad() {
        return anonymous().as(abroadKey);
    }

    /** The partner switch whose answers do not wait. */
    public Api hasty() {
        return anonymous().as(hastyKey);
    }

    /** The key of {@link #abroad}, for callers that bring their own. */
    public String abroadKey() {
        return abroadKey.text();
    }

    /** The key of {@link #hasty}, for callers that bring their own. */
    public String hastyKey() {
        return hastyKey.text();
    }

    /** The corridor's definition with more terms, each beginning with a comma. */
    public static String corridor(String more) {
        return """
        {"code": "KR-ID-QRIS", "source_group": 1, "destination_group": 2,
         "destination_participant": 20, "converter": "HUB",
         "limits": {"least": {"value": "1.00", "currency": "IDR"},
                    "most": {"value": "10000000.00", "currency": "IDR"},
                    "payer_day": {"value": "5000000", "currency": "KRW"}},
         "fees": {"payer_fixed": {"value": "50", "currency": "KRW"}}%s}
        """
                .formatted(more);
    }

    /** The FX provider's price becomes this. */
    public void publishRate(String rate) {
        provider()
                .put(
                        "/v1/fx/rates",
                        """
                        {"source": "KRW", "destination": "IDR", "valid_for_seconds": 3600,
                         "tiers": [{"up_to": {"value": "50000000.00", "currency": "IDR"},
                                    "rate": "%s"}]}
                        """
                                .formatted(rate))
                .is(200);
    }

    /** The resolution of a code, as the member gets it. */
    public String resolution(String code) {
        return resolution(member(), code);
    }

    private static String resolution(Api payer, String code) {
        return payer.post("/v1/qr/resolve", "{\"payload\": \"" + code + "\"}")
                .is(200)
                .at("resolution");
    }

    /** A quote over 100,000.00 rupiah. */
    public Api.Answer quote(String resolution) {
        return quote(member(), resolution);
    }

    private static Api.Answer quote(Api payer, String resolution) {
        return payer.freshKey()
                .post(
                        "/v1/quotes",
                        """
                        {"resolution": "%s", "amount": {"value": "100000.00", "currency": "IDR"}}
                        """
                                .formatted(resolution))
                .is(201);
    }

    /** The body that pays this quote. */
    public static String payBody(Api.Answer quote, String resolution) {
        return payBody(quote, resolution, "");
    }

    /** The same with more fields, each beginning with a comma. */
    public static String payBody(Api.Answer quote, String resolution, String more) {
        return """
        {"quote_id": "%s", "debit_amount": {"value": "%s", "currency": "KRW"},
         "destination_amount": {"value": "%s", "currency": "IDR"},
         "payer": {"name": "Hong Gil-sun", "account": "110-222-333444", "reference": "cust-771"},
         "resolution": "%s"%s}
        """
                .formatted(
                        quote.at("quote_id"),
                        quote.at("debit_amount.value"),
                        quote.at("destination_amount.value"),
                        resolution,
                        more);
    }

    /** Scans, quotes and pays, with this id. */
    public Api.Answer pay(String paymentId) {
        return payAs(member(), paymentId);
    }

    /** The same as this participant. */
    public Api.Answer payAs(Api payer, String paymentId) {
        String resolution = resolution(payer, Codes.staticQris());
        return payer.key(paymentId)
                .post("/v1/payments", payBody(quote(payer, resolution), resolution));
    }

    /** Makes a payment that waits for compliance, and gives its number. */
    public String hold() {
        put(
                "/corridors/5",
                corridor(", \"demands\": {\"refuse_at_score\": 900, \"hold_at_score\": 500}"));
        // No endpoint quotes for a remittance yet, and only a remittance can be held.
        hub.rewrite(TestWorld::asRemittance);
        String resolution = resolution(Codes.staticQris());
        Api.Answer held =
                member().freshKey()
                        .post(
                                "/v1/payments",
                                payBody(
                                        quote(resolution),
                                        resolution,
                                        ", \"screening_score\": 600"))
                        .is(202);
        assertThat(held.at("state")).isEqualTo("HELD");
        return held.at("payment_number");
    }

    /** Compliance decides about a held payment. */
    public Api.Answer decide(String paymentNumber, String decision) {
        return operator()
                .freshKey()
                .post(
                        "/v1/operator/payments/" + paymentNumber + "/hold",
                        "{\"decision\": \"%s\"}".formatted(decision));
    }

    private static Command asRemittance(Command command) {
        return command instanceof Command.CreateQuote quote
                ? new Command.CreateQuote(
                        quote.requestId(),
                        quote.participantId(),
                        quote.corridorId(),
                        PaymentKind.REMITTANCE,
                        quote.fixedSide(),
                        quote.amountMinor(),
                        quote.payee(),
                        quote.notAfterNs())
                : command;
    }

    private void addKeys(int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("4096 0 k").append(i).append(' ');
            lines.append("%064x".formatted(i)).append(" ACTIVE\n");
        }
        Files.writeString(folder.resolve(KeyRing.RING_FILE), lines, StandardOpenOption.APPEND);
    }

    /** An id for a payment. */
    public static String paymentId() {
        return UUID.randomUUID().toString();
    }

    public Api anonymous() {
        return Api.anonymous(gateway.port(), answer -> listener.accept(answer));
    }

    /** From now on hears every answer of the gateway to anybody here. */
    public void listen(Consumer<Api.Answer> hearing) {
        listener = hearing;
    }

    public Api operator() {
        return anonymous().as(operatorKey);
    }

    /** The operator with a new key of this person. */
    public Api person(long personId) {
        ApiKey key = ApiKey.random();
        put("/persons/" + personId + "/api-keys/" + UUID.randomUUID(), key(key));
        return anonymous().as(key);
    }

    public Api member() {
        return anonymous().as(memberKey);
    }

    /** The header line that proves the member, for requests by hand. */
    public String memberAuthorization() {
        return "Authorization: Bearer " + memberKey.text() + "\r\n";
    }

    /** The header line that proves the other member, for requests by hand. */
    public String otherAuthorization() {
        return "Authorization: Bearer " + otherMemberKey.text() + "\r\n";
    }

    /** The header line that proves the operator, for requests by hand. */
    public String operatorAuthorization() {
        return "Authorization: Bearer " + operatorKey.text() + "\r\n";
    }

    public Api otherMember() {
        return anonymous().as(otherMemberKey);
    }

    public Api provider() {
        return anonymous().as(providerKey);
    }

    public InProcessHub hub() {
        return hub;
    }

    public PartnerSwitch partner() {
        return partner;
    }

    public FakeLookup lookup() {
        return lookup;
    }

    public FakeFaults faults() {
        return faults;
    }

    public TestDatabase database() {
        return database.orElseThrow();
    }

    /** Where the gateway's own files are. */
    public Path folder() {
        return folder;
    }

    public Webhooks webhooks() {
        return webhooks.orElseThrow();
    }

    public HttpGateway gateway() {
        return gateway;
    }

    /** Lets time pass, which the gateway hears of. */
    public void pass(Duration duration) {
        hub.pass(duration);
        member().get("/v1/positions").is(200);
    }

    /** PUT under the operator's path that must succeed. */
    public void put(String path, String body) {
        operator().put("/v1/operator" + path, body).is(200);
    }

    private void define(String path, String code, String kind, String kinds) {
        put(
                path,
                "{\"code\": \"%s\", \"kind\": \"%s\", \"allowed_kinds\": [%s]}"
                        .formatted(code, kind, kinds));
    }

    private static String key(ApiKey key) {
        return "{\"sha256\": \"" + key.hash().hex() + "\"}";
    }

    private static String group(String code, String currency, String bank, int offset) {
        return """
        {"code": "%s", "currency": "%s", "settlement_bank": "%s", "utc_offset_minutes": %d}
        """
                .formatted(code, currency, bank, offset);
    }

    private static String netCap(String value, String currency) {
        String money = "{\"value\": \"%s\", \"currency\": \"%s\"}".formatted(value, currency);
        return "{\"rule\": \"NET_CAP\", \"cap\": %s, \"collateral\": %s}".formatted(money, money);
    }

    @Override
    public void close() {
        gateway.close();
        webhooks.ifPresent(Webhooks::close);
        partner.close();
        alsoClosed.forEach(Runnable::run);
        database.ifPresent(TestDatabase::close);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .map(Path::toFile)
                    .forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
