// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page's parts, as they are served; there is no step between them and the sources. */
final class PageFiles {
    private static final String PAGE = "index.html";
    private static final List<String> NAMES =
            List.of(
                    PAGE,
                    "icon.svg",
                    "style.css",
                    "bytes.js",
                    "tlv.js",
                    "terminal.js",
                    "masked.js",
                    "seal.js",
                    "device.js",
                    "drag.js",
                    "words.js",
                    "screens.js",
                    "page.js");

    private PageFiles() {}

    /** What answers each path. */
    static Map<String, Handler> read() {
        Map<String, Handler> files = new HashMap<>();
        for (String name : NAMES) {
            byte[] bytes = bytes(name);
            files.put(
                    name.equals(PAGE) ? "/" : "/" + name,
                    (request, response) ->
                            response.header(HeaderNames.CONTENT_TYPE, type(name)).send(bytes));
        }
        return files;
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> "text/javascript; charset=utf-8";
        };
    }

    private static byte[] bytes(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the build has no " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
