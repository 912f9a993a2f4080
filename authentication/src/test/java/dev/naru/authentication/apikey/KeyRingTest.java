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
        assertThat(ring.identify(key)).contains(new Caller.Operator("first", 1));
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
        assertThat(KeyRing.open(folder).identify(key)).contains(new Caller.Operator("first", 1));
    }

    @Test
    void aRegisteredKeyIsItsParticipantsAlsoAfterARestart() {
        KeyRing ring = KeyRing.open(folder);
        assertThat(ring.identify(KEY.text())).isEmpty();
        assertThat(ring.register(KeyOwner.participant(10), "till", KEY.hash()))
                .isEqualTo(Registration.REGISTERED);
        Caller caller = new Caller.Participant("till", 10);
        assertThat(ring.identify(KEY.text())).contains(caller);
        assertThat(KeyRing.open(folder).identify(KEY.text())).contains(caller);
    }

    @Test
    void registeringTheSameKeyAgainChangesNothing() throws IOException {
        KeyRing ring = KeyRing.open(folder);
        ring.register(KeyOwner.participant(10), "till", KEY.hash());
        String before = Files.readString(folder.resolve(KeyRing.RING_FILE));
        assertThat(ring.register(KeyOwner.participant(10), "till", KEY.hash()))
                .isEqualTo(Registration.ALREADY_REGISTERED);
        assertThat(Files.readString(folder.resolve(KeyRing.RING_FILE))).isEqualTo(before);
    }

    @Test
    void anIdOrAKeyThatIsTakenIsRefused() {
        KeyRing ring = KeyRing.open(folder);
        ring.register(KeyOwner.participant(10), "till", KEY.hash());
        assertThat(ring.register(KeyOwner.participant(10), "till", OTHER.hash()))
                .isEqualTo(Registration.KEY_ID_TAKEN);
        assertThat(ring.register(KeyOwner.participant(11), "till", KEY.hash()))
                .isEqualTo(Registration.KEY_TAKEN);
        assertThat(ring.register(KeyOwner.participant(11), "till", OTHER.hash()))
                .isEqualTo(Registration.REGISTERED);
    }

    @Test
    void aRevokedKeyIsNobodysForEver() {
        KeyRing ring = KeyRing.open(folder);
        ring.register(KeyOwner.participant(10), "till", KEY.hash());
        assertThat(ring.revoke(KeyOwner.participant(11), "till")).isEqualTo(Revocation.UNKNOWN);
        assertThat(ring.revoke(KeyOwner.participant(10), "till")).isEqualTo(Revocation.REVOKED);
        assertThat(ring.revoke(KeyOwner.participant(10), "till"))
                .isEqualTo(Revocation.ALREADY_REVOKED);
        assertThat(ring.identify(KEY.text())).isEmpty();
        KeyRing again = KeyRing.open(folder);
        assertThat(again.identify(KEY.text())).isEmpty();
        assertThat(again.register(KeyOwner.participant(10), "till", KEY.hash()))
                .isEqualTo(Registration.KEY_ID_TAKEN);
        assertThat(again.register(KeyOwner.participant(10), "other", KEY.hash()))
                .isEqualTo(Registration.KEY_TAKEN);
    }

    @Test
    void theKeysOfThoseWhoRunTheHubAreTheirOwn() {
        KeyRing ring = KeyRing.open(folder);
        ring.register(KeyOwner.person(1), "second", KEY.hash());
        ring.register(KeyOwner.person(2), "second", OTHER.hash());
        assertThat(ring.identify(KEY.text())).contains(new Caller.Operator("second", 1));
        assertThat(KeyRing.open(folder).identify(OTHER.text()))
                .contains(new Caller.Operator("second", 2));
    }

    @Test
    void theLastKeyWithWhichTheHubCanBeRunStays() throws IOException {
        KeyRing ring = KeyRing.open(folder);
        String first = Files.readString(folder.resolve(KeyRing.OPERATOR_FILE)).strip();
        ring.register(KeyOwner.participant(10), "till", OTHER.hash());
        assertThat(ring.revoke(KeyOwner.person(1), "first"))
                .isEqualTo(Revocation.LAST_OPERATOR_KEY);
        assertThat(ring.identify(first)).isPresent();

        ring.register(KeyOwner.person(2), "laptop", KEY.hash());
        assertThat(ring.revoke(KeyOwner.person(1), "first")).isEqualTo(Revocation.REVOKED);
        assertThat(ring.identify(first)).isEmpty();
        assertThat(ring.revoke(KeyOwner.person(2), "laptop"))
                .isEqualTo(Revocation.LAST_OPERATOR_KEY);
    }

    @Test
    void whatAnotherProcessChangesIsInForceWithTheNextLook() {
        KeyRing here = KeyRing.open(folder);
        KeyRing there = KeyRing.open(folder);
        there.register(KeyOwner.participant(10), "till", KEY.hash());
        assertThat(here.identify(KEY.text())).contains(new Caller.Participant("till", 10));
        here.register(KeyOwner.participant(11), "till", OTHER.hash());
        there.revoke(KeyOwner.participant(10), "till");
        assertThat(here.identify(KEY.text())).isEmpty();
        assertThat(there.identify(OTHER.text())).contains(new Caller.Participant("till", 11));
    }

    @Test
    void whereTheFileWasDamagedMeanwhileNobodyIsLetIn() throws IOException {
        KeyRing ring = KeyRing.open(folder);
        ring.register(KeyOwner.participant(10), "till", KEY.hash());
        Files.writeString(folder.resolve(KeyRing.RING_FILE), "nothing of ours\n");
        assertThatThrownBy(() -> ring.identify(KEY.text()))
                .isInstanceOf(IllegalStateException.class);
        Files.delete(folder.resolve(KeyRing.RING_FILE));
        assertThatThrownBy(() -> ring.identify(KEY.text()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void theFirstVersionsOperatorIsTheFirstPerson() throws IOException {
        KeyRing.open(folder);
        Files.writeString(
                folder.resolve(KeyRing.RING_FILE),
                "naru api keys 1\n0 first %s ACTIVE\n10 till %s ACTIVE\n"
                        .formatted(KEY.hash().hex(), OTHER.hash().hex()));
        KeyRing ring = KeyRing.open(folder);
        assertThat(ring.identify(KEY.text())).contains(new Caller.Operator("first", 1));
        assertThat(ring.identify(OTHER.text())).contains(new Caller.Participant("till", 10));
        ring.revoke(KeyOwner.participant(10), "till");
        assertThat(KeyRing.open(folder).identify(KEY.text())).isPresent();
    }

    @Test
    void aShortOrHugeKeyIsNobodysEvenIfItsHashWasRegistered() {
        KeyRing ring = KeyRing.open(folder);
        String guessable = "password";
        String huge = "k".repeat(ApiKey.MOST_LENGTH + 1);
        ring.register(KeyOwner.participant(10), "weak", KeyHash.of(guessable));
        ring.register(KeyOwner.participant(10), "huge", KeyHash.of(huge));
        assertThat(ring.identify(guessable)).isEmpty();
        assertThat(ring.identify(huge)).isEmpty();
        assertThat(ring.identify("")).isEmpty();
    }

    @Test
    void theRingSaysWhenItIsFull() throws IOException {
        KeyRing.open(folder);
        StringBuilder text = new StringBuilder("naru api keys 2\n");
        for (int i = 0; i < KeyRing.MOST_KEYS; i++) {
            text.append("1 0 k").append(i).append(' ');
            text.append("%064x".formatted(i)).append(" ACTIVE\n");
        }
        Files.writeString(folder.resolve(KeyRing.RING_FILE), text);
        assertThat(KeyRing.open(folder).register(KeyOwner.participant(10), "till", KEY.hash()))
                .isEqualTo(Registration.FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "naru api keys 3\n",
                "naru api keys 1\n1 0 till %064x ACTIVE\n",
                "naru api keys 2\n1 till %064x ACTIVE\n",
                "naru api keys 2\n0 0 till %064x ACTIVE\n",
                "naru api keys 2\n1 1 till %064x ACTIVE\n",
                "naru api keys 2\n1 x till %064x ACTIVE\n",
                "naru api keys 2\n1 0 till %064x ACTIVE",
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
        assertThatThrownBy(
                        () ->
                                KeyRing.open(folder)
                                        .register(KeyOwner.participant(1), keyId, KEY.hash()))
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
