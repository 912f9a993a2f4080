// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.Exchange;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.EmvReading;
import dev.naru.formats.emv.ResponseApdu;
import dev.naru.formats.emv.TlvObject;
import dev.naru.formats.emv.TlvReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a transcript may be kept, a line a command: the header, how much data it had, which
 * objects the card answered and of how many bytes each, and the status. Such as {@code
 * 00B2010C/0>70(5A:8,5F24=301231)>9000}.
 *
 * <p>Kept are the values of a few objects that are the same for many cards or say nothing of whose
 * a card is, of three bytes at the most; of everything else the length alone. Not only the numbers
 * and names (5A, 57, 5F20, 9F1F, 56): a card's certificate (9F46) gives the number back to who has
 * the public keys; an issuer's certificate, a signature or a cryptogram looks like a number by
 * chance; and what the terminal said is known without it. So there is no run of more than eight
 * digits in any line, whether it is read as text or as packed digits, and none in which a number of
 * 13 to 19 digits could be looked for. The hash of the whole says whether a transcript that
 * somebody shows later is the one.
 */
final class MaskedTranscript {
    /**
     * Profile, priority, key index, exponents, last day, cryptogram's kind, counter, qualifiers.
     */
    private static final Set<Integer> KEPT =
            Set.of(0x82, 0x87, 0x8F, 0x9F32, 0x9F47, 0x5F24, 0x9F27, 0x9F36, 0x9F4A, 0x9F6C);

    private static final Set<Integer> TAKEN_APART = Set.of(0x6F, 0x70, 0x77);
    private static final int MOST_KEPT = 3;
    private static final int HEADER = 4;
    private static final int AROUND_DATA = 2;

    private MaskedTranscript() {}

    static List<String> of(List<Exchange> exchanges) {
        return exchanges.stream().map(MaskedTranscript::line).toList();
    }

    private static String line(Exchange exchange) {
        ByteString command = exchange.command();
        int data = Math.max(0, command.length() - HEADER - AROUND_DATA);
        return "%s/%d>%s"
                .formatted(command.slice(0, HEADER).hex(), data, answer(exchange.answer()));
    }

    private static String answer(ByteString answer) {
        if (!(ResponseApdu.read(answer)
                instanceof EmvReading.Read<ResponseApdu>(ResponseApdu response))) {
            return ":" + answer.length();
        }
        ByteString data = response.data();
        String said =
                !data.isEmpty()
                                && TAKEN_APART.contains(data.at(0))
                                && TlvReader.read(data)
                                        instanceof
                                        EmvReading.Read<List<TlvObject>>(List<TlvObject> objects)
                        ? objects(objects)
                        : ":" + data.length();
        return "%s>%04X".formatted(said, response.status());
    }

    private static String objects(List<TlvObject> objects) {
        return objects.stream().map(MaskedTranscript::object).collect(Collectors.joining(","));
    }

    private static String object(TlvObject object) {
        String tag = "%X".formatted(object.tag());
        if (!object.children().isEmpty()) {
            return tag + "(" + objects(object.children()) + ")";
        }
        return KEPT.contains(object.tag()) && object.value().length() <= MOST_KEPT
                ? tag + "=" + object.value().hex()
                : tag + ":" + object.value().length();
    }
}
