// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.security.auth.login.LoginException;

/**
 * A hardware security module, or SoftHSM2 in its place, through the JDK's SunPKCS11 provider.
 *
 * <p>An issuer's master key never leaves the token: a key that may is not accepted. <b>What does
 * leave it</b> is the master key of the one card that is asked about, since PKCS#11 through the JDK
 * can encrypt with a key but not derive one from it inside. It is in this process for the length of
 * one computation and zeroed after it; with it anybody can play that one card. Where not even that
 * may be, the issuer's own host implements {@link IssuerKeys}.
 *
 * <p>How the key gets there is the issuer's ceremony. On the token it is a secret key with a label
 * of its own: CKA_ENCRYPT true; CKA_SENSITIVE true; CKA_EXTRACTABLE, CKA_DECRYPT and CKA_WRAP
 * false. An AES key is CKK_AES of 16 bytes. A triple DES key must be CKK_DES3, its left half
 * repeated as the third, because the JDK does not recognise CKK_DES2 in a token. That its halves
 * differ is for the ceremony too: nobody can look here.
 *
 * <p>For any number of threads. After a token was away, whoever owns this opens another.
 */
public final class Pkcs11Token implements IssuerToken {
    private static final String LIBRARY_PATH = "[A-Za-z0-9/._+@-]+";
    private static final String AES = "AES";
    private static final String TRIPLE_DES = "DESede";

    /** How PKCS#11 names every refusal of a PIN: CKR_PIN_INCORRECT, CKR_PIN_LOCKED and others. */
    private static final String PIN_REFUSED = "CKR_PIN_";

    /** What a token says that has the key, and may not encrypt with it. */
    private static final Set<String> UNFIT =
            Set.of(
                    "CKR_KEY_FUNCTION_NOT_PERMITTED",
                    "CKR_KEY_TYPE_INCONSISTENT",
                    "CKR_KEY_SIZE_RANGE");

    /** What is open in this process; see {@link #open}. */
    private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

    private final String place;
    private final Provider provider;
    private final KeyStore store;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Pkcs11Token(String place, Provider provider, KeyStore store) {
        this.place = place;
        this.provider = provider;
        this.store = store;
    }

    /**
     * Logs in to the token with this label, whichever slot it is in. To PKCS#11 a whole process is
     * logged in or is not: a second login would succeed with any PIN, and its logout would be the
     * first one's. So a token is open once.
     *
     * @param library the module's library, such as /usr/lib/softhsm/libsofthsm2.so
     * @param label 1 to 32 characters
     * @param pin the user's; whoever gives it zeroes it
     * @throws KeysUnavailableException when not exactly one token has the label, or it refuses the
     *     PIN
     * @throws IllegalStateException when it is open already
     * @throws IllegalArgumentException when the path has characters other than letters, digits and
     *     {@code / . _ + @ -}
     */
    public static Pkcs11Token open(Path library, String label, char[] pin)
            throws KeysUnavailableException {
        if (!library.toString().matches(LIBRARY_PATH)) {
            throw new IllegalArgumentException("not the path of a PKCS#11 library: " + library);
        }
        // Never by the slot: another token may be in that one by now.
        String place = "the token %s of %s".formatted(label, library.toAbsolutePath());
        if (!OPEN.add(place)) {
            throw new IllegalStateException(place + " is open already");
        }
        Optional<Pkcs11Token> opened = Optional.empty();
        try {
            opened = Optional.of(logIn(place, library, TokenSlots.of(library, label), pin));
            return opened.get();
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            Optional<String> code = code(e);
            throw new KeysUnavailableException(
                    code.filter(it -> it.startsWith(PIN_REFUSED)).isPresent()
                            ? Reason.PIN_REFUSED
                            : Reason.AWAY,
                    withCode(place + " cannot be opened", code),
                    e);
        } finally {
            if (opened.isEmpty()) {
                OPEN.remove(place);
            }
        }
    }

