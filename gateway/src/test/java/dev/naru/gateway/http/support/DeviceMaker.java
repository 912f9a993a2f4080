// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.device.Attestor;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A maker of devices that vouches for the keys in them, by the certificate of a model under a root
 * of its own (Web Authentication, 8.2 Packed Attestation). Its certificates are in force in 2026.
 */
public final class DeviceMaker implements Attestor {
    private static final X500Name ROOT = new X500Name("CN=Root,O=Maker,C=KR");
    private static final X500Name MODEL =
            new X500Name("CN=Model,OU=Authenticator Attestation,O=Maker,C=KR");
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

    private final KeyPair rootKey = Taps.keys();
    private final KeyPair modelKey = Taps.keys();
    private final X509Certificate root;
    private final X509Certificate model;

    /**
     * With new keys.
     *
     * @param modelSerial the serial number of the model's certificate, by which it is revoked
     */
    public DeviceMaker(BigInteger modelSerial) {
        root = certificate(ROOT, rootKey.getPublic(), BigInteger.ONE, new BasicConstraints(true));
        model = certificate(MODEL, modelKey.getPublic(), modelSerial, new BasicConstraints(false));
    }

    /** Whoever knows this one knows the maker. */
    public X509Certificate root() {
        return root;
    }

    @Override
    public Statement vouch(KeyPair key, ByteString authenticatorData, ByteString clientDataHash) {
        return new Statement("packed", statement(authenticatorData, clientDataHash));
    }

    /** {@code {"alg": -7, "sig": bytes, "x5c": [bytes]}} in CBOR (RFC 8949). */
    private ByteString statement(ByteString authenticatorData, ByteString clientDataHash) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(modelKey.getPrivate());
            signature.update(ByteString.concat(authenticatorData, clientDataHash).toByteArray());
            return ByteString.concat(
                    ByteString.ofHex("A3"),
                    text("alg"),
                    ByteString.ofHex("26"),
                    text("sig"),
                    bytes(signature.sign()),
                    text("x5c"),
                    ByteString.ofHex("81"),
                    bytes(model.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteString text(String name) {
        return ByteString.concat(
                ByteString.of((byte) (0x60 + name.length())),
                ByteString.of(name.getBytes(US_ASCII)));
    }

    /** With a length of one byte, or of two where one does not hold it. */
    private static ByteString bytes(byte[] value) {
        String head = value.length < 256 ? "58%02X" : "59%04X";
        return ByteString.concat(
                ByteString.ofHex(head.formatted(value.length)), ByteString.of(value));
    }

    private X509Certificate certificate(
            X500Name subject, PublicKey key, BigInteger serial, BasicConstraints constraints) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            new JcaX509v3CertificateBuilder(
                                            ROOT,
                                            serial,
                                            Date.from(FROM),
                                            Date.from(TO),
                                            subject,
                                            key)
                                    .addExtension(Extension.basicConstraints, true, constraints)
                                    .build(
                                            new JcaContentSignerBuilder("SHA256withECDSA")
                                                    .build(rootKey.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
