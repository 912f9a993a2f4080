// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.launcher.qr.CodeReport;
import dev.naru.launcher.qr.CodeReport.Form;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a code says. */
@Command(
        name = "qr",
        description = {
            "Says what a payment code says: scheme, payee, amount, what was put up with, or what is"
                    + " wrong and where.",
            "The exit code is 0 when every code is right, 1 when one is refused, 2 when there is"
                    + " none to read."
        },
        mixinStandardHelpOptions = true)
public final class QrCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "CODE",
            description =
                    "The text of a code, or a picture file (PNG, JPEG, GIF, BMP) with codes in it,"
                            + " or - for standard input.")
    private List<String> codes = List.of();

    @Option(
            names = "--json",
            description =
                    "One JSON object a line, for programs; of standard input one for each of its"
                            + " lines.")
    private boolean json;

    /** Made by the command line. */
    public QrCommand() {}

    @Override
    public Integer call() throws IOException {
        CodeReport report =
                new CodeReport(
                        json ? Form.JSON : Form.SCREEN,
                        Path.of(System.getProperty("naru.caller.folder", "")),
                        System.in,
                        new PrintStream(System.out, false, StandardCharsets.UTF_8),
                        System.err);
        return report.of(codes).ordinal();
    }
}
