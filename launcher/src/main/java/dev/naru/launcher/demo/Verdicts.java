// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Prints the story as it goes and remembers what did not come out as it should. */
public final class Verdicts {
    private final PrintStream out;
    private final List<String> failures = new ArrayList<>();
    private final long beganNs = System.nanoTime();
    private int passed;

    /** Prints there. */
    public Verdicts(PrintStream out) {
        this.out = out;
    }

    /** Begins a part of the story. */
    public void act(String title) {
        out.printf(
                "%n== %s  (%d s)%n",
                title, Duration.ofNanos(System.nanoTime() - beganNs).toSeconds());
    }

    /** Tells something. */
    public void tell(String sentence) {
        out.println("   " + sentence);
    }

    /** Prints what must be true, and whether it is. */
    public boolean holds(String sentence, boolean holds) {
        return holds(sentence, holds, "");
    }

    /** Prints what must be true, whether it is, and if not what was seen instead. */
    public boolean holds(String sentence, boolean holds, Object seen) {
        if (holds) {
            passed++;
            out.println("   ok    " + sentence);
        } else {
            failures.add(sentence);
            out.println(
                    "   WRONG "
                            + sentence
                            + (seen.toString().isEmpty() ? "" : " -- seen: " + seen));
        }
        return holds;
    }

    /** Prints what must be equal, and whether it is. */
    public boolean equal(String sentence, Object expected, Object seen) {
        return holds(sentence, Objects.equals(expected, seen), seen + " instead of " + expected);
    }

    /** How many held. */
    public int passed() {
        return passed;
    }

    /** Whatever did not hold. */
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
