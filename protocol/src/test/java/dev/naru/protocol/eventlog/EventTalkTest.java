// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.eventlog.EventAnswer.Verdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What a reader and an event server say to each other before the records. */
final class EventTalkTest {
    @Test
    void requestsAndAnswersComeThrough() {
        for (EventRequest request :
                new EventRequest[] {
                    EventRequest.atHead(),
                    new EventRequest(0, 0),
                    new EventRequest(1, 0),
                    new EventRequest(Long.MAX_VALUE, -1)
                }) {
            assertThat(EventRequest.decode(request.encode().array())).contains(request);
        }
        for (Verdict verdict : Verdict.values()) {
            EventAnswer answer = new EventAnswer(verdict, 3, -4, Long.MAX_VALUE);
            assertThat(EventAnswer.decode(answer.encode())).contains(answer);
        }
        assertThat(EventRequest.atHead().isAtHead()).isTrue();
        assertThat(new EventRequest(0, 0).isAtHead()).isFalse();
    }

    @Test
    void theBytesNeverChange() {
        assertThat(HexFormat.of().formatHex(new EventRequest(258, 1).encode().array()))
                .isEqualTo("4e41525545565401" + "0201000000000000" + "01000000");
        EventAnswer answer = new EventAnswer(Verdict.NOT_HERE, 258, 1, 3);
        assertThat(HexFormat.of().formatHex(answer.encode().array()))
                .isEqualTo(
                        "4e41525545565401"
                                + "02000000"
                                + "01000000"
                                + "0201000000000000"
                                + "0300000000000000");
    }

    @Test
    void anAnswerMayBeFollowedByMore() {
        byte[] bytes = new EventAnswer(Verdict.STREAM, 1, 2, 3).encode().array();
        ByteBuffer received = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 5));
        assertThat(EventAnswer.decode(received)).contains(new EventAnswer(Verdict.STREAM, 1, 2, 3));
    }

    @Test
    void nonsenseIsNoRequest() {
        byte[] bytes = new EventRequest(7, 8).encode().array();
        assertThat(EventRequest.decode(Arrays.copyOf(bytes, 19))).isEmpty();
        assertThat(EventRequest.decode(Arrays.copyOf(bytes, 21))).isEmpty();
        assertThat(EventRequest.decode(new byte[EventRequest.BYTES])).isEmpty();
        for (int at = 0; at < Long.BYTES; at++) {
            byte[] other = bytes.clone();
            other[at]++;
            assertThat(EventRequest.decode(other)).isEmpty();
        }
        byte[] negative = bytes.clone();
        negative[15] = (byte) 0xff;
        assertThat(EventRequest.decode(negative)).isEmpty();
        byte[] crcOfNothing = bytes.clone();
        crcOfNothing[8] = 0;
        assertThat(EventRequest.decode(crcOfNothing)).isEmpty();
    }

    @Test
    void nonsenseIsNoAnswer() {
        byte[] bytes = new EventAnswer(Verdict.STREAM, 1, 2, 3).encode().array();
        assertThat(EventAnswer.decode(ByteBuffer.wrap(bytes, 0, 31))).isEmpty();
        for (byte code : new byte[] {0, 5, -1}) {
            byte[] other = bytes.clone();
            other[8] = code;
            assertThat(EventAnswer.decode(ByteBuffer.wrap(other))).isEmpty();
        }
        for (int at : new int[] {0, 7, 23, 31}) {
            byte[] other = bytes.clone();
            other[at] ^= (byte) 0x80;
            assertThat(EventAnswer.decode(ByteBuffer.wrap(other))).isEmpty();
        }
    }

    @Test
    void aPositionBeforeTheFirstEventHasNoCrc() {
        assertThatThrownBy(() -> new EventRequest(0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventRequest(-2, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
