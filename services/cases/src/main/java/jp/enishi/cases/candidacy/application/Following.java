package jp.enishi.cases.candidacy.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.application.CloseCase;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.clientcase.persistence.LockedCase;
import org.jspecify.annotations.Nullable;

/**
 * Moves candidacies after what other services said, inside the consumer's transaction. A report that is no news, or that
 * an ended candidacy can't follow, changes nothing. When an agreement fills a position, the others in the running for it
 * are closed; when it fills the last one, the case is.
 */
@ApplicationScoped
public class Following {
    private final ClientCases cases;
    private final Candidacies candidacies;
    private final Closing closing;
    private final CloseCase closeCase;

    Following(ClientCases cases, Candidacies candidacies, Closing closing, CloseCase closeCase) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.closing = closing;
        this.closeCase = closeCase;
    }

    /** A thing of the candidacy ended, so it goes back, unless it has gone on since. */
    public Uni<Void> fellBack(UUID candidacyId, Stage from, Stage to, @Nullable Reason reason) {
        return candidacies
                .caseOf(candidacyId)
                .chain(caseId -> caseId == null
                        ? Uni.createFrom().voidItem()
                        : candidacies
                                .lock(candidacyId)
                                .chain(candidacy -> candidacy.stage() == from
                                        ? closing.step(candidacy, to, reason)
                                        : Uni.createFrom().voidItem()));
    }

    /** The candidacy is at this stage now, as another service reports. The case is locked first, always. */
    public Uni<Void> reached(UUID candidacyId, Stage reported, @Nullable Reason reason) {
        return candidacies
                .caseOf(candidacyId)
                .chain(caseId -> caseId == null
                        ? Uni.createFrom().voidItem()
                        : cases.lock(caseId, OrganizationScope.SYSTEM)
                                .chain(locked -> candidacies
                                        .lock(candidacyId)
                                        .chain(candidacy -> Candidacies.each(
                                                        candidacy.stage().towards(reported),
                                                        stage -> closing.step(
                                                                candidacy, stage, stage == reported ? reason : null))
                                                .chain(() -> reported == Stage.AGREED || reported == Stage.ORDERED
                                                        ? filled(locked, candidacy)
                                                        : Uni.createFrom().voidItem()))));
    }

    private Uni<Void> filled(LockedCase locked, Candidacy bound) {
        if (!bound.stage().bound()) {
            return Uni.createFrom().voidItem();
        }
        ClientCase value = locked.value();
        return candidacies.lockAllOf(value.id().value()).chain(all -> {
            List<Candidacy> superfluous = all.stream()
                    .filter(candidacy -> candidacy.stage().open())
                    .filter(candidacy -> full(value.requirements(), candidacy.positionId(), all))
                    .toList();
            boolean everySeat = value.positionIds().stream().allMatch(id -> full(value.requirements(), id, all));
            return closing.close(superfluous, ClosingReason.FILLED)
                    .chain(() -> everySeat && value.status() != CaseStatus.CLOSED
                            ? closeCase.following(value.id().value(), ClosingReason.FILLED)
                            : Uni.createFrom().voidItem());
        });
    }

    /** Whether so many agreed to a position as it has seats; a position that was taken out of the case is full. */
    private static boolean full(Requirements requirements, UUID positionId, List<Candidacy> all) {
        long bound = all.stream()
                .filter(candidacy -> candidacy.positionId().equals(positionId))
                .filter(candidacy -> candidacy.stage().bound())
                .count();
        return requirements.positions().stream()
                .filter(position -> positionId.equals(position.positionId()))
                .allMatch(position -> bound >= Objects.requireNonNullElse(position.headCount(), 1));
    }
}
