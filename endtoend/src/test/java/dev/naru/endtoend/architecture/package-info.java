// SPDX-License-Identifier: Apache-2.0
/**
 * The house's walls, as tests: who may import whom, and what never happens where. Start at {@link
 * dev.naru.endtoend.architecture.ArchitectureTest}.
 */
@NullMarked
package dev.naru.endtoend.architecture;

import org.jspecify.annotations.NullMarked;
