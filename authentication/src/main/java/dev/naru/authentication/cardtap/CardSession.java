// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.CommandApdu;
import dev.naru.formats.emv.EmvReading;
import dev.naru.formats.emv.ResponseApdu;
import dev.naru.formats.emv.TlvObject;
import dev.naru.formats.emv.TlvReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said to one card, and what it has said, by tag, none of it twice. */
final class CardSession {
    /** The most commands of one tap. */
    static final int MOST_COMMANDS = 40;

    private final Card card;
    private final Map<Integer, ByteString> said = new HashMap<>();
    private int sent;

    CardSession(Card card) {
        this.card = card;
    }

    /** The data of the answer. */
    Checked<ByteString> send(CommandApdu command) {
        Optional<ByteString> answer =
                sent++ == MOST_COMMANDS ? Optional.empty() : card.answer(command.encoded());
        if (answer.isEmpty()) {
            return Checked.refused(Stage.TRANSCRIPT, Fault.COMMAND);
        }
        return ResponseApdu.read(answer.get())
                                instanceof EmvReading.Read<ResponseApdu>(ResponseApdu response)
                        && response.isOk()
                ? new Checked.Holds<>(response.data())
                : Checked.refused(Stage.TRANSCRIPT, Fault.ANSWER);
    }

    /** The one object that an answer must be. */
    static Checked<TlvObject> object(ByteString answer, int tag) {
        return TlvReader.read(answer)
                                instanceof EmvReading.Read<List<TlvObject>>(List<TlvObject> objects)
                        && objects.size() == 1
                        && objects.getFirst().tag() == tag
                ? new Checked.Holds<>(objects.getFirst())
                : Checked.refused(Stage.TRANSCRIPT, Fault.OBJECTS);
    }

    /** Takes in what a template says; refused when something of it was said before. */
    Checked<TlvObject> hear(TlvObject template) {
        for (TlvObject object : template.children()) {
            if (said.putIfAbsent(object.tag(), object.value()) != null) {
                return Checked.refused(Stage.TRANSCRIPT, Fault.OBJECTS);
            }
        }
        return new Checked.Holds<>(template);
    }

    /** Takes in what was said without its tag. */
    void hear(int tag, ByteString value) {
        said.put(tag, value);
    }

    /** What the card said under this tag. */
    Optional<ByteString> find(int tag) {
        return Optional.ofNullable(said.get(tag));
    }

    /** The same, empty bytes where it said nothing. */
    ByteString orEmpty(int tag) {
        return said.getOrDefault(tag, ByteString.EMPTY);
    }
}
