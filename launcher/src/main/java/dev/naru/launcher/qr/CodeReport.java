// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.qr;

import dev.naru.gateway.picture.QrPhoto;
import dev.naru.qr.Presented;
import dev.naru.qr.Qr;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads codes from wherever they are and prints what they say. */
public final class CodeReport {
    private static final String STANDARD_INPUT = "-";

    private static final Pattern PICTURE =
            Pattern.compile("\\.(png|jpe?g|gif|bmp)$", Pattern.CASE_INSENSITIVE);

    private final Form form;
    private final Path folder;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream errors;
    private Result result = Result.RIGHT;
    private boolean first = true;

    /** How an answer looks. */
    public enum Form {
        /** For people. */
        SCREEN,
        /** For programs, a line a code. */
        JSON
    }

    /** What came of it, by place the exit code. */
    public enum Result {
        /** Every code is right. */
        RIGHT,
        /** At least one is refused. */
        REFUSED,
        /** Something had no code to read. */
        NOTHING_THERE
    }

    /**
     * A report.
     *
     * @param folder where the names of files begin
     * @param in where {@code -} reads
     * @param out where answers go, in UTF-8
     * @param errors where it is said that there was nothing to read
     */
    public CodeReport(Form form, Path folder, InputStream in, PrintStream out, PrintStream errors) {
        this.form = form;
        this.folder = folder;
        this.in = in;
        this.out = out;
        this.errors = errors;
    }

    /** Of each argument: a code, a picture file's name, or {@code -}. */
    public Result of(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.equals(STANDARD_INPUT)) {
                standardInput();
            } else {
                file(argument).ifPresentOrElse(this::picture, () -> textOrLostPicture(argument));
            }
        }
        out.flush();
        return result;
    }

    /** For programs every line is a code; a person pipes one, which may have line ends in it. */
    private void standardInput() {
        CodeLines lines = new CodeLines(in);
        switch (form) {
            case JSON -> {
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    tell(line.get());
                }
            }
            case SCREEN -> tell(lines.all());
        }
    }

    private Optional<Path> file(String argument) {
        try {
            return Optional.of(folder.resolve(argument)).filter(Files::isRegularFile);
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }

    /** No payment code ends like a picture's name. */
    private void textOrLostPicture(String argument) {
        if (PICTURE.matcher(argument).find()) {
            nothing(argument + ": there is no such file");
        } else {
            tell(argument);
        }
    }

    private void picture(Path file) {
        try {
            List<String> texts = QrPhoto.texts(file);
            if (texts.isEmpty()) {
                nothing(file + ": there is no code in the picture");
            }
            texts.forEach(this::tell);
        } catch (QrPhoto.UnreadableException unreadable) {
            nothing(file + ": the file " + unreadable.getMessage());
        } catch (IOException failed) {
            nothing(file + ": the file cannot be read: " + failed.getMessage());
        }
    }

    private void nothing(String sentence) {
        errors.println("naru: " + sentence);
        result = Result.NOTHING_THERE;
    }

    private void tell(String text) {
        Presented presented = Qr.classify(text);
        switch (form) {
            case JSON -> out.println(CodeJson.of(presented));
            case SCREEN -> {
                if (!first) {
                    out.println();
                }
                CodeScreen.of(presented).forEach(out::println);
            }
        }
        first = false;
        boolean refused =
                presented instanceof Presented.Refused || presented instanceof Presented.NotPayment;
        if (refused && result == Result.RIGHT) {
            result = Result.REFUSED;
        }
    }
}
