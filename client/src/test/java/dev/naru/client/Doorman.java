// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An address that stays while the server behind it comes and goes, and a connection that can be cut
 * after any byte.
 */
final class Doorman implements AutoCloseable {
    private final ServerSocket listener;
    private final Supplier<InetSocketAddress> target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile long cutAfterBytes = Long.MAX_VALUE;
    private volatile boolean shut;

    Doorman(Supplier<InetSocketAddress> target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::admit);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    /** Lets at most this many bytes out of each connection from now on, then cuts it. */
    void cutAfter(long bytes) {
        cutAfterBytes = bytes;
    }

    /** Cuts every connection now. */
    void cutAll() {
        open.forEach(Doorman::end);
    }

    /** From now on every connection is ended at once. */
    void shut() {
        shut = true;
        cutAll();
    }

    void reopen() {
        shut = false;
    }

    /** How many connections were cut after their bytes. */
    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        shut();
    }

    private void admit() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // The listener is closed, which the loop's condition sees.
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        try (socket) {
            if (!shut) {
                join(socket);
            }
        } catch (IOException e) {
            // Either side has left, and so the other one is left too.
        } finally {
            open.remove(socket);
        }
    }

    private void join(Socket socket) throws IOException {
        InetSocketAddress there = target.get();
        try (Socket server = new Socket(there.getAddress(), there.getPort())) {
            Thread.ofVirtual().start(() -> copyRequest(socket, server));
            socket.setTcpNoDelay(true);
            byte[] buffer = new byte[8192];
            long left = cutAfterBytes;
            InputStream in = server.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
            cuts.incrementAndGet();
        }
    }

    private static void copyRequest(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The connection is over.
        } finally {
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
