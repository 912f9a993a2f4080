// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cards that prove nothing without their issuer's word, over HTTP and on the real machine. */
class IssuersWordTest {
    private static final String KRW = ", \"currency\": \"KRW\"";
    private static final int FAILURES_THAT_LOCK = 5;

    private final TestWorld world = TestWorld.telling();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aCardThatSignsANumberAloneIsTakenAtItsIssuersWord() {
        Payer payer = new Payer(world.member(), "cust-771", Taps.dynamicCard("0000001")).enrolled();
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
    }

    @Test
    void aCryptogramThatTheIssuerDeniesIsRejectedAndNotToldWhy() {
        Payer payer =
                new Payer(world.member(), "cust-771", Taps.dynamicCardOfAnotherKey("0000001"));
        Api.Answer judged = payer.tap("CARD_ENROLMENT", KRW);
        assertThat(judged.text()).isEqualTo("{\"result\":\"REJECTED\"}");
    }

    @Test
    void anIssuerThatCannotBeAskedIsNobodysFailure() {
        Payer payer = new Payer(world.member(), "cust-771", Taps.dynamicCardWithoutWord("0000001"));
        for (int i = 0; i < FAILURES_THAT_LOCK; i++) {
            Api.Answer asked = payer.ask("CARD_ENROLMENT", KRW);
            String answer = payer.answerBody(asked);
            payer.send(asked, answer).refused(503, "ISSUER_UNAVAILABLE");
            // It is spent, and nothing was proved by it.
            payer.send(asked, answer).refused(409, "CHALLENGE_ANSWERED");
            assertThat(world.member().get(Payer.path(asked)).at("state")).isEqualTo("TAKEN");
        }
        // As many failures would have locked the payer.
        new Payer(world.member(), "cust-771", Taps.dynamicCard("0000001")).enrolled();
    }
}
