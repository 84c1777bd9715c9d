package jp.enishi.cases.clientcase.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.application.Closing;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.messaging.CaseEvents;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.clientcase.persistence.LockedCase;

/** What the end of a case means, whoever ends it: its listing goes, and nobody is in the running any more. */
@ApplicationScoped
public class EndCase {
    private final ClientCases cases;
    private final CaseJournal journal;
    private final Closing closing;

    EndCase(ClientCases cases, CaseJournal journal, Closing closing) {
        this.cases = cases;
        this.journal = journal;
        this.closing = closing;
    }

    /** Ends a locked case inside the running transaction. */
    public Uni<ClientCase> end(LockedCase locked, ClosingReason reason, Actor actor) {
        ClientCase after = locked.value().close(reason);
        return cases.now()
                .chain(now -> cases.change(locked, after, now))
                .chain(() -> journal.write(CaseEvents.Kind.CLOSED, after, actor, "case.close", reason.name()))
                .chain(() -> closing.closeAll(after.id().value(), reason))
                .replaceWith(after);
    }
}
