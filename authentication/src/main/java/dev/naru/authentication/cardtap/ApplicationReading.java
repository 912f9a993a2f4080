// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.DynamicSignature.Combined;
import dev.naru.authentication.cardtap.DynamicSignature.Dynamic;
import dev.naru.authentication.cardtap.DynamicSignature.Fast;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.CardDate;
import dev.naru.formats.emv.CommandApdu;
import dev.naru.formats.emv.DataObjectList;
import dev.naru.formats.emv.EmvReading;
import dev.naru.formats.emv.FileLocator;
import dev.naru.formats.emv.TlvObject;
import dev.naru.formats.emv.TlvWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The part of a tap that is with the chosen application: its options, its records, and the command
 * by which it signs (EMV 4.4, Book 3, section 10).
 */
final class ApplicationReading {
    private static final ByteString DEFAULT_DDOL = ByteString.ofHex("9F3704");
    private static final int COMBINED_SUPPORTED = 0x01;
    private static final int DYNAMIC_SUPPORTED = 0x20;
    private static final int RELAY_SUPPORTED = 0x01;
    private static final int RELAY_BYTES = 10;
    private static final int LAST_OPEN_FILE = 10;
    private static final int KIND_OF_CRYPTOGRAM = 0xC0;
    private static final int ARQC = 0x80;
    private static final int HASH_BYTES = 20;
    private static final int CRYPTOGRAM_BYTES = 8;
    private static final ByteString NO_SEQUENCE = ByteString.of((byte) 0);

    private final TerminalObjects data;
    private final CardSession session;
    private final ByteString application;
    private final Brand brand;
    private final DataObjectList options;
    private final ByteString optionValues;
    private final List<ByteString> signedRecords = new ArrayList<>();
    private final Set<Integer> signedTags = new HashSet<>();
    private ByteString relayData = ByteString.EMPTY;

    ApplicationReading(
            TerminalObjects data,
            CardSession session,
            ByteString application,
            Brand brand,
            DataObjectList options) {
        this.data = data;
        this.session = session;
        this.application = application;
        this.brand = brand;
        this.options = options;
        this.optionValues = options.fill(data::find);
    }

    Checked<CardTap> go() {
        return options()
                .then(profile -> relay(profile).then(done -> records(profile)))
                .then(
                        profile ->
                                switch (brand.way()) {
                                    case COMBINED -> combined(profile);
                                    case DYNAMIC ->
                                            isCombinedSupported(profile)
                                                    ? combined(profile)
                                                    : dynamic(profile);
                                    case FAST -> fast(profile);
                                });
    }

    /** GET PROCESSING OPTIONS; the application interchange profile (Book 3, section 6.5.8). */
    private Checked<ByteString> options() {
        CommandApdu command =
                CommandApdu.of(
                        0x80, 0xA8, 0x00, 0x00, TlvWriter.write(Tags.TEMPLATE, optionValues));
        return session.send(command)
                .then(
                        answer ->
                                !answer.isEmpty() && answer.at(0) == Tags.FORMAT_1
                                        ? plainOptions(answer)
                                        : CardSession.object(answer, Tags.FORMAT_2)
                                                .then(session::hear))
                .then(
                        heard ->
                                session.orEmpty(Tags.PROFILE).length() == 2
                                        ? new Checked.Holds<>(session.orEmpty(Tags.PROFILE))
                                        : refused(Fault.MISSING));
    }

    private Checked<TlvObject> plainOptions(ByteString answer) {
        return CardSession.object(answer, Tags.FORMAT_1)
                .then(
                        object -> {
                            if (object.value().length() < 2) {
                                return refused(Fault.OBJECTS);
                            }
                            session.hear(Tags.PROFILE, object.value().slice(0, 2));
                            session.hear(
                                    Tags.LOCATOR, object.value().slice(2, object.value().length()));
                            return new Checked.Holds<>(object);
                        });
    }

    /** EXCHANGE RELAY RESISTANCE DATA, where the card has it (Book C-2, section 3.10). */
    private Checked<ByteString> relay(ByteString profile) {
        if (brand != Brand.MASTERCARD || (profile.at(1) & RELAY_SUPPORTED) == 0) {
            return new Checked.Holds<>(ByteString.EMPTY);
        }
        ByteString entropy = data.need(TerminalObjects.UNPREDICTABLE_NUMBER);
        return session.send(CommandApdu.of(0x80, 0xEA, 0x00, 0x00, entropy))
                .then(answer -> CardSession.object(answer, Tags.FORMAT_1))
                .then(
                        object -> {
                            if (object.value().length() != RELAY_BYTES) {
                                return refused(Fault.OBJECTS);
                            }
                            relayData = ByteString.concat(entropy, object.value());
                            return new Checked.Holds<>(relayData);
                        });
    }

