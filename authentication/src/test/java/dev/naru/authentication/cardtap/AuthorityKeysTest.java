// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityKeysTest {
    private static final String LINE = TestCard.authorityLine(AuthorityKey.Kind.TEST, "2030-12");

    @Test
    void keysAreFoundByProviderAndIndex() {
        AuthorityKeys.Loaded loaded = AuthorityKeys.load(List.of("# ours", "", "  " + LINE));
        assertThat(loaded).isInstanceOf(AuthorityKeys.Loaded.Keys.class);
        AuthorityKeys keys = ((AuthorityKeys.Loaded.Keys) loaded).keys();
        assertThat(keys.find(TestCard.PROVIDER, TestCard.INDEX)).isPresent();
        assertThat(keys.find(TestCard.PROVIDER, 0x78)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEST A0 | PROD A0 | TEST or LIVE",
                "A000000004 | A0000000 | 5 bytes",
                "A000000004 | A00000000 | hexadecimal",
                "A000000004 | A000000003 | check sum",
                "A000000004 | A000000152 | A000000004 MASTERCARD, A000000003 VISA, A000000025"
                        + " AMERICAN_EXPRESS, A000000333 UNIONPAY, A000000065 JCB",
                " 77  | 78 | check sum",
                " 010001 | 03 | check sum",
                " 010001 | 05 | exponent",
                "2030-12 | 2030-13 | last month",
                "2030-12 | 12/30 | last month",
                " 77  | '' | must have kind",
            })
    void aLineThatIsWrongIsNamedAndNothingIsLoaded(String was, String becomes, String rule) {
        String wrong = LINE.replaceFirst(was.strip(), becomes);
        assertThat(AuthorityKeys.load(List.of("# a note", wrong)))
                .isInstanceOfSatisfying(
                        AuthorityKeys.Loaded.Mistaken.class,
                        mistaken ->
                                assertThat(mistaken.mistakes())
                                        .singleElement()
                                        .asString()
                                        .startsWith("line 2: ")
                                        .contains(rule));
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThat(AuthorityKeys.load(List.of(LINE, LINE)))
                .isEqualTo(
                        new AuthorityKeys.Loaded.Mistaken(
                                List.of(
                                        "line 2: there is a key of this provider and index"
                                                + " already")));
    }
}
