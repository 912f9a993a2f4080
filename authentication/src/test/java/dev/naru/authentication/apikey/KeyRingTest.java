// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final ApiKey KEY = ApiKey.random();
    private static final ApiKey OTHER = ApiKey.random();

    @TempDir Path folder;

    @Test
    void theFirstStartMakesTheOperatorsKeyAndKeepsItsHashOnly() throws IOException {
        KeyRing ring = KeyRing.open(folder);
        String key = Files.readString(folder.resolve(KeyRing.OPERATOR_FILE)).strip();
        assertThat(ring.identify(key)).contains(new Caller.Operator("first"));
        assertThat(Files.readString(folder.resolve(KeyRing.RING_FILE)))
                .doesNotContain(key)
                .contains(new ApiKey(key).hash().hex());
        assertThat(mode(KeyRing.OPERATOR_FILE)).isEqualTo("rw-------");
        assertThat(mode(KeyRing.RING_FILE)).isEqualTo("rw-------");
    }

    @Test
    void theOperatorsKeyOutlivesARestartAndTheRemovalOfItsFile() throws IOException {
        KeyRing.open(folder);
        Path secret = folder.resolve(KeyRing.OPERATOR_FILE);
        String key = Files.readString(secret).strip();
        Files.delete(secret);
        assertThat(KeyRing.open(folder).identify(key)).isPresent();
        assertThat(secret).doesNotExist();
    }

    @Test
    void aFirstStartThatWasCutOffGoesOnWithTheKeyThatItWrote() throws IOException {
        KeyRing.open(folder);
        String key = Files.readString(folder.resolve(KeyRing.OPERATOR_FILE)).strip();
        Files.delete(folder.resolve(KeyRing.RING_FILE));
        assertThat(KeyRing.open(folder).identify(key)).contains(new Caller.Operator("first"));
    }

    @Test
    void aRegisteredKeyIsItsParticipantsAlsoAfterARestart() {
        KeyRing ring = KeyRing.open(folder);
        assertThat(ring.identify(KEY.text())).isEmpty();
        assertThat(ring.register(10, "till", KEY.hash())).isEqualTo(Registration.REGISTERED);
        Caller caller = new Caller.Participant("till", 10);
        assertThat(ring.identify(KEY.text())).contains(caller);
        assertThat(KeyRing.open(folder).identify(KEY.text())).contains(caller);
    }

    @Test
    void registeringTheSameKeyAgainChangesNothing() throws IOException {
        KeyRing ring = KeyRing.open(folder);
        ring.register(10, "till", KEY.hash());
        String before = Files.readString(folder.resolve(KeyRing.RING_FILE));
        assertThat(ring.register(10, "till", KEY.hash()))
                .isEqualTo(Registration.ALREADY_REGISTERED);
        assertThat(Files.readString(folder.resolve(KeyRing.RING_FILE))).isEqualTo(before);
    }

    @Test
    void anIdOrAKeyThatIsTakenIsRefused() {
        KeyRing ring = KeyRing.open(folder);
        ring.register(10, "till", KEY.hash());
        assertThat(ring.register(10, "till", OTHER.hash())).isEqualTo(Registration.KEY_ID_TAKEN);
        assertThat(ring.register(11, "till", KEY.hash())).isEqualTo(Registration.KEY_TAKEN);
        assertThat(ring.register(11, "till", OTHER.hash())).isEqualTo(Registration.REGISTERED);
    }

    @Test
    void aRevokedKeyIsNobodysForEver() {
        KeyRing ring = KeyRing.open(folder);
        ring.register(10, "till", KEY.hash());
        assertThat(ring.revoke(11, "till")).isEqualTo(Revocation.UNKNOWN);
        assertThat(ring.revoke(10, "till")).isEqualTo(Revocation.REVOKED);
        assertThat(ring.revoke(10, "till")).isEqualTo(Revocation.ALREADY_REVOKED);
        assertThat(ring.identify(KEY.text())).isEmpty();
        KeyRing again = KeyRing.open(folder);
        assertThat(again.identify(KEY.text())).isEmpty();
        assertThat(again.register(10, "till", KEY.hash())).isEqualTo(Registration.KEY_ID_TAKEN);
        assertThat(again.register(10, "other", KEY.hash())).isEqualTo(Registration.KEY_TAKEN);
    }

    @Test
    void aShortOrHugeKeyIsNobodysEvenIfItsHashWasRegistered() {
        KeyRing ring = KeyRing.open(folder);
        String guessable = "password";
        String huge = "k".repeat(ApiKey.MOST_LENGTH + 1);
        ring.register(10, "weak", KeyHash.of(guessable));
        ring.register(10, "huge", KeyHash.of(huge));
        assertThat(ring.identify(guessable)).isEmpty();
        assertThat(ring.identify(huge)).isEmpty();
        assertThat(ring.identify("")).isEmpty();
    }

    @Test
    void theRingSaysWhenItIsFull() throws IOException {
        KeyRing.open(folder);
        StringBuilder text = new StringBuilder("naru api keys 1\n");
        for (int i = 0; i < KeyRing.MOST_KEYS; i++) {
            text.append("1 k").append(i).append(' ');
            text.append("%064x".formatted(i)).append(" ACTIVE\n");
        }
        Files.writeString(folder.resolve(KeyRing.RING_FILE), text);
        assertThat(KeyRing.open(folder).register(10, "till", KEY.hash()))
                .isEqualTo(Registration.FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "naru api keys 2\n",
                "naru api keys 1\n1 till",
                "naru api keys 1\n1 till 00 ACTIVE\n",
                "naru api keys 1\nx till %064x ACTIVE\n",
                "naru api keys 1\n1 TILL %064x ACTIVE\n",
                "naru api keys 1\n1 till %064x MAYBE\n",
                "naru api keys 1\n1 till %064x ACTIVE extra\n",
                "naru api keys 1\n1 till %064x ACTIVE"
            })
    void aDamagedRingStopsTheStart(String content) throws IOException {
        KeyRing.open(folder);
        Files.writeString(folder.resolve(KeyRing.RING_FILE), content.formatted(7));
        assertThatThrownBy(() -> KeyRing.open(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(KeyRing.RING_FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UPPER",
                "a b",
                "a\nb",
                "a/b",
                "12345678901234567890123456789012345678901"
            })
    void whatIsNoKeyIdIsRefused(String keyId) {
        assertThat(KeyRing.isKeyId(keyId)).isFalse();
        assertThatThrownBy(() -> KeyRing.open(folder).register(1, keyId, KEY.hash()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHashIsReadFromLowerCaseHexadecimalOnly() {
        String hex = KEY.hash().hex();
        assertThat(KeyHash.parse(hex)).contains(KEY.hash());
        assertThat(KeyHash.parse(hex.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(KeyHash.parse(hex.substring(1))).isEmpty();
        assertThat(KeyHash.parse(hex + "0")).isEmpty();
        assertThat(KeyHash.parse("g" + hex.substring(1))).isEmpty();
    }

    @Test
    void noTextFormShowsAKey() {
        assertThat(KEY.toString()).doesNotContain(KEY.text().substring(5));
        assertThat(KEY.text()).isNotEqualTo(OTHER.text()).startsWith("naru_");
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
