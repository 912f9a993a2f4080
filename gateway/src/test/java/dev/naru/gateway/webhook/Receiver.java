// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** A participant's server, which does with messages as it is told. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Got> got = new ArrayList<>();
    private final List<Got> refused = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private int status = 204;
    private String location = "";
    private boolean isSilent;
    private Predicate<String> isHeld = body -> false;
    private Semaphore letGo = new Semaphore(0);
    private final List<Got> held = new ArrayList<>();

    /** A message as it came. */
    record Got(String id, String timestamp, String signature, String body) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** Answers with this from now on; what is not 2xx is not taken. */
    synchronized void answers(int newStatus) {
        status = newStatus;
    }

    synchronized void redirectsTo(String where) {
        status = 307;
        location = where;
    }

    synchronized void isSilent(boolean silent) {
        isSilent = silent;
    }

    /** Messages with such a body are answered only after {@link #letGo}. */
    synchronized void holds(Predicate<String> which) {
        isHeld = which;
        letGo = new Semaphore(0);
    }

    /** Answers what is held as everything else, and holds nothing any more. */
    synchronized void letGo() {
        isHeld = body -> false;
        letGo.release(held.size());
    }

    /** Answers one of those that are held. */
    synchronized void letOneGo() {
        letGo.release();
    }

    /** What came to be held. */
    synchronized List<Got> held() {
        return List.copyOf(held);
    }

    synchronized List<Got> got() {
        return List.copyOf(got);
    }

    synchronized List<Got> refused() {
        return List.copyOf(refused);
    }

    private void take(HttpExchange exchange) throws IOException {
        Got message =
                new Got(
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        awaitTurn(message);
        int now;
        synchronized (this) {
            now = isSilent ? 0 : status;
            (now >= 200 && now < 300 ? got : refused).add(message);
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
        }
        if (now == 0) {
            awaitClosing();
        }
        exchange.sendResponseHeaders(now == 0 ? 500 : now, -1);
        exchange.close();
    }

    private void awaitTurn(Got message) {
        Semaphore until;
        synchronized (this) {
            if (!isHeld.test(message.body())) {
                return;
            }
            held.add(message);
            until = letGo;
        }
        try {
            until.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        letGo();
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