    /** Every record that the locator names; those that are signed are kept as they are. */
    private Checked<ByteString> records(ByteString profile) {
        if (!(FileLocator.read(session.orEmpty(Tags.LOCATOR))
                instanceof EmvReading.Read<FileLocator>(FileLocator locator))) {
            return refused(Fault.OBJECTS);
        }
        for (FileLocator.Place place : locator.places()) {
            Checked<TlvObject> record =
                    session.send(place.command())
                            .then(answer -> CardSession.object(answer, Tags.RECORD))
                            .then(session::hear);
            switch (record) {
                case Checked.Refused<TlvObject>(CardRefusal refusal) -> {
                    return new Checked.Refused<>(refusal);
                }
                case Checked.Holds<TlvObject>(TlvObject object) -> {
                    if (place.isSigned()) {
                        object.children().forEach(child -> signedTags.add(child.tag()));
                        signedRecords.add(
                                place.file() <= LAST_OPEN_FILE ? object.value() : object.encoded());
                    }
                }
            }
        }
        return new Checked.Holds<>(profile);
    }

    private static boolean isCombinedSupported(ByteString profile) {
        return (profile.at(0) & COMBINED_SUPPORTED) != 0;
    }

    private Checked<CardTap> combined(ByteString profile) {
        if (!isCombinedSupported(profile)) {
            return refused(Fault.METHOD);
        }
        // The card signs the values of its list, and not where each of them ends.
        if (!signedTags.contains(Tags.CDOL1)) {
            return refused(Fault.UNSIGNED);
        }
        return list(session.orEmpty(Tags.CDOL1))
                .then(
                        wanted ->
                                isChallenged(wanted)
                                        ? combined(profile, wanted)
                                        : refused(Fault.METHOD));
    }

    private Checked<CardTap> combined(ByteString profile, DataObjectList wanted) {
        ByteString values = wanted.fill(data::find);
        return session.send(CommandApdu.of(0x80, 0xAE, 0x90, 0x00, values))
                .then(answer -> CardSession.object(answer, Tags.FORMAT_2))
                .then(session::hear)
                .then(
                        answer -> {
                            // Of this answer alone, which is all that the card signs. The
                            // cryptogram stands inside the signature.
                            ByteString information = value(answer, Tags.INFORMATION);
                            ByteString counter = value(answer, Tags.COUNTER);
                            if (information.length() != 1
                                    || counter.length() != 2
                                    || session.find(Tags.CRYPTOGRAM).isPresent()) {
                                return refused(Fault.OBJECTS);
                            }
                            if ((information.at(0) & KIND_OF_CRYPTOGRAM) != ARQC) {
                                return refused(Fault.ANSWER);
                            }
                            List<ByteString> exchange =
                                    new ArrayList<>(List.of(optionValues, values));
                            answer.children().stream()
                                    .filter(object -> object.tag() != Tags.SIGNATURE)
                                    .forEach(object -> exchange.add(object.encoded()));
                            return shown(
                                    profile,
                                    new Combined(
                                            data.need(TerminalObjects.UNPREDICTABLE_NUMBER),
                                            ByteString.concat(exchange),
                                            information.at(0),
                                            relayData),
                                    OptionalInt.of(number(counter)),
                                    binding(wanted));
                        });
    }

    private Checked<CardTap> dynamic(ByteString profile) {
        if ((profile.at(0) & DYNAMIC_SUPPORTED) == 0) {
            return refused(Fault.METHOD);
        }
        return list(session.find(Tags.DDOL).orElse(DEFAULT_DDOL))
                .then(
                        wanted ->
                                wanted.wants(TerminalObjects.UNPREDICTABLE_NUMBER, 4)
                                        ? dynamic(profile, wanted)
                                        : refused(Fault.METHOD));
    }

    /**
     * INTERNAL AUTHENTICATE, which signs neither counter nor amount. For them there is the
     * cryptogram, which the issuer can check.
     */
    private Checked<CardTap> dynamic(ByteString profile, DataObjectList wanted) {
        ByteString values = wanted.fill(data::find);
        return session.send(CommandApdu.of(0x00, 0x88, 0x00, 0x00, values))
                .then(
                        answer ->
                                !answer.isEmpty() && answer.at(0) == Tags.FORMAT_1
                                        ? plainSignature(answer)
                                        : CardSession.object(answer, Tags.FORMAT_2)
                                                .then(session::hear))
                .then(heard -> cryptogram())
                .then(
                        heard ->
                                shown(
                                        profile,
                                        new Dynamic(values),
                                        OptionalInt.empty(),
                                        binding(wanted)));
    }

