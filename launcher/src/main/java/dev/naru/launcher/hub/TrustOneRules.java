// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.authentication.cardtap.AuthorityKeys;
import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.applet.AppletVerifier;
import dev.naru.authentication.devicekey.AttestationKind;
import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.authentication.devicekey.RelyingParty;
import dev.naru.authentication.trustone.DedicatedCards;
import dev.naru.authentication.trustone.IssuerCheck;
import dev.naru.authentication.trustone.TapPolicy;
import dev.naru.authentication.trustone.TapSite;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.Configuration.World;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.launcher.configuration.TrustOneSection;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the configuration says of taps, and what is in the files that it names. */
final class TrustOneRules {
    private final TrustOneSection said;
    private final World world;

    TrustOneRules(Configuration configuration) {
        said = configuration.trustone();
        world = configuration.world();
    }

    /**
     * How the service is set up.
     *
     * @param issuers whom to ask for an issuer's word
     * @throws ConfigurationException naming the key, and the file and line, of what is wrong
     */
    TrustOneSettings read(Path secretsFolder, Optional<IssuerCheck> issuers) {
        ByteString dedicated = ByteString.ofHex(said.dedicatedApplication());
        List<ByteString> applications = new ArrayList<>();
        if (!said.dedicatedIssuers().isEmpty()) {
            applications.add(dedicated);
        }
        if (!said.authorityKeys().isEmpty()) {
            applications.add(TapSite.PAYMENT_DIRECTORY);
        }
        return new TrustOneSettings(
                secretsFolder,
                named(
                        "origins",
                        () -> new RelyingParty(said.relyingParty(), Set.copyOf(said.origins()))),
                new TapSite(said.country(), applications),
                policy(),
                attestation(),
                paymentCards(),
                new DedicatedCards(dedicated, dedicatedCards()),
                issuers,
                said.issuer());
    }

    private TapPolicy policy() {
        return named(
                "larger",
                () ->
                        new TapPolicy(
                                said.leastBinding(),
                                said.larger().stream()
                                        .map(
                                                step ->
                                                        new TapPolicy.Step(
                                                                step.currency(),
                                                                step.fromMinor(),
                                                                step.binding()))
                                        .toList()));
    }

    private CardVerifier paymentCards() {
        Set<CardVerifier.Revoked> revoked = new HashSet<>();
        for (String certificate : said.revokedCertificates()) {
            String[] parts = certificate.split(" ");
            revoked.add(
                    new CardVerifier.Revoked(
                            ByteString.ofHex(parts[0]),
                            Integer.parseInt(parts[1], 16),
                            ByteString.ofHex(parts[2])));
        }
        return new CardVerifier(authorities(), keyPolicy(), revoked);
    }

    /** Which keys of payment systems, issuers and cards are good enough in this world. */
    KeyPolicy keyPolicy() {
        return switch (world) {
            case SANDBOX -> KeyPolicy.TEST;
            case LIVE -> KeyPolicy.LIVE;
        };
    }

    private AuthorityKeys authorities() {
        NamedFile file = new NamedFile("trustone.authority_keys", said.authorityKeys());
        List<String> lines = said.authorityKeys().isEmpty() ? List.of() : file.lines();
        return switch (AuthorityKeys.load(lines)) {
            case AuthorityKeys.Loaded.Keys(AuthorityKeys keys) -> keys;
            case AuthorityKeys.Loaded.Mistaken(List<String> mistakes) ->
                    throw file.wrong(String.join("; ", mistakes));
        };
    }

    private AppletVerifier dedicatedCards() {
        Map<ByteString, ByteString> issuers = new HashMap<>();
        for (String issuer : said.dedicatedIssuers()) {
            String[] parts = issuer.split(" ");
            if (issuers.put(ByteString.ofHex(parts[1]), ByteString.ofHex(parts[2])) != null) {
                throw new ConfigurationException(
                        "trustone.dedicated_issuers has two of the number " + parts[1]);
            }
        }
        Set<ByteString> revoked =
                said.revokedCards().stream().map(ByteString::ofHex).collect(Collectors.toSet());
        return named("dedicated_issuers", () -> new AppletVerifier(issuers, revoked));
    }

    private AttestationPolicy attestation() {
        if (said.attestation().isEmpty()) {
            return AttestationPolicy.sandbox();
        }
        Map<AttestationKind, Set<X509Certificate>> roots = new EnumMap<>(AttestationKind.class);
        for (TrustOneSection.Attestation one : said.attestation()) {
            roots.computeIfAbsent(one.kind(), _ -> new HashSet<>())
                    .addAll(
                            new NamedFile("trustone.attestation.certificates", one.certificates())
                                    .certificates());
        }
        Set<BigInteger> revoked =
                said.revokedAttestations().stream()
                        .map(serial -> new BigInteger(serial, 16))
                        .collect(Collectors.toSet());
        return named("attestation", () -> AttestationPolicy.live(roots, revoked));
    }

    private static <T> T named(String key, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("trustone." + key + ": " + wrong.getMessage(), wrong);
        }
    }
}
