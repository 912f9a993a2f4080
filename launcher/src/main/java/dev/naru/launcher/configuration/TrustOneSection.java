// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

import static dev.naru.launcher.configuration.Configuration.range;
import static dev.naru.launcher.configuration.Configuration.require;
import static dev.naru.launcher.configuration.Configuration.requireHost;

import dev.naru.authentication.cardtap.AuthorityKey;
import dev.naru.authentication.cardtap.CardProof;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.cardtap.cryptogram.CardKeyOption;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVersion;
import dev.naru.authentication.devicekey.AttestationKind;
import dev.naru.launcher.configuration.Configuration.World;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Proofs by a tap of a card. What is in the files that it names, the start looks at.
 *
 * @param relyingParty the domain for which device keys are made; empty for no service
 * @param origins the pages and apps of it before which payers sit
 * @param issuer who signs assertions
 * @param country where cards are tapped, ISO 3166, numeric
 * @param authorityKeys the file of payment systems' keys; empty for no payment cards
 * @param revokedCertificates of issuers: provider, index and serial number, hexadecimal
 * @param dedicatedApplication the dedicated card's name, hexadecimal
 * @param dedicatedIssuers kind of each, as of a payment system's key, and its number and point,
 *     hexadecimal
 * @param revokedCards dedicated ones, issuer's and own number, hexadecimal
 * @param leastBinding what a card must sign of every transaction
 * @param larger what larger amounts ask for
 * @param attestation who vouches for devices
 * @param revokedAttestations serial numbers of attestation certificates, hexadecimal
 * @param issuers whose cards' cryptograms are checked
 * @param tokens where their keys are
 * @param softwareKeys the file of keys that are in no token; empty for none, as in a live hub
 */
