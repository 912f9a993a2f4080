// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import dev.naru.authentication.cardtap.AuthorityKeys;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.cardtap.applet.AppletVerifier;
import dev.naru.authentication.cardtap.cryptogram.CardKeyOption;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVersion;
import dev.naru.authentication.cardtap.cryptogram.IssuedCards;
import dev.naru.authentication.cardtap.cryptogram.IssuerAdapter;
import dev.naru.authentication.cardtap.cryptogram.IssuerKeys;
import dev.naru.authentication.cardtap.cryptogram.KeyAlgorithm;
import dev.naru.authentication.cardtap.cryptogram.SoftwareIssuerKeys;
import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.authentication.devicekey.RelyingParty;
import dev.naru.authentication.phone.Phone;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.DedicatedCards;
import dev.naru.authentication.trustone.TapPolicy;
import dev.naru.authentication.trustone.TapSite;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.WireReading;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.qr.Luhn;
import dev.naru.simulators.card.PaymentIssuer;
import dev.naru.simulators.card.SimulatedChip;
import dev.naru.simulators.card.SimulatedDynamicCard;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.device.SimulatedDevice;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Simulated cards and devices, a hub that knows their issuers, and what a telephone does. */
public final class Taps {
    /** For whom device keys are made. */
    public static final String PARTY = "pay.example.kr";

    /** The page before which payers sit. */
    public static final String ORIGIN = "https://pay.example.kr";

    /** Who signs assertions. */
    public static final String ISSUER = "https://hub.example/trustone";

    /** How the payment cards' numbers begin. */
    public static final String PREFIX = "54133300";

    private static final String DYNAMIC_PREFIX = "62109400";
    private static final String PREFIX_OF_NOBODY = "62109499";

    /** How the numbers of all cards with an account number begin. */
    static final Set<String> PREFIXES = Set.of(PREFIX, DYNAMIC_PREFIX, PREFIX_OF_NOBODY);

    private static final long COMMAND_NS = 900_000;
    private static final String DEDICATED_ISSUER = "4B520001";
    private static final String LAST_MONTH = "1230";
    private static final PaymentIssuer PAYMENT_CARDS =
            new PaymentIssuer(1, 0xF1, PREFIX, LAST_MONTH);
    private static final KeyPair DEDICATED_CARDS = keys();
    private static final PaymentIssuer DYNAMIC_CARDS =
            PaymentIssuer.ofDynamicCards(2, 0xF2, DYNAMIC_PREFIX, LAST_MONTH);
    private static final PaymentIssuer CARDS_OF_NOBODY =
            PaymentIssuer.ofDynamicCards(3, 0xF3, PREFIX_OF_NOBODY, LAST_MONTH);
    private static final ByteString MASTER_KEY =
            ByteString.ofHex("0123456789ABCDEFFEDCBA9876543210");

    private Taps() {}

    /** A hub that takes these cards, and devices for which nobody vouches. */
    public static TrustOneSettings settings(Path folder) {
        AuthorityKeys authorities =
                switch (AuthorityKeys.load(
                        List.of(
                                PAYMENT_CARDS.authorityLine(),
                                DYNAMIC_CARDS.authorityLine(),
                                CARDS_OF_NOBODY.authorityLine()))) {
                    case AuthorityKeys.Loaded.Keys(AuthorityKeys keys) -> keys;
                    case AuthorityKeys.Loaded.Mistaken mistaken ->
                            throw new AssertionError(mistaken.mistakes());
                };
        return new TrustOneSettings(
                folder,
                new RelyingParty(PARTY, Set.of(ORIGIN)),
                new TapSite(410, List.of(AppletTerminal.SANDBOX, TapSite.PAYMENT_DIRECTORY)),
                new TapPolicy(Binding.NUMBER_AND_AMOUNT, List.of()),
                AttestationPolicy.sandbox(),
                new CardVerifier(authorities, KeyPolicy.TEST, Set.of()),
                new DedicatedCards(
                        AppletTerminal.SANDBOX,
                        new AppletVerifier(
                                Map.of(ByteString.ofHex(DEDICATED_ISSUER), point(DEDICATED_CARDS)),
                                Set.of())),
                Optional.of(issuers()::verify),
                ISSUER);
    }

    /** One whose key is here, and one whose key was let go. */
    private static IssuerAdapter issuers() {
        SoftwareIssuerKeys away =
                new SoftwareIssuerKeys(KeyAlgorithm.TDES, MASTER_KEY.toByteArray());
        away.close();
        return new IssuerAdapter(
                List.of(
                        issued(
                                DYNAMIC_PREFIX,
                                new SoftwareIssuerKeys(
                                        KeyAlgorithm.TDES, MASTER_KEY.toByteArray())),
                        issued(PREFIX_OF_NOBODY, away)));
    }

