// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Command;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuoteTest {
    private final TestWorld world = TestWorld.seeded();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDestinationFixedQuoteSaysWhatThePayerPays() {
        Api.Answer quote = world.quote(world.resolution(Codes.staticQris()));
        assertThat(quote.at("destination_amount.value")).isEqualTo("100000.00");
        assertThat(quote.at("source_amount.value")).isEqualTo("8950");
        assertThat(quote.at("payer_fee.value")).isEqualTo("50");
        assertThat(quote.at("debit_amount.value")).isEqualTo("9000");
        assertThat(quote.at("debit_amount.currency")).isEqualTo("KRW");
        assertThat(quote.at("payee.name")).isEqualTo("WARUNG MELATI BIRU");
        assertThat(quote.at("kind")).isEqualTo("QR_PURCHASE");
    }

    @Test
    void aSourceFixedQuoteSaysWhatThePayeeGets() {
        Api.Answer quote =
                ask(world.resolution(Codes.staticQris()), "8950", "KRW", "source").is(201);
        assertThat(quote.at("source_amount.value")).isEqualTo("8950");
        assertThat(quote.at("destination_amount.value")).isEqualTo("100000.00");
    }

    @Test
    void aQuoteThatWasGivenIsAnsweredEvenIfNoNameCanBeLookedUp() {
        String resolution = world.resolution(Codes.staticQris());
        world.hub().fate(Fate.BUSY, Command.ReadParticipants.class::isInstance);
        Api.Answer quote = world.quote(resolution);
        assertThat(quote.at("fx_provider")).isEqualTo("30");
        assertThat(quote.at("debit_amount.value")).isEqualTo("9000");
    }

    @Test
    void aQuoteCanBeReadByItsParticipantOnly() {
        Api.Answer quote = world.quote(world.resolution(Codes.staticQris()));
        String path = "/v1/quotes/" + quote.at("quote_id");
        Api.Answer read = world.member().get(path).is(200);
        assertThat(read.at("debit_amount.value")).isEqualTo("9000");
        assertThat(read.at("expires_at")).isEqualTo(quote.at("expires_at"));
        world.otherMember().get(path).refused(404, "QUOTE_UNKNOWN");
        world.member().get("/v1/quotes/qte_zzzzzzzzzzzzz").refused(400, "FIELD_INVALID");
        world.member().get("/v1/quotes/qte_000000000zzzz").refused(404, "QUOTE_UNKNOWN");
    }

    @Test
    void theSameKeyGetsTheSameQuoteAndWithOtherFieldsNone() {
        String resolution = world.resolution(Codes.staticQris());
        Api member = world.member().key("my-quote");
        String body = body(resolution, "100000", "IDR", "destination");
        Api.Answer first = member.post("/v1/quotes", body).is(201);
        world.publishRate("0.0500");
        assertThat(member.post("/v1/quotes", body).is(201).json()).isEqualTo(first.json());
        member.post("/v1/quotes", body(resolution, "100001", "IDR", "destination"))
                .refused(422, "REQUEST_REUSED");
        assertThat(world.member().key("my-other-quote").post("/v1/quotes", body).is(201).at("rate"))
                .isEqualTo("0.05");
    }

    @Test
    void aRepeatAfterTheResolutionsEndGetsTheFirstAnswerAndANewRequestNone() {
        String resolution = world.resolution(Codes.staticQris());
        Api member = world.member().key("my-quote");
        String body = body(resolution, "100000", "IDR", "destination");
        Api.Answer first = member.post("/v1/quotes", body).is(201);
        world.hub().pass(Duration.ofMinutes(11));
        assertThat(member.post("/v1/quotes", body).is(201).json()).isEqualTo(first.json());
        world.publishRate("0.0895");
        ask(resolution, "100000", "IDR", "destination").refused(422, "RESOLUTION_EXPIRED");
    }

    @Test
    void aQuoteDoesNotOutliveItsResolution() {
        Api.Answer resolved =
                world.member()
                        .post("/v1/qr/resolve", "{\"payload\": \"" + Codes.staticQris() + "\"}")
                        .is(200);
        world.hub().pass(Duration.ofMinutes(5));
        assertThat(world.quote(resolved.at("resolution")).at("expires_at"))
                .isEqualTo(resolved.at("expires_at"));
    }

    @Test
    void nothingIsQuotedWhileTheLinkDoesNotWork() {
        String resolution = world.resolution(Codes.staticQris());
        world.lookup().become(LinkState.DOWN);
        Api.Answer refused =
                ask(resolution, "100000", "IDR", "destination").refused(422, "CORRIDOR_CLOSED");
        assertThat(refused.json().get("retryable").asBoolean()).isTrue();
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        world.lookup().become(LinkState.UP);
        ask(resolution, "100000", "IDR", "destination").is(201);
    }

    @Test
    void theSameKeyOfAnotherMemberIsAnotherRequest() {
        String mine = world.resolution(Codes.staticQris());
        String theirs =
                world.otherMember()
                        .post("/v1/qr/resolve", "{\"payload\": \"" + Codes.staticQris() + "\"}")
                        .at("resolution");
        String body = body(mine, "100000", "IDR", "destination");
        String first = world.member().key("k").post("/v1/quotes", body).at("quote_id");
        String second =
                world.otherMember()
                        .key("k")
                        .post("/v1/quotes", body.replace(mine, theirs))
                        .is(201)
                        .at("quote_id");
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void whereTheCodeFixesTheAmountItIsLeftOutOrTheSame() {
        String resolution = world.resolution(Codes.dynamicQris("B-9"));
        Api.Answer without =
                world.member()
                        .freshKey()
                        .post("/v1/quotes", "{\"resolution\": \"" + resolution + "\"}")
                        .is(201);
        assertThat(without.at("destination_amount.value")).isEqualTo("100000.00");
        ask(resolution, "100000.00", "IDR", "destination").is(201);
        ask(resolution, "99999.99", "IDR", "destination").refused(422, "AMOUNT_DIFFERS_FROM_QR");
        ask(resolution, "8950", "KRW", "source").refused(422, "AMOUNT_DIFFERS_FROM_QR");
    }

    @Test
    void aStaticCodeNeedsAnAmount() {
        Api.Answer refused =
                world.member()
                        .freshKey()
                        .post(
                                "/v1/quotes",
                                "{\"resolution\": \""
                                        + world.resolution(Codes.staticQris())
                                        + "\"}")
                        .refused(400, "FIELD_MISSING");
        assertThat(refused.at("param")).isEqualTo("amount");
    }

    @Test
    void theAmountIsInTheFixedSidesCurrency() {
        String resolution = world.resolution(Codes.staticQris());
        ask(resolution, "8950", "KRW", "destination").refused(422, "CURRENCY_MISMATCH");
        ask(resolution, "100000", "IDR", "source").refused(422, "CURRENCY_MISMATCH");
    }

    @Test
    void theCorridorsLimitsAndTheProvidersAreTheMachinesToKeep() {
        String resolution = world.resolution(Codes.staticQris());
        ask(resolution, "0.01", "IDR", "destination").refused(422, "AMOUNT_TOO_SMALL");
        ask(resolution, "10000000.01", "IDR", "destination").refused(422, "AMOUNT_TOO_LARGE");
        ask(resolution, "10000000000000.01", "IDR", "destination").refused(400, "FIELD_INVALID");
        ask(resolution, "0", "IDR", "destination").refused(400, "FIELD_INVALID");
    }

    @Test
    void aResolutionIsOfItsParticipantOnly() {
        String mine = world.resolution(Codes.staticQris());
        Api.Answer refused =
                world.otherMember()
                        .freshKey()
                        .post("/v1/quotes", body(mine, "1000", "IDR", "destination"))
                        .refused(422, "RESOLUTION_INVALID");
        assertThat(refused.at("param")).isEqualTo("resolution");
    }

    @Test
    void aResolutionThatWasTouchedIsNone() {
        String resolution = world.resolution(Codes.staticQris());
        UnaryOperator<String> next = text -> text.equals("A") ? "B" : "A";
        for (int at = 0; at < resolution.length(); at += 7) {
            String touched =
                    resolution.substring(0, at)
                            + next.apply(resolution.substring(at, at + 1))
                            + resolution.substring(at + 1);
            ask(touched, "1000", "IDR", "destination").refused(422, "RESOLUTION_INVALID");
        }
        ask(resolution + "AAAA", "1000", "IDR", "destination").refused(422, "RESOLUTION_INVALID");
    }

    @Test
    void aKeyIsPrintableAsciiOfAtMost64Characters() {
        for (String key : List.of("", "with space", "k".repeat(65))) {
            world.member()
                    .key(key)
                    .post("/v1/quotes", "{}")
                    .refused(400, "IDEMPOTENCY_KEY_INVALID");
        }
        world.member().key("k".repeat(64)).post("/v1/quotes", "{}").refused(400, "FIELD_MISSING");
    }

    private Api.Answer ask(String resolution, String value, String currency, String side) {
        return world.member()
                .freshKey()
                .post("/v1/quotes", body(resolution, value, currency, side));
    }

    private static String body(String resolution, String value, String currency, String side) {
        return """
        {"resolution": "%s", "amount": {"value": "%s", "currency": "%s"}, "fixed_side": "%s"}
        """
                .formatted(resolution, value, currency, side);
    }
}
