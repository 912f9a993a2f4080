// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.util.ArrayList;
import java.util.List;

/** The behaviours that were asked for and not yet used up. Safe for many threads. */
final class Script {
    private final List<Line> lines = new ArrayList<>();

    /** One line; {@code left} payments may still use it. */
    private record Line(Match match, Behaviour behaviour, int left) {}

    synchronized void add(Match match, Behaviour behaviour) {
        lines.add(new Line(match, behaviour, match.next()));
    }

    /** The behaviour for this payment: the first line that fits, which is used up by one. */
    synchronized Behaviour take(Order order) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.match().fits(order)) {
                if (line.left() == 1) {
                    lines.remove(i);
                } else {
                    lines.set(i, new Line(line.match(), line.behaviour(), line.left() - 1));
                }
                return line.behaviour();
            }
        }
        return new Behaviour.Accept();
    }

    synchronized int size() {
        return lines.size();
    }

    synchronized void clear() {
        lines.clear();
    }
}
