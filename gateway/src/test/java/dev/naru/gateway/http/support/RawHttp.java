// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sends any bytes to the gateway, and reads what comes back until the gateway hangs up. */
public final class RawHttp {
    private static final int PATIENCE_MS = 20_000;

    private RawHttp() {}

    /** The answer to these bytes, after which the gateway must have closed the connection. */
    public static Api.Answer send(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException hungUpEarly) {
                // The answer may be there all the same.
            }
            return check(parse(readAll(socket.getInputStream())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readAll(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketException reset) {
            // What had come before counts.
        }
        return text.toString();
    }

    private static Api.Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as("an HTTP answer: %s", text).isPositive();
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.put(
                    head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    List.of(head[i].substring(colon + 1).strip()));
        }
        String body = new String(text.substring(end + 4).getBytes(ISO_8859_1), UTF_8);
        return new Api.Answer(Integer.parseInt(head[0].split(" ")[1]), headers, body);
    }

    private static Api.Answer check(Api.Answer answer) {
        OpenApi.Exchange exchange =
                new OpenApi.Exchange(
                        "NONE",
                        "/nowhere",
                        Optional.empty(),
                        answer.status(),
                        answer.headers(),
                        answer.text());
        assertThat(OpenApi.served().violations(exchange)).as(answer.text()).isEmpty();
        return answer;
    }
}
