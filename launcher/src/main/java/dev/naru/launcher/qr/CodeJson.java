// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.qr;

import dev.naru.gateway.http.view.CodeView;
import dev.naru.qr.CodeSummary;
import dev.naru.qr.Presented;
import dev.naru.qr.QrError;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A code as one JSON object in one line, for programs. Every member is always there. */
final class CodeJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CodeJson() {}

    /**
     * Members: {@code verdict} ({@code ok}, {@code tolerated} or {@code refused}), {@code kind},
     * {@code scheme} (or {@code unknown}), {@code schemes}, {@code payee}, {@code country}, {@code
     * currency}, {@code amount}, {@code tolerances}, {@code error} with {@code code}, {@code
     * offset} (UTF-16 units), {@code field}, {@code message} and {@code message_ko}. What is not
     * known is null.
     */
    static String of(Presented presented) {
        CodeSummary summary = CodeSummary.of(presented);
        CodeView view = CodeView.of(summary);
        ObjectNode line = MAPPER.createObjectNode();
        line.put("verdict", view.verdict());
        line.put("kind", view.kind());
        line.put("scheme", view.scheme());
        ArrayNode schemes = line.putArray("schemes");
        view.schemes().forEach(schemes::add);
        put(line, "payee", view.payee());
        put(line, "country", view.country());
        put(line, "currency", view.currency());
        put(line, "amount", view.amount());
        ArrayNode tolerances = line.putArray("tolerances");
        view.tolerances().forEach(tolerances::add);
        summary.error()
                .ifPresentOrElse(
                        error -> put(line.putObject("error"), presented, error),
                        () -> line.putNull("error"));
        return MAPPER.writeValueAsString(line);
    }

    private static void put(ObjectNode line, Presented presented, QrError error) {
        Sentences sentences = Sentences.of(presented, error);
        line.put("code", error.code().name());
        line.put("offset", error.offset());
        put(line, "field", Optional.of(error.field()).filter(field -> !field.isEmpty()));
        line.put("message", sentences.english());
        line.put("message_ko", sentences.korean());
    }

    private static void put(ObjectNode line, String name, Optional<String> text) {
        text.ifPresentOrElse(there -> line.put(name, there), () -> line.putNull(name));
    }
}
