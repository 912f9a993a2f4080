// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.naru.qr.Luhn;
import dev.naru.simulators.card.SandboxIssuers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which files have a number of the demo's cards in their raw bytes: 16 digits in ASCII, with single
 * blanks or dashes or without, two in a byte, beginning in either half of it, and all that in
 * base64. It looks for the eight digits by which their issuers' numbers begin and a right check
 * digit behind: random bytes have that once in hundreds of gigabytes, where the check digit alone
 * would be found in every file. What is compressed it does not see.
 */
final class FileSearch {
    private static final int LENGTH = 16;

    /** Of eight bytes, wherever in a group of four characters they begin. */
    private static final int SHORTEST_BASE_64 = 11;

    private static final List<String> PREFIXES =
            List.of(SandboxIssuers.PAYMENT_NUMBERS, SandboxIssuers.DYNAMIC_NUMBERS);

    /** A look at one digit, since each byte is looked at three times. */
    private static final int PAYMENT = PREFIXES.get(0).charAt(0) - '0';

    private static final int DYNAMIC = PREFIXES.get(1).charAt(0) - '0';

    private FileSearch() {}

    /** Those that have one, under a folder. */
    static List<Path> cardNumbers(Path folder) throws IOException {
        return where(folder, FileSearch::hasNumber);
    }

    /** Those that have this text, in ASCII. */
    static List<Path> text(Path folder, String text) throws IOException {
        ByteBuffer wanted = ByteBuffer.wrap(text.getBytes(US_ASCII));
        return where(
                folder,
                content -> {
                    for (int at = 0; at + wanted.limit() <= content.limit(); at++) {
                        if (content.get(at) == wanted.get(0)
                                && content.slice(at, wanted.limit()).equals(wanted)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static List<Path> where(Path folder, Predicate<ByteBuffer> found) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> found.test(content(file)))
                    .toList();
        }
    }

    private static ByteBuffer content(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasNumber(ByteBuffer content) {
        int run = 0;
        for (int at = 0; at < content.limit(); at++) {
            if (isNumberAt(content, at)) {
                return true;
            }
            if (isBase64(content.get(at))) {
                run++;
            } else if (run > 0) {
                if (isWrapped(content, at - run, run)) {
                    return true;
                }
                run = 0;
            }
        }
        return isWrapped(content, content.limit() - run, run);
    }

    private static boolean isWrapped(ByteBuffer content, int start, int length) {
        if (length < SHORTEST_BASE_64) {
            return false;
        }
        byte[] bytes = new byte[length];
        content.get(start, bytes);
        String run = new String(bytes, US_ASCII).replace('-', '+').replace('_', '/');
        for (int from = 0; from < 4; from++) {
            // One character alone holds no byte.
            int to = (length - from) % 4 == 1 ? length - 1 : length;
            ByteBuffer inside =
                    ByteBuffer.wrap(Base64.getDecoder().decode(run.substring(from, to)));
            for (int at = 0; at < inside.limit(); at++) {
                if (isNumberAt(inside, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNumberAt(ByteBuffer content, int at) {
        int here = content.get(at) & 0xFF;
        return here != 0
                && ((begins(here - '0') && isNumber(digits(content, at)))
                        || (begins(here >> 4) && isNumber(halves(content, 2L * at)))
                        || (begins(here & 0xF) && isNumber(halves(content, 2L * at + 1))));
    }

    private static boolean begins(int digit) {
        return digit == PAYMENT || digit == DYNAMIC;
    }

    private static boolean isNumber(String digits) {
        return digits.length() == LENGTH
                && PREFIXES.stream().anyMatch(digits::startsWith)
                && Luhn.passes(digits);
    }

    /** The digits in ASCII from here on. */
    private static String digits(ByteBuffer content, int from) {
        StringBuilder digits = new StringBuilder(LENGTH);
        for (int at = from; at < content.limit() && digits.length() < LENGTH; at++) {
            byte here = content.get(at);
            boolean isGap = (here == ' ' || here == '-') && isDigit(content.get(at - 1));
            if (isDigit(here)) {
                digits.append((char) here);
            } else if (!isGap) {
                break;
            }
        }
        return digits.toString();
    }

    /** The digits of half a byte each from this half on. */
    private static String halves(ByteBuffer content, long from) {
        StringBuilder digits = new StringBuilder(LENGTH);
        for (long half = from; half / 2 < content.limit() && digits.length() < LENGTH; half++) {
            int both = content.get((int) (half / 2));
            int digit = half % 2 == 0 ? both >> 4 & 0xF : both & 0xF;
            if (digit > 9) {
                break;
            }
            digits.append((char) ('0' + digit));
        }
        return digits.toString();
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static boolean isBase64(byte value) {
        return isDigit(value)
                || (value >= 'A' && value <= 'Z')
                || (value >= 'a' && value <= 'z')
                || value == '+'
                || value == '/'
                || value == '-'
                || value == '_';
    }
}
