// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checks of one reading have found so far: the first refusal, and every deviation. */
final class Findings {
    private final List<Deviation> deviations = new ArrayList<>(0);
    private @Nullable QrError refusal;

    void refuse(QrErrorCode code, int offset, String field) {
        if (refusal == null) {
            refusal = new QrError(code, offset, field);
        }
    }

    void deviate(Tolerance tolerance, int offset, String field) {
        deviations.add(new Deviation(tolerance, offset, field));
    }

    /** The first thing that cannot be accepted by someone who puts up with {@code tolerated}. */
    Optional<QrError> refusal(Set<Tolerance> tolerated) {
        if (refusal != null) {
            return Optional.of(refusal);
        }
        for (Deviation deviation : deviations) {
            if (!tolerated.contains(deviation.tolerance())) {
                return Optional.of(
                        new QrError(
                                deviation.tolerance().refusal(),
                                deviation.offset(),
                                deviation.field()));
            }
        }
        return Optional.empty();
    }

    List<Deviation> deviations() {
        return List.copyOf(deviations);
    }
}