    private static Pkcs11Token logIn(String place, Path library, int slotListIndex, char[] pin)
            throws GeneralSecurityException, IOException {
        Provider template = Security.getProvider("SunPKCS11");
        if (template == null) {
            throw new NoSuchProviderException("this JDK has no module jdk.crypto.cryptoki");
        }
        Provider provider =
                template.configure(
                        "--name = naru\nlibrary = %s\nslotListIndex = %d\n"
                                .formatted(library, slotListIndex));
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, pin);
        return new Pkcs11Token(place, provider, store);
    }

    /**
     * The key with this label.
     *
     * @throws KeysUnavailableException when there is none, or none of these algorithms, or one that
     *     may leave the token
     */
    @Override
    public IssuerKeys issuerKeys(String label) throws KeysUnavailableException {
        Key key = key(label);
        KeyAlgorithm algorithm =
                switch (key.getAlgorithm()) {
                    case TRIPLE_DES -> KeyAlgorithm.TDES;
                    case AES -> KeyAlgorithm.AES;
                    default ->
                            throw new KeysUnavailableException(
                                    Reason.KEY,
                                    "the key %s is neither CKK_DES3 nor CKK_AES".formatted(label));
                };
        // The JDK tells the attribute in no other way. Should it find other words, nothing opens.
        if (key.getEncoded() != null || !key.toString().contains(", unextractable")) {
            throw new KeysUnavailableException(
                    Reason.KEY,
                    "the key %s may leave the token: make it with CKA_EXTRACTABLE false"
                            .formatted(label));
        }
        Keys keys = new Keys(algorithm, key, provider);
        // Whether the token lets it encrypt is found out now, not at the first tap.
        keys.encrypt(new byte[BlockCiphers.KEY_BYTES]);
        return keys;
    }

    private Key key(String label) throws KeysUnavailableException {
        try {
            Optional<Key> key = Optional.ofNullable(store.getKey(label, null));
            if (key.isEmpty()) {
                // The list of labels is of the opening. Read anew without a PIN, it shows what has
                // come since, and fails where the token has forgotten the login and hides all keys.
                store.load(null, null);
                key = Optional.ofNullable(store.getKey(label, null));
            }
            return key.filter(SecretKey.class::isInstance)
                    .orElseThrow(
                            () ->
                                    new KeysUnavailableException(
                                            Reason.KEY, "the token has no secret key " + label));
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            throw new KeysUnavailableException(
                    e.getCause() instanceof KeyStoreException ? Reason.KEY : Reason.AWAY,
                    "the token does not show the key %s; a triple DES key must be CKK_DES3"
                            .formatted(label),
                    e);
        }
    }

    /** What PKCS#11 calls it, such as CKR_DEVICE_REMOVED. */
    private static Optional<String> code(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && message.startsWith("CKR_")) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** For the operator. */
    private static String withCode(String sentence, Optional<String> code) {
        return sentence + code.map(it -> ": " + it).orElse("");
    }

    /** Logs out, once: every key of this token is unavailable from now on. */
    @Override
    public void close() {
        // A second logout would be that of whoever has opened the token since.
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        if (provider instanceof AuthProvider token) {
            try {
                token.logout();
            } catch (LoginException | ProviderException gone) {
                // A token that is not there any more has nobody logged in.
            }
        }
        OPEN.remove(place);
    }

    /** Says only through which provider. */
    @Override
    public String toString() {
        return "Pkcs11Token[" + provider.getName() + "]";
    }

    /** A key that the token keeps. */
    private static final class Keys implements IssuerKeys {
        private final KeyAlgorithm algorithm;
        private final Key key;
        private final Provider provider;
        private final CardCryptograms cryptograms =
                new CardCryptograms((ciphers, sixteen) -> encrypt(sixteen));
        private volatile boolean closed;

        Keys(KeyAlgorithm algorithm, Key key, Provider provider) {
            this.algorithm = algorithm;
            this.key = key;
            this.provider = provider;
        }

        @Override
        public KeyAlgorithm algorithm() {
            return algorithm;
        }

        @Override
        public Comparison compare(CardTransaction transaction, byte[] covered, byte[] cryptogram)
                throws KeysUnavailableException {
            return cryptograms.compare(transaction, covered, cryptogram);
        }

        @Override
        public byte[] respond(
                CardTransaction transaction, byte[] cryptogram, IssuerDecision decision)
                throws KeysUnavailableException {
            return cryptograms.respond(transaction, cryptogram, decision);
        }

        /** Single blocks, as the cards' keys are defined. */
        @SuppressWarnings("InsecureCryptoUsage")
        private byte[] encrypt(byte[] sixteen) throws KeysUnavailableException {
            if (closed) {
                throw new KeysUnavailableException("the issuer's key was let go");
            }
            String transformation =
                    switch (algorithm) {
                        case TDES -> TRIPLE_DES + "/ECB/NoPadding";
                        case AES -> AES + "/ECB/NoPadding";
                    };
            try {
                Cipher cipher = Cipher.getInstance(transformation, provider);
                cipher.init(Cipher.ENCRYPT_MODE, key);
                return cipher.doFinal(sixteen);
            } catch (GeneralSecurityException | ProviderException e) {
                Optional<String> code = code(e);
                throw new KeysUnavailableException(
                        code.filter(UNFIT::contains).isPresent() ? Reason.KEY : Reason.AWAY,
                        withCode("the token does not encrypt", code),
                        e);
            }
        }

        @Override
        public void close() {
            closed = true;
        }

        /** Says only of which algorithm. */
        @Override
        public String toString() {
            return "Pkcs11IssuerKeys[" + algorithm + "]";
        }
    }
}
