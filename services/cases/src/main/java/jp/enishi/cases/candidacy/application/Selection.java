package jp.enishi.cases.candidacy.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Seat;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.candidacy.persistence.TalentSheets;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;

/** A coordinator selects a talent for a position. */
@ApplicationScoped
public class Selection {
    private final ClientCases cases;
    private final Candidacies candidacies;
    private final TalentSheets sheets;
    private final Caller caller;

    Selection(ClientCases cases, Candidacies candidacies, TalentSheets sheets, Caller caller) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.sheets = sheets;
        this.caller = caller;
    }

    @WithTransaction
    public Uni<Candidacy> select(UUID caseId, UUID positionId, UUID talentId) {
        caller.require("candidacy.select", Resource.none("candidacy"));
        Actor actor = Actor.of(caller.subject());
        return cases.lock(caseId, OrganizationScope.of(caller.subject()))
                .chain(locked -> {
                    Seat seat = seat(locked.value(), positionId);
                    return candidacies
                            .requireSeat(caseId, positionId, heads(locked.value(), positionId))
                            .replaceWith(seat);
                })
                .chain(seat -> sheets.newest(talentId)
                        .chain(person -> cases.now()
                                .map(now -> Candidacy.selected(Ids.next(), seat, person, now, actor.user()))))
                .chain(selected -> candidacies.add(selected, actor, "candidacy.select"));
    }

    /**
     * The place that a position offers.
     *
     * @throws RuleViolation {@code case-not-open} when the case is closed
     * @throws ValidationFailure at {@code /positionId} when the case has no such position
     */
    static Seat seat(ClientCase value, UUID positionId) {
        if (value.status() == CaseStatus.CLOSED) {
            throw new RuleViolation("case-not-open");
        }
        if (!value.positionIds().contains(positionId)) {
            throw ValidationFailure.at("/positionId", "unknown-position");
        }
        return new Seat(value.id().value(), positionId, value.companyId(), value.organizationId());
    }

    /** How many seats a position has; none when the case has no such position. */
    static int heads(ClientCase value, UUID positionId) {
        return value.requirements().positions().stream()
                .filter(position -> positionId.equals(position.positionId()))
                .mapToInt(position -> Objects.requireNonNullElse(position.headCount(), 1))
                .sum();
    }
}
