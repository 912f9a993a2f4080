// SPDX-License-Identifier: Apache-2.0
/**
 * Payments' ways as OpenTelemetry traces, sent to a collector. The only place that knows that
 * library. Start at {@link dev.naru.launcher.telemetry.OtlpSpans}.
 */
@NullMarked
package dev.naru.launcher.telemetry;

import org.jspecify.annotations.NullMarked;
