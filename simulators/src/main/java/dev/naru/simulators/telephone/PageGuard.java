// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import dev.naru.simulators.JsonService;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Map;

/**
 * Lets the telephone's own page in and nobody else's. The host must be the one by which the page is
 * found, so that no other name can be made to lead here, and what changes anything must come from
 * the page's own origin. The page may load nothing but its own parts (Content Security Policy 3).
 */
final class PageGuard implements Filter {
    private static final Map<HeaderName, String> SAID =
            Map.of(
                    HeaderNames.create("Content-Security-Policy"),
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'; require-trusted-types-for 'script'",
                    HeaderNames.create("X-Content-Type-Options"),
                    "nosniff",
                    HeaderNames.create("Referrer-Policy"),
                    "no-referrer",
                    HeaderNames.create("Cross-Origin-Opener-Policy"),
                    "same-origin",
                    HeaderNames.create("Cross-Origin-Resource-Policy"),
                    "same-origin",
                    HeaderNames.CACHE_CONTROL,
                    "no-store");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        SAID.forEach(response::header);
        int port = request.localPeer().port();
        String origin = TelephoneSettings.origin(port);
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        boolean reads = request.prologue().method().equals(Method.GET);
        if (reads && host.equals("127.0.0.1:" + port)) {
            response.status(Status.TEMPORARY_REDIRECT_307)
                    .header(HeaderNames.LOCATION, origin + "/")
                    .send();
        } else if (!origin.equals("http://" + host)) {
            JsonService.refuse(response, 421, "The page is at " + origin + "/");
        } else if (!reads
                && !request.headers().first(HeaderNames.ORIGIN).orElse("").equals(origin)) {
            JsonService.refuse(response, 403, "Only the telephone's own page may ask for this.");
        } else {
            chain.proceed();
        }
    }
}