    private Checked<TlvObject> plainSignature(ByteString answer) {
        return CardSession.object(answer, Tags.FORMAT_1)
                .then(
                        object -> {
                            session.hear(Tags.SIGNATURE, object.value());
                            return new Checked.Holds<>(object);
                        });
    }

    /** GENERATE AC without a signature, of a card that says what it wants to be told for it. */
    private Checked<ByteString> cryptogram() {
        Optional<ByteString> wanted = session.find(Tags.CDOL1);
        if (wanted.isEmpty()) {
            return new Checked.Holds<>(ByteString.EMPTY);
        }
        return list(wanted.get())
                .then(
                        list ->
                                session.send(
                                        CommandApdu.of(
                                                0x80, 0xAE, 0x80, 0x00, list.fill(data::find))))
                .then(
                        answer ->
                                !answer.isEmpty() && answer.at(0) == Tags.FORMAT_1
                                        ? plainCryptogram(answer)
                                        : CardSession.object(answer, Tags.FORMAT_2)
                                                .then(session::hear))
                .then(
                        heard -> {
                            ByteString information = session.orEmpty(Tags.INFORMATION);
                            if (information.length() != 1
                                    || session.orEmpty(Tags.COUNTER).length() != 2
                                    || session.orEmpty(Tags.CRYPTOGRAM).length()
                                            != CRYPTOGRAM_BYTES) {
                                return refused(Fault.OBJECTS);
                            }
                            return (information.at(0) & KIND_OF_CRYPTOGRAM) == ARQC
                                    ? new Checked.Holds<>(session.orEmpty(Tags.CRYPTOGRAM))
                                    : refused(Fault.ANSWER);
                        });
    }

    /** Information, counter, cryptogram and the issuer's data (Book 3, section 6.5.5.4). */
    private Checked<TlvObject> plainCryptogram(ByteString answer) {
        return CardSession.object(answer, Tags.FORMAT_1)
                .then(
                        object -> {
                            ByteString value = object.value();
                            int issuerData = 3 + CRYPTOGRAM_BYTES;
                            if (value.length() < issuerData) {
                                return refused(Fault.OBJECTS);
                            }
                            session.hear(Tags.INFORMATION, value.slice(0, 1));
                            session.hear(Tags.COUNTER, value.slice(1, 3));
                            session.hear(Tags.CRYPTOGRAM, value.slice(3, issuerData));
                            session.hear(Tags.ISSUER_DATA, value.slice(issuerData, value.length()));
                            return new Checked.Holds<>(object);
                        });
    }

    private Checked<CardTap> fast(ByteString profile) {
        boolean told =
                options.wants(TerminalObjects.UNPREDICTABLE_NUMBER, 4)
                        && options.wants(TerminalObjects.AMOUNT, 6)
                        && options.wants(TerminalObjects.CURRENCY, 2);
        if ((profile.at(0) & DYNAMIC_SUPPORTED) == 0 || !told) {
            return refused(Fault.METHOD);
        }
        // What is not signed is at least not to say that the card approved a payment.
        Optional<ByteString> information = session.find(Tags.INFORMATION);
        if (information.isPresent()
                && (information.get().length() != 1
                        || (information.get().at(0) & KIND_OF_CRYPTOGRAM) != ARQC)) {
            return refused(Fault.ANSWER);
        }
        ByteString counter = session.orEmpty(Tags.COUNTER);
        if (counter.length() != 2) {
            return refused(Fault.MISSING);
        }
        ByteString cardData = session.orEmpty(Tags.CARD_DATA);
        if (cardData.length() < 5 || cardData.length() > 16 || cardData.at(0) != 1) {
            return refused(Fault.MISSING);
        }
        // What the card says of itself in the clear must be what it has signed.
        Optional<ByteString> qualifiers = session.find(Tags.CARD_QUALIFIERS);
        if (qualifiers.isPresent()
                && cardData.length() >= 7
                && !cardData.slice(5, 7).equals(qualifiers.get())) {
            return refused(Fault.CONTRADICTION);
        }
        return shown(
                profile,
                new Fast(
                        data.need(TerminalObjects.UNPREDICTABLE_NUMBER),
                        data.need(TerminalObjects.AMOUNT),
                        data.need(TerminalObjects.CURRENCY),
                        cardData,
                        counter),
                OptionalInt.of(number(counter)),
                Binding.NUMBER_AND_AMOUNT);
    }

    private boolean isChallenged(DataObjectList wanted) {
        return wanted.wants(TerminalObjects.UNPREDICTABLE_NUMBER, 4)
                || options.wants(TerminalObjects.UNPREDICTABLE_NUMBER, 4);
    }

