// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * {@link FailingDisk} as the process has it. Two calls are led here: where Aeron's archive opens
 * the file that it records into, and where the archive or the node asks how much room there is. The
 * archive opens that file as a {@link RandomAccessFile}, so no file system provider can stand
 * between.
 */
public final class FailingDiskAgent {
    private static final String RECORDING_WRITER = "io/aeron/archive/RecordingWriter";
    private static final String ARCHIVE = "io/aeron/archive/";
    private static final String NODE = "dev/naru/node/";

    private static final ClassDesc HERE = FailingDiskAgent.class.describeConstable().orElseThrow();
    private static final ClassDesc FILE = RandomAccessFile.class.describeConstable().orElseThrow();
    private static final ClassDesc CHANNEL = FileChannel.class.describeConstable().orElseThrow();
    private static final ClassDesc STORE = FileStore.class.describeConstable().orElseThrow();
    private static final ClassDesc LONG = ClassDesc.ofDescriptor("J");

    private static final AtomicBoolean TOLD = new AtomicBoolean();
    private static volatile @Nullable Path state;

    private FailingDiskAgent() {}

    /** Called before {@code main}. */
    public static void premain(String stateFile, Instrumentation instrumentation) {
        state = Path.of(stateFile);
        instrumentation.addTransformer(
                new ClassFileTransformer() {
                    @Override
                    public byte @Nullable [] transform(
                            @Nullable ClassLoader loader,
                            String name,
                            @Nullable Class<?> former,
                            @Nullable ProtectionDomain domain,
                            byte[] bytes) {
                        return name.startsWith(ARCHIVE) || name.startsWith(NODE)
                                ? ledHere(name, bytes)
                                : null;
                    }
                });
    }

    private static byte[] ledHere(String name, byte[] bytes) {
        ClassFile classes = ClassFile.of();
        boolean records = name.equals(RECORDING_WRITER);
        return classes.transformClass(
                classes.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        (code, element) -> lead(records, code, element)));
    }

    private static void lead(boolean records, CodeBuilder code, CodeElement element) {
        if (records && isCall(element, FILE, "getChannel")) {
            code.invokestatic(HERE, "channelOf", MethodTypeDesc.of(CHANNEL, FILE));
        } else if (isCall(element, STORE, "getUsableSpace")) {
            code.invokestatic(HERE, "usableSpaceOf", MethodTypeDesc.of(LONG, STORE));
        } else {
            code.with(element);
        }
    }

    private static boolean isCall(CodeElement element, ClassDesc of, String method) {
        return element instanceof InvokeInstruction call
                && call.owner().asSymbol().equals(of)
                && call.name().equalsString(method);
    }

    /** In the place of {@link RandomAccessFile#getChannel}. */
    public static FileChannel channelOf(RandomAccessFile file) {
        return new FailingChannel(file.getChannel(), FailingDiskAgent::now, TOLD);
    }

    /** In the place of {@link FileStore#getUsableSpace}. */
    public static long usableSpaceOf(FileStore store) throws IOException {
        return switch (now()) {
            case WELL, SYNC_LOSES_ALL, SYNC_LOSES_HALF, SYNC_LOSES_NOTHING ->
                    store.getUsableSpace();
            case NARROW -> Math.min(FailingDisk.NARROW_BYTES, store.getUsableSpace());
            case FULL -> 0;
        };
    }

    private static DiskState now() {
        Path here = state;
        if (here == null) {
            throw new IllegalStateException("no agent was started");
        }
        try {
            return DiskState.valueOf(Files.readString(here));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
