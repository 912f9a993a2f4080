// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a link is run. The timers nest: what the connector waits for one HTTP answer is shorter than
 * the time after which the machine calls a payment in doubt, which is shorter than the time in
 * which a member hears.
 *
 * @param linkParticipantId the partner switch's id in the hub
 * @param positionFile where the position in the events is kept
 * @param sendTimeout the longest wait for the answer to a payment, below 12 s
 * @param enquiryTimeout the longest wait for the answer to an enquiry or probe, below 12 s
 * @param dispatchPatience how long a payment may wait here for the link and the machine before it
 *     is left to expire
 * @param answerPause how long to wait before an answer that the machine did not take is reported
 *     again
 * @param open how many payments and enquiries are worked on at once; more stay unread
 * @param pacing what the link is given to do
 * @param breaker when payments are kept from a link that does not answer, and when it is signed on
 *     to again
 * @param echoEvery after how long without an answer from the partner it is sent an echo
 */
public record LinkSettings(
        int linkParticipantId,
        Path positionFile,
        Duration sendTimeout,
        Duration enquiryTimeout,
        Duration dispatchPatience,
        Duration answerPause,
        int open,
        PacingSettings pacing,
        BreakerSettings breaker,
        Duration echoEvery) {
    /** Half a minute. */
    public static final Duration STANDARD_ECHO = Duration.ofSeconds(30);

    /** The partner's own timer: after it the machine calls a payment in doubt. */
    public static final Duration PARTNER_TIMER = Duration.ofSeconds(12);

    public LinkSettings {
        inside("sendTimeout", sendTimeout);
        inside("enquiryTimeout", enquiryTimeout);
        if (open < 1) {
            throw new IllegalArgumentException("open must be at least 1");
        }
        if (echoEvery.isNegative() || echoEvery.isZero()) {
            throw new IllegalArgumentException("echoEvery must be above zero");
        }
    }

    /** The same with an echo after this long. */
    public LinkSettings withEchoEvery(Duration other) {
        return new LinkSettings(
                linkParticipantId,
                positionFile,
                sendTimeout,
                enquiryTimeout,
                dispatchPatience,
                answerPause,
                open,
                pacing,
                breaker,
                other);
    }

    /** As it stands with a send time-out of 10 s, 4,096 open and standard pacing. */
    public static LinkSettings standard(int linkParticipantId, Path positionFile) {
        return within(
                linkParticipantId,
                positionFile,
                Duration.ofSeconds(10),
                4_096,
                PacingSettings.STANDARD);
    }

    /**
     * With all that follows from one time-out: enquiries half as long, patience as long; answers
     * again after 5 s, standard breaker and echo.
     */
    public static LinkSettings within(
            int linkParticipantId,
            Path positionFile,
            Duration sendTimeout,
            int open,
            PacingSettings pacing) {
        return new LinkSettings(
                linkParticipantId,
                positionFile,
                sendTimeout,
                sendTimeout.dividedBy(2),
                sendTimeout,
                Duration.ofSeconds(5),
                open,
                pacing,
                BreakerSettings.STANDARD,
                STANDARD_ECHO);
    }

    private static void inside(String name, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(PARTNER_TIMER) >= 0) {
            throw new IllegalArgumentException(
                    name + " must be above zero and below the partner's timer of 12 s");
        }
    }
}
