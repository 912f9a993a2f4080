// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.enquiry.Payee;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.connectors.enquiry.PayeeQuestion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what it is told to, or what somebody else answers. */
public final class FakeLookup implements PayeeLookup {
    /** A merchant that exists nowhere. */
    public static final Payee MELATI =
            new Payee(
                    "WARUNG MELATI BIRU",
                    "BANDUNG",
                    "5812",
                    "CONTOHBK",
                    "936000140000001234",
                    "LOOKUP-77",
                    Optional.empty());

    private final List<PayeeQuestion> questions = new CopyOnWriteArrayList<>();
    private volatile LookupResult result = new LookupResult.Found(MELATI);
    private volatile LinkState state = LinkState.UP;
    private volatile Optional<PayeeLookup> other = Optional.empty();

    /** Answers this from now on. */
    public void answer(LookupResult next) {
        result = next;
    }

    /** Is in this state from now on. */
    public void become(LinkState next) {
        state = next;
    }

    /** Answers what this one does from now on. */
    public void answerAs(PayeeLookup next) {
        other = Optional.of(next);
    }

    /** What was asked. */
    public List<PayeeQuestion> questions() {
        return List.copyOf(questions);
    }

    @Override
    public LookupResult look(PayeeQuestion question) {
        questions.add(question);
        return other.map(asked -> asked.look(question)).orElse(result);
    }

    @Override
    public LinkState state() {
        return other.map(PayeeLookup::state).orElse(state);
    }
}
