package jp.enishi.cases.candidacy.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import org.jspecify.annotations.Nullable;

/** Steps that the system makes by itself, inside the running transaction. */
@ApplicationScoped
public class Closing {
    private final ClientCases cases;
    private final Candidacies candidacies;

    Closing(ClientCases cases, Candidacies candidacies) {
        this.cases = cases;
        this.candidacies = candidacies;
    }

    /** The case, which is locked, ended: whoever is still in the running isn't any more. */
    public Uni<Void> closeAll(UUID caseId, ClosingReason reason) {
        return candidacies.lockAllOf(caseId).chain(all -> close(all, reason));
    }

    /** Closes those that are still in the running. */
    Uni<Void> close(List<Candidacy> locked, ClosingReason reason) {
        return Candidacies.each(
                locked.stream().filter(candidacy -> candidacy.stage().open()).toList(),
                candidacy -> step(candidacy, Stage.CLOSED, new Reason(reason.name(), null)));
    }

    /** One step of a locked candidacy, made by the system. */
    Uni<Candidacy> step(Candidacy candidacy, Stage next, @Nullable Reason reason) {
        return cases.now()
                .chain(now -> candidacies.step(
                        candidacy, candidacy.step(next, now, reason), Actor.SYSTEM, "candidacy.follow"));
    }
}
