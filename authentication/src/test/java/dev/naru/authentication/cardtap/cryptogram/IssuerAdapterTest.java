// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Genuine;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IssuerAdapterTest {
    private static final int COUNTER = 0x001C;

    private final IssuerAdapter adapter = Sample.adapter();

    static Stream<Sample> samples() {
        return Stream.concat(Sample.published().stream(), Sample.ours().stream());
    }

    static Stream<Sample> published() {
        return Sample.published().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aKnownCryptogramIsGenuine(Sample sample) {
        assertThat(adapter.verify(sample.tags())).isEqualTo(new Genuine(sample.version(), COUNTER));
    }

    @Test
    void thereIsASampleOfEveryVersion() {
        Set<CryptogramVersion> seen = EnumSet.noneOf(CryptogramVersion.class);
        samples().forEach(sample -> seen.add(sample.version()));
        assertThat(seen).containsExactly(CryptogramVersion.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aGenuineCryptogramIsAnswered(Sample sample) {
        IssuerDecision decision = sample.decision();
        String more =
                switch (sample.version().responseMethod()) {
                    case ONE -> hex(decision.responseCode());
                    case TWO -> hex(decision.statusUpdate()) + hex(decision.proprietary());
                };
        assertThat(adapter.answer(sample.tags(), decision))
                .isInstanceOfSatisfying(
                        IssuerAnswer.Answered.class,
                        answered ->
                                assertThat(hex(answered.authentication().value()))
                                        .isEqualTo(sample.answer() + more));
    }

    @ParameterizedTest
    @MethodSource("published")
    void theSecondOpinionAgreesWithWhatIsPublished(Sample sample) {
        SecondOpinion card =
                new SecondOpinion(
                        Sample.TDES_KEY, sample.version(), sample.option(), sample.tags());
        assertThat(card.cryptogram()).isEqualTo(sample.value(0x9F26));
        assertThat(hex(card.answer())).isEqualTo(sample.answer());
    }

    /** The published value of version 22 is of data that end in a 9F10 of version 18. */
    @Test
    void version22ComputesItsPublishedCryptogram() throws KeysUnavailableException {
        Sample sample = Sample.published().get(1);
        byte[] covered =
                Sample.hex(
                        "0000000040000000000000000124800004800001241911050152BF45851800001C"
                                + "06011203A0B800");
        try (SoftwareIssuerKeys keys = keys()) {
            assertThat(
                            keys.compute(
                                    transaction(CryptogramVersion.VISA_CVN_22, sample.tags()),
                                    covered))
                    .isEqualTo(Sample.hex("7A788EA6B8A3E733"));
        }
    }

    @Test
    void everyVersionAgreesWithTheSecondOpinionOnRandomTaps() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            for (Sample sample : Sample.ours()) {
                Map<Integer, byte[]> tags = sample.tags();
                for (CryptogramTag tag : CryptogramTag.COVERED) {
                    random.nextBytes(sample.value(tag.tag()));
                }
                SecondOpinion card =
                        new SecondOpinion(
                                Sample.key(sample.version()),
                                sample.version(),
                                sample.option(),
                                tags);
                tags.put(0x9F26, card.cryptogram());
                assertThat(adapter.verify(tags)).isInstanceOf(Genuine.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySingleBitOfEveryTagCounts(Sample sample) {
        for (CryptogramTag tag : CryptogramTag.values()) {
            int bits = 8 * sample.value(tag.tag()).length;
            for (int bit = 0; bit < bits; bit++) {
                CryptogramVerdict verdict = adapter.verify(sample.flipped(tag.tag(), bit));
                if (tag == CryptogramTag.ISSUER_APPLICATION_DATA && isLeftOut(sample, bit / 8)) {
                    assertThat(verdict).isInstanceOf(Genuine.class);
                } else {
                    assertThat(verdict).as("bit %d of %s", bit, tag).isInstanceOf(Refused.class);
                }
                if (CryptogramTag.COVERED.contains(tag)
                        || tag == CryptogramTag.APPLICATION_CRYPTOGRAM) {
                    assertThat(reason(verdict)).isEqualTo(CryptogramRefusal.CRYPTOGRAM_WRONG);
                }
            }
        }
    }

    /** What no cryptogram of this version covers: the verdict says so. */
    private static boolean isLeftOut(Sample sample, int byteAt) {
        return switch (sample.version()) {
            case VISA_CVN_10 -> byteAt >= 8;
            case MCHIP_CVN_16, MCHIP_CVN_20 -> byteAt >= 8;
            case MCHIP_CVN_17, MCHIP_CVN_21 -> byteAt == 8 || byteAt == 9;
            case VISA_CVN_18, VISA_CVN_22, CCD_TDES, CCD_AES -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyBitOfTheIssuersKeyCountsButThoseForParity(Sample sample) {
        for (int bit = 0; bit < 128; bit++) {
            byte[] key = Sample.key(sample.version()).clone();
            key[bit / 8] ^= (byte) (0x80 >> (bit % 8));
            KeyAlgorithm algorithm = sample.version().algorithm();
            try (IssuerKeys keys = new SoftwareIssuerKeys(algorithm, key)) {
                CryptogramVerdict verdict = only(sample, keys).verify(sample.tags());
                if (algorithm == KeyAlgorithm.TDES && bit % 8 == 7) {
                    assertThat(verdict).isInstanceOf(Genuine.class);
                } else {
                    assertThat(reason(verdict)).isEqualTo(CryptogramRefusal.CRYPTOGRAM_WRONG);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CryptogramTag.class)
    void aMissingTagIsRefusedByNameExceptTheSequenceNumber(CryptogramTag tag) {
        CryptogramVerdict verdict = adapter.verify(first().without(tag.tag()));
        if (tag == CryptogramTag.SEQUENCE_NUMBER) {
            assertThat(verdict).isInstanceOf(Genuine.class);
        } else {
            assertThat(verdict)
                    .isEqualTo(
                            new Refused(CryptogramRefusal.TAG_MISSING, tag.hex() + " is missing"));
        }
    }

    @ParameterizedTest
    @EnumSource(CryptogramTag.class)
    void anotherLengthIsRefusedByName(CryptogramTag tag) {
        for (int length : List.of(tag.leastBytes() - 1, tag.mostBytes() + 1, 300)) {
            CryptogramVerdict verdict = adapter.verify(first().with(tag.tag(), new byte[length]));
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> {
                                assertThat(refused.reason())
                                        .isEqualTo(CryptogramRefusal.TAG_LENGTH);
                                assertThat(refused.detail()).startsWith(tag.hex() + " must have ");
                            });
        }
    }

    @Test
    void onlyLengthsOfTheVersionAreRead() {
        for (Sample sample : samples().toList()) {
            for (int length = 1; length <= 32; length++) {
                byte[] data = Arrays.copyOf(sample.value(0x9F10), length);
                CryptogramVerdict verdict = adapter.verify(sample.with(0x9F10, data));
                boolean refused =
                        verdict instanceof Refused wrong
                                && wrong.reason() == CryptogramRefusal.VERSION_UNKNOWN;
                assertThat(refused)
                        .as("%s with %d bytes: %s", sample, length, verdict)
                        .isNotEqualTo(hasLengthOf(sample.version(), data));
            }
        }
    }

    /** Of these the cryptogram decides, and not the length. */
    private static boolean hasLengthOf(CryptogramVersion version, byte[] data) {
        return switch (version) {
            case VISA_CVN_10, VISA_CVN_18 ->
                    data.length == 7 || (data.length > 7 && data[7] == data.length - 8);
            case MCHIP_CVN_16, MCHIP_CVN_20 -> Set.of(18, 20, 26, 28).contains(data.length);
            case MCHIP_CVN_17, MCHIP_CVN_21 -> Set.of(18, 26).contains(data.length);
            case VISA_CVN_22, CCD_TDES, CCD_AES -> data.length == 32;
        };
    }

    @Test
    void everyUnknownVersionIsRefused() {
        for (Sample sample : samples().toList()) {
            int at =
                    switch (sample.version().format()) {
                        case VISA -> 2;
                        case VISA_LONG, MCHIP, CCD -> 1;
                    };
            for (int code = 0; code < 256; code++) {
                byte[] data = sample.value(0x9F10).clone();
                data[at] = (byte) code;
                int given = code;
                boolean known =
                        Arrays.stream(CryptogramVersion.values())
                                .filter(v -> v.format() == sample.version().format())
                                .anyMatch(v -> v.code() == given);
                if (!known) {
                    assertThat(reason(adapter.verify(sample.with(0x9F10, data))))
                            .isEqualTo(CryptogramRefusal.VERSION_UNKNOWN);
                }
            }
        }
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        for (String number :
                List.of(
                        "12345678901234AF",
                        "FFFFFFFF",
                        "1234567F",
                        "12345678901234567890",
                        "123456789F123456",
                        "123456F8")) {
            assertThat(reason(adapter.verify(first().with(0x5A, Sample.hex(number)))))
                    .as(number)
                    .isEqualTo(CryptogramRefusal.CARD_NUMBER_MALFORMED);
        }
        assertThat(reason(adapter.verify(first().with(0x5F34, Sample.hex("0A")))))
                .isEqualTo(CryptogramRefusal.CARD_NUMBER_MALFORMED);
    }

    @Test
    void aCardThatTheIssuerDoesNotHaveIsRefused() {
        Sample sample = first();
        byte[] other = Sample.hex("9934567890123456");
        assertThat(reason(adapter.verify(sample.with(0x5A, other))))
                .isEqualTo(CryptogramRefusal.CARD_OF_ANOTHER_ISSUER);
        try (SoftwareIssuerKeys keys = keys()) {
            IssuerAdapter newer =
                    new IssuerAdapter(
                            List.of(
                                    new IssuedCards(
                                            Sample.PREFIX,
                                            CryptogramVersion.VISA_CVN_18,
                                            CardKeyOption.A,
                                            1,
                                            keys)));
            assertThat(reason(newer.verify(sample.tags())))
                    .isEqualTo(CryptogramRefusal.VERSION_NOT_ISSUED);
            IssuerAdapter rolled =
                    new IssuerAdapter(
                            List.of(
                                    new IssuedCards(
                                            Sample.PREFIX,
                                            sample.version(),
                                            CardKeyOption.A,
                                            2,
                                            keys)));
            assertThat(rolled.verify(sample.tags()))
                    .isEqualTo(
                            new Refused(
                                    CryptogramRefusal.KEY_INDEX_UNKNOWN,
                                    "the issuer has no cards of VISA_CVN_10 with key index 1 as"
                                            + " 9F10 tells it"));
        }
    }

    /** 9F10 that is M/Chip's of key index 6 and Visa's of key index 16 at once. */
    @Test
    void whatCanBeTwoVersionsIsTheOneThatTheIssuerHasOrNone() {
        byte[] both = Sample.hex("06100A03A060100A000000000000000000FF");
        Sample sample = first();
        try (SoftwareIssuerKeys keys = keys()) {
            IssuedCards visa =
                    new IssuedCards(
                            Sample.PREFIX,
                            CryptogramVersion.VISA_CVN_10,
                            CardKeyOption.A,
                            0x10,
                            keys);
            IssuedCards mchip =
                    new IssuedCards(
                            Sample.PREFIX,
                            CryptogramVersion.MCHIP_CVN_16,
                            CardKeyOption.A,
                            6,
                            keys);
            assertThat(
                            reason(
                                    new IssuerAdapter(List.of(visa, mchip))
                                            .verify(sample.with(0x9F10, both))))
                    .isEqualTo(CryptogramRefusal.VERSION_AMBIGUOUS);
            assertThat(new IssuerAdapter(List.of(visa)).verify(sample.with(0x9F10, both)))
                    .isEqualTo(new Genuine(CryptogramVersion.VISA_CVN_10, COUNTER));
            assertThat(reason(new IssuerAdapter(List.of(mchip)).verify(sample.with(0x9F10, both))))
                    .isEqualTo(CryptogramRefusal.CRYPTOGRAM_WRONG);
        }
    }

    @Test
    void aKeyThatWasLetGoIsUnavailableAndNotWrong() {
        SoftwareIssuerKeys keys = keys();
        IssuerAdapter closing = only(first(), keys);
        keys.close();
        assertThat(reason(closing.verify(first().tags())))
                .isEqualTo(CryptogramRefusal.KEYS_UNAVAILABLE);
        assertThat(closing.answer(first().tags(), first().decision()))
                .isInstanceOfSatisfying(
                        IssuerAnswer.Unanswered.class,
                        unanswered ->
                                assertThat(unanswered.refused().reason())
                                        .isEqualTo(CryptogramRefusal.KEYS_UNAVAILABLE));
    }

    @Test
    void aWrongCryptogramGetsNoAnswer() {
        assertThat(adapter.answer(first().flipped(0x9F26, 63), first().decision()))
                .isInstanceOfSatisfying(
                        IssuerAnswer.Unanswered.class,
                        unanswered ->
                                assertThat(unanswered.refused().reason())
                                        .isEqualTo(CryptogramRefusal.CRYPTOGRAM_WRONG));
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        List<Sample> samples = samples().toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 4_000; i++) {
                Sample sample = samples.get(i % samples.size());
                int bit = i % 64;
                Callable<Boolean> both =
                        () ->
                                adapter.verify(sample.tags()) instanceof Genuine
                                        && adapter.verify(sample.flipped(0x9F26, bit))
                                                instanceof Refused;
                results.add(threads.submit(both));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void whatIsGivenIsLeftAsItWas() {
        Sample sample = first();
        adapter.verify(sample.tags());
        assertThat(sample.tags())
                .usingRecursiveComparison()
                .isEqualTo(Sample.published().getFirst().tags());
    }

    /** No key, number or cryptogram in anything that somebody may log. */
    @Test
    void nothingSaysASecret() {
        List<String> texts = new ArrayList<>();
        for (Sample sample : samples().toList()) {
            for (CryptogramTag tag : CryptogramTag.values()) {
                byte[] value = sample.value(tag.tag());
                for (int bit = 0; bit < 8 * value.length; bit++) {
                    texts.add(adapter.verify(sample.flipped(tag.tag(), bit)).toString());
                }
                texts.add(adapter.verify(sample.without(tag.tag())).toString());
                texts.add(
                        adapter.verify(
                                        sample.with(
                                                tag.tag(), Arrays.copyOf(value, value.length + 1)))
                                .toString());
            }
            texts.add(adapter.verify(sample.tags()).toString());
            texts.add(adapter.answer(sample.tags(), sample.decision()).toString());
            texts.add(transaction(sample.version(), sample.tags()).toString());
            texts.add(transaction(sample.version(), sample.tags()).card().toString());
        }
        try (SoftwareIssuerKeys keys = keys()) {
            texts.add(keys.toString());
            texts.add(
                    new IssuedCards(
                                    Sample.PREFIX,
                                    CryptogramVersion.VISA_CVN_10,
                                    CardKeyOption.A,
                                    1,
                                    keys)
                            .toString());
        }
        assertThatThrownBy(() -> new SoftwareIssuerKeys(KeyAlgorithm.TDES, new byte[17]))
                .satisfies(thrown -> texts.add(thrown.toString()));
        for (String text : texts) {
            assertThat(text).doesNotContainPattern("[0-9]{8}|[0-9A-Fa-f]{12}|\\[B@");
        }
    }

    private static IssuerAdapter only(Sample sample, IssuerKeys keys) {
        return new IssuerAdapter(
                List.of(
                        new IssuedCards(Sample.PREFIX, sample.version(), sample.option(), 1, keys),
                        new IssuedCards(
                                Sample.ZERO_PREFIX, sample.version(), sample.option(), 1, keys)));
    }

    private static Sample first() {
        return Sample.published().getFirst();
    }

    private static SoftwareIssuerKeys keys() {
        return new SoftwareIssuerKeys(KeyAlgorithm.TDES, Sample.TDES_KEY);
    }

    private static CardTransaction transaction(
            CryptogramVersion version, Map<Integer, byte[]> tags) {
        return new CardTransaction(
                version,
                version.options().getFirst(),
                CardNumber.read(Sample.value(tags, 0x5A), Sample.value(tags, 0x5F34)).orElseThrow(),
                Sample.value(tags, 0x9F36),
                Sample.value(tags, 0x9F37));
    }

    private static CryptogramRefusal reason(CryptogramVerdict verdict) {
        return switch (verdict) {
            case Refused refused -> refused.reason();
            case Genuine genuine -> throw new AssertionError("genuine: " + genuine);
        };
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
