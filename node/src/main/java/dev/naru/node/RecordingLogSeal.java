// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A copy of the consensus module's list of terms and snapshots, with a checksum, which that list
 * does not have. It is renewed shortly after each change and once more when the module has ended,
 * and compared before the module starts again. After a stop in order every byte must be the same;
 * after a kill the list may have grown, and may have changed where the module changes it.
 */
final class RecordingLogSeal implements AutoCloseable {
    static final String REMEDY =
            "Bring the member's folder back from a copy, or, of several members, begin with an"
                    + " empty one";

    private static final System.Logger LOG = System.getLogger(RecordingLogSeal.class.getName());
    private static final String NAME = "recording-log.sealed";
    private static final long MAGIC = 0x31_4C_41_45_53_55_52_4EL;
    private static final int OVERHEAD = 2 * Long.BYTES + Integer.BYTES;

    /** Of an entry; only those of standby nodes, which there are none of, can take more. */
    private static final int ENTRY = 64;

    private static final long NULL = -1;

    private final Path file;
    private final Path memberFolder;
    private final Path seal;
    private byte[] sealed = new byte[0];

    private RecordingLogSeal(NodeSettings settings) {
        this.file = settings.clusterFolder().resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        this.memberFolder = settings.folder();
        this.seal = memberFolder.resolve(NAME);
    }

    private enum State {
        /** Written while the module ran, which may have gone on writing. */
        OPEN,
        /** Written after the module had ended. */
        FINAL
    }

    private record Seal(State state, ByteBuffer content) {}

    /**
     * Compares, and begins to follow. Under the {@link FolderLock}, before anything else reads the
     * list.
     *
     * @throws IllegalStateException when the list is damaged, naming the place
     */
    static RecordingLogSeal check(NodeSettings settings) {
        RecordingLogSeal checked = new RecordingLogSeal(settings);
        checked.read().ifPresent(checked::compare);
        checked.write(State.OPEN);
        return checked;
    }

    /** Seals what has changed since the last time. For one thread at a time. */
    synchronized void renew() {
        if (!Arrays.equals(sealed, content())) {
            write(State.OPEN);
        }
    }

    /** After the module has ended. */
    @Override
    public synchronized void close() {
        write(State.FINAL);
    }

    private void compare(Seal last) {
        byte[] now = content();
        byte[] before = last.content().array();
        if (now.length < before.length) {
            throw damaged(now.length, "it has become shorter");
        }
        if (last.state() == State.FINAL && now.length > before.length) {
            throw damaged(before.length, "it has become longer");
        }
        ByteBuffer was = ByteBuffer.wrap(before).order(ByteOrder.LITTLE_ENDIAN);
        int lastTerms = placeOfLastTerms(was);
        for (int at = 0; at < before.length; at++) {
            boolean mayChange = last.state() == State.OPEN && isChanging(was, now, at, lastTerms);
            if (now[at] != before[at] && !mayChange) {
                throw damaged(at, "it is not what was written");
            }
        }
    }

    /** The end of a term is entered late, and a term can be taken back whole. */
    private static boolean isChanging(ByteBuffer was, byte[] now, int at, int lastTerms) {
        int entry = at - at % ENTRY;
        int type = was.getInt(entry + RecordingLog.ENTRY_TYPE_OFFSET);
        if ((type & ~RecordingLog.ENTRY_TYPE_INVALID_FLAG) != RecordingLog.ENTRY_TYPE_TERM) {
            return false;
        }
        int offset = at - entry;
        boolean isEnd =
                offset >= RecordingLog.LOG_POSITION_OFFSET
                        && offset < RecordingLog.LOG_POSITION_OFFSET + Long.BYTES;
        boolean isFlag = offset == RecordingLog.ENTRY_TYPE_OFFSET + Integer.BYTES - 1;
        if (isEnd) {
            return entry >= lastTerms
                    || was.getLong(entry + RecordingLog.LOG_POSITION_OFFSET) == NULL;
        }
        return isFlag && entry >= lastTerms && (now[at] & 0x7F) == 0;
    }

    /** Only the last two terms are still written to: the one that ended, and the one that began. */
    private static int placeOfLastTerms(ByteBuffer was) {
        int found = 0;
        int at = was.limit() - ENTRY;
        for (; at > 0 && found < 2; at -= ENTRY) {
            int type = was.getInt(at + RecordingLog.ENTRY_TYPE_OFFSET);
            if (type == RecordingLog.ENTRY_TYPE_TERM && ++found == 2) {
                return at;
            }
        }
        return 0;
    }

    private IllegalStateException damaged(int at, String why) {
        return new IllegalStateException(
                "%s is damaged at byte %d: %s. %s, as of %s, or copy the sealed part of that file"
                                .formatted(file, at, why, REMEDY, seal)
                        + " over it");
    }

    private byte[] content() {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            // An entry that is being appended is not sealed in part.
            return Arrays.copyOf(bytes, bytes.length - bytes.length % ENTRY);
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot read " + file, unusable);
        }
    }

    private Optional<Seal> read() {
        try {
            if (Files.notExists(seal)) {
                return Optional.empty();
            }
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(seal));
            in.order(ByteOrder.LITTLE_ENDIAN);
            int end = in.limit() - Integer.BYTES;
            if (in.limit() < OVERHEAD
                    || in.getLong() != MAGIC
                    || in.getInt(end) != RecordingChecksum.of(in.slice(0, end))) {
                // The copy is damaged, not the list; one of two that differ is believed.
                LOG.log(System.Logger.Level.ERROR, seal + " is damaged and is written anew");
                return Optional.empty();
            }
            State state = in.getLong() == State.FINAL.ordinal() ? State.FINAL : State.OPEN;
            byte[] content = new byte[end - in.position()];
            in.get(content);
            return Optional.of(new Seal(state, ByteBuffer.wrap(content)));
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot read " + seal, unusable);
        }
    }

    private void write(State state) {
        byte[] now = content();
        ByteBuffer out = ByteBuffer.allocate(OVERHEAD + now.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(MAGIC).putLong(state.ordinal()).put(now);
        int sum = RecordingChecksum.of(out.slice(0, out.position()));
        out.putInt(sum).flip();
        Path fresh = seal.resolveSibling(NAME + ".new");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            fresh,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                while (out.hasRemaining()) {
                    channel.write(out);
                }
                channel.force(true);
            }
            Files.move(fresh, seal, StandardCopyOption.ATOMIC_MOVE);
            // A final seal that came back after a power cut would speak against a list that grew.
            try (FileChannel folder = FileChannel.open(memberFolder, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException full) {
            // The older seal stays, and is true of all that it speaks of.
            throw new UncheckedIOException("cannot seal " + file, full);
        }
        sealed = now;
    }
}
