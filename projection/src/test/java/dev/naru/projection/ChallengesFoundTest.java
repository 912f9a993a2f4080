// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.projection.migrations.Tables;
import dev.naru.projection.query.ChallengeFilter;
import dev.naru.projection.query.ChallengeFound;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.writer.ProjectionWriter;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Challenges in a real PostgreSQL, by everything that they are looked for by. */
final class ChallengesFoundTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final OptionalLong ALWAYS = OptionalLong.empty();

    @TempDir private Path folder;

    @Test
    void challengesAreFoundByWhatIsAskedOfThem() {
        TestPostgres postgres = new TestPostgres(folder);
        try {
            TestHub hub = new TestHub(9);
            long payment = hub.payProved();
            try (ProjectionWriter writer = ProjectionWriter.start(postgres.database(), hub)) {
                await().atMost(LONG)
                        .until(() -> writer.status().position().number() == hub.lastNumber());
            }
            try (ReadSide reads = ReadSide.open(postgres.database())) {
                List<ChallengeFound> all = found(reads, ChallengeFilter.ALL);
                assertThat(all).hasSize(9);
                inBothOrders(reads, all);
                theOneThatWasUsed(reads, all.getLast(), payment);
                byTime(reads, all);
                byVerdictAndPurpose(reads, all);
            }
            everyIndexIsThere(postgres);
        } finally {
            postgres.close();
        }
    }

    private static void inBothOrders(ReadSide reads, List<ChallengeFound> all) {
        assertThat(reads.challenges(ChallengeFilter.ALL, 9, ReadOrder.FALLING, 100))
                .isEqualTo(all.reversed());
        assertThat(reads.challenges(ChallengeFilter.ALL, 3, ReadOrder.RISING, 2))
                .isEqualTo(all.subList(2, 4));
        assertThat(reads.challenges(ChallengeFilter.ALL, 3, ReadOrder.FALLING, 2))
                .isEqualTo(List.of(all.get(2), all.get(1)));
    }

    private static void theOneThatWasUsed(ReadSide reads, ChallengeFound used, long payment) {
        assertThat(used.challenge().state()).isEqualTo(ChallengeState.USED);
        assertThat(used.challenge().verdict()).contains(TapVerdict.VERIFIED);
        assertThat(used.fault()).isEmpty();
        assertThat(used.tappedCard()).isEqualTo(new Digest(89, 0));
        assertThat(used.paymentNumber()).hasValue(payment);
        assertThat(used.times().usedAtNs()).isGreaterThan(used.times().judgedAtNs());
        assertThat(reads.payment(payment).orElseThrow().evidenceReference())
                .hasValue(used.challenge().number());
        assertThat(reads.challenge(used.challenge().number())).contains(used);
        assertThat(reads.challenge(10)).isEmpty();
        PaymentId paymentId = used.challenge().terms().payment().orElseThrow().paymentId();
        RequestId requestId = used.challenge().requestId();
        assertThat(found(reads, of(Optional.of(paymentId), Optional.empty())))
                .containsExactly(used);
        assertThat(found(reads, of(Optional.empty(), Optional.of(requestId))))
                .containsExactly(used);
        assertThat(found(reads, of(Optional.of(paymentId), Optional.of(new RequestId(0, 1)))))
                .isEmpty();
    }

    /** A time stands for the first number from then on. */
    private static void byTime(ReadSide reads, List<ChallengeFound> all) {
        OptionalLong middle = OptionalLong.of(all.get(4).times().issuedAtNs());
        OptionalLong later = OptionalLong.of(all.getLast().times().issuedAtNs() + 1_000_000_000L);
        assertThat(found(reads, issued(middle, ALWAYS))).isEqualTo(all.subList(4, 9));
        assertThat(found(reads, issued(ALWAYS, middle))).isEqualTo(all.subList(0, 4));
        assertThat(found(reads, issued(middle, later))).isEqualTo(all.subList(4, 9));
        assertThat(found(reads, issued(later, ALWAYS))).isEmpty();
        assertThat(found(reads, issued(ALWAYS, later))).isEqualTo(all);
    }

    private static void byVerdictAndPurpose(ReadSide reads, List<ChallengeFound> all) {
        for (TapVerdict verdict : TapVerdict.values()) {
            assertThat(found(reads, like(Optional.of(verdict), Optional.empty())))
                    .isEqualTo(
                            only(
                                    all,
                                    one -> one.challenge().verdict().equals(Optional.of(verdict))));
        }
        for (ChallengePurpose purpose : ChallengePurpose.values()) {
            assertThat(found(reads, like(Optional.empty(), Optional.of(purpose))))
                    .isEqualTo(only(all, one -> one.challenge().terms().purpose() == purpose));
        }
        assertThat(
                        found(
                                reads,
                                like(
                                        Optional.of(TapVerdict.UNPROVED),
                                        Optional.of(ChallengePurpose.LOGIN))))
                .hasSize(5)
                .allMatch(one -> one.fault().equals(OptionalInt.of(7)));
    }

    private static List<ChallengeFound> only(
            List<ChallengeFound> all, Predicate<ChallengeFound> which) {
        return all.stream().filter(which).toList();
    }

    private static void everyIndexIsThere(TestPostgres postgres) {
        assertThat(
                        postgres
                                .rows(
                                        Tables.SCHEMA,
                                        "select indexname from pg_indexes where schemaname = '"
                                                + Tables.SCHEMA
                                                + "' and tablename = 'challenges'")
                                .stream()
                                .map(List::getFirst)
                                .toList())
                .contains(
                        "challenges_of_participant",
                        "challenges_by_request",
                        "challenges_for_payment",
                        "challenges_by_time",
                        "challenges_failed");
    }

    private static List<ChallengeFound> found(ReadSide reads, ChallengeFilter filter) {
        return reads.challenges(filter, 1, ReadOrder.RISING, 100);
    }

    private static ChallengeFilter issued(OptionalLong fromNs, OptionalLong untilNs) {
        return new ChallengeFilter(
                OptionalInt.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                fromNs,
                untilNs);
    }

    private static ChallengeFilter of(Optional<PaymentId> payment, Optional<RequestId> request) {
        return new ChallengeFilter(
                OptionalInt.empty(),
                payment,
                request,
                Optional.empty(),
                Optional.empty(),
                ALWAYS,
                ALWAYS);
    }

    private static ChallengeFilter like(
            Optional<TapVerdict> verdict, Optional<ChallengePurpose> purpose) {
        return new ChallengeFilter(
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                verdict,
                purpose,
                ALWAYS,
                ALWAYS);
    }
}
