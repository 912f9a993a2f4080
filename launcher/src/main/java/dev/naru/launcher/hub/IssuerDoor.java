// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.authentication.cardtap.cryptogram.IssuedCards;
import dev.naru.authentication.cardtap.cryptogram.IssuerAdapter;
import dev.naru.authentication.cardtap.cryptogram.IssuerKeys;
import dev.naru.authentication.cardtap.cryptogram.KeyAlgorithm;
import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException;
import dev.naru.authentication.cardtap.cryptogram.Pkcs11Token;
import dev.naru.authentication.cardtap.cryptogram.ReturningToken;
import dev.naru.authentication.cardtap.cryptogram.SoftwareIssuerKeys;
import dev.naru.authentication.trustone.IssuerCheck;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.launcher.configuration.TrustOneSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuers that the configuration names, with their keys: whether a cryptogram is genuine, and
 * nothing else. Whether its card was reported lost, only the issuer's own host knows.
 */
final class IssuerDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerDoor.class);
    private static final int CELLS = 3;
    private static final String KEYS_KEY = "trustone.software_keys";

    private final TrustOneSection said;
    private final Map<String, ReturningToken> tokens = new HashMap<>();
    private final Map<String, IssuerKeys> software = new HashMap<>();
    private Optional<IssuerCheck> check = Optional.empty();

    private IssuerDoor(TrustOneSection said) {
        this.said = said;
    }

    /**
     * Opens the tokens and finds every key. A token that is away may come later.
     *
     * @throws ConfigurationException naming the token, file or issuer of which something is wrong,
     *     or the key that a token has not that answers; nothing stays open then
     */
    static IssuerDoor open(TrustOneSection said) {
        IssuerDoor door = new IssuerDoor(said);
        try {
            if (!said.softwareKeys().isEmpty()) {
                door.readSoftwareKeys();
            }
            requireNoneTwice(said.tokens());
            for (TrustOneSection.Token token : said.tokens()) {
                door.open(token);
            }
            if (!said.issuers().isEmpty()) {
                door.check = Optional.of(door.adapter()::verify);
            }
            return door;
        } catch (RuntimeException | Error wrong) {
            door.close();
            throw wrong;
        }
    }

    /** A process is logged in to a token once. */
    private static void requireNoneTwice(List<TrustOneSection.Token> tokens) {
        Map<String, String> names = new HashMap<>();
        for (TrustOneSection.Token token : tokens) {
            String other = names.put(token.label() + "\n" + token.library(), token.name());
            if (other != null) {
                throw new ConfigurationException(
                        "trustone.tokens: %s and %s are one token".formatted(other, token.name()));
            }
        }
    }

    /** Whom to ask; empty where no issuer is named. */
    Optional<IssuerCheck> check() {
        return check;
    }

    /**
     * Which tokens, or keys in them, cannot be asked now; empty while all is well. For everybody:
     * what the token said, its library and its files are in the log alone.
     */
    Optional<String> complaint() {
        String all =
                tokens.entrySet().stream()
                        .filter(one -> one.getValue().complaint().isPresent())
                        .map(one -> "keys in " + one.getKey() + " cannot be asked: see the log")
                        .sorted()
                        .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private void open(TrustOneSection.Token token) {
        // Looked at now, so that a wrong file is told by its own name.
        Arrays.fill(pin(token), '\0');
        try {
            ReturningToken opened =
                    ReturningToken.open(
                            () -> login(token),
                            keys(token),
                            ReturningToken.Timing.REAL,
                            why -> tell(token.name(), why));
            tokens.put(token.name(), opened);
            if (opened.complaint().isPresent()) {
                LOG.warn(
                        "The hub starts without the issuers' keys in {}: no token with the label {}"
                            + " answers. If that label is wrong it never will; else it is opened"
                            + " with the first tap that needs it after it has come back",
                        token.name(),
                        token.label());
            }
        } catch (KeysUnavailableException wrong) {
            throw new ConfigurationException(
                    "trustone.tokens " + token.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    /** By label: of which algorithm the cards need the key. */
    private Map<String, KeyAlgorithm> keys(TrustOneSection.Token token) {
        Map<String, KeyAlgorithm> keys = new HashMap<>();
        said.issuers().stream()
                .filter(issuer -> issuer.keys().equals(token.name()))
                .flatMap(issuer -> issuer.cards().stream())
                .forEach(
                        kind -> {
                            KeyAlgorithm needed = kind.option().algorithm();
                            KeyAlgorithm other = keys.put(kind.key(), needed);
                            if (other != null && other != needed) {
                                throw new ConfigurationException(
                                        "trustone.issuers: cards need the key %s of %s to be one of TDES and one of AES"
                                                .formatted(kind.key(), token.name()));
                            }
                        });
        return keys;
    }

    /** The file is read each time, so that a PIN can be changed while the hub runs. */
    private static Pkcs11Token login(TrustOneSection.Token token) throws KeysUnavailableException {
        char[] pin = new char[0];
        try {
            pin = pin(token);
            return Pkcs11Token.open(Path.of(token.library()), token.label(), pin);
        } catch (ConfigurationException unreadable) {
            throw new KeysUnavailableException(String.valueOf(unreadable.getMessage()), unreadable);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private static char[] pin(TrustOneSection.Token token) {
        NamedFile file = new NamedFile("trustone.tokens.pin_file", token.pinFile());
        List<String> lines = file.secretLines();
        if (lines.size() != 1 || lines.getFirst().isBlank()) {
            throw file.wrong("must hold the PIN alone in a line");
        }
        return lines.getFirst().strip().toCharArray();
    }

    private static void tell(String token, Optional<String> why) {
        why.ifPresentOrElse(
                sentence -> LOG.warn("Issuers' keys in {} cannot be asked: {}", token, sentence),
                () -> LOG.info("Issuers' keys in {} can be asked again", token));
    }

    private void readSoftwareKeys() {
        NamedFile file = new NamedFile(KEYS_KEY, said.softwareKeys());
        int line = 0;
        for (String text : file.secretLines()) {
            line++;
            if (!text.isBlank() && !text.startsWith("#")) {
                readSoftwareKey(file, line, text.strip().split("\\s+"));
            }
        }
    }

    private void readSoftwareKey(NamedFile file, int line, String[] cells) {
        if (cells.length != CELLS) {
            throw file.wrong(line, "must have label, TDES or AES, and key");
        }
        Optional<KeyAlgorithm> algorithm =
                Arrays.stream(KeyAlgorithm.values())
                        .filter(one -> one.name().equals(cells[1]))
                        .findFirst();
        if (algorithm.isEmpty()) {
            throw file.wrong(line, "the algorithm must be TDES or AES");
        }
        if (!cells[2].matches("[0-9A-Fa-f]{32}")) {
            throw file.wrong(line, "the key must have 32 hexadecimal digits");
        }
        byte[] key = HexFormat.of().parseHex(cells[2]);
        try {
            if (software.put(cells[0], new SoftwareIssuerKeys(algorithm.get(), key)) != null) {
                throw file.wrong(line, "there is a key with this label already");
            }
        } catch (IllegalArgumentException weak) {
            throw file.wrong(line, String.valueOf(weak.getMessage()));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private IssuerAdapter adapter() {
        List<IssuedCards> issued = new ArrayList<>();
        for (TrustOneSection.Issuer issuer : said.issuers()) {
            Function<String, IssuerKeys> place = place(issuer);
            for (TrustOneSection.IssuedKind kind : issuer.cards()) {
                IssuerKeys keys = place.apply(kind.key());
                for (String number : issuer.numbers()) {
                    issued.add(cards(issuer, number, kind, keys));
                }
            }
        }
        try {
            return new IssuerAdapter(issued);
        } catch (IllegalArgumentException alike) {
            throw new ConfigurationException("trustone.issuers: " + alike.getMessage(), alike);
        }
    }

    private Function<String, IssuerKeys> place(TrustOneSection.Issuer issuer) {
        ReturningToken token = tokens.get(issuer.keys());
        return token != null
                ? token::issuerKeys
                : label ->
                        Optional.ofNullable(software.get(label))
                                .orElseThrow(
                                        () ->
                                                new NamedFile(KEYS_KEY, said.softwareKeys())
                                                        .wrong(
                                                                "has no key %s, which trustone.issuers %s names"
                                                                        .formatted(
                                                                                label,
                                                                                issuer.name())));
    }

    private static IssuedCards cards(
            TrustOneSection.Issuer issuer,
            String number,
            TrustOneSection.IssuedKind kind,
            IssuerKeys keys) {
        try {
            return new IssuedCards(number, kind.version(), kind.option(), kind.keyIndex(), keys);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    "trustone.issuers %s, %s: %s"
                            .formatted(
                                    issuer.name(),
                                    kind.version().name().toLowerCase(Locale.ROOT),
                                    wrong.getMessage()),
                    wrong);
        }
    }

    /** Logs out of every token. */
    @Override
    public void close() {
        tokens.values().forEach(ReturningToken::close);
        software.values().forEach(IssuerKeys::close);
    }
}
