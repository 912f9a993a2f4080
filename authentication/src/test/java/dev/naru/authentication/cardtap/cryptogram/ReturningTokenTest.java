// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Genuine;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A token that goes away and comes back, with the samples' keys. */
class ReturningTokenTest {
    private static final Set<String> BOTH = Set.of("tdes", "aes");
    private static final Sample SAMPLE = Sample.published().getFirst();

    private final FakeModule module = new FakeModule();
    private final List<Optional<String>> told = new ArrayList<>();
    private long nowNs = -1;

    /** What is plugged in, and what it says. */
    private static final class FakeModule {
        private final List<FakeToken> tokens = new ArrayList<>();
        private Optional<String> refuses = Optional.empty();
        private Optional<String> lacks = Optional.empty();

        IssuerToken open() throws KeysUnavailableException {
            if (refuses.isPresent()) {
                // Counted as well: a try is a try.
                tokens.add(new FakeToken(""));
                throw new KeysUnavailableException(refuses.get());
            }
            tokens.add(new FakeToken(lacks.orElse("")));
            return tokens.getLast();
        }

        void pullOut() {
            tokens.getLast().close();
            refuses = Optional.of("there is no token");
        }

        void plugIn() {
            refuses = Optional.empty();
        }
    }

    private static final class FakeToken implements IssuerToken {
        private final SoftwareIssuerKeys tdes =
                new SoftwareIssuerKeys(KeyAlgorithm.TDES, Sample.TDES_KEY);
        private final SoftwareIssuerKeys aes =
                new SoftwareIssuerKeys(KeyAlgorithm.AES, Sample.AES_KEY);
        private final String lacks;

        FakeToken(String lacks) {
            this.lacks = lacks;
        }

        @Override
        public IssuerKeys issuerKeys(String label) throws KeysUnavailableException {
            if (label.equals(lacks)) {
                throw new KeysUnavailableException("the token has no secret key " + label);
            }
            return label.equals("tdes") ? tdes : aes;
        }

        @Override
        public void close() {
            tdes.close();
            aes.close();
        }
    }

    private ReturningToken open() throws KeysUnavailableException {
        return new ReturningToken(module::open, BOTH, () -> nowNs, told::add);
    }

    private static CryptogramVerdict ask(ReturningToken token) {
        return Sample.adapter(token.issuerKeys("tdes"), token.issuerKeys("aes"))
                .verify(SAMPLE.tags());
    }

    @Test
    void aTokenThatGoesIsUnavailableAndThatComesBackIsOpenedAnew() throws Exception {
        try (ReturningToken token = open()) {
            assertThat(ask(token)).isInstanceOf(Genuine.class);
            nowNs += ReturningToken.PAUSE.toNanos();
            module.pullOut();
            assertThat(ask(token))
                    .isEqualTo(
                            new Refused(CryptogramRefusal.KEYS_UNAVAILABLE, "there is no token"));
            assertThat(token.complaint()).contains("there is no token");
            module.plugIn();
            // It was tried a moment ago.
            assertThat(ask(token)).isInstanceOf(Refused.class);
            nowNs += ReturningToken.PAUSE.toNanos();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
            assertThat(token.complaint()).isEmpty();
        }
        assertThat(told).containsExactly(Optional.of("there is no token"), Optional.empty());
    }

    @Test
    void itIsTriedOnceInAPauseHoweverManyAsk() throws Exception {
        try (ReturningToken token = open()) {
            nowNs += ReturningToken.PAUSE.toNanos();
            module.pullOut();
            for (int i = 0; i < 100; i++) {
                assertThat(ask(token)).isInstanceOf(Refused.class);
            }
            assertThat(module.tokens).hasSize(2);
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void aPinThatIsRefusedIsNeverTriedAgain() throws Exception {
        try (ReturningToken token = open()) {
            module.pullOut();
            module.refuses = Optional.of("cannot be opened: CKR_PIN_INCORRECT");
            nowNs += ReturningToken.PAUSE.toNanos();
            assertThat(ask(token)).isInstanceOf(Refused.class);
            module.plugIn();
            for (int i = 0; i < 3; i++) {
                nowNs += ReturningToken.PAUSE.toNanos();
                assertThat(ask(token)).isInstanceOf(Refused.class);
            }
            assertThat(module.tokens).hasSize(2);
        }
    }

    @Test
    void aKeyThatIsMissingAfterwardsIsMissingAlone() throws Exception {
        try (ReturningToken token = open()) {
            module.pullOut();
            module.plugIn();
            module.lacks = Optional.of("aes");
            nowNs += ReturningToken.PAUSE.toNanos();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
            Sample aes =
                    Sample.ours().stream()
                            .filter(one -> one.version() == CryptogramVersion.CCD_AES)
                            .findFirst()
                            .orElseThrow();
            assertThat(
                            Sample.adapter(token.issuerKeys("tdes"), token.issuerKeys("aes"))
                                    .verify(aes.tags()))
                    .isEqualTo(
                            new Refused(
                                    CryptogramRefusal.KEYS_UNAVAILABLE,
                                    "the token has no key aes any more"));
        }
    }

    @Test
    void atTheFirstOpeningEverythingMustBeThere() {
        module.lacks = Optional.of("aes");
        assertThatThrownBy(this::open)
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessage("the token has no secret key aes");
        module.refuses = Optional.of("there is no token");
        assertThatThrownBy(this::open)
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessage("there is no token");
    }

    @Test
    void whatIsClosedIsNotOpenedAgain() throws Exception {
        ReturningToken token = open();
        token.close();
        nowNs += ReturningToken.PAUSE.toNanos();
        assertThat(ask(token)).isInstanceOf(Refused.class);
        assertThat(module.tokens).hasSize(1);
        assertThatThrownBy(() -> token.issuerKeys("other"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(token.toString() + token.issuerKeys("aes"))
                .isEqualTo("ReturningTokenReturningIssuerKeys[AES]");
    }
}
