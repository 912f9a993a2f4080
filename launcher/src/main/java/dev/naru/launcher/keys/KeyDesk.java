// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.keys;

import dev.naru.authentication.assertion.KeyRotation;
import dev.naru.authentication.assertion.KeyRotation.Standing;
import dev.naru.authentication.assertion.KeyRotation.Turn;
import dev.naru.authentication.assertion.ServiceKeys.Use;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where an operator sees and changes TrustOne's keys of one hub. Every sentence says what is true
 * when it is printed; what could not be done is a {@link ConfigurationException} with a sentence.
 */
public final class KeyDesk {
    /** How long a relying party may keep the JWKS (docs/trustone.md). */
    static final Duration KEPT_BY_RELYING_PARTIES = Duration.ofDays(1);

    private final Path secrets;
    private final PrintWriter out;
    private final Map<Use, KeyRotation> rotations = new EnumMap<>(Use.class);

    private KeyDesk(Path secrets, PrintWriter out) {
        this.secrets = secrets;
        this.out = out;
    }

    /** What came of it; the ordinal is the exit code. */
    public enum End {
        /** It was done. */
        DONE,
        /** Nothing was changed: it is too early. */
        TOO_EARLY
    }

    /**
     * The desk of this hub.
     *
     * @throws ConfigurationException when the hub has no TrustOne, no keys yet, or they cannot be
     *     reached
     */
    public static KeyDesk of(Configuration configuration, PrintWriter out) {
        if (!configuration.trustone().isThere()) {
            throw new ConfigurationException(
                    "The configuration names no trustone.relying_party: this hub has no TrustOne,"
                            + " and no keys of it");
        }
        KeyDesk desk =
                new KeyDesk(
                        Path.of(configuration.folder()).toAbsolutePath().resolve("secrets"), out);
        for (Use use : Use.values()) {
            reached(
                    () ->
                            desk.rotations.put(
                                    use,
                                    KeyRotation.of(desk.secrets, use)
                                            .orElseThrow(() -> noKeys(desk.secrets, use))),
                    "");
        }
        return desk;
    }

    private static ConfigurationException noKeys(Path secrets, Use use) {
        return new ConfigurationException(
                "There are no keys for %s in %s: a gateway with TrustOne makes them at its first"
                                .formatted(named(use), secrets)
                        + " start");
    }

    /** Prints what there is, and never a key. */
    public End show() {
        reached(
                () -> {
                    out.println("TrustOne's keys in " + secrets);
                    out.printf("%-8s %6s  %-8s %-20s %s%n", "use", "number", "role", "made", "kid");
                    rotations.forEach(
                            (use, rotation) ->
                                    rotation.keys().forEach(key -> out.println(line(use, key))));
                },
                "");
        return End.DONE;
    }

    private static String line(Use use, Standing key) {
        return "%-8s %6d  %-8s %-20s %s"
                .formatted(
                        named(use),
                        key.number(),
                        key.role().name().toLowerCase(Locale.ROOT),
                        key.madeAt().truncatedTo(ChronoUnit.SECONDS),
                        key.kid());
    }

    /**
     * Rotates the keys of each use whose next one is known by now.
     *
     * @param now the time by the clock with which the files were written
     */
    public End rotate(Instant now) {
        Instant knownSince = now.minus(KEPT_BY_RELYING_PARTIES);
        Set<Turn> turns = EnumSet.noneOf(Turn.class);
        rotations.forEach(
                (use, rotation) ->
                        changed(
                                () -> {
                                    Turn turn = rotation.rotate(knownSince);
                                    turns.add(turn);
                                    out.println(sentence(use, turn));
                                }));
        if (turns.contains(Turn.TURNED)) {
            out.println("Gateways on this folder see it with their next tap or call for the JWKS.");
        }
        show();
        return turns.contains(Turn.TURNED) ? End.DONE : End.TOO_EARLY;
    }

    private static String sentence(Use use, Turn turn) {
        return switch (turn) {
            case TURNED ->
                    switch (use) {
                        case SIGNING ->
                                "signing: rotated. Relying parties that have fetched the JWKS"
                                        + " within a day know the key that signs now; what the one"
                                        + " before has signed is still believed.";
                        case OPENING ->
                                "opening: rotated. Telephones seal for the new key from the next"
                                        + " challenge on; what was sealed for the one before is"
                                        + " still opened.";
                    };
            case TOO_YOUNG ->
                    named(use)
                            + ": left as it is. The next key was made less than a day ago, and"
                            + " relying parties may keep a JWKS without it that long. If"
                            + " somebody else has the keys: --stolen.";
        };
    }

    /** Replaces all keys, because somebody else has them. */
    public End replace() {
        rotations.forEach(
                (use, rotation) ->
                        changed(
                                () -> {
                                    rotation.replace();
                                    out.println(named(use) + ": replaced.");
                                }));
        out.println(
                """
                All keys that were here are gone; new ones are in their place. Gateways on this folder see it with
                their next tap or call for the JWKS, and use none of the old ones.
                - What was sealed for an old key is refused, also by a payer who is tapping now: ask for another tap.
                - Have every relying party fetch the JWKS anew NOW. Until it has, it believes what the thief signs,
                  and not what this hub signs; afterwards it believes nothing that an old key has signed.
                - A gateway with a copy of this folder has the old keys until it gets this one.
                - Whoever read this folder has its other secrets, too: docs/trustone.md, "When keys are stolen".\
                """);
        return show();
    }

    /** Does what may leave some of it done. */
    private static void changed(Runnable act) {
        reached(act, ". What was done before stands; the command can be given again");
    }

    private static void reached(Runnable act, String more) {
        try {
            act.run();
        } catch (UncheckedIOException | IllegalStateException unreachable) {
            throw new ConfigurationException(
                    "TrustOne's keys: " + unreachable.getMessage() + more, unreachable);
        }
    }

    private static String named(Use use) {
        return use.name().toLowerCase(Locale.ROOT);
    }
}
