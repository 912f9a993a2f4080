// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Audit;
import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Step;

/**
 * Stands between the machine and the laws and changes what the machine said, as if the machine had
 * that bug. A law that does not notice proves nothing.
 */
interface Saboteur {
    /** Changes nothing. */
    Saboteur HONEST = new Saboteur() {};

    /** What the laws are to hear instead of this exchange. The books do not have its facts yet. */
    default Exchange tell(Exchange honest, Books books) {
        return honest;
    }

    /** What the laws are to be shown instead of this audit. */
    default Audit show(Audit honest) {
        return honest;
    }

    /** What a machine is to start from instead of this snapshot. */
    default byte[] snapshot(byte[] honest) {
        return honest;
    }

    /** What the machine that started from a snapshot is to hear instead of this step. */
    default Step replay(Step honest) {
        return honest;
    }
}
