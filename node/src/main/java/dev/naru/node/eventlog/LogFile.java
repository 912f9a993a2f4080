// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One file that grows at its end. Not to be used by a thread that anybody interrupts. */
interface LogFile extends AutoCloseable {
    /** Appends everything that remains. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when what was written survives a power cut. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
