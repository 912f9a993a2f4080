// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.formats.emv.ByteString;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows a card's certificates from a payment system's key to the card's own (EMV 4.4, Book 2,
 * sections 5.1 to 5.3 and 6.1 to 6.4). Safe for many threads.
 */
public final class CardVerifier {
    private static final int MOST_BITS = 1984;
    private static final int MOST_OPENED = 1_024;

    private final AuthorityKeys authorities;
    private final KeyPolicy policy;
    private final Set<Revoked> revoked;
    private final Map<IssuerCertificate, CertifiedKey> opened =
            Collections.synchronizedMap(new Latest<>(MOST_OPENED));

    /** All that decides what an issuer's certificate says. */
    private record IssuerCertificate(
            ByteString provider,
            int index,
            ByteString certificate,
            ByteString remainder,
            ByteString exponent) {}

    /** The entries that were asked for last. */
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private final int most;

        Latest(int most) {
            super(most, 1, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    /**
     * An issuer's certificate that counts no more (Book 2, section 5.1).
     *
     * @param provider of the payment system's key
     * @param index of the payment system's key
     * @param serial of the certificate, 3 bytes
     */
    public record Revoked(ByteString provider, int index, ByteString serial) {}

    /** A verifier by these keys. */
    public CardVerifier(AuthorityKeys authorities, KeyPolicy policy, Set<Revoked> revoked) {
        this.authorities = authorities;
        this.policy = policy;
        this.revoked = Set.copyOf(revoked);
    }

    /**
     * Whether a transcript is of a tap with a genuine card that signed what it was told, or the
     * first thing that is wrong with it.
     *
     * @param transcript all that was said between telephone and card, and nothing more
     * @param told what the card was to be told
     * @param today by the hub's clock, never by the telephone's
     */
    public Checked<CardProof> verify(
            List<Exchange> transcript, TerminalObjects told, LocalDate today) {
        return prove(transcript, told, today).then(card -> new Checked.Holds<>(card.proof()));
    }

    /** The same, with what can be told of the card while it is looked at. */
    public Checked<ProvenCard> prove(
            List<Exchange> transcript, TerminalObjects told, LocalDate today) {
        RecordedCard card = new RecordedCard(transcript);
        return new Terminal(told)
                .tap(card)
                .then(
                        tap ->
                                card.isOver()
                                        ? prove(tap, today)
                                        : Checked.refused(Stage.TRANSCRIPT, Fault.COMMAND));
    }

    private Checked<ProvenCard> prove(CardTap tap, LocalDate today) {
        if (today.isAfter(tap.lastDay())) {
            return Checked.refused(Stage.CARD, Fault.EXPIRED);
        }
        return cardKey(tap.certificates(), today)
                .then(
                        key ->
                                tap.told()
                                        .check(tap.signature(), key.key())
                                        .then(
                                                signed ->
                                                        new Checked.Holds<>(
                                                                new ProvenCard(
                                                                        proof(tap, key, signed),
                                                                        tap))));
    }

    private static CardProof proof(CardTap tap, CardKey key, DynamicSignature.Signed signed) {
        return new CardProof(
                tap.application(),
                tap.brand(),
                key.thumbprint(),
                tap.lists(),
                tap.counter(),
                tap.binding(),
                signed.cryptogram(),
                tap.told() instanceof DynamicSignature.Combined combined
                        ? combined.relayData()
                        : ByteString.EMPTY);
    }

    /** The card's key, or the first thing that is wrong with what vouches for it. */
    Checked<CardKey> cardKey(CardCertificates card, LocalDate today) {
        return authority(card, today)
                .then(authority -> issuer(authority, card, today))
                .then(issuer -> card(issuer, card, today));
    }

    private Checked<AuthorityKey> authority(CardCertificates card, LocalDate today) {
        AuthorityKey authority = authorities.find(card.provider(), card.index()).orElse(null);
        if (authority == null) {
            return Checked.refused(Stage.AUTHORITY, Fault.UNKNOWN);
        }
        if (authority.kind() != policy.kind()) {
            return Checked.refused(Stage.AUTHORITY, Fault.KIND);
        }
        if (YearMonth.from(today).isAfter(authority.lastMonth())) {
            return Checked.refused(Stage.AUTHORITY, Fault.EXPIRED);
        }
        return isOfSize(authority.key(), policy.leastAuthorityBits())
                ? new Checked.Holds<>(authority)
                : Checked.refused(Stage.AUTHORITY, Fault.KEY_SIZE);
    }

    private Checked<CertifiedKey> issuer(
            AuthorityKey authority, CardCertificates card, LocalDate today) {
        return issuerKey(authority, card)
                .then(
                        issuer -> {
                            if (!card.account().beginsWith(issuer.holder())) {
                                return Checked.refused(Stage.ISSUER, Fault.ISSUER_ID);
                            }
                            if (revoked.contains(
                                    new Revoked(
                                            authority.provider(),
                                            authority.index(),
                                            issuer.serial()))) {
                                return Checked.refused(Stage.ISSUER, Fault.REVOKED);
                            }
                            return good(Stage.ISSUER, issuer, policy.leastIssuerBits(), today);
                        });
    }

    /** An issuer has a few certificates, and every card of its own shows one of them. */
    private Checked<CertifiedKey> issuerKey(AuthorityKey authority, CardCertificates card) {
        IssuerCertificate certificate =
                new IssuerCertificate(
                        authority.provider(),
                        authority.index(),
                        card.issuer(),
                        card.issuerRemainder(),
                        card.issuerExponent());
        CertifiedKey known = opened.get(certificate);
        if (known != null) {
            return new Checked.Holds<>(known);
        }
        return CertifiedKey.open(
                        CertifiedKey.Form.ISSUER,
                        authority.key(),
                        card.issuer(),
                        card.issuerRemainder(),
                        card.issuerExponent(),
                        ByteString.EMPTY)
                .then(
                        key -> {
                            opened.put(certificate, key);
                            return new Checked.Holds<>(key);
                        });
    }

    private Checked<CardKey> card(CertifiedKey issuer, CardCertificates card, LocalDate today) {
        return CertifiedKey.open(
                        CertifiedKey.Form.CARD,
                        issuer.key(),
                        card.card(),
                        card.cardRemainder(),
                        card.cardExponent(),
                        card.staticData())
                .then(
                        own ->
                                AccountNumber.of(own.holder())
                                                .filter(card.account()::equals)
                                                .isPresent()
                                        ? good(Stage.CARD, own, policy.leastCardBits(), today)
                                        : Checked.refused(Stage.CARD, Fault.ACCOUNT))
                .then(own -> new Checked.Holds<>(new CardKey(own.key())));
    }

    private static Checked<CertifiedKey> good(
            Stage stage, CertifiedKey certified, int leastBits, LocalDate today) {
        if (certified.isExpired(today)) {
            return Checked.refused(stage, Fault.EXPIRED);
        }
        if (!isOfSize(certified.key(), leastBits)) {
            return Checked.refused(stage, Fault.KEY_SIZE);
        }
        return WeakKeys.have(certified.key().modulus())
                ? Checked.refused(stage, Fault.WEAK_KEY)
                : new Checked.Holds<>(certified);
    }

    /** By its bytes: the first bit of a modulus may be zero. */
    private static boolean isOfSize(RsaKey key, int leastBits) {
        int bits = 8 * key.length();
        return bits >= leastBits && bits <= MOST_BITS;
    }
}
