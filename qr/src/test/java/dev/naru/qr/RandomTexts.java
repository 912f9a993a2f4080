// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Random;

/** Random texts that are always whole Unicode. */
final class RandomTexts {
    private static final String SCRIPTS = "AZaz09 .-*|éß가나루中文ไทยភាសាမြန်မာ😀🏪𠀀";

    private RandomTexts() {}

    static String unicode(Random random, int codePoints) {
        int[] pool = SCRIPTS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < codePoints; i++) {
            text.appendCodePoint(pool[random.nextInt(pool.length)]);
        }
        return text.toString();
    }
}
