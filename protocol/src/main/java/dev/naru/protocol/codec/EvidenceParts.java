// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.TapFindings;
import dev.naru.protocol.sbe.AuthenticatorDecoder;
import dev.naru.protocol.sbe.AuthenticatorEncoder;
import dev.naru.protocol.sbe.ChallengeDecoder;
import dev.naru.protocol.sbe.ChallengeEncoder;
import dev.naru.protocol.sbe.ChallengeTermsDecoder;
import dev.naru.protocol.sbe.ChallengeTermsEncoder;
import dev.naru.protocol.sbe.EvidenceRuleDecoder;
import dev.naru.protocol.sbe.EvidenceRuleEncoder;
import dev.naru.protocol.sbe.TapFindingsDecoder;
import dev.naru.protocol.sbe.TapFindingsEncoder;
import dev.naru.protocol.sbe.TapVerdictCode;
import java.util.Optional;

/** The composites that challenges and evidence are made of. */
final class EvidenceParts {
    private EvidenceParts() {}

    static void put(ChallengeTermsEncoder to, ChallengeTerms terms) {
        to.purpose(Codes.code(terms.purpose())).hasPayment(Codes.flag(terms.payment().isPresent()));
        PaymentParts.put(to.payer(), terms.payer());
        PaymentParts.put(to.card(), terms.card());
        PaymentParts.put(to.device(), terms.device());
        PaymentParts.put(to.transaction(), terms.transaction());
        if (terms.payment().isPresent()) {
            ChallengedPayment payment = terms.payment().get();
            PaymentParts.put(to.paymentId(), payment.paymentId());
            PaymentParts.put(to.payee(), payment.payee());
            to.sourceGroupId(payment.sourceGroupId()).debitMinor(payment.debitMinor());
        } else {
            to.paymentId().high(0).low(0);
            PaymentParts.put(to.payee(), Digest.NONE);
            to.sourceGroupId(0).debitMinor(0);
        }
    }

    static ChallengeTerms read(ChallengeTermsDecoder from) {
        return new ChallengeTerms(
                Codes.read(Codes.CHALLENGE_PURPOSES, from.purposeRaw()),
                PaymentParts.read(from.payer()),
                PaymentParts.read(from.card()),
                PaymentParts.read(from.device()),
                PaymentParts.read(from.transaction()),
                Codes.isYes(from.hasPaymentRaw())
                        ? Optional.of(
                                new ChallengedPayment(
                                        PaymentParts.read(from.paymentId()),
                                        from.sourceGroupId(),
                                        from.debitMinor(),
                                        PaymentParts.read(from.payee())))
                        : Optional.empty());
    }

    static void put(ChallengeEncoder to, Challenge challenge) {
        to.number(challenge.number())
                .participantId(challenge.participantId())
                .state(Codes.code(challenge.state()))
                .untilNs(challenge.untilNs())
                .verdict(challenge.verdict().map(Codes::code).orElse(TapVerdictCode.NULL_VAL));
        PaymentParts.put(to.requestId(), challenge.requestId());
        put(to.terms(), challenge.terms());
    }

    static Challenge read(ChallengeDecoder from) {
        return new Challenge(
                from.number(),
                PaymentParts.read(from.requestId()),
                from.participantId(),
                read(from.terms()),
                Codes.read(Codes.CHALLENGE_STATES, from.stateRaw()),
                from.untilNs(),
                Codes.readIfAny(Codes.TAP_VERDICTS, from.verdictRaw()));
    }

    static void put(AuthenticatorEncoder to, Authenticator one) {
        to.participantId(one.participantId())
                .kind(Codes.code(one.kind()))
                .status(Codes.code(one.status()))
                .counter(one.counter())
                .failures(one.failures())
                .lockedUntilNs(one.lockedUntilNs())
                .usableFromNs(one.usableFromNs());
        PaymentParts.put(to.key(), one.key());
        PaymentParts.put(to.payer(), one.payer());
    }

    static Authenticator read(AuthenticatorDecoder from) {
        return new Authenticator(
                from.participantId(),
                Codes.read(Codes.AUTHENTICATOR_KINDS, from.kindRaw()),
                PaymentParts.read(from.key()),
                PaymentParts.read(from.payer()),
                Codes.read(Codes.AUTHENTICATOR_STATUSES, from.statusRaw()),
                from.counter(),
                from.failures(),
                from.lockedUntilNs(),
                from.usableFromNs());
    }

    static void put(TapFindingsEncoder to, TapFindings findings) {
        to.fault(findings.fault())
                .cardCounter(findings.cardCounter())
                .deviceCounter(findings.deviceCounter());
        PaymentParts.put(to.card(), findings.card());
        PaymentParts.put(to.key(), findings.key());
        PaymentParts.put(to.profile(), findings.profile());
    }

    static TapFindings read(TapFindingsDecoder from) {
        return new TapFindings(
                from.fault(),
                PaymentParts.read(from.card()),
                PaymentParts.read(from.key()),
                PaymentParts.read(from.profile()),
                from.cardCounter(),
                from.deviceCounter());
    }

    static void put(EvidenceRuleEncoder to, Command.SetEvidenceRule rule) {
        to.participantId(rule.participantId())
                .groupId(rule.groupId())
                .evidenceAboveMinor(rule.evidenceAboveMinor())
                .newDeviceMinor(rule.newDeviceMinor());
        PaymentParts.put(to.payer(), rule.payer());
    }

    static Command.SetEvidenceRule read(EvidenceRuleDecoder from) {
        return new Command.SetEvidenceRule(
                from.participantId(),
                PaymentParts.read(from.payer()),
                from.groupId(),
                from.evidenceAboveMinor(),
                from.newDeviceMinor());
    }
}
