// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Which slot of a PKCS#11 library has the token of a label. A slot's place in the list changes when
 * tokens come and go, so operators name the label; the JDK's provider knows places alone. Asked of
 * the library itself (PKCS#11 2.40, sections 5.4 and 5.5), on systems whose long has 64 bits.
 */
@SuppressWarnings("restricted") // The library is the operator's own, and its shapes are PKCS#11's.
final class TokenSlots {
    private static final long OK = 0;
    private static final long TOKEN_NOT_PRESENT = 0xE0;
    private static final long TOKEN_NOT_RECOGNISED = 0xE1;
    private static final long ALREADY_INITIALISED = 0x191;

    /** CKF_OS_LOCKING_OK: for any number of threads, as the JDK asks for it, too. */
    private static final long LOCKING = 2;

    /** CK_C_INITIALIZE_ARGS: four functions, the flags, a reserved pointer. */
    private static final long ARGUMENTS_BYTES = 48;

    private static final long FLAGS_AT = 32;

    /** CK_TOKEN_INFO has 208 bytes, of which the label is the first 32, filled up with blanks. */
    private static final long TOKEN_BYTES = 256;

    private static final int LABEL_BYTES = 32;

    /** Where they stand in CK_FUNCTION_LIST. */
    private static final long INITIALISE_AT = 8;

    private static final long SLOT_LIST_AT = 40;
    private static final long TOKEN_INFO_AT = 56;
    private static final long FUNCTIONS_BYTES = 64;

    private final MemorySegment functions;
    private final Arena arena;

    private TokenSlots(MemorySegment functions, Arena arena) {
        this.functions = functions;
        this.arena = arena;
    }

    /**
     * The place in the library's list of slots, from 0.
     *
     * @throws KeysUnavailableException when the library is not there, or not exactly one of its
     *     slots has such a token
     */
    static int of(Path library, String label) throws KeysUnavailableException {
        List<String> labels = labels(library);
        int at = labels.indexOf(label);
        if (at < 0) {
            throw new KeysUnavailableException(
                    "%s has no token with the label %s".formatted(library, label));
        }
        if (labels.lastIndexOf(label) != at) {
            throw new KeysUnavailableException(
                    Reason.LABEL, "%s has two tokens with the label %s".formatted(library, label));
        }
        return at;
    }

    private static List<String> labels(Path library) throws KeysUnavailableException {
        try (Arena arena = Arena.ofConfined()) {
            // Never unloaded: the JDK's provider has the same library, and it knows of its logins.
            MemorySegment list =
                    SymbolLookup.libraryLookup(library, Arena.global())
                            .findOrThrow("C_GetFunctionList");
            MemorySegment place = arena.allocate(ADDRESS);
            long said = call(list, FunctionDescriptor.of(JAVA_LONG, ADDRESS), place);
            if (said != OK) {
                throw new KeysUnavailableException(failed(library, said));
            }
            TokenSlots slots =
                    new TokenSlots(place.get(ADDRESS, 0).reinterpret(FUNCTIONS_BYTES), arena);
            return slots.read(library);
        } catch (IllegalArgumentException | NoSuchElementException missing) {
            throw new KeysUnavailableException(
                    Reason.LIBRARY, library + " is no PKCS#11 library", missing);
        }
    }

    private static String failed(Path library, long said) {
        return "%s answers 0x%X".formatted(library, said);
    }

    private List<String> read(Path library) throws KeysUnavailableException {
        MemorySegment arguments = arena.allocate(ARGUMENTS_BYTES, Long.BYTES);
        arguments.set(JAVA_LONG, FLAGS_AT, LOCKING);
        long said = ask(INITIALISE_AT, FunctionDescriptor.of(JAVA_LONG, ADDRESS), arguments);
        if (said != OK && said != ALREADY_INITIALISED) {
            throw new KeysUnavailableException(failed(library, said));
        }
        MemorySegment count = arena.allocate(JAVA_LONG);
        requireOk(library, slotList(MemorySegment.NULL, count));
        MemorySegment ids = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
        requireOk(library, slotList(ids, count));
        List<String> labels = new ArrayList<>();
        for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
            labels.add(label(library, ids.getAtIndex(JAVA_LONG, i)));
        }
        return labels;
    }

    /** Of all slots, since that is the list in which the JDK counts. */
    private long slotList(MemorySegment ids, MemorySegment count) {
        return ask(
                SLOT_LIST_AT,
                FunctionDescriptor.of(JAVA_LONG, JAVA_BYTE, ADDRESS, ADDRESS),
                (byte) 0,
                ids,
                count);
    }

    /** Empty of a slot without a token. */
    private String label(Path library, long slot) throws KeysUnavailableException {
        MemorySegment token = arena.allocate(TOKEN_BYTES, Long.BYTES);
        long said =
                ask(
                        TOKEN_INFO_AT,
                        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS),
                        slot,
                        token);
        if (said == TOKEN_NOT_PRESENT || said == TOKEN_NOT_RECOGNISED) {
            return "";
        }
        requireOk(library, said);
        return new String(token.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE), UTF_8).stripTrailing();
    }

    private static void requireOk(Path library, long said) throws KeysUnavailableException {
        if (said != OK) {
            throw new KeysUnavailableException(failed(library, said));
        }
    }

    private long ask(long at, FunctionDescriptor shape, Object... arguments) {
        return call(functions.get(ADDRESS, at), shape, arguments);
    }

    private static long call(
            MemorySegment function, FunctionDescriptor shape, Object... arguments) {
        try {
            return (long)
                    Linker.nativeLinker()
                            .downcallHandle(function, shape)
                            .invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a function of a library throws nothing", e);
        }
    }
}
