// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** One transaction of one card: all that its key depends on beside the issuer's. */
public final class CardTransaction {
    private final CryptogramVersion version;
    private final CardKeyOption option;
    private final CardNumber card;
    private final byte[] counter;
    private final byte[] unpredictable;

    CardTransaction(
            CryptogramVersion version,
            CardKeyOption option,
            CardNumber card,
            byte[] counter,
            byte[] unpredictable) {
        this.version = version;
        this.option = option;
        this.card = card;
        this.counter = counter;
        this.unpredictable = unpredictable;
    }

    /** What the card speaks. */
    public CryptogramVersion version() {
        return version;
    }

    /** How its master key comes from the issuer's. */
    public CardKeyOption option() {
        return option;
    }

    /** Whose card it is. Its digits are gone when the question is answered. */
    public CardNumber card() {
        return card;
    }

    /** The card's transaction counter (tag 9F36), 2 bytes. */
    public byte[] counter() {
        return counter.clone();
    }

    /** The unpredictable number (tag 9F37), 4 bytes. */
    public byte[] unpredictable() {
        return unpredictable.clone();
    }

    /** Says neither whose nor which. */
    @Override
    public String toString() {
        return "CardTransaction[" + version + "]";
    }
}
