// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Fact;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the people around the hub remember of what they said and heard, the newest last. */
final class Notebook {
    private static final int MOST_OFFERS = 30;
    private static final int MOST_ENDED = 60;
    private static final int MOST_SAID = 60;
    private static final int MOST_ITEMS = 12;

    private final List<Offer> offers = new ArrayList<>();
    private final List<Slip> held = new ArrayList<>();
    private final List<Slip> reserved = new ArrayList<>();
    private final List<Slip> sent = new ArrayList<>();
    private final List<Slip> ended = new ArrayList<>();
    private final List<Command> said = new ArrayList<>();
    private final List<Long> items = new ArrayList<>();
    private final long[] openWindows = new long[Scene.GROUPS + 2];
    private final Map<Long, Integer> enquiries = new HashMap<>();
    private int paymentsBegun;

    /** A quote and what was asked for it. */
    record Offer(Command.CreateQuote asked, Quote quote) {}

    /** A payment as its sender and its link know it. */
    record Slip(long number, PaymentId id, Route route, Price price) {}

    /** Writes down what was said and heard. */
    void hear(Exchange exchange) {
        exchange.command().ifPresent(command -> keep(said, command, MOST_SAID));
        for (Fact fact : exchange.facts()) {
            hear(fact.event(), exchange);
        }
    }

    private void hear(Event event, Exchange exchange) {
        if (event instanceof Event.QuoteCreated e
                && exchange.command().orElse(null) instanceof Command.CreateQuote asked) {
            keep(offers, new Offer(asked, e.quote()), MOST_OFFERS);
        } else if (event instanceof Event.PaymentHeld e) {
            paymentsBegun++;
            held.add(new Slip(e.paymentNumber(), e.paymentId(), e.route(), e.price()));
        } else if (event instanceof Event.PaymentReserved e) {
            paymentsBegun++;
            held.removeIf(slip -> slip.number == e.paymentNumber());
            reserved.add(new Slip(e.paymentNumber(), e.paymentId(), e.route(), e.price()));
        } else if (event instanceof Event.PaymentDispatched e) {
            move(e.paymentNumber(), sent);
        } else if (event instanceof Event.PaymentCompleted e) {
            end(e.paymentNumber());
        } else if (event instanceof Event.PaymentBlocked e) {
            end(e.paymentNumber());
        } else if (event instanceof Event.PaymentRejected e) {
            end(e.paymentNumber());
        } else if (event instanceof Event.PaymentExpired e) {
            end(e.paymentNumber());
        } else if (event instanceof Event.PaymentRefused e) {
            end(e.paymentNumber());
        } else if (event instanceof Event.EnquiryDue e) {
            enquiries.put(e.paymentNumber(), e.enquiry());
        } else if (event instanceof Event.RecoveryItemOpened e) {
            keep(items, e.itemNumber(), MOST_ITEMS);
        } else if (event instanceof Event.GroupDefined e) {
            openWindows[Math.min(e.definition().groupId(), Scene.GROUPS + 1)] = 1;
        } else if (event instanceof Event.WindowClosed e) {
            openWindows[Math.min(e.groupId(), Scene.GROUPS + 1)] = e.nextWindowNumber();
        }
    }

    private void end(long number) {
        move(number, ended);
        if (ended.size() > MOST_ENDED) {
            ended.removeFirst();
        }
    }

    private void move(long number, List<Slip> to) {
        for (List<Slip> from : List.of(held, reserved, sent)) {
            for (int i = 0; i < from.size(); i++) {
                if (from.get(i).number == number) {
                    to.add(from.remove(i));
                    return;
                }
            }
        }
    }

    private static <T> void keep(List<T> list, T what, int most) {
        list.add(what);
        if (list.size() > most) {
            list.removeFirst();
        }
    }

    /** Quotes that somebody may still pay. */
    List<Offer> offers() {
        return offers;
    }

    /** Payments that wait for compliance. */
    List<Slip> held() {
        return held;
    }

    /** Payments that can be sent. */
    List<Slip> reserved() {
        return reserved;
    }

    /** Payments that were sent and have no final answer. */
    List<Slip> sent() {
        return sent;
    }

    /** Payments that ended lately. */
    List<Slip> ended() {
        return ended;
    }

    /** How often a payment was asked about. */
    int enquiries(long number) {
        return enquiries.getOrDefault(number, 0);
    }

    /** What was said lately. */
    List<Command> said() {
        return said;
    }

    /** Recovery items that were opened lately. */
    List<Long> items() {
        return items;
    }

    /** How many payments went as far as being held or reserved. */
    int paymentsBegun() {
        return paymentsBegun;
    }

    /** A group's open window, empty for a group that nobody knows. */
    Optional<Long> openWindow(int groupId) {
        return openWindows[groupId] == 0 ? Optional.empty() : Optional.of(openWindows[groupId]);
    }
}
