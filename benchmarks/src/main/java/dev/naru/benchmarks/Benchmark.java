// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** One thing that can be measured. */
public interface Benchmark {
    /** What it is called on the command line and in the names of its figures. */
    String name();

    /** How much it writes to the disk at the most, in bytes. */
    long diskBytes();

    /**
     * Measures.
     *
     * @param folder empty, on the disk that is to be measured; deleted by the caller afterwards
     * @throws IllegalStateException when it could not be measured, with the reason
     */
    void run(Report report, Path folder) throws IOException, InterruptedException;
}
