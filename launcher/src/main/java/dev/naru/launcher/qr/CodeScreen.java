// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.qr;

import dev.naru.gateway.http.view.CodeView;
import dev.naru.qr.CodeSummary;
import dev.naru.qr.ConsumerApplication;
import dev.naru.qr.ConsumerCode;
import dev.naru.qr.Deviation;
import dev.naru.qr.DisplayHazard;
import dev.naru.qr.DisplayText;
import dev.naru.qr.MerchantAccount;
import dev.naru.qr.MerchantCode;
import dev.naru.qr.Presented;
import dev.naru.qr.QrError;
import dev.naru.qr.Scheme;
import dev.naru.qr.Tip;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A code as lines for a person. Nothing of a code can move the cursor or turn the writing round.
 */
final class CodeScreen {
    private static final int LABEL = 12;

    /** How much of a text is shown on either side of what is wrong with it. */
    private static final int CONTEXT = 32;

    /** Half-width Katakana and Hangul. */
    private static final int FIRST_HALF_WIDTH = 0xFF61;

    private static final int LAST_HALF_WIDTH = 0xFFDC;

    private final List<String> lines = new ArrayList<>();

    private CodeScreen() {}

    static List<String> of(Presented presented) {
        CodeScreen screen = new CodeScreen();
        CodeSummary summary = CodeSummary.of(presented);
        screen.say("verdict", summary.verdict().name().toLowerCase(Locale.ROOT));
        summary.error()
                .ifPresentOrElse(
                        error -> screen.refused(presented, error),
                        () -> screen.read(presented, CodeView.of(summary)));
        return List.copyOf(screen.lines);
    }

    private void say(String label, String text) {
        lines.add(
                label
                        + " ".repeat(Math.max(1, LABEL - label.length()))
                        + new DisplayText(text).safe());
    }

    private void say(String label, Optional<String> text) {
        text.ifPresent(there -> say(label, there));
    }

    private void refused(Presented presented, QrError error) {
        Sentences sentences = Sentences.of(presented, error);
        String field = error.field().isEmpty() ? "" : ", field " + error.field();
        say("error", error.code() + " at " + error.offset() + field);
        say("", sentences.english());
        say("", sentences.korean());
        caret(presented.text(), error.offset());
    }

    /** The text around the place, and a caret under it. */
    private void caret(String text, int offset) {
        if (text.isEmpty()) {
            return;
        }
        int from = Math.max(0, offset - CONTEXT);
        int to = Math.min(text.length(), offset + CONTEXT);
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from--;
        }
        if (to < text.length() && to > 0 && Character.isHighSurrogate(text.charAt(to - 1))) {
            to--;
        }
        String before = from > 0 ? "..." : "";
        StringBuilder shown = new StringBuilder(before);
        int column = before.length();
        for (int at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
            String one = visible(text.codePointAt(at));
            shown.append(one);
            if (at < offset) {
                column += columns(one);
            }
        }
        lines.add("  " + shown + (to < text.length() ? "..." : ""));
        lines.add("  " + " ".repeat(column) + "^");
    }

    /** One character in the place of one that a screen would not show, or would obey. */
    private static String visible(int codePoint) {
        String one = Character.toString(codePoint);
        return new DisplayText(one).hazards().isEmpty() ? one : "\u00B7";
    }

    /** Marks over and under letters take no column of a terminal, letters of East Asia two. */
    private static int columns(String one) {
        int codePoint = one.codePointAt(0);
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        if (codePoint >= FIRST_HALF_WIDTH && codePoint <= LAST_HALF_WIDTH) {
            return 1;
        }
        boolean isWide =
                switch (Character.UnicodeScript.of(codePoint)) {
                    case HAN, HANGUL, HIRAGANA, KATAKANA -> true;
                    default ->
                            (codePoint >= 0x3000 && codePoint <= 0x303F)
                                    || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
                                    || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
                };
        return isWide ? 2 : 1;
    }

    private void read(Presented presented, CodeView view) {
        say("kind", view.kind().replace('_', ' '));
        say("scheme", view.schemes().isEmpty() ? view.scheme() : String.join(", ", view.schemes()));
        say("payee", view.payee());
        if (presented instanceof Presented.Merchant merchant) {
            merchant(merchant.code());
        }
        say("country", view.country());
        say("currency", view.currency());
        say("amount", view.amount());
        if (presented instanceof Presented.Merchant merchant) {
            extras(merchant.code());
        }
        if (presented instanceof ConsumerCode code) {
            code.applications().forEach(this::application);
        }
    }

    private void merchant(MerchantCode code) {
        say("city", code.merchantCity().map(DisplayText::safe));
        say("category", code.merchantCategory());
        say("use", code.presentation().name().toLowerCase(Locale.ROOT));
        Set<Scheme> told = EnumSet.of(Scheme.UNKNOWN);
        for (MerchantAccount account : code.accounts()) {
            Scheme scheme = account.scheme();
            // A second account of a scheme, as QRIS has one, has no payee of its own.
            Optional<String> number =
                    told.add(scheme) ? code.payeeNumber(scheme) : Optional.empty();
            say(
                    "account",
                    Stream.of(
                                    Optional.of("%02d".formatted(account.tag())),
                                    Optional.of(
                                            scheme == Scheme.UNKNOWN
                                                    ? CodeSummary.UNKNOWN_SCHEME
                                                    : scheme.name()),
                                    account.identifier(),
                                    number)
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(" ")));
        }
    }

    private void extras(MerchantCode code) {
        switch (code.tip()) {
            case Tip.None _ -> {
                // Nothing to say.
            }
            case Tip.Prompted _ -> say("tip", "the payer is asked");
            case Tip.Fixed fixed -> say("tip", fixed.amount().plain());
            case Tip.Percentage percentage -> say("tip", percentage.percent().plain() + " %");
        }
        for (Scheme scheme : code.schemes()) {
            say("ends", code.endsAt(scheme).map(end -> end + " (" + scheme + ")"));
        }
        for (Deviation deviation : code.deviations()) {
            String field = deviation.field().isEmpty() ? "" : ", field " + deviation.field();
            say("tolerated", deviation.tolerance() + " at " + deviation.offset() + field);
        }
        if (!code.displayHazards().isEmpty()) {
            say(
                    "beware",
                    "hidden characters in a text: "
                            + code.displayHazards().stream()
                                    .map(DisplayHazard::name)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** No card number, no name. */
    private void application(ConsumerApplication application) {
        say(
                "application",
                application.adfName()
                        + " "
                        + application.network()
                        + application.label().map(label -> " " + label.safe()).orElse(""));
    }
}
