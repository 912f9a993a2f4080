// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.trustone.Asked;
import dev.naru.gateway.trustone.Names;
import dev.naru.gateway.trustone.Pseudonyms;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a payer shall agree to; each purpose has fields of its own, and no others. */
final class ChallengeFields {
    private static final List<String> ALL =
            List.of(
                    "payment_id",
                    "debit_amount",
                    "resolution",
                    "amount",
                    "payee_name",
                    "payee_account",
                    "limit",
                    "currency");

    /** How long an account is of which the payer is shown the end. */
    private static final int LONG_ACCOUNT = 9;

    private static final int END_SHOWN = 4;
    private static final int MOST_LIMIT = 64;
    private static final Pattern ACCOUNT = Pattern.compile("[!-~]{1,64}");

    private final Pseudonyms pseudonyms;
    private final Directory directory;
    private final Resolutions resolutions;

    ChallengeFields(Pseudonyms pseudonyms, Directory directory, Resolutions resolutions) {
        this.pseudonyms = pseudonyms;
        this.directory = directory;
        this.resolutions = resolutions;
    }

    Asked read(Call call) {
        // The purpose says which fields there must be, so it is looked at alone first.
        List<String> any = new ArrayList<>(ALL);
        any.addAll(List.of("card", "device_key"));
        ChallengePurpose purpose =
                call.body(List.of("purpose", "payer"), any)
                        .choice("purpose", ChallengePurpose.class);
        Fields body = call.body(required(purpose), optional(purpose));
        Asked.Payer payer = payer(body, call.participantId());
        ByteString card = name(body, "card");
        ByteString device = name(body, "device_key");
        return new Asked(
                Bytes.copyOf(pseudonyms.challengeRequest(body.canonical()).toByteArray()),
                purpose,
                payer,
                card,
                device,
                matter(body, purpose, call.participantId()));
    }

    private static List<String> required(ChallengePurpose purpose) {
        List<String> names = new ArrayList<>(List.of("purpose", "payer"));
        if (purpose != ChallengePurpose.CARD_ENROLMENT) {
            names.addAll(List.of("card", "device_key"));
        }
        names.addAll(
                switch (purpose) {
                    case PAYMENT -> List.of("payment_id", "debit_amount", "resolution");
                    case WITHDRAWAL -> List.of("payment_id", "amount", "payee_name");
                    case LIMIT_CHANGE -> List.of("amount", "limit");
                    case CARD_ENROLMENT, DEVICE_ENROLMENT, LOGIN -> List.of("currency");
                });
        return names;
    }

    private static List<String> optional(ChallengePurpose purpose) {
        return switch (purpose) {
            case CARD_ENROLMENT -> List.of("device_key");
            // Cash goes to no account.
            case WITHDRAWAL -> List.of("payee_account");
            case PAYMENT, LIMIT_CHANGE, DEVICE_ENROLMENT, LOGIN -> List.of();
        };
    }

    private Asked.Payer payer(Fields body, int participantId) {
        Fields payer = body.object("payer", List.of("reference"), List.of("account"));
        String reference = payer.text("reference", 35);
        String account = payer.optionalText("account", 34).orElse("");
        return new Asked.Payer(
                reference,
                CanonicalDigest.payer(participantId, reference),
                pseudonyms.payerAccount(participantId, reference, account));
    }

    private Asked.Matter matter(Fields body, ChallengePurpose purpose, int participantId) {
        return switch (purpose) {
            case PAYMENT -> payment(body, participantId);
            case WITHDRAWAL -> {
                Money amount = amount(body, "amount", 1);
                yield new Asked.Matter(
                        paymentId(body),
                        0,
                        amount.minor(),
                        amount.currency(),
                        payee(body, participantId),
                        "");
            }
            case LIMIT_CHANGE -> {
                Money amount = amount(body, "amount", 0);
                yield new Asked.Matter(
                        Optional.empty(),
                        0,
                        amount.minor(),
                        amount.currency(),
                        Asked.Payee.NONE,
                        body.text("limit", MOST_LIMIT));
            }
            case CARD_ENROLMENT, DEVICE_ENROLMENT, LOGIN ->
                    Asked.Matter.none(body.currency("currency"));
        };
    }

    private Asked.Matter payment(Fields body, int participantId) {
        Resolution resolution = resolutions.given(body, participantId);
        CorridorCurrencies currencies = CorridorCurrencies.of(directory, resolution.corridorId());
        Money debit = amount(body, "debit_amount", 1);
        CorridorCurrencies.check("debit_amount", debit, currencies.source());
        return new Asked.Matter(
                paymentId(body),
                directory
                        .corridor(resolution.corridorId())
                        .map(Outcome.Corridor::definition)
                        .orElseThrow()
                        .sourceGroupId(),
                debit.minor(),
                debit.currency(),
                new Asked.Payee(
                        ByteString.of(resolution.payeeHash().toArray()),
                        resolution.payee().name(),
                        ""),
                "");
    }

    /** Whom a withdrawal goes to. An account is in the hash as well, and shown in part. */
    private Asked.Payee payee(Fields body, int participantId) {
        String name = body.text("payee_name", 140);
        if (!body.has("payee_account")) {
            return new Asked.Payee(
                    ByteString.of(CanonicalDigest.whole("withdrawal 1", name).toArray()), name, "");
        }
        String account =
                body.parsed(
                        "payee_account",
                        text -> Optional.of(text).filter(ACCOUNT.asMatchPredicate()),
                        "must have 1 to 64 visible ASCII characters and no blanks");
        return new Asked.Payee(
                pseudonyms.withdrawalAccount(participantId, name, account), name, shown(account));
    }

    /** The end of an account, by which a payer knows it again; of a short one nothing. */
    private static String shown(String account) {
        return "***"
                + (account.length() < LONG_ACCOUNT
                        ? ""
                        : account.substring(account.length() - END_SHOWN));
    }

    private static Optional<PaymentId> paymentId(Fields body) {
        return Optional.of(
                body.parsed(
                        "payment_id", PaymentId::parse, "must be a version 4 UUID in lower case"));
    }

    private static Money amount(Fields body, String name, long least) {
        Money amount = body.money(name);
        if (amount.minor() < least || amount.minor() > Asked.Matter.MOST_AMOUNT) {
            throw body.invalid(
                    name,
                    "must be from "
                            + least
                            + " to "
                            + Asked.Matter.MOST_AMOUNT
                            + " in the currency's minor units");
        }
        return amount;
    }

    private static ByteString name(Fields body, String field) {
        return body.has(field) ? body.parsed(field, Names::read, Names.RULE) : ByteString.EMPTY;
    }
}
