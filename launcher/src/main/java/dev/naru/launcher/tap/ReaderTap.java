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
import dev.naru.qr.DisplayText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * A challenge and the key to seal for.
     *
     * @param shown what whoever holds the card agrees to; empty where the challenge says nothing
     */
    private record Told(CardChallenge challenge, TranscriptSeal seal, String shown) {}

    /**
     * Waits for a card and prints the answer's {@code sealed_transcript}.
     *
     * @param challenge a file with what the hub answered, or {@code -} for standard input
     * @param readers of which one is taken
     * @param reader how its name begins; empty for the first
     * @param waitSeconds for a card, at least 1
     */
    public End of(String challenge, List<CardTerminal> readers, String reader, int waitSeconds) {
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
        return await(told.get(), terminal.get(), Math.max(1, waitSeconds));
    }

    private End await(Told told, CardTerminal terminal, int waitSeconds) {
        if (!told.shown.isEmpty()) {
            err.println("naru: the tap agrees to " + told.shown);
        }
        err.println("naru: put the card on " + terminal.getName());
        try {
            Optional<CardReader> card =
                    CardReader.await(terminal, TimeUnit.SECONDS.toMillis(waitSeconds));
            if (card.isEmpty()) {
                return notTapped("no card came");
            }
            try (CardReader there = card.get()) {
                return tapped(told, there);
            }
        } catch (IllegalStateException silent) {
            return notTapped(String.valueOf(silent.getMessage()));
        }
    }

    private End notTapped(String why) {
        err.println("naru: " + why);
        return End.NOT_TAPPED;
    }

    private End tapped(Told told, CardReader card) {
        return switch (new Phone(System::nanoTime).tap(told.challenge, card)) {
            case Checked.Holds<TapTranscript>(TapTranscript transcript) -> {
                out.println("{\"sealed_transcript\":\"%s\"}".formatted(told.seal.seal(transcript)));
                // Whoever was to read it may be gone.
                yield out.checkError()
                        ? notTapped("the card answered, and its answer cannot be written")
                        : End.TAPPED;
            }
            case Checked.Refused<TapTranscript>(CardRefusal refusal) ->
                    notTapped(
                            "the card did not come to the end of the tap: "
                                    + refusal.stage()
                                    + " "
                                    + refusal.fault());
        };
    }

    private Optional<Told> read(String challenge) {
        try {
            byte[] bytes = bytes(challenge);
            if (bytes.length > MOST_BYTES) {
                return none("the challenge must have " + MOST_BYTES + " bytes at the most");
            }
            JsonNode json = JsonMapper.shared().readTree(bytes);
            return switch (CardChallenge.read(
                    json.path("card_challenge").toString().getBytes(UTF_8))) {
                case WireReading.Read<CardChallenge>(CardChallenge read) ->
                        Optional.of(
                                new Told(
                                        read,
                                        TranscriptSeal.forKey(json.path("opening_key").toString()),
                                        shown(json.path("display"))));
                case WireReading.Refused<CardChallenge> refused ->
                        none("card_challenge is refused: " + refused);
            };
        } catch (NoSuchFileException | InvalidPathException missing) {
            return none("there is no file " + challenge);
        } catch (IOException unreadable) {
            return none((challenge.equals("-") ? "standard input" : challenge) + " cannot be read");
        } catch (JacksonException malformed) {
            return none("the challenge is not JSON");
        } catch (IllegalArgumentException wrong) {
            return none(String.valueOf(wrong.getMessage()));
        }
    }

    /** All that {@code display} says, which anyone may have written, in one line. */
    private static String shown(JsonNode display) {
        JsonNode amount = display.path("amount");
        return Stream.of(
                        display.path("limit").asString(""),
                        amount.path("value").asString("")
                                + " "
                                + amount.path("currency").asString(""),
                        display.path("payee").asString(""),
                        display.path("payee_account").asString(""))
                .map(text -> new DisplayText(text).safe().strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** One more than there may be, where there are too many. */
    private byte[] bytes(String challenge) throws IOException {
        if (challenge.equals("-")) {
            return in.readNBytes(MOST_BYTES + 1);
        }
        try (InputStream file = Files.newInputStream(callerFolder.resolve(challenge))) {
            return file.readNBytes(MOST_BYTES + 1);
        }
    }

    private Optional<Told> none(String why) {
        err.println("naru: " + why);
        return Optional.empty();
    }
}
