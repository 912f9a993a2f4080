// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.naru.authentication.secret.PrivateFile;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.card.SandboxIssuers;
import dev.naru.simulators.card.SimulatedChip;
import dev.naru.simulators.card.SimulatedDynamicCard;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.device.SimulatedDevice;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.telephone.Belongings;
import dev.naru.simulators.telephone.Purse;
import dev.naru.simulators.telephone.Telephone;
import dev.naru.simulators.telephone.TelephoneMain;
import dev.naru.simulators.telephone.TelephoneSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the sandbox's telephones are made, and its cards: of issuers under payment systems that are
 * made up, and are the same in every run, so that a hub that is started again still knows it.
 */
public final class Telephones {
    private static final String RELYING_PARTY = TelephoneSettings.RELYING_PARTY;
    private static final int OWN_GROUP = 1;
    private static final String NEW_DEVICE_WON = "100000";
    private static final Duration HOUR = Duration.ofHours(1).plusMinutes(1);
    private static final Duration DAY = Duration.ofHours(24).plusMinutes(1);
    private static final long DEPOSIT = 3_000_000;

    private final SandboxIssuers issuers = new SandboxIssuers(SandboxIssuers.DEMO);
    private final String origin;
    private final int pagePort;
    private Optional<TappingPayer> played = Optional.empty();

    /**
     * Telephones before one page.
     *
     * @param port of the gateway, on whose origin the member's page would be
     */
    public Telephones(int port) {
        this(port, port);
    }

    /**
     * The same, and a page that is a telephone.
     *
     * @param pagePort on which it will be
     */
    Telephones(int port, int pagePort) {
        origin = TelephoneSettings.origin(port);
        this.pagePort = pagePort;
    }

    /** The part of the hub's settings by which it knows cards and telephones. */
    public String configuration(Path folder) {
        Path keys = folder.resolve("demo").resolve("card-authorities.txt");
        PrivateFile masterKeys = new PrivateFile(folder.resolve("demo"), "issuer-keys.txt");
        masterKeys.write(
                "# Made up, as the cards are.%ndynamic TDES %s%n"
                        .formatted(SandboxIssuers.DYNAMIC_MASTER_KEY)
                        .getBytes(US_ASCII));
        try {
            Files.writeString(
                    keys,
                    "# Made up: cards of this sandbox are under them.%n%s%n"
                            .formatted(String.join("\n", issuers.authorityLines())));
        } catch (IOException e) {
            throw new UncheckedIOException("The state folder " + folder + " cannot be written", e);
        }
        return """
        trustone:
          relying_party: %s
          origins: [%s]
          issuer: %s/v1/trustone
          authority_keys: %s
          dedicated_issuers: ['%s']
          software_keys: %s
          issuers:
            - name: sandbox
              numbers: ['%s']
              keys: software
              cards: [{version: ccd_tdes, option: a, key_index: %d, key: dynamic}]
        """
                .formatted(
                        RELYING_PARTY,
                        Stream.of(origin, TelephoneSettings.origin(pagePort))
                                .distinct()
                                .map(one -> "'" + one + "'")
                                .collect(Collectors.joining(", ")),
                        origin,
                        keys,
                        issuers.dedicatedIssuer(),
                        masterKeys.path(),
                        SandboxIssuers.DYNAMIC_NUMBERS,
                        SimulatedDynamicCard.KEY_INDEX);
    }

    /** A new telephone with the member's app. */
    public SimulatedDevice telephone() {
        return new SimulatedDevice(RELYING_PARTY, origin, SimulatedDevice.Kind.BOUND);
    }

    /**
     * A new card.
     *
     * @param digits the 7 of its number before the check digit
     */
    public SimulatedPaymentCard card(String digits) {
        return issuers.paymentCard(digits);
    }

    /** Whose telephone the page is to be, with what was enrolled. */
    void remember(TappingPayer payer) {
        played = Optional.of(payer);
    }

    /** Opens the page, of the payer who has tapped in the story, or of the sandbox's customer. */
    Telephone open(Sandbox sandbox) {
        App app = sandbox.app();
        TelephoneSettings settings =
                new TelephoneSettings(
                        pagePort,
                        played.map(TappingPayer::customer).orElse(sandbox.customer()),
                        sandbox.merchants().getFirst().staticCode(),
                        "100000.00");
        app.book().deposit(settings.payer().account(), DEPOSIT);
        // A browser's key is new, and the first day of a key is long for whoever only looks.
        Heard limit = TelephoneMain.newDeviceLimit(app, OWN_GROUP, NEW_DEVICE_WON);
        if (!limit.isSuccess()) {
            throw new IllegalStateException("new devices may pay nothing: " + limit.body());
        }
        if (played.isPresent()) {
            // The story has asked this card for nearly all of the ten challenges of its hour.
            sandbox.advance(HOUR);
        }
        Belongings belongings =
                played.map(payer -> belongings(payer))
                        .orElseGet(() -> Belongings.unknown(Purse.of(issuers), settings));
        return Telephone.start(settings, belongings, app, Optional.of(() -> sandbox.advance(DAY)));
    }

    private Belongings belongings(TappingPayer payer) {
        return new Belongings(
                Purse.of(issuers, command -> payer.card().answer(command).orElse(ByteString.EMPTY)),
                payer.device(),
                payer.cardName(),
                payer.deviceKey());
    }

    /**
     * A new card that signs nothing but a number, so that its issuer has to be asked.
     *
     * @param digits the 7 of its number before the check digit
     */
    public SimulatedDynamicCard dynamicCard(String digits) {
        return issuers.dynamicCard(digits);
    }

    /**
     * A new dedicated card, the real applet in a simulated chip.
     *
     * @param number 16 hexadecimal digits
     */
    public SimulatedChip dedicatedCard(String number) {
        return issuers.dedicatedCard(number);
    }
}
