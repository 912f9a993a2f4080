// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Malformed;
import dev.naru.protocol.Received;
import dev.naru.protocol.sbe.InitiatePaymentDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Every decoder reads from a buffer that ends where the bytes end, so a read beyond it throws. */
class HostileBytesTest {
    static final List<Class<? extends Command>> COMMANDS = Samples.kindsOf(Command.class);
    static final List<Class<? extends Record>> MESSAGES = Wire.KINDS;

    private static final byte[] INTERESTING = {0, 1, -1, Byte.MIN_VALUE, Byte.MAX_VALUE, 2, 100};

    private final Wire wire = new Wire();

    @BeforeAll
    static void readsBeyondABufferThrow() {
        assertThat(UnsafeBuffer.SHOULD_BOUNDS_CHECK).isTrue();
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void aCommandThatIsCutShortIsMalformed(Class<? extends Command> kind) {
        Samples samples = new Samples(11);
        for (int i = 0; i < 5; i++) {
            byte[] whole = wire.encode(samples.one(kind));
            for (int length = 0; length < whole.length; length++) {
                assertThat(read(Arrays.copyOf(whole, length))).isInstanceOf(Malformed.class);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void aCommandWithBytesAfterItIsMalformed(Class<? extends Command> kind) {
        byte[] whole = wire.encode(new Samples(12).one(kind));
        assertThat(read(Arrays.copyOf(whole, whole.length + 1))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void everyByteMayBeAnything(Class<? extends Command> kind) {
        byte[] whole = wire.encode(new Samples(13).one(kind));
        for (int at = 0; at < Math.min(whole.length, 400); at++) {
            byte right = whole[at];
            for (byte wrong : INTERESTING) {
                whole[at] = wrong;
                read(whole);
            }
            whole[at] = right;
        }
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void manyBytesMayBeAnything(Class<? extends Command> kind) {
        SplittableRandom random = new SplittableRandom(14);
        Samples samples = new Samples(14);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = wire.encode(samples.one(kind));
            int reach = Math.min(bytes.length, 300);
            for (int change = 0; change < 1 + random.nextInt(8); change++) {
                bytes[random.nextInt(reach)] = (byte) random.nextInt();
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length;
            read(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void rubbishIsMalformed() {
        SplittableRandom random = new SplittableRandom(15);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(read(bytes)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void whatIsReadInAMutatedCommandIsWrittenAsItCame() {
        SplittableRandom random = new SplittableRandom(16);
        Samples samples = new Samples(16);
        int commands = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = wire.encode(samples.one(COMMANDS.get(i % COMMANDS.size())));
            bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt();
            if (read(bytes) instanceof Command command) {
                commands++;
                assertThat(wire.decode(command.getClass(), wire.encode(command)))
                        .isEqualTo(command);
            }
        }
        assertThat(commands).isPositive();
    }

    @ParameterizedTest(name = "{0} at {1} is refused: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    schema   | 4 | 7211  | not of this schema
                    version  | 6 | 0     | no such schema version
                    newer    | 6 | 4     | no such schema version
                    template | 2 | 0     | no command is template 0
                    outcome  | 2 | 101   | no command is template 101
                    event    | 2 | 201   | no command is template 201
                    short    | 0 | 88    | a block of 88 bytes
                    long     | 0 | 90    | a block of 90 bytes
                    endless  | 0 | 65535 | a block of 65535 bytes
                    """)
    void aHeaderSaysWhatFollows(String what, int at, int value, String reason) {
        assertThat(InitiatePaymentDecoder.BLOCK_LENGTH).isEqualTo(89);
        byte[] bytes = wire.encode(new Samples(17).one(Command.InitiatePayment.class));
        new UnsafeBuffer(bytes).putShort(at, (short) value, ByteOrder.LITTLE_ENDIAN);
        assertThat(read(bytes))
                .as(what)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.reason()).startsWith(reason));
    }

    @Test
    void opaqueBytesAreAsManyAsTheyAreSaidToBe() {
        Command.InitiatePayment one = new Samples(18).one(Command.InitiatePayment.class);
        byte[] bytes = wire.encode(one);
        int at = Frame.HEADER_BYTES + InitiatePaymentDecoder.BLOCK_LENGTH;
        int length = one.particulars().length();
        for (int wrong : new int[] {length + 1, 6_145, 0xFFFF, Math.max(length - 1, 1)}) {
            byte[] changed = bytes.clone();
            new UnsafeBuffer(changed).putShort(at, (short) wrong, ByteOrder.LITTLE_ENDIAN);
            assertThat(read(changed)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void whatAConstructorRefusesIsMalformedWithItsReason() {
        byte[] bytes = wire.encode(new Command.MoveTime(5));
        new UnsafeBuffer(bytes).putLong(Frame.HEADER_BYTES, -1, ByteOrder.LITTLE_ENDIAN);
        assertThat(read(bytes))
                .isEqualTo(new Malformed("toNs must be from 0 to 4611686018427387903, not -1"));
    }

    @Test
    void aCommandLongerThanTheLimitIsMalformed() {
        assertThat(read(new byte[Limits.COMMAND_BYTES + 1]))
                .isEqualTo(new Malformed("a command of 8193 bytes"));
    }

    @Test
    void theLongestCommandIsWithinTheLimit() {
        int longest = 0;
        Samples samples = new Samples(19);
        Bytes most = Bytes.copyOf(new byte[Limits.PARTICULARS_BYTES]);
        for (Class<? extends Command> kind : COMMANDS) {
            Command one = samples.one(kind);
            int fixed = wire.encode(one).length - particulars(one).length();
            boolean opaque = !particulars(one).equals(Bytes.EMPTY);
            longest = Math.max(longest, fixed + (opaque ? most.length() : 0));
        }
        assertThat(longest)
                .isGreaterThan(Limits.PARTICULARS_BYTES)
                .isLessThanOrEqualTo(Limits.COMMAND_BYTES);
    }

    @ParameterizedTest
    @FieldSource("MESSAGES")
    void aBrokenEventOrOutcomeIsAFault(Class<? extends Record> kind) {
        byte[] whole = wire.encode(new Samples(20).one(kind));
        if (Command.class.isAssignableFrom(kind)) {
            return;
        }
        for (int length = 0; length < Math.min(whole.length, 500); length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> wire.decode(kind, cut)).isInstanceOf(Invariant.Broken.class);
        }
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(Math.min(bytes.length, 300))] = (byte) random.nextInt();
            try {
                assertThat(wire.decode(kind, bytes)).isInstanceOf(Record.class);
            } catch (Invariant.Broken fault) {
                assertThat(fault).hasMessageContaining("readable");
            }
        }
    }

    @Test
    void anEventOfANewerHubIsReadAsFarAsWeKnowIt() {
        Event event = new Event.TimeMoved(77);
        byte[] ours = wire.encode(event);
        byte[] newer = Arrays.copyOf(ours, ours.length + 9);
        UnsafeBuffer buffer = new UnsafeBuffer(newer);
        buffer.putShort(0, (short) 12, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(6, (short) 4, ByteOrder.LITTLE_ENDIAN);
        assertThat(wire.decode(Event.class, newer)).isEqualTo(event);
        buffer.putShort(6, (short) 1, ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> wire.decode(Event.class, newer))
                .isInstanceOf(Invariant.Broken.class);
    }

    private Received read(byte[] bytes) {
        return (Received) wire.decode(Command.class, bytes);
    }

    private static Bytes particulars(Command command) {
        return switch (command) {
            case Command.InitiatePayment it -> it.particulars();
            case Command.RecordAnswer it -> it.particulars();
            case Command.DecideHold it -> it.particulars();
            case Command.RecordDispatch it -> it.particulars();
            default -> Bytes.EMPTY;
        };
    }
}
