// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.launcher.demo.Sandbox;
import dev.naru.launcher.demo.Stage;
import dev.naru.launcher.demo.Verdicts;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.scheme.Merchant;
import dev.naru.simulators.telephone.Telephone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page that is a telephone, in a real browser, before a whole hub. */
class TelephonePageTest {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{13,19}");

    @Test
    void whatTheDemoOffersProvesWithBothCardsAndWithNoOther(@TempDir Path folder) throws Exception {
        Verdicts verdicts = new Verdicts(System.out);
        try (Browser browser = Browser.start(folder.resolve("browser"));
                Stage stage = Stage.open(folder.resolve("hub"), Stage.Ports.free(), verdicts)) {
            Sandbox sandbox = stage.sandbox();
            sandbox.await(
                    () ->
                            sandbox.app()
                                    .get("/v1/trustone/cards/" + "00".repeat(32))
                                    .code()
                                    .equals("AUTHENTICATOR_UNKNOWN"));
            Telephone telephone = stage.openTelephone();
            browser.open(telephone.address());
            enrol(browser);
            pay(browser, sandbox.merchants().getFirst());
            others(browser);
            payByTheDedicatedCard(browser);
            answerWhatIsPasted(browser, sandbox.app());
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(verdicts.failures()).isEmpty();
    }

    private static void enrol(Browser browser) throws IOException {
        browser.await("document.querySelector('[data-action=enrolCard]')");
        browser.picture("1-nothing-yet", 1280, 900);
        browser.click("[data-action=enrolCard]");
        tap(browser, "PAYMENT", "VERIFIED");
        browser.click("[data-action=done]");
        assertThat(
                        browser.evaluate("document.getElementById('device-browser').checked")
                                .asBoolean())
                .isTrue();
        browser.click("[data-action=enrolDevice]");
        tap(browser, "PAYMENT", "VERIFIED");
        assertThat(claims(browser).path("purpose").asString("")).isEqualTo("DEVICE_ENROLMENT");
        browser.click("[data-action=done]");
    }

    private static void pay(Browser browser, Merchant merchant) throws IOException {
        browser.await("document.querySelector('[data-action=pay]')");
        browser.picture("2-home", 1280, 900);
        browser.click("[data-action=pay]");
        browser.await("document.getElementById('screen').dataset.screen === 'asked'");
        assertThat(browser.text("#shown-payee")).isEqualToIgnoringCase(merchant.name());
        assertThat(browser.text("#shown-amount")).matches("[0-9,]+ KRW");
        String amount = browser.text("#shown-amount").replaceAll("[^0-9]", "");
        browser.picture("3-asked", 1280, 900);
        browser.picture("3-asked-narrow", 390, 844);
        tap(browser, "PAYMENT", "VERIFIED");
        JsonNode claims = claims(browser);
        assertThat(claims.path("purpose").asString("")).isEqualTo("PAYMENT");
        assertThat(claims.path("txn").path("amount").asString("")).isEqualTo(amount);
        assertThat(claims.path("card").path("method").asString("")).isEqualTo("CDA");
        assertThat(claims.path("acr").asString("")).isEqualTo("trustone.card+device");
        browser.await("document.querySelector('#same-hash[data-same=true]')");
        browser.click("[data-action=payNow]");
        browser.await("document.getElementById('paid')?.textContent === 'COMPLETED'");
        assertThatNoNumberIsThere(browser);
        browser.picture("4-paid", 1280, 900);
        browser.prefer("dark");
        browser.picture("4-paid-dark", 1280, 900);
        browser.prefer("light");
        browser.click("[data-action=done]");
    }

    private static void others(Browser browser) throws IOException {
        for (String kind : new String[] {"COPY", "STRANGERS"}) {
            browser.click("[data-action=pay]");
            tap(browser, kind, "REJECTED");
            assertThat(
                            browser.evaluate("document.getElementById('assertion-panel').hidden")
                                    .asBoolean())
                    .isTrue();
            browser.picture("5-" + kind.toLowerCase(java.util.Locale.ROOT), 390, 844);
            browser.click("[data-action=done]");
        }
    }

    private static void payByTheDedicatedCard(Browser browser) {
        // On its first day a telephone lets no further card in.
        browser.click("[data-action=enrolAnother]");
        browser.await(
                "document.getElementById('failure')?.dataset.code === 'AUTHENTICATOR_TOO_NEW'");
        browser.click("[data-action=back]");
        browser.click("#day");
        browser.await("document.getElementById('said').textContent.startsWith('A day')");
        showWhatElseThereIs(browser);
        browser.click("[data-action=enrolAnother]");
        tap(browser, "DEDICATED", "VERIFIED");
        browser.click("[data-action=done]");
        browser.await("document.querySelector('#card-choice option[value=DEDICATED]')");
        browser.evaluate(
                """
                {
                  const choice = document.getElementById('card-choice');
                  choice.value = 'DEDICATED';
                  choice.dispatchEvent(new Event('change'));
                }
                """);
        browser.click("[data-action=pay]");
        tap(browser, "DEDICATED", "VERIFIED");
        assertThat(browser.evaluate("document.querySelectorAll('#air li').length").asInt())
                .isEqualTo(3);
        assertThat(claims(browser).path("card").path("method").asString("")).isEqualTo("APPLET");
        browser.click("[data-action=done]");
    }

    private static void showWhatElseThereIs(Browser browser) {
        browser.click("[data-action=LIMIT_CHANGE]");
        browser.await("document.getElementById('screen').dataset.screen === 'asked'");
        assertThat(browser.text("#shown-limit")).isEqualTo("daily transfer");
        assertThat(browser.text("#shown-amount")).isEqualTo("50,000 KRW");
        tap(browser, "PAYMENT", "VERIFIED");
        browser.click("[data-action=done]");
        browser.click("[data-action=WITHDRAWAL]");
        browser.await("document.getElementById('screen').dataset.screen === 'asked'");
        assertThat(browser.text("#shown-payee")).isEqualTo("Kim Garam");
        assertThat(browser.text("#shown-account")).isEqualTo("***3444");
        tap(browser, "PAYMENT", "VERIFIED");
        browser.click("[data-action=done]");
    }

    /** The challenge of somebody else's server, which takes the answer. */
    private static void answerWhatIsPasted(Browser browser, App app) {
        JsonNode asked =
                browser.evaluate(
                        """
                        (async () => {
                          const {browserDevice} = await import('/device.js');
                          const response = await fetch('/app/challenges', {method: 'POST', body: JSON.stringify(
                              {purpose: 'LOGIN', card: 'PAYMENT', credential_id: browserDevice.credentialId()})});
                          return response.text();
                        })()
                        """);
        browser.evaluate(
                "document.getElementById('pasted').value = "
                        + JsonMapper.shared().writeValueAsString(asked.asString("")));
        browser.evaluate("document.getElementById('take-pasted').click()");
        browser.await("document.getElementById('screen').dataset.screen === 'asked'");
        browser.click("[data-kind=PAYMENT]");
        browser.await("document.getElementById('answer')");
        JsonNode answer =
                JsonMapper.shared()
                        .readTree(
                                browser.evaluate("document.getElementById('answer').value")
                                        .asString(""));
        assertThat(answer.path("sealed_transcript").asString("").split("\\.")).hasSize(5);
        assertThat(answer.path("device_signature").propertyNames()).hasSize(4);
        String challenge =
                JsonMapper.shared().readTree(asked.asString("")).path("challenge_id").asString("");
        Heard judged =
                app.post(
                        "/v1/trustone/challenges/" + challenge + "/response",
                        UUID.randomUUID(),
                        answer);
        assertThat(judged.body().path("result").asString("")).isEqualTo("VERIFIED");
    }

    private static void tap(Browser browser, String card, String result) {
        browser.await("document.getElementById('screen').dataset.screen === 'asked'");
        browser.click("[data-kind=" + card + "]");
        browser.await(
                "['judged', 'failed',"
                    + " 'answered'].includes(document.getElementById('screen').dataset.screen)");
        assertThat(
                        browser.evaluate("document.getElementById('result')?.dataset.result ?? ''")
                                .asString(""))
                .as(browser.text("#screen"))
                .isEqualTo(result);
    }

    private static JsonNode claims(Browser browser) {
        return JsonMapper.shared()
                .readTree(
                        browser.evaluate("document.getElementById('claims').textContent")
                                .asString(""));
    }

    private static void assertThatNoNumberIsThere(Browser browser) {
        String page = browser.evaluate("document.documentElement.outerHTML").asString("");
        assertThat(page).doesNotContain("54133300");
        assertThat(NUMBER.matcher(browser.text("#air")).find()).isFalse();
        // The dedicated card's name is asked for first, then the payment card's nine commands.
        assertThat(browser.evaluate("document.querySelectorAll('#air li').length").asInt())
                .isEqualTo(10);
    }
}
