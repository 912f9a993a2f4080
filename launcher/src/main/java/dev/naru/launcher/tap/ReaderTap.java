// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.phone.CardReader;
import dev.naru.authentication.phone.Phone;
import dev.naru.authentication.phone.TranscriptSeal;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.WireReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has a card in a reader answer a challenge. */
public final class ReaderTap {
    private static final int MOST_BYTES = 64 * 1024;

    private final Path callerFolder;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * With these ways in and out.
     *
     * @param callerFolder from which files are named
     */
    public ReaderTap(Path callerFolder, InputStream in, PrintStream out, PrintStream err) {
        this.callerFolder = callerFolder;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** What came of it; the ordinal is the exit code. */
    public enum End {
        /** The card answered. */
        TAPPED,
        /** It did not, or none came. */
        NOT_TAPPED,
        /** There is no reader, or no challenge. */
        IMPOSSIBLE
    }

    /** All readers of this machine; none where PC/SC is not there. */
    public static List<CardTerminal> readers() {
        try {
            return TerminalFactory.getDefault().terminals().list();
        } catch (CardException none) {
            return List.of();
        }
    }

    /** A challenge and the key to seal for. */
    private record Told(CardChallenge challenge, TranscriptSeal seal) {}

    /**
     * Waits for a card and prints the answer's {@code sealed_transcript}.
     *
     * @param challenge a file with what the hub answered, or {@code -} for standard input
     * @param readers of which one is taken
     * @param reader how its name begins; empty for the first
     * @param waitSeconds for a card, at least 1
     */
    public End of(String challenge, List<CardTerminal> readers, String reader, int waitSeconds)
            throws IOException {
        Optional<Told> told = read(challenge);
        if (told.isEmpty()) {
            return End.IMPOSSIBLE;
        }
        Optional<CardTerminal> terminal =
                readers.stream().filter(one -> one.getName().startsWith(reader)).findFirst();
        if (terminal.isEmpty()) {
            err.println(
                    "naru: there is no reader"
                            + (reader.isEmpty() ? "" : " whose name begins with " + reader)
                            + "; there are: "
                            + readers.stream().map(CardTerminal::getName).toList()
                            + ". On Linux readers need pcscd (Debian: apt-get install pcscd)");
            return End.IMPOSSIBLE;
        }
        err.println("naru: put the card on " + terminal.get().getName());
        Optional<CardReader> card =
                CardReader.await(
                        terminal.get(), TimeUnit.SECONDS.toMillis(Math.max(1, waitSeconds)));
        if (card.isEmpty()) {
            err.println("naru: no card came");
            return End.NOT_TAPPED;
        }
        try (CardReader there = card.get()) {
            return tapped(told.get(), there);
        }
    }

    private End tapped(Told told, CardReader card) {
        return switch (new Phone(System::nanoTime).tap(told.challenge, card)) {
            case Checked.Holds<TapTranscript>(TapTranscript transcript) -> {
                out.println("{\"sealed_transcript\":\"%s\"}".formatted(told.seal.seal(transcript)));
                out.flush();
                yield End.TAPPED;
            }
            case Checked.Refused<TapTranscript>(CardRefusal refusal) -> {
                err.println(
                        "naru: the card did not come to the end of the tap: "
                                + refusal.stage()
                                + " "
                                + refusal.fault());
                yield End.NOT_TAPPED;
            }
        };
    }

    private Optional<Told> read(String challenge) throws IOException {
        try {
            byte[] bytes =
                    challenge.equals("-")
                            ? in.readNBytes(MOST_BYTES)
                            : Files.readAllBytes(callerFolder.resolve(challenge));
            JsonNode json = JsonMapper.shared().readTree(bytes);
            return switch (CardChallenge.read(
                    json.path("card_challenge").toString().getBytes(UTF_8))) {
                case WireReading.Read<CardChallenge>(CardChallenge read) ->
                        Optional.of(
                                new Told(
                                        read,
                                        TranscriptSeal.forKey(
                                                json.path("opening_key").toString())));
                case WireReading.Refused<CardChallenge> refused ->
                        none("card_challenge is refused: " + refused);
            };
        } catch (NoSuchFileException missing) {
            return none("there is no file " + challenge);
        } catch (JacksonException malformed) {
            return none("the challenge is not JSON");
        } catch (IllegalArgumentException wrong) {
            return none(String.valueOf(wrong.getMessage()));
        }
    }

    private Optional<Told> none(String why) {
        err.println("naru: " + why);
        return Optional.empty();
    }
}
