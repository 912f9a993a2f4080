// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * The merchant in a second language (template 64).
 *
 * @param language ISO 639, as it stands in the code ({@code ko}, {@code ZH})
 * @param name the name, untrusted
 * @param city the city, untrusted
 */
public record LocalizedMerchant(String language, DisplayText name, Optional<DisplayText> city) {}
