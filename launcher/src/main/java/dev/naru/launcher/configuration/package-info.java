// SPDX-License-Identifier: Apache-2.0
/**
 * One strict YAML file, read into records. Never comes here: what a setting does. Start at {@link
 * dev.naru.launcher.configuration.Configuration}.
 */
@NullMarked
package dev.naru.launcher.configuration;

import org.jspecify.annotations.NullMarked;
