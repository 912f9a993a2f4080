// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

/**
 * Why a tap proves nothing.
 *
 * @param stage which link of the chain
 * @param fault what is wrong with it
 */
public record CardRefusal(Stage stage, Fault fault) {
    /** What is looked at, in this order. */
    public enum Stage {
        /** What was said between telephone and card. */
        TRANSCRIPT,
        /** The key of the certification authority. */
        AUTHORITY,
        /** The issuer's certificate (tag 90). */
        ISSUER,
        /** The card's certificate (tag 9F46). */
        CARD,
        /** The card's signature (tag 9F4B, or that of INTERNAL AUTHENTICATE). */
        SIGNATURE,
        /** The application cryptogram (tag 9F26), which its issuer is asked about. */
        CRYPTOGRAM,
        /** What a transaction of this amount asks for. */
        POLICY
    }

    /** What is wrong. */
    public enum Fault {
        /** A command is not the one that was to be sent, or there are more or fewer of them. */
        COMMAND,
        /** The card did not answer as one that has what it was asked for. */
        ANSWER,
        /** An answer is not made of objects as the books have them, or one stands twice. */
        OBJECTS,
        /** Something that a card must say is missing. */
        MISSING,
        /** The card's application is of no payment system that is taken here. */
        APPLICATION,
        /** The card does not sign in a way that cannot be repeated. */
        METHOD,
        /** Something that must be signed stands where nothing is. */
        UNSIGNED,
        /** What the card says in two places differs. */
        CONTRADICTION,
        /** No such key is loaded; of a cryptogram, nobody here knows its issuer. */
        UNKNOWN,
        /** The key is of a kind that the policy does not take: a test key in a live hub. */
        KIND,
        /** Its last day is over, or its date is none. */
        EXPIRED,
        /** The key is shorter than the policy asks for, or longer than the books allow. */
        KEY_SIZE,
        /** The public exponent is neither 3 nor 65,537. */
        EXPONENT,
        /** The key is of the weak kind of CVE-2017-15361. */
        WEAK_KEY,
        /** The signed bytes are not as many as the key's, or not less than its modulus. */
        SIZE,
        /** What was recovered does not begin and end as it must. */
        FORM,
        /** An algorithm that the books do not know. */
        ALGORITHM,
        /** Other bytes than the books' where there is nothing to say. */
        PADDING,
        /** The rest of the key is missing, or there although nothing is missing. */
        REMAINDER,
        /** The hash is another: something that was signed is not what is before us. */
        HASH,
        /** The certificate is not of the issuer of this account number. */
        ISSUER_ID,
        /** The certificate is of another account number. */
        ACCOUNT,
        /** The certificate's number is on the list of revoked ones. */
        REVOKED,
        /** The dynamic data has not the parts that it must have. */
        DYNAMIC_DATA,
        /** The card signed another exchange than the one before us. */
        EXCHANGE,
        /** The issuer says that its card did not compute the cryptogram. */
        CRYPTOGRAM,
        /** The issuer's word is needed, and whoever has its key cannot be asked now. */
        UNAVAILABLE,
        /** The card signed less of the transaction than its amount asks for. */
        BINDING
    }
}
