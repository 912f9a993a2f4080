// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.acquirer.AcquirerPayment;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.CustomerBook;
import dev.naru.simulators.scheme.SwitchPayment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Recomputes the ledger from the list of payments, with arithmetic of its own, and compares; and
 * asks the other sides' books whether they agree.
 */
public final class LedgerAct {
    private static final Set<String> POSTED = Set.of("COMPLETED", "BLOCKED");
    private static final Set<String> PENDING = Set.of("RESERVED", "DISPATCHED", "IN_DOUBT");
    private static final String NOBODY = "-";

    private final Sandbox sandbox;
    private final Verdicts verdicts;
    private final JsonClient operator;

    /** Credit less debit by account, of whole chains. */
    private final Map<String, BigDecimal> posted = new TreeMap<>();

    private final Map<String, BigDecimal> pendingDebits = new TreeMap<>();

    /** Reads through this sandbox. */
    public LedgerAct(Sandbox sandbox, Verdicts verdicts) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
        this.operator = sandbox.operator();
    }

    /** Checks everything. */
    public void play() {
        verdicts.act("9. What must be true, from the ledger's own reads");
        Map<String, String> idByCode = new HashMap<>();
        for (JsonNode row : Pages.all(operator, "/v1/operator/participants")) {
            idByCode.put(row.path("code").asString(""), row.path("participant_id").asString(""));
        }
        List<JsonNode> payments = Pages.all(operator, "/v1/operator/payments");
        payments.forEach(payment -> expect(payment, idByCode));
        for (JsonNode group : Pages.all(operator, "/v1/operator/groups")) {
            checkGroup(group);
        }
        checkEnds(payments);
        checkSwitch(payments);
        checkAcquirer(payments);
        checkApp("the app's, to the won", sandbox.app(), payments);
        checkApp("the small member's app's", sandbox.smallApp(), payments);
    }

    /** Adds what this payment's chain must have done. */
    private void expect(JsonNode payment, Map<String, String> idByCode) {
        String state = payment.path("state").asString("");
        boolean isPosted = POSTED.contains(state);
        if (!isPosted && !PENDING.contains(state)) {
            return;
        }
        BigDecimal source = value(payment, "source_amount");
        BigDecimal payerFee = value(payment, "payer_fee");
        BigDecimal destination = value(payment, "destination_amount");
        BigDecimal payeeFee = value(payment, "payee_fee");
        if (isConvertedAbroad(payment)) {
            String abroad = payment.path("participant_id").asString("");
            String acquirer =
                    idByCode.getOrDefault(
                            payment.path("route").path("destination").asString(""), "?");
            move(
                    isPosted,
                    "KRW",
                    "POSITION",
                    abroad,
                    "POSITION",
                    acquirer,
                    destination.subtract(payeeFee));
            move(
                    isPosted,
                    "KRW",
                    "POSITION",
                    abroad,
                    "OPERATOR_FEE",
                    NOBODY,
                    payerFee.add(payeeFee));
            return;
        }
        BigDecimal exact = destination.multiply(new BigDecimal(payment.path("rate").asString("0")));
        BigDecimal provider = exact.setScale(0, RoundingMode.HALF_EVEN);
        verdictOnCeiling(payment, source, exact);
        String payer = payment.path("participant_id").asString("");
        JsonNode route = payment.path("route");
        String fx = idByCode.getOrDefault(route.path("fx_provider").asString(""), "?");
        String payee = idByCode.getOrDefault(route.path("destination").asString(""), "?");
        move(isPosted, "KRW", "POSITION", payer, "POSITION", fx, provider);
        move(
                isPosted,
                "KRW",
                "POSITION",
                payer,
                "OPERATOR_ROUNDING",
                NOBODY,
                source.subtract(provider));
        move(isPosted, "KRW", "POSITION", payer, "OPERATOR_FEE", NOBODY, payerFee);
        move(isPosted, "IDR", "POSITION", fx, "POSITION", payee, destination.subtract(payeeFee));
        move(isPosted, "IDR", "POSITION", fx, "OPERATOR_FEE", NOBODY, payeeFee);
    }

    /** The partner had converted: one currency is booked, and nothing is rounded. */
    private static boolean isConvertedAbroad(JsonNode payment) {
        String from = payment.path("source_amount").path("currency").asString("");
        return from.equals(payment.path("destination_amount").path("currency").asString("?"));
    }

    private void verdictOnCeiling(JsonNode payment, BigDecimal source, BigDecimal exact) {
        if (source.compareTo(exact.setScale(0, RoundingMode.CEILING)) != 0) {
            verdicts.holds(
                    "payment " + payment.path("payment_number") + " costs the rate, rounded up",
                    false,
                    source);
        }
    }

    private void move(
            boolean isPosted,
            String currency,
            String debit,
            String debtor,
            String credit,
            String creditor,
            BigDecimal amount) {
        if (isPosted) {
            posted.merge(key(currency, debit, debtor), amount.negate(), BigDecimal::add);
            posted.merge(key(currency, credit, creditor), amount, BigDecimal::add);
        } else {
            pendingDebits.merge(key(currency, debit, debtor), amount, BigDecimal::add);
        }
    }

    private static String key(String currency, String kind, String participant) {
        return currency + " " + kind + " " + participant;
    }

    private void checkGroup(JsonNode group) {
        String currency = group.path("currency").asString("");
        String path = "/v1/operator/groups/" + group.path("group_id").asString("");
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal pendingNet = BigDecimal.ZERO;
        Map<String, BigDecimal> seen = new TreeMap<>();
        Map<String, BigDecimal> seenPending = new TreeMap<>();
        for (JsonNode account : Pages.all(operator, path + "/accounts")) {
            BigDecimal balance =
                    value(account, "credits_posted").subtract(value(account, "debits_posted"));
            net = net.add(balance);
            pendingNet =
                    pendingNet
                            .add(value(account, "credits_pending"))
                            .subtract(value(account, "debits_pending"));
            String kind = account.path("kind").asString("").replace("OBLIGATION", "POSITION");
            String participant = account.path("participant_id").asString("");
            String key = key(currency, kind, participant.equals("0") ? NOBODY : participant);
            seen.merge(key, balance, BigDecimal::add);
            seenPending.merge(key, value(account, "debits_pending"), BigDecimal::add);
        }
        String name = group.path("code").asString("");
        verdicts.holds(
                name + ": money is conserved, posted debits equal posted credits",
                net.signum() == 0,
                net);
        verdicts.holds(name + ": and so do pending ones", pendingNet.signum() == 0, pendingNet);
        verdicts.equal(
                name
                        + ": every chain is whole: balances recomputed from the payments are the"
                        + " ledger's",
                List.of(),
                differences(currency, posted, seen));
        verdicts.equal(
                name + ": what is pending is what is on its way",
                List.of(),
                differences(currency, pendingDebits, seenPending));
        for (JsonNode row : Pages.all(operator, path + "/positions")) {
            checkHeadroom(name, row);
        }
    }

    private List<String> differences(
            String currency, Map<String, BigDecimal> expected, Map<String, BigDecimal> seen) {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, BigDecimal> account : expected.entrySet()) {
            if (account.getKey().startsWith(currency)) {
                BigDecimal there = seen.getOrDefault(account.getKey(), BigDecimal.ZERO);
                if (there.compareTo(account.getValue()) != 0) {
                    differences.add(
                            account.getKey() + ": " + there + " instead of " + account.getValue());
                }
            }
        }
        for (Map.Entry<String, BigDecimal> account : seen.entrySet()) {
            boolean isChains =
                    account.getKey().contains("POSITION") || account.getKey().contains("OPERATOR");
            if (isChains
                    && !expected.containsKey(account.getKey())
                    && account.getValue().signum() != 0) {
                differences.add(account.getKey() + ": " + account.getValue() + " out of nowhere");
            }
        }
        return differences;
    }

    private void checkHeadroom(String group, JsonNode row) {
        verdicts.holds(
                "%s: participant %s is within its headroom (%s %s left)"
                        .formatted(
                                group,
                                row.path("participant_id").asString(""),
                                row.path("headroom").path("currency").asString(""),
                                Headroom.left(row).toPlainString()),
                Headroom.isKept(row),
                row);
    }

    private void checkEnds(List<JsonNode> payments) {
        JsonNode figures = operator.get("/v1/operator/figures").body();
        long open =
                payments.stream()
                        .filter(payment -> !payment.path("is_final").asBoolean(false))
                        .count();
        verdicts.equal(
                "the machine counts as many open payments as it lists",
                (long) figures.path("open_payments").asInt(-1),
                open);
        Set<String> disputed = new java.util.HashSet<>();
        for (JsonNode item : Pages.all(operator, "/v1/operator/recovery-items")) {
            if (item.path("reason").asString("").equals("WRONG_AMOUNT")) {
                disputed.add(item.path("payment_number").asString(""));
            }
        }
        List<String> hanging = new ArrayList<>();
        for (JsonNode payment : payments) {
            String number = payment.path("payment_number").asString("");
            if (!payment.path("is_final").asBoolean(false) && !disputed.contains(number)) {
                hanging.add(number + " " + payment.path("state").asString(""));
            }
        }
        verdicts.equal(
                "every payment ended once, but those whose wrong amount waits for people (%d in doubt)"
                        .formatted(open),
                List.of(),
                hanging);
        verdicts.tell(
                "%d payments: %s".formatted(payments.size(), figures.path("payments_by_state")));
    }

    /** Both ways: what the switch booked stands in the ledger, and what was posted is booked. */
    private void checkSwitch(List<JsonNode> payments) {
        Map<String, SwitchPayment> theirs = new HashMap<>();
        sandbox.partner()
                .payments()
                .forEach(payment -> theirs.put(payment.uetr().toString(), payment));
        Map<String, JsonNode> ours = byId(payments);
        List<String> breaks = new ArrayList<>();
        theirs.forEach((id, booked) -> compare(id, booked, ours.get(id), breaks));
        for (String id : ofThisRun()) {
            if (isPosted(ours.get(id)) && !theirs.containsKey(id)) {
                breaks.add(id + ": unknown there, " + state(ours.get(id)) + " here");
            }
        }
        verdicts.equal(
                "the switch's book agrees both ways, payment by payment and to the cent (%d)"
                        .formatted(theirs.size()),
                List.of(),
                breaks);
    }

    /** The acquirer's book is as old as this process, and so are its payments. */
    private void checkAcquirer(List<JsonNode> payments) {
        Map<String, JsonNode> ours = byId(payments);
        List<AcquirerPayment> theirs = sandbox.abroad().acquirer().payments();
        List<String> breaks = new ArrayList<>();
        for (AcquirerPayment booked : theirs) {
            JsonNode known = ours.get(booked.id().toString());
            if (isPosted(known) != booked.isOwed()) {
                breaks.add(
                        "%s: %s there, %s here"
                                .formatted(booked.id(), booked.state(), state(known)));
            }
            if (known != null && booked.isOwed()) {
                BigDecimal credit =
                        value(known, "destination_amount").subtract(value(known, "payee_fee"));
                if (credit.compareTo(BigDecimal.valueOf(booked.settledWon())) != 0) {
                    breaks.add("%s: %s here".formatted(booked, credit));
                }
            }
        }
        verdicts.equal(
                "the acquirer's book agrees, payment by payment and to the won (%d)"
                        .formatted(theirs.size()),
                List.of(),
                breaks);
    }

    private static void compare(
            String id, SwitchPayment booked, @Nullable JsonNode known, List<String> breaks) {
        String state = state(known);
        if (isPosted(known) != booked.isOwed() && !state.equals("IN_DOUBT")) {
            breaks.add(id + ": " + booked.status() + " there, " + state + " here");
        }
        if (known != null) {
            BigDecimal credit =
                    value(known, "destination_amount").subtract(value(known, "payee_fee"));
            BigDecimal there = BigDecimal.valueOf(booked.amountMinor(), 2);
            if (credit.compareTo(there) != 0) {
                breaks.add(id + ": " + there + " there, " + credit + " here");
            }
        }
    }

    /** What the apps have paid since this process began; the switch's book is as old. */
    private Set<String> ofThisRun() {
        Set<String> ids = new TreeSet<>();
        for (App app : List.of(sandbox.app(), sandbox.smallApp())) {
            app.book().entries().forEach(entry -> ids.add(entry.paymentId().toString()));
        }
        return ids;
    }

    private static Map<String, JsonNode> byId(List<JsonNode> payments) {
        Map<String, JsonNode> byId = new HashMap<>();
        payments.forEach(payment -> byId.put(payment.path("payment_id").asString(""), payment));
        return byId;
    }

    private static String state(@Nullable JsonNode payment) {
        return payment == null ? "unknown" : payment.path("state").asString("");
    }

    private static boolean isPosted(@Nullable JsonNode payment) {
        return POSTED.contains(state(payment));
    }

    private void checkApp(String whose, App app, List<JsonNode> payments) {
        Map<String, JsonNode> ours = byId(payments);
        List<String> breaks = new ArrayList<>();
        for (CustomerBook.Entry entry : app.book().entries()) {
            JsonNode payment = ours.get(entry.paymentId().toString());
            String state = state(payment);
            boolean fits =
                    switch (entry.standing()) {
                        case KEPT -> POSTED.contains(state);
                        case RETURNED -> !POSTED.contains(state) && !PENDING.contains(state);
                        case OPEN -> PENDING.contains(state);
                    };
            if (!fits) {
                breaks.add(
                        entry.paymentId() + ": " + entry.standing() + " there, " + state + " here");
            }
            if (payment != null && isPosted(payment)) {
                BigDecimal debit = value(payment, "source_amount").add(value(payment, "payer_fee"));
                if (debit.compareTo(BigDecimal.valueOf(entry.amountWon())) != 0) {
                    breaks.add(entry.paymentId() + ": " + entry.amountWon() + " there, " + debit);
                }
            }
        }
        verdicts.equal("and so does " + whose, List.of(), breaks);
    }

    private static BigDecimal value(JsonNode node, String field) {
        return new BigDecimal(node.path(field).path("value").asString("0"));
    }
}
