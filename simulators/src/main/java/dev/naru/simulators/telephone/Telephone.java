// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.JsonService;
import dev.naru.simulators.device.Attestor;
import dev.naru.simulators.device.SimulatedDevice;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.telephone.MemberServer.Purpose;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves a page that is a telephone, and what is outside of it:
 *
 * <pre>
 * GET  /                            the page, and its parts
 * GET  /state                       whose it is, the purse, what is enrolled
 * POST /cards/{kind}/transmit       one command over the air {"command": hex}, {"answer": hex} back
 * POST /device/key, /device/signature   the simulated device {"challenge": base64url}
 * POST /app/...                     the member's server, which passes on what the hub says
 * </pre>
 *
 * <p>Nothing but its own page may ask it for anything, so that no other page that is open in the
 * same browser taps the cards.
 */
public final class Telephone implements AutoCloseable {
    private static final String HEX = "([0-9A-F]{2}){5,261}";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Belongings belongings;
    private final MemberServer member;
    private final Optional<Runnable> aDayLater;
    private final PageGuard guard = new PageGuard();
    private final WebServer server;

    private Telephone(
            TelephoneSettings settings,
            Belongings belongings,
            App app,
            Optional<Runnable> aDayLater) {
        this.belongings = belongings;
        this.aDayLater = aDayLater;
        member = new MemberServer(app, settings);
        if (!belongings.card().isEmpty()) {
            member.knowCard(Purse.Kind.PAYMENT.name(), belongings.card());
        }
        if (!belongings.deviceKey().isEmpty()) {
            member.knowDevice(base64(belongings.device().credentialId()), belongings.deviceKey());
        }
        server = JsonService.start(settings.port(), this::route);
    }

    /**
     * Starts it on the loopback address.
     *
     * @param app of the payer's member, whose key stays here
     * @param aDayLater moves the hub's time forward, where somebody can: a new device proves little
     *     on its first day, and a card has ten challenges an hour
     */
    public static Telephone start(
            TelephoneSettings settings,
            Belongings belongings,
            App app,
            Optional<Runnable> aDayLater) {
        return new Telephone(settings, belongings, app, aDayLater);
    }

    /** Where a browser finds the page: by this name, since for it the device's keys are made. */
    public URI address() {
        return URI.create(TelephoneSettings.origin(server.port()) + "/");
    }

    @Override
    public void close() {
        server.stop();
    }

    private void route(HttpRouting.Builder routes) {
        routes.addFilter(guard);
        PageFiles.read().forEach((path, file) -> routes.get(path, file));
        routes.get("/state", (request, response) -> JsonService.send(response, state()))
                .post("/cards/{kind}/transmit", this::transmit)
                .post("/device/key", this::makeKey)
                .post("/device/signature", this::sign)
                .post("/app/challenges", this::ask)
                .post("/app/challenges/{challenge}/response", this::answer)
                .post(
                        "/app/challenges/{challenge}/pay",
                        (request, response) ->
                                tell(response, member.pay(parameter(request, "challenge"))))
                .post("/app/invitation", (request, response) -> tell(response, member.invite()))
                .post("/app/device-keys", this::register)
                .post("/app/unlock", (request, response) -> tell(response, member.unlock()))
                .post("/app/day", this::letADayPass);
    }

    private ObjectNode state() {
        ObjectNode state = member.state();
        ArrayNode purse = state.putArray("purse");
        belongings.purse().cards().forEach(card -> purse.add(card.kind().name()));
        return state.put("simulated_device", base64(belongings.device().credentialId()))
                .put("can_pass_time", aDayLater.isPresent());
    }

    private void transmit(ServerRequest request, ServerResponse response) {
        Optional<Purse.Plastic> card = belongings.purse().find(parameter(request, "kind"));
        String command = JsonService.body(request).path("command").asString("");
        if (card.isEmpty()) {
            JsonService.refuse(response, 404, "There is no such card in the purse.");
        } else if (!command.matches(HEX)) {
            JsonService.refuse(
                    response, 400, "A command has 5 to 261 bytes in hexadecimal digits.");
        } else {
            ByteString answer = card.get().chip().apply(ByteString.ofHex(command));
            JsonService.send(response, JsonService.object().put("answer", answer.hex()));
        }
    }

    private void makeKey(ServerRequest request, ServerResponse response) {
        ByteString challenge = challenge(request);
        SimulatedDevice device = belongings.device();
        synchronized (device) {
            SimulatedDevice.NewKey made =
                    device.register(device.creation(challenge), Attestor.NONE);
            JsonService.send(
                    response,
                    JsonService.object()
                            .put("credential_id", base64(device.credentialId()))
                            .put("attestation_object", base64(made.attestationObject()))
                            .put("client_data_json", base64(made.clientDataJson())));
        }
    }

    private void sign(ServerRequest request, ServerResponse response) {
        ByteString challenge = challenge(request);
        SimulatedDevice device = belongings.device();
        synchronized (device) {
            SimulatedDevice.Signed signed = device.sign(device.use(challenge));
            JsonService.send(
                    response,
                    JsonService.object()
                            .put("credential_id", base64(device.credentialId()))
                            .put("authenticator_data", base64(signed.authenticatorData()))
                            .put("client_data_json", base64(signed.clientDataJson()))
                            .put("signature", base64(signed.signature())));
        }
    }

    private static ByteString challenge(ServerRequest request) {
        return ByteString.of(
                Base64.getUrlDecoder()
                        .decode(JsonService.body(request).path("challenge").asString("")));
    }

    private void ask(ServerRequest request, ServerResponse response) {
        JsonNode body = JsonService.body(request);
        tell(
                response,
                member.ask(
                        Purpose.valueOf(body.path("purpose").asString("")),
                        body.path("card").asString(""),
                        body.path("credential_id").asString("")));
    }

    private void answer(ServerRequest request, ServerResponse response) {
        JsonNode body = JsonService.body(request);
        tell(
                response,
                member.answer(
                        parameter(request, "challenge"),
                        body.path("tapped").asString(""),
                        body.path("answer")));
    }

    private void register(ServerRequest request, ServerResponse response) {
        JsonNode body = JsonService.body(request);
        tell(response, member.register(body.path("credential_id").asString(""), body));
    }

    private void letADayPass(ServerRequest request, ServerResponse response) {
        if (aDayLater.isEmpty()) {
            JsonService.refuse(response, 404, "Nobody here moves the hub's time.");
            return;
        }
        aDayLater.get().run();
        JsonService.send(response, JsonService.object());
    }

    /** As the hub said it; 502 where it said nothing. */
    private static void tell(ServerResponse response, Heard heard) {
        if (heard.status() == 0 && heard.code().isEmpty()) {
            JsonService.refuse(response, 502, "The hub does not answer.");
            return;
        }
        response.status(Status.create(heard.status() == 0 ? 422 : heard.status()));
        JsonService.send(response, heard.body());
    }

    private static String parameter(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }

    private static String base64(ByteString bytes) {
        return BASE64.encodeToString(bytes.toByteArray());
    }
}
