// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Command;
import dev.naru.protocol.sbe.AcknowledgeEventsDecoder;
import dev.naru.protocol.sbe.AcknowledgeEventsEncoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.ReadEventReadersDecoder;
import dev.naru.protocol.sbe.ReadEventReadersEncoder;
import dev.naru.protocol.sbe.RemoveEventReaderDecoder;
import dev.naru.protocol.sbe.RemoveEventReaderEncoder;
import org.agrona.MutableDirectBuffer;

/** The commands about readers of events. Each {@code put} gives how many bytes it wrote. */
final class ReaderCommands {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AcknowledgeEventsEncoder acknowledgeEventsOut = new AcknowledgeEventsEncoder();
    private final AcknowledgeEventsDecoder acknowledgeEventsIn = new AcknowledgeEventsDecoder();
    private final RemoveEventReaderEncoder removeEventReaderOut = new RemoveEventReaderEncoder();
    private final RemoveEventReaderDecoder removeEventReaderIn = new RemoveEventReaderDecoder();
    private final ReadEventReadersEncoder readEventReadersOut = new ReadEventReadersEncoder();

    ReaderCommands(Frame frame) {
        this.frame = frame;
    }

    int put(Command.AcknowledgeEvents command, MutableDirectBuffer buffer, int offset) {
        acknowledgeEventsOut.wrapAndApplyHeader(buffer, offset, header).number(command.number());
        Codes.put(
                buffer,
                acknowledgeEventsOut.offset() + AcknowledgeEventsEncoder.readerNameEncodingOffset(),
                AcknowledgeEventsEncoder.readerNameLength(),
                command.readerName());
        return acknowledgeEventsOut.limit() - offset;
    }

    Command acknowledgeEvents() {
        acknowledgeEventsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(AcknowledgeEventsDecoder.BLOCK_LENGTH),
                frame.version());
        String name =
                Codes.text(
                        frame.buffer(),
                        frame.body() + AcknowledgeEventsDecoder.readerNameEncodingOffset(),
                        AcknowledgeEventsDecoder.readerNameLength());
        return new Command.AcknowledgeEvents(name, acknowledgeEventsIn.number());
    }

    int put(Command.RemoveEventReader command, MutableDirectBuffer buffer, int offset) {
        removeEventReaderOut.wrapAndApplyHeader(buffer, offset, header);
        Codes.put(
                buffer,
                removeEventReaderOut.offset() + RemoveEventReaderEncoder.readerNameEncodingOffset(),
                RemoveEventReaderEncoder.readerNameLength(),
                command.readerName());
        return removeEventReaderOut.limit() - offset;
    }

    Command removeEventReader() {
        removeEventReaderIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RemoveEventReaderDecoder.BLOCK_LENGTH),
                frame.version());
        return new Command.RemoveEventReader(
                Codes.text(
                        frame.buffer(),
                        frame.body() + RemoveEventReaderDecoder.readerNameEncodingOffset(),
                        RemoveEventReaderDecoder.readerNameLength()));
    }

    int put(Command.ReadEventReaders command, MutableDirectBuffer buffer, int offset) {
        readEventReadersOut.wrapAndApplyHeader(buffer, offset, header);
        return readEventReadersOut.limit() - offset;
    }

    Command readEventReaders() {
        frame.block(ReadEventReadersDecoder.BLOCK_LENGTH);
        return new Command.ReadEventReaders();
    }
}
