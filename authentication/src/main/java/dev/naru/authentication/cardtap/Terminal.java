// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.CommandApdu;
import dev.naru.formats.emv.DataObjectList;
import dev.naru.formats.emv.TlvObject;
import java.util.Optional;

/**
 * Goes through one tap with a card and knows in the end what it must have signed (EMV 4.4, Books 1
 * and 3; contactless Books B and C-2). With a card in its field the telephone makes a transcript by
 * it; with the transcript the hub sees whether it is one that this terminal would have made. It
 * asks for an ARQC, never for a TC, with which somebody could claim a payment, and takes no static
 * authentication.
 */
public final class Terminal {
    private static final ByteString DIRECTORY = ByteString.ofHex("325041592E5359532E4444463031");

    private static final int NO_PRIORITY = 15;

    /** With their tag and length they must fit one command. */
    private static final int MOST_OPTION_VALUES = 252;

    private final TerminalObjects data;

    /** A terminal that tells cards this. */
    public Terminal(TerminalObjects data) {
        this.data = data;
    }

    /**
     * Goes through a tap with a card in the field, for its transcript. Whether it proves anything
     * only {@link CardVerifier#verify} says.
     */
    public Optional<CardRefusal> meet(Card card) {
        return switch (tap(card)) {
            case Checked.Holds<CardTap> _ -> Optional.empty();
            case Checked.Refused<CardTap>(CardRefusal refusal) -> Optional.of(refusal);
        };
    }

    /** What the card has shown; nothing of it is checked by a key yet. */
    Checked<CardTap> tap(Card card) {
        CardSession session = new CardSession(card);
        return application(session)
                .then(
                        application ->
                                Brand.of(application)
                                        .map(brand -> tap(session, application, brand))
                                        .orElseGet(Terminal::notTaken));
    }

    private static <T> Checked<T> notTaken() {
        return Checked.refused(Stage.TRANSCRIPT, Fault.APPLICATION);
    }

    private static <T> Checked<T> refused(Fault fault) {
        return Checked.refused(Stage.TRANSCRIPT, fault);
    }

    /** The application that the card prefers of those that are taken (Book B, section 3.3). */
    private static Checked<ByteString> application(CardSession session) {
        return session.send(select(DIRECTORY))
                .then(answer -> CardSession.object(answer, Tags.FILE))
                .then(
                        file ->
                                file.child(Tags.FILE_OWN)
                                        .flatMap(own -> own.child(Tags.FILE_ISSUER))
                                        .flatMap(Terminal::preferred)
                                        .<Checked<ByteString>>map(Checked.Holds::new)
                                        .orElseGet(Terminal::notTaken));
    }

    private static Optional<ByteString> preferred(TlvObject directory) {
        int least = Integer.MAX_VALUE;
        Optional<ByteString> preferred = Optional.empty();
        for (TlvObject entry : directory.children()) {
            Optional<ByteString> name =
                    entry.tag() == Tags.ENTRY
                            ? entry.child(Tags.APPLICATION)
                                    .map(TlvObject::value)
                                    .filter(value -> Brand.of(value).isPresent())
                            : Optional.empty();
            // Of two with the same priority the first.
            if (name.isPresent() && priority(entry) < least) {
                least = priority(entry);
                preferred = name;
            }
        }
        return preferred;
    }

    /** The lower, the sooner; nothing and 0 come last. */
    private static int priority(TlvObject entry) {
        int said =
                entry.child(Tags.PRIORITY)
                        .map(TlvObject::value)
                        .filter(value -> value.length() == 1)
                        .map(value -> value.at(0) & 0x0F)
                        .orElse(0);
        return said == 0 ? NO_PRIORITY + 1 : said;
    }

    private static CommandApdu select(ByteString name) {
        return CommandApdu.of(0x00, 0xA4, 0x04, 0x00, name);
    }

    private Checked<CardTap> tap(CardSession session, ByteString application, Brand brand) {
        return session.send(select(application))
                .then(answer -> CardSession.object(answer, Tags.FILE))
                .then(file -> optionList(file, application))
                .then(
                        options ->
                                new ApplicationReading(data, session, application, brand, options)
                                        .go());
    }

    private static Checked<DataObjectList> optionList(TlvObject file, ByteString application) {
        boolean sameFile =
                file.child(Tags.FILE_NAME)
                        .map(TlvObject::value)
                        .filter(name -> name.length() >= application.length())
                        .filter(name -> name.slice(0, application.length()).equals(application))
                        .isPresent();
        if (!sameFile) {
            return refused(Fault.CONTRADICTION);
        }
        return ApplicationReading.list(
                        file.child(Tags.FILE_OWN)
                                .flatMap(own -> own.child(Tags.PDOL))
                                .map(TlvObject::value)
                                .orElse(ByteString.EMPTY))
                .then(
                        list ->
                                list.length() <= MOST_OPTION_VALUES
                                        ? new Checked.Holds<>(list)
                                        : refused(Fault.OBJECTS));
    }
}
