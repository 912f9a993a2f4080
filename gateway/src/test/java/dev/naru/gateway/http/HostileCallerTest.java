// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.PartnerSwitch.Manner;
import dev.naru.gateway.http.support.RawHttp;
import dev.naru.gateway.http.support.TestWorld;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Callers over raw sockets who take their time, send too much or leave. */
class HostileCallerTest {
    private static final int PATIENCE_MS = 30_000;

    @Test
    void aFirstLineThatNeverEndsIsCutOff() throws IOException {
        try (TestWorld world = impatient()) {
            assertCutOff(world, "", "G");
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutOff() throws IOException {
        try (TestWorld world = impatient()) {
            assertCutOff(world, "GET /health HTTP/1.1\r\nHost: x\r\n", "X-More: 1\r\n");
        }
    }

    @Test
    void aBodyThatNeverEndsIsCutOff() throws IOException {
        try (TestWorld world = impatient()) {
            String head =
                    "POST /v1/operator/fundings HTTP/1.1\r\nHost: x\r\nContent-Type:"
                            + " application/json\r\nContent-Length: 60000\r\n"
                            + world.operatorAuthorization()
                            + "\r\n";
            assertCutOff(world, head, " ");
            world.operator().get("/v1/operator/figures").is(200);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhateverItsHeadSays() {
        try (TestWorld world = TestWorld.empty(settings -> settings)) {
            String head =
                    "POST /v1/operator/fundings HTTP/1.1\r\nHost: x\r\nContent-Type:"
                            + " application/json\r\n"
                            + world.operatorAuthorization();
            RawHttp.send(
                            world.gateway().port(),
                            (head + "Content-Length: 65537\r\n\r\n").getBytes(UTF_8))
                    .refused(413, "BODY_TOO_LARGE");
            String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
            RawHttp.send(
                            world.gateway().port(),
                            (head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17))
                                    .getBytes(UTF_8))
                    .refused(413, "BODY_TOO_LARGE");
        }
    }

    @Test
    void aCallerThatLeavesWhileWaitingLeavesNoWaitBehind() throws IOException {
        try (TestWorld world = TestWorld.seeded()) {
            world.partner().behave(Manner.ABSENCE);
            String id = TestWorld.paymentId();
            String resolution = world.resolution(Codes.staticQris());
            byte[] body = TestWorld.payBody(world.quote(resolution), resolution).getBytes(UTF_8);
            String head =
                    "POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: "
                            + body.length
                            + "\r\nIdempotency-Key: "
                            + id
                            + "\r\n"
                            + world.memberAuthorization()
                            + "\r\n";
            try (Socket socket = connect(world)) {
                socket.getOutputStream().write(head.getBytes(UTF_8));
                socket.getOutputStream().write(body);
                Awaitility.await().until(() -> world.gateway().waiting() == 1);
            }
            world.hub().pass(Duration.ofSeconds(11));
            Awaitility.await().until(() -> world.gateway().waiting() == 0);
            assertThat(world.member().get("/v1/payments/" + id).is(200).at("state"))
                    .isEqualTo("EXPIRED");
        }
    }

    private static TestWorld impatient() {
        return TestWorld.empty(
                was ->
                        new GatewaySettings(
                                was.address(),
                                was.world(),
                                was.secretsFolder(),
                                was.corridors(),
                                new GatewaySettings.Times(
                                        was.times().resolutionValid(),
                                        was.times().paymentWait(),
                                        was.times().eventSearch(),
                                        Duration.ofMillis(200)),
                                was.pace(),
                                was.mostRequests(),
                                was.surroundings()));
    }

    /** However long the caller goes on in small steps, the gateway ends the connection. */
    private static void assertCutOff(TestWorld world, String beginning, String more)
            throws IOException {
        try (Socket socket = connect(world)) {
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(UTF_8));
            CountDownLatch over = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> drip(out, more, over));
            assertThat(endOf(socket)).isTrue();
            over.countDown();
        }
    }

    private static Socket connect(TestWorld world) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.gateway().port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static boolean endOf(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static void drip(OutputStream out, String more, CountDownLatch over) {
        try {
            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write(more.getBytes(UTF_8));
            }
        } catch (IOException cutOff) {
            // What is to happen.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