    private static IssuedCards issued(String prefix, IssuerKeys keys) {
        return new IssuedCards(
                prefix,
                CryptogramVersion.CCD_TDES,
                CardKeyOption.A,
                SimulatedDynamicCard.KEY_INDEX,
                keys);
    }

    /**
     * The number of such a payment card.
     *
     * @param digits the 7 of it before the check digit
     */
    public static String paymentNumber(String digits) {
        return Luhn.append(PREFIX + digits);
    }

    /**
     * A payment card with a key of its own.
     *
     * @param digits the 7 of its number before the check digit
     */
    public static Card paymentCard(String digits) {
        return inTheHand(paymentChip(digits));
    }

    /** The same, of which there can be copies. */
    public static synchronized SimulatedPaymentCard paymentChip(String digits) {
        return PAYMENT_CARDS.issue(digits);
    }

    /** A chip as telephones see it. */
    public static Card inTheHand(SimulatedPaymentCard chip) {
        return command -> Optional.of(chip.transmit(command));
    }

    /**
     * A payment card that signs by INTERNAL AUTHENTICATE alone, whose issuer can be asked.
     *
     * @param digits the 7 of its number before the check digit
     */
    public static synchronized Card dynamicCard(String digits) {
        SimulatedDynamicCard card = DYNAMIC_CARDS.issueDynamic(digits, MASTER_KEY);
        return command -> Optional.of(card.transmit(command));
    }

    /** The same, but its cryptograms are not of the key that its issuer has. */
    public static synchronized Card dynamicCardOfAnotherKey(String digits) {
        SimulatedDynamicCard card =
                DYNAMIC_CARDS.issueDynamic(
                        digits, ByteString.ofHex("00112233445566778899AABBCCDDEEFF"));
        return command -> Optional.of(card.transmit(command));
    }

    /** The same, of an issuer whose key cannot be asked. */
    public static synchronized Card dynamicCardWithoutWord(String digits) {
        SimulatedDynamicCard card = CARDS_OF_NOBODY.issueDynamic(digits, MASTER_KEY);
        return command -> Optional.of(card.transmit(command));
    }

    /**
     * A dedicated card, the real applet in a simulated chip.
     *
     * @param number 16 hexadecimal digits
     */
    public static synchronized Card dedicatedCard(String number) {
        SimulatedChip chip =
                SimulatedChip.issued(
                        AppletTerminal.SANDBOX.hex(),
                        new SimulatedChip.Holder(DEDICATED_ISSUER, number, LAST_MONTH),
                        DEDICATED_CARDS.getPrivate());
        return command -> Optional.of(ByteString.of(chip.transmit(command.toByteArray())));
    }

    /** A telephone with a key that stays in it. */
    public static SimulatedDevice device() {
        return new SimulatedDevice(PARTY, ORIGIN, SimulatedDevice.Kind.BOUND);
    }

    /** What a telephone writes down of a tap, each command of which takes 900 microseconds. */
    public static TapTranscript tap(String cardChallenge, Card card) {
        CardChallenge challenge = read(CardChallenge.read(cardChallenge.getBytes(UTF_8)));
        AtomicLong ns = new AtomicLong();
        LongSupplier clock = () -> ns.addAndGet(COMMAND_NS);
        return switch (new Phone(clock).tap(challenge, card)) {
            case Checked.Holds<TapTranscript>(TapTranscript transcript) -> transcript;
            case Checked.Refused<TapTranscript>(CardRefusal why) ->
                    throw new AssertionError("the card did not come to the end: " + why);
        };
    }

    /**
     * Seals for the hub.
     *
     * @param openingKey JWK
     */
    public static String seal(String openingKey, byte[] content) {
        try {
            ECKey key = ECKey.parse(openingKey);
            JWEObject sealed =
                    new JWEObject(
                            new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                                    .keyID(key.getKeyID())
                                    .build(),
                            new Payload(content));
            sealed.encrypt(new ECDHEncrypter(key));
            return sealed.serialize();
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T read(WireReading<T> reading) {
        return switch (reading) {
            case WireReading.Read<T>(T value) -> value;
            case WireReading.Refused<T> refused -> throw new AssertionError(refused);
        };
    }

    private static ByteString point(KeyPair keys) {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return ByteString.ofHex("04" + hex(key.getW().getAffineX()) + hex(key.getW().getAffineY()));
    }

    private static String hex(BigInteger coordinate) {
        return "%064X".formatted(coordinate);
    }

    /** A fresh pair on P-256. */
    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
