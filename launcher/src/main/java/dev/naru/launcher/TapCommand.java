// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.launcher.tap.ReaderTap;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a card in a reader answer a challenge, as a telephone would. */
@Command(
        name = "tap",
        description = {
            "Has a card in a PC/SC reader answer a challenge: reads what POST"
                    + " /v1/trustone/challenges answered, waits for a card, and prints its"
                    + " transcript sealed for the hub, ready for the challenge's response.",
            "The exit code is 0 when the card answered, 1 when it did not, 2 when there is no"
                    + " reader or no challenge that can be read."
        },
        mixinStandardHelpOptions = true)
public final class TapCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CHALLENGE",
            description = "A file with the answer, or - for standard input.")
    private String challenge = "-";

    @Option(
            names = "--reader",
            description = "How the reader's name begins (default: the first one).")
    private String reader = "";

    @Option(
            names = "--wait",
            description = "How long to wait for a card, in seconds (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int waitSeconds = 60;

    /** Made by the command line. */
    public TapCommand() {}

    @Override
    public Integer call() {
        ReaderTap tap =
                new ReaderTap(
                        Path.of(System.getProperty("naru.caller.folder", "")),
                        System.in,
                        new PrintStream(System.out, false, StandardCharsets.UTF_8),
                        System.err);
        return tap.of(challenge, ReaderTap.readers(), reader, waitSeconds).ordinal();
    }
}
