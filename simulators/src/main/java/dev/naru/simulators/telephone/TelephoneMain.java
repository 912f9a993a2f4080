// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import dev.naru.simulators.Arguments;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.card.SandboxIssuers;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import dev.naru.simulators.scheme.MerchantDirectory;
import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs a telephone alone, until the process is ended: {@code --hub http://127.0.0.1:8100 --key-file
 * FILE --port 8220 --code QR --amount 100000.00 --new-device-limit WON --group 1}. The key is a
 * member's. A new device proves little in its first day; {@code --new-device-limit} has the member
 * let new ones pay up to so many won, which replaces the member's own rule of that group.
 */
public final class TelephoneMain {
    /** Where it listens unless told otherwise. */
    public static final int PORT = 8220;

    private static final Set<String> NAMES =
            Set.of("hub", "key-file", "port", "code", "amount", "new-device-limit", "group");
    private static final String NO_LIMIT = "";
    private static final long DEPOSIT = 3_000_000;

    private TelephoneMain() {}

    /** Starts it and stays. */
    public static void main(String[] line) throws InterruptedException {
        Arguments arguments = Arguments.read(line, NAMES);
        TelephoneSettings settings = settings(arguments);
        App app =
                new App(
                        arguments.address("hub", "http://127.0.0.1:8100"),
                        arguments.secret("key-file"));
        app.book().deposit(settings.payer().account(), DEPOSIT);
        letNewDevicesPay(
                app, arguments.number("group", 1), arguments.text("new-device-limit", NO_LIMIT));
        SandboxIssuers issuers = new SandboxIssuers(SandboxIssuers.DEMO);
        Telephone played =
                Telephone.start(
                        settings,
                        Belongings.unknown(Purse.of(issuers), settings),
                        app,
                        Optional.empty());
        say(played, settings, issuers);
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        new CountDownLatch(1).await();
    }

    private static TelephoneSettings settings(Arguments arguments) {
        return new TelephoneSettings(
                arguments.port("port", PORT),
                new Customer(
                        "Seo Haneul",
                        "3021-2204-5578",
                        "telephone-" + UUID.randomUUID().toString().substring(0, 8)),
                arguments.text("code", MerchantDirectory.standard().all().getFirst().staticCode()),
                arguments.text("amount", "100000.00"));
    }

    /** What the hub's settings must have, besides where the page is. */
    private static void say(Telephone played, TelephoneSettings settings, SandboxIssuers issuers) {
        PrintStream out = System.out;
        out.println("The telephone is at " + played.address());
        out.println("The hub must have under trustone (the demo's hub has):");
        out.println("  relying_party: " + TelephoneSettings.RELYING_PARTY);
        out.println("  origins: ['" + settings.origin() + "']");
        out.println("  dedicated_issuers: ['" + issuers.dedicatedIssuer() + "']");
        out.println("and in the file of authority_keys:");
        issuers.authorityLines().forEach(line -> out.println("  " + line));
    }

    private static void letNewDevicesPay(App app, int group, String won) {
        if (won.equals(NO_LIMIT)) {
            return;
        }
        Heard heard = newDeviceLimit(app, group, won);
        if (!heard.isSuccess()) {
            throw new Arguments.WrongException(
                    "The hub does not take --new-device-limit: " + heard.status() + heard.body());
        }
    }

    /**
     * Has a member let new devices pay up to so much; its own rule of the group is replaced, so
     * that evidence is wanted above the corridor's amount alone.
     *
     * @param won a whole number
     */
    public static Heard newDeviceLimit(App app, int group, String won) {
        ObjectNode rule = JsonClient.object().put("evidence_above", "NEVER");
        rule.putObject("new_device_limit").put("value", won).put("currency", "KRW");
        return app.put("/v1/trustone/rules/" + group, rule);
    }
}
