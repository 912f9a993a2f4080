// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a token that may go away; nothing is before it was opened for the first time.
 *
 * @param login the last one, until it is known to be gone
 * @param away why nobody is asked
 */
record TokenStanding(Optional<Login> login, Optional<String> away) {
    /** Before the first opening. */
    static final TokenStanding UNKNOWN = new TokenStanding(Optional.empty(), Optional.empty());

    /**
     * One login.
     *
     * @param keys that can be asked
     * @param missing labels of the others, and why
     */
    record Login(
            IssuerToken token, Map<String, IssuerKeys> keys, SortedMap<String, String> missing) {
        static Login of(IssuerToken token) {
            return new Login(token, Map.of(), new TreeMap<>());
        }

        Login with(String label, IssuerKeys key) {
            Map<String, IssuerKeys> more = new HashMap<>(keys);
            SortedMap<String, String> less = new TreeMap<>(missing);
            more.put(label, key);
            less.remove(label);
            return new Login(token, more, less);
        }

        Login without(String label, String why) {
            Map<String, IssuerKeys> less = new HashMap<>(keys);
            SortedMap<String, String> more = new TreeMap<>(missing);
            less.remove(label);
            more.put(label, why);
            return new Login(token, less, more);
        }
    }

    static TokenStanding here(Login login) {
        return new TokenStanding(Optional.of(login), Optional.empty());
    }

    /** Nothing is open. */
    static TokenStanding gone(String why) {
        return new TokenStanding(Optional.empty(), Optional.of(why));
    }

    /** The login may still be good, and whoever looks begins with it. */
    TokenStanding hanging(String why) {
        return new TokenStanding(login, Optional.of(why));
    }

    TokenStanding without(String label, String why) {
        return new TokenStanding(login.map(open -> open.without(label, why)), away);
    }

    /** Whom to ask, where anybody is asked. */
    Optional<IssuerKeys> key(String label) {
        return away.isPresent()
                ? Optional.empty()
                : login.flatMap(open -> Optional.ofNullable(open.keys.get(label)));
    }

    /** Why there is nobody to ask. */
    KeysUnavailableException why(String label) {
        return away.map(KeysUnavailableException::new)
                .orElseGet(
                        () ->
                                new KeysUnavailableException(
                                        Reason.KEY,
                                        concerns().getOrDefault(label, "the token is not open")));
    }

    /** What is wrong, by label; by no label where it is the whole token. */
    SortedMap<String, String> concerns() {
        return away.<SortedMap<String, String>>map(why -> new TreeMap<>(Map.of("", why)))
                .or(() -> login.map(Login::missing))
                .orElseGet(TreeMap::new);
    }

    /** The same as one sentence; none while all is well. */
    Optional<String> complaint() {
        return concerns().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", concerns().values()));
    }
}