public record TrustOneSection(
        String relyingParty,
        List<String> origins,
        String issuer,
        int country,
        String authorityKeys,
        List<String> revokedCertificates,
        String dedicatedApplication,
        List<String> dedicatedIssuers,
        List<String> revokedCards,
        CardProof.Binding leastBinding,
        List<Larger> larger,
        List<Attestation> attestation,
        List<String> revokedAttestations,
        List<Issuer> issuers,
        List<Token> tokens,
        String softwareKeys) {
    /** What an issuer says in the place of a token's name when its keys are in the file. */
    public static final String SOFTWARE = "software";

    private static final String NAME = "[a-z][a-z0-9-]{0,30}";
    private static final String KEY_LABEL = "[A-Za-z0-9._-]{1,32}";

    /** Checks every field. */
    public TrustOneSection {
        range("trustone.country", country, 1, 999);
        if (!relyingParty.isEmpty()) {
            requireHost("trustone.relying_party", relyingParty);
            require(!origins.isEmpty(), "trustone.origins must name at least one");
            require(!issuer.isBlank(), "trustone.issuer must say who signs assertions");
            require(
                    !authorityKeys.isEmpty() || !dedicatedIssuers.isEmpty(),
                    "trustone.authority_keys or trustone.dedicated_issuers must be given:"
                            + " without either no card is taken");
        }
        requireEach(
                "trustone.revoked_certificates",
                revokedCertificates,
                "[0-9A-F]{10} [0-9A-F]{2} [0-9A-F]{6}");
        require(
                dedicatedApplication.matches("([0-9A-F]{2}){5,16}"),
                "trustone.dedicated_application must be 10 to 32 hexadecimal digits");
        requireEach(
                "trustone.dedicated_issuers",
                dedicatedIssuers,
                "(TEST|LIVE) [0-9A-F]{8} 04[0-9A-F]{128}");
        requireEach("trustone.revoked_cards", revokedCards, "[0-9A-F]{24}");
        requireEach("trustone.revoked_attestations", revokedAttestations, "[0-9A-F]{1,40}");
        requireKeysThere(issuers, tokens, softwareKeys);
    }

    private static void requireKeysThere(
            List<Issuer> issuers, List<Token> tokens, String softwareKeys) {
        Set<String> places = new HashSet<>();
        for (Token token : tokens) {
            require(places.add(token.name), "trustone.tokens has two of the name " + token.name);
        }
        if (!softwareKeys.isEmpty()) {
            places.add(SOFTWARE);
        }
        Set<String> names = new HashSet<>();
        for (Issuer one : issuers) {
            require(names.add(one.name), "trustone.issuers has two of the name " + one.name);
            require(
                    places.contains(one.keys),
                    "trustone.issuers.keys must be the name of one of trustone.tokens, or "
                            + SOFTWARE
                            + " where trustone.software_keys names a file, not "
                            + one.keys);
        }
    }

    /** Refuses dedicated cards of another world than this one. */
    void requireDedicatedCardsOf(World world) {
        AuthorityKey.Kind kind =
                switch (world) {
                    case SANDBOX -> AuthorityKey.Kind.TEST;
                    case LIVE -> AuthorityKey.Kind.LIVE;
                };
        for (String issuer : dedicatedIssuers) {
            String[] parts = issuer.split(" ");
            require(
                    parts[0].equals(kind.name()),
                    "trustone.dedicated_issuers must each be "
                            + kind
                            + " where world is "
                            + world.name().toLowerCase(Locale.ROOT)
                            + ", not "
                            + parts[0]
                            + " as "
                            + parts[1]);
        }
        require(
                world == World.SANDBOX
                        || dedicatedIssuers.isEmpty()
                        || !dedicatedApplication.equals(AppletTerminal.SANDBOX.hex()),
                "trustone.dedicated_application must be a name of your own where world is live, not"
                        + " "
                        + dedicatedApplication
                        + ", which is every sandbox's");
    }

    private static void requireEach(String key, List<String> values, String form) {
        for (String value : values) {
            require(value.matches(form), key + " must each have the form " + form);
        }
    }

    /** Whether there is a service. */
    public boolean isThere() {
        return !relyingParty.isEmpty();
    }

    /** From which amount on a card must sign how much. */
    public record Larger(String currency, long fromMinor, CardProof.Binding binding) {
        /** Checks currency and amount. */
        public Larger {
            require(
                    Currency.getAvailableCurrencies().stream()
                            .anyMatch(known -> known.getCurrencyCode().equals(currency)),
                    "trustone.larger.currency must be a code of ISO 4217, not " + currency);
            range("trustone.larger.from_minor", fromMinor, 0, Long.MAX_VALUE);
        }
    }

    /** Who vouches for devices of a kind: a file of certificates (PEM). */
    public record Attestation(AttestationKind kind, String certificates) {
        /** Checks that the kind has any. */
        public Attestation {
            require(
                    kind.isCertified(),
                    "trustone.attestation.kind must be one that has certificates, not " + kind);
        }
    }

    /**
     * An issuer whose cards' cryptograms are checked.
     *
     * @param numbers how its cards' numbers begin, 6 to 10 digits each
     * @param keys the name of the token that holds its keys, or {@link #SOFTWARE}
     * @param cards the kinds of cards that it has
     */
    public record Issuer(String name, List<String> numbers, String keys, List<IssuedKind> cards) {
        /** Checks every field. */
        public Issuer {
            requireName("trustone.issuers.name", name);
            require(!numbers.isEmpty(), "trustone.issuers.numbers must have at least one");
            requireEach("trustone.issuers.numbers", numbers, "[0-9]{6,10}");
            require(!cards.isEmpty(), "trustone.issuers.cards must have at least one");
        }
    }

    /**
     * Cards of one kind.
     *
     * @param version what they speak
     * @param option how their keys come from the issuer's
     * @param keyIndex which of the issuer's keys, as the cards say it
     * @param key that key's label, in the token or the file
     */
    public record IssuedKind(
            CryptogramVersion version, CardKeyOption option, int keyIndex, String key) {
        /** Checks every field. */
        public IssuedKind {
            require(
                    version.options().contains(option),
                    "trustone.issuers.cards.option must be one of "
                            + version.options()
                            + " with "
                            + version
                            + ", not "
                            + option);
            range("trustone.issuers.cards.key_index", keyIndex, 0, 255);
            require(
                    key.matches(KEY_LABEL),
                    "trustone.issuers.cards.key must be 1 to 32 letters, digits and . _ -, not "
                            + key);
        }
    }

    /**
     * A token behind PKCS#11.
     *
     * @param library the path of the module's library
     * @param label the token's
     * @param pinFile where the user's PIN stands alone in a line; only its owner may read it
     */
    public record Token(String name, String library, String label, String pinFile) {
        /** Checks every field. */
        public Token {
            requireName("trustone.tokens.name", name);
            require(
                    !name.equals(SOFTWARE),
                    "trustone.tokens.name must not be " + SOFTWARE + ", which is no token");
            require(
                    library.matches("/[A-Za-z0-9/._+@-]+"),
                    "trustone.tokens.library must be a path from the root, of letters, digits and"
                            + " / . _ + @ -, not "
                            + library);
            require(
                    label.matches("[!-~]([ -~]{0,30}[!-~])?"),
                    "trustone.tokens.label must be 1 to 32 ASCII characters, not " + label);
            require(!pinFile.isBlank(), "trustone.tokens.pin_file must name the file with the PIN");
        }
    }

    private static void requireName(String key, String name) {
        require(
                name.matches(NAME),
                key
                        + " must be a lower-case letter and up to 30 lower-case letters, digits and"
                        + " -, not "
                        + name);
    }
}
