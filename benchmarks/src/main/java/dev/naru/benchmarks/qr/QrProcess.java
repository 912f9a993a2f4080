// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.qr;

import com.sun.management.ThreadMXBean;
import dev.naru.benchmarks.ChildJvm;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * One kind of work on one kind of code, over and over on one thread of a JVM of its own. Prints
 * {@code round} lines, how large a result of ours is, and {@code checked} at the end, for {@link
 * QrRun}.
 */
final class QrProcess {
    private static final int ROUNDS = 9;
    private static final long WARM_UP_NS = 2_000_000_000L;
    private static final long ROUND_NS = 200_000_000L;

    /** So many results are held at once to see how large one is. */
    private static final int KEPT = 50_000;

    private final QrWork work;
    private final String[] texts;

    /** The last result of each text, so that none of them can be optimised away. */
    private final Object[] results;

    QrProcess(QrWork work, QrCodes codes) {
        this.work = work;
        this.texts = codes.texts().toArray(new String[0]);
        this.results = new Object[texts.length];
    }

    /** Arguments: a {@link QrWork} and {@link QrCodes}. */
    public static void main(String[] args) {
        ChildJvm.haltWithParent();
        new QrProcess(QrWork.valueOf(args[0]), QrCodes.valueOf(args[1])).run(System.out);
        System.out.flush();
        System.exit(0);
    }

    void run(PrintStream out) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decodeFor(WARM_UP_NS);
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long beganNs = System.nanoTime();
            long decodes = decodeFor(ROUND_NS);
            long tookNs = System.nanoTime() - beganNs;
            long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
            out.println("round " + decodes + " " + tookNs + " " + bytes);
        }
        if (work == QrWork.NARU) {
            out.println("kept " + keptBytes());
        }
        out.println("checked " + checksum(results));
    }

    /** Decodes all codes again and again until the time is over; answers how many it were. */
    private long decodeFor(long ns) {
        long beganNs = System.nanoTime();
        long decodes = 0;
        do {
            for (int i = 0; i < texts.length; i++) {
                results[i] = work.decode(texts[i]);
            }
            decodes += texts.length;
        } while (System.nanoTime() - beganNs < ns);
        return decodes;
    }

    /** How large one result is without the text, which was there before. */
    private long keptBytes() {
        Object[] kept = new Object[KEPT];
        long before = liveBytes();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = work.decode(texts[i % texts.length]);
        }
        long after = liveBytes();
        return checksum(kept) == 0 ? 0 : (after - before) / KEPT;
    }

    private static long checksum(Object[] decoded) {
        long sum = 0;
        for (Object one : decoded) {
            sum += one.hashCode();
        }
        return sum;
    }

    /** Right after a collection: what is used later has room in it that is only set aside. */
    private static long liveBytes() {
        ManagementFactory.getMemoryMXBean().gc();
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                bytes += pool.getCollectionUsage().getUsed();
            }
        }
        return bytes;
    }
}