    private Binding binding(DataObjectList wanted) {
        if (isTold(wanted, TerminalObjects.MERCHANT_DATA, HASH_BYTES)) {
            return Binding.HASH;
        }
        return isTold(wanted, TerminalObjects.AMOUNT, 6)
                        && isTold(wanted, TerminalObjects.CURRENCY, 2)
                ? Binding.NUMBER_AND_AMOUNT
                : Binding.NUMBER;
    }

    /** Whether it is among what the card signs: what INTERNAL AUTHENTICATE alone does not. */
    private boolean isTold(DataObjectList wanted, int tag, int length) {
        return data.find(tag).isPresent()
                && (wanted.wants(tag, length)
                        || (brand.way() == Brand.Way.COMBINED && options.wants(tag, length)));
    }

    private Checked<CardTap> shown(
            ByteString profile, DynamicSignature told, OptionalInt counter, Binding binding) {
        Optional<ByteString> staticTags = session.find(Tags.STATIC_TAGS);
        if (staticTags.isPresent()) {
            // Book 3, section 10.3: nothing else may stand there.
            if (!staticTags.get().hex().equals("82")) {
                return refused(Fault.OBJECTS);
            }
            signedRecords.add(profile);
        }
        // Without records a certificate could as well be the one for enciphering PINs.
        if (signedTags.isEmpty()) {
            return refused(Fault.UNSIGNED);
        }
        Optional<AccountNumber> account = account();
        Optional<LocalDate> lastDay = session.find(Tags.LAST_DAY).flatMap(CardDate::day);
        ByteString index = session.orEmpty(Tags.AUTHORITY_INDEX);
        if (account.isEmpty() || lastDay.isEmpty() || index.length() != 1) {
            return refused(Fault.MISSING);
        }
        if (!brand.issues(account.get())) {
            return refused(Fault.CONTRADICTION);
        }
        return new Checked.Holds<>(
                new CardTap(
                        application,
                        brand,
                        new CardCertificates(
                                brand.provider(),
                                index.at(0),
                                session.orEmpty(Tags.ISSUER_CERTIFICATE),
                                session.orEmpty(Tags.ISSUER_REMAINDER),
                                session.orEmpty(Tags.ISSUER_EXPONENT),
                                session.orEmpty(Tags.CARD_CERTIFICATE),
                                session.orEmpty(Tags.CARD_REMAINDER),
                                session.orEmpty(Tags.CARD_EXPONENT),
                                ByteString.concat(signedRecords),
                                account.get()),
                        lastDay.get(),
                        told,
                        session.orEmpty(Tags.SIGNATURE),
                        counter,
                        binding,
                        Digests.sha256(
                                TlvWriter.write(Tags.PDOL, options.encoded()),
                                TlvWriter.write(Tags.CDOL1, session.orEmpty(Tags.CDOL1)),
                                TlvWriter.write(Tags.DDOL, session.orEmpty(Tags.DDOL))),
                        session.find(Tags.SEQUENCE)
                                .filter(sequence -> signedTags.contains(Tags.SEQUENCE))
                                .filter(sequence -> sequence.length() == 1)
                                .orElse(NO_SEQUENCE),
                        new CardTap.ForIssuer(
                                profile,
                                session.orEmpty(Tags.COUNTER),
                                session.orEmpty(Tags.CRYPTOGRAM),
                                session.orEmpty(Tags.ISSUER_DATA),
                                session.orEmpty(Tags.SEQUENCE))));
    }

    /** From 5A, from the second track, or from both when they agree. */
    private Optional<AccountNumber> account() {
        Optional<AccountNumber> plain = session.find(Tags.ACCOUNT).flatMap(AccountNumber::of);
        Optional<AccountNumber> track = session.find(Tags.TRACK_2).flatMap(AccountNumber::ofTrack2);
        boolean differ =
                (session.find(Tags.ACCOUNT).isPresent() && plain.isEmpty())
                        || (session.find(Tags.TRACK_2).isPresent() && track.isEmpty())
                        || (plain.isPresent() && track.isPresent() && !plain.equals(track));
        return differ ? Optional.empty() : plain.or(() -> track);
    }

    private static ByteString value(TlvObject template, int tag) {
        return template.child(tag).map(TlvObject::value).orElse(ByteString.EMPTY);
    }

    private static int number(ByteString twoBytes) {
        return (twoBytes.at(0) << 8) | twoBytes.at(1);
    }

    /** A list as a card says it: PDOL, CDOL1 or DDOL. */
    static Checked<DataObjectList> list(ByteString bytes) {
        return DataObjectList.read(bytes)
                        instanceof EmvReading.Read<DataObjectList>(DataObjectList list)
                ? new Checked.Holds<>(list)
                : refused(Fault.OBJECTS);
    }

    private static <T> Checked<T> refused(Fault fault) {
        return Checked.refused(Stage.TRANSCRIPT, fault);
    }
}
