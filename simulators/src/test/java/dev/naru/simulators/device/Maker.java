// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import dev.naru.formats.emv.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A maker of devices, with a root certificate of its own, that vouches for their keys. */
final class Maker {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
    static final BigInteger SERIAL = BigInteger.valueOf(4711);

    private static final X500Name ROOT = new X500Name("CN=Root,O=Maker,C=KR");
    private static final X500Name MODEL =
            new X500Name("CN=Model,OU=Authenticator Attestation,O=Maker,C=KR");
    private static final String KEYSTORE = "1.3.6.1.4.1.11129.2.1.17";
    private static final int SIGN = 2;
    private static final int PURPOSE = 1;
    private static final int ORIGIN = 702;
    private static final int ALL_APPLICATIONS = 600;

    private final KeyPair rootKey = keys();
    private final KeyPair modelKey = keys();
    private final X509Certificate root =
            certificate(
                    ROOT,
                    rootKey.getPublic(),
                    BigInteger.ONE,
                    new BasicConstraints(true),
                    "",
                    new byte[0]);

    X509Certificate root() {
        return root;
    }

    /** Packed, with the certificate of a model. */
    Attestor packed() {
        return packed(SimulatedDevice.ES256);
    }

    /** Packed, and said to be signed in another way. */
    Attestor packed(int algorithm) {
        X509Certificate model =
                certificate(
                        MODEL,
                        modelKey.getPublic(),
                        SERIAL,
                        new BasicConstraints(false),
                        "",
                        new byte[0]);
        return (key, signed, hash) ->
                new Attestor.Statement(
                        "packed",
                        Cbor.map(
                                Cbor.text("alg"),
                                Cbor.number(algorithm),
                                Cbor.text("sig"),
                                Cbor.bytes(
                                        SimulatedDevice.signature(
                                                modelKey.getPrivate(),
                                                ByteString.concat(signed, hash))),
                                Cbor.text("x5c"),
                                Cbor.array(der(model))));
    }

    /** What Android's keystore says of a key. */
    enum Keystore {
        /** Made in hardware, to sign. */
        GENUINE,
        /** Brought into it. */
        IMPORTED,
        /** Good for every app. */
        FOR_ALL,
        /** Only software says what is said. */
        IN_SOFTWARE,
        /** Asked for another challenge. */
        ANOTHER_CHALLENGE
    }

    /** Android's keystore. */
    Attestor android(Keystore keystore) {
        return (key, signed, hash) ->
                new Attestor.Statement(
                        "android-key",
                        Cbor.map(
                                Cbor.text("alg"),
                                Cbor.number(SimulatedDevice.ES256),
                                Cbor.text("sig"),
                                Cbor.bytes(
                                        SimulatedDevice.signature(
                                                key.getPrivate(), ByteString.concat(signed, hash))),
                                Cbor.text("x5c"),
                                Cbor.array(
                                        der(
                                                certificate(
                                                        new X500Name("CN=Android Keystore Key"),
                                                        key.getPublic(),
                                                        SERIAL,
                                                        new BasicConstraints(false),
                                                        KEYSTORE,
                                                        encoded(description(keystore, hash)))))));
    }

    /** Somebody whose certificate has an extension of this content, which is no DER. */
    Attestor android(byte[] description) {
        return (key, signed, hash) ->
                new Attestor.Statement(
                        "android-key",
                        Cbor.map(
                                Cbor.text("alg"),
                                Cbor.number(SimulatedDevice.ES256),
                                Cbor.text("sig"),
                                Cbor.bytes(
                                        SimulatedDevice.signature(
                                                key.getPrivate(), ByteString.concat(signed, hash))),
                                Cbor.text("x5c"),
                                Cbor.array(
                                        der(
                                                certificate(
                                                        new X500Name("CN=Android Keystore Key"),
                                                        key.getPublic(),
                                                        SERIAL,
                                                        new BasicConstraints(false),
                                                        KEYSTORE,
                                                        description)))));
    }

    private static ASN1Encodable description(Keystore keystore, ByteString hash) {
        ASN1EncodableVector said = new ASN1EncodableVector();
        said.add(new DERTaggedObject(true, PURPOSE, new DERSet(new ASN1Integer(SIGN))));
        if (keystore == Keystore.FOR_ALL) {
            said.add(new DERTaggedObject(true, ALL_APPLICATIONS, new DERSequence()));
        }
        said.add(
                new DERTaggedObject(
                        true, ORIGIN, new ASN1Integer(keystore == Keystore.IMPORTED ? 2 : 0)));
        ByteString challenge = keystore == Keystore.ANOTHER_CHALLENGE ? Digest.sha256(hash) : hash;
        ASN1Encodable list = new DERSequence(said);
        ASN1Encodable nothing = new DERSequence();
        boolean software = keystore == Keystore.IN_SOFTWARE;
        return new DERSequence(
                new ASN1Encodable[] {
                    new ASN1Integer(4),
                    new ASN1Enumerated(1),
                    new ASN1Integer(41),
                    new ASN1Enumerated(1),
                    new DEROctetString(challenge.toByteArray()),
                    new DEROctetString(new byte[0]),
                    software ? list : nothing,
                    software ? nothing : list
                });
    }

    /** Apple, without saying which device. */
    Attestor apple() {
        return (key, signed, hash) ->
                new Attestor.Statement(
                        "apple",
                        Cbor.map(
                                Cbor.text("x5c"),
                                Cbor.array(
                                        der(
                                                certificate(
                                                        new X500Name("CN=key"),
                                                        key.getPublic(),
                                                        SERIAL,
                                                        new BasicConstraints(false),
                                                        "1.2.840.113635.100.8.2",
                                                        encoded(nonce(signed, hash)))))));
    }

    private static ASN1Encodable nonce(ByteString signed, ByteString hash) {
        ByteString nonce = Digest.sha256(ByteString.concat(signed, hash));
        return new DERSequence(
                new DERTaggedObject(true, 1, new DEROctetString(nonce.toByteArray())));
    }

    private static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What vouches for one key, brought along with another. */
    static Attestor ofAnother(Attestor attestor) {
        KeyPair other = keys();
        return (key, signed, hash) -> attestor.vouch(other, signed, hash);
    }

    private X509Certificate certificate(
            X500Name subject,
            PublicKey key,
            BigInteger serial,
            BasicConstraints constraints,
            String extension,
            byte[] value) {
        try {
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            ROOT, serial, Date.from(FROM), Date.from(TO), subject, key);
            builder.addExtension(Extension.basicConstraints, true, constraints);
            if (!extension.isEmpty()) {
                builder.addExtension(new ASN1ObjectIdentifier(extension), false, value);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(rootKey.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteString der(X509Certificate certificate) {
        try {
            return Cbor.bytes(ByteString.of(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
