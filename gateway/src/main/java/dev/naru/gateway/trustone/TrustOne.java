// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.assertion.AssertionSigner;
import dev.naru.authentication.assertion.SealedTranscripts;
import dev.naru.authentication.assertion.ServiceKeys;
import dev.naru.authentication.devicekey.DeviceAssertion;
import dev.naru.authentication.devicekey.DeviceRegistration;
import dev.naru.authentication.secret.PrivateFile;
import dev.naru.authentication.trustone.CardAuthenticator;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.database.Database;
import dev.naru.gateway.http.machine.HubDoor;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * The service, put together. Safe for many threads; any number of them can stand on one database.
 */
public final class TrustOne {
    private static final String SCHEMA = "trustone";
    private static final String MIGRATIONS = "dev/naru/gateway/trustone/migrations";
    private static final String CHALLENGE_SECRET_FILE = "trustone-challenge-secret";
    private static final String VAULT_KEY_FILE = "trustone-vault-key";
    private static final String REGISTRATION_KEY_FILE = "trustone-registration-key";
    private static final String ACCOUNT_KEY_FILE = "trustone-account-key";

    private final Pseudonyms pseudonyms;
    private final DeviceKeys deviceKeys;
    private final Challenges challenges;
    private final Answers answers;
    private final KeptTaps keptTaps;
    private final ServiceKeys signing;
    private final ServiceKeys opening;

    private TrustOne(Ground ground, HubDoor door) {
        TrustOneSettings settings = ground.settings();
        Database database = new Database(ground.source(), SCHEMA, MIGRATIONS);
        Path secrets = settings.secretsFolder();
        signing = new ServiceKeys(secrets, ServiceKeys.Use.SIGNING);
        opening = new ServiceKeys(secrets, ServiceKeys.Use.OPENING);
        CardChallenges cardChallenges =
                new CardChallenges(
                        secret(secrets, CHALLENGE_SECRET_FILE, CardChallenge.SECRET),
                        settings.site());
        pseudonyms = new Pseudonyms(secret(secrets, ACCOUNT_KEY_FILE, Pseudonyms.KEY_BYTES));
        ChallengeStore store = new ChallengeStore(database);
        keptTaps = new KeptTaps(database);
        deviceKeys =
                new DeviceKeys(
                        new DeviceKeyStore(database),
                        new DeviceRegistration(
                                settings.relyingParty(), settings.attestationPolicy()),
                        new RegistrationSeal(
                                secret(secrets, REGISTRATION_KEY_FILE, RegistrationSeal.KEY_BYTES)),
                        door,
                        settings.relyingParty().id());
        challenges =
                new Challenges(store, cardChallenges, opening, door, settings.relyingParty().id());
        answers =
                new Answers(
                        store,
                        new TapJudge(
                                new DeviceAssertion(settings.relyingParty()),
                                new SealedTranscripts(opening),
                                cardChallenges,
                                new CardAuthenticator(
                                        settings.paymentCards(),
                                        settings.dedicatedCards(),
                                        settings.tapPolicy(),
                                        secret(
                                                secrets,
                                                VAULT_KEY_FILE,
                                                CardAuthenticator.VAULT_KEY),
                                        settings.issuerCheck()),
                                door),
                        new AssertionSigner(signing, settings.issuer()),
                        door);
    }

    /**
     * What it stands on.
     *
     * @param source a database that nobody else but other gateways of this hub use the schema
     *     {@code trustone} of
     */
    public record Ground(TrustOneSettings settings, DataSource source) {}

    /**
     * Puts it together. It does not wait for the database, which is brought to this version's form
     * when it first answers.
     */
    public static TrustOne open(Ground ground, HubDoor door) {
        return new TrustOne(ground, door);
    }

    /** Names for accounts and requests. */
    public Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    /** Registers keys of payers' devices. */
    public DeviceKeys deviceKeys() {
        return deviceKeys;
    }

    /** Asks for taps. */
    public Challenges challenges() {
        return challenges;
    }

    /** Judges what is answered. */
    public Answers answers() {
        return answers;
    }

    /** What was found of answers, for the audit. */
    public KeptTaps keptTaps() {
        return keptTaps;
    }

    /** The public keys, a JWKS document: with which assertions are signed, and to seal for. */
    public String jwks() {
        return ServiceKeys.jwks(signing, opening);
    }

    private static ByteString secret(Path folder, String file, int bytes) {
        return ByteString.of(new PrivateFile(folder, file).randomBytes(bytes));
    }
}
