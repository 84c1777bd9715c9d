package jp.enishi.cases.candidacy.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.candidacy.persistence.Reports;
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
    private final Reports reports;

    Following(ClientCases cases, Candidacies candidacies, Closing closing, CloseCase closeCase, Reports reports) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.closing = closing;
        this.closeCase = closeCase;
        this.reports = reports;
    }

    /**
     * What another service reported.
     *
     * @param thing the meeting, offer, order or engagement
     * @param state its state
     */
    public record Report(UUID candidacyId, UUID thing, String state) {}

    /** Where a report takes the candidacy, and why. */
    public record Goal(Stage stage, @Nullable Reason reason) {}

    /** A thing of the candidacy ended, so it goes back, unless it has gone on since or another thing keeps it there. */
    public Uni<Void> fellBack(Report report, String alive, Stage from, Goal goal) {
        return news(
                report,
                (locked, candidacy) -> candidacy.stage() != from
                        ? Uni.createFrom().voidItem()
                        : reports.others(report.candidacyId(), report.thing(), alive)
                                .chain(others -> others
                                        ? Uni.createFrom().voidItem()
                                        : closing.step(candidacy, goal.stage(), goal.reason())
                                                .replaceWithVoid()));
    }

    /** The candidacy is at these stages now, one after the other. */
    public Uni<Void> reached(Report report, List<Goal> goals) {
        return news(report, (locked, candidacy) -> {
            Uni<Candidacy> walked = Uni.createFrom().item(candidacy);
            for (Goal goal : goals) {
                walked = walked.chain(here -> walk(here, goal));
            }
            return walked.chain(
                    here -> here.stage().bound() && !candidacy.stage().bound()
                            ? filled(locked.value())
                            : Uni.createFrom().voidItem());
        });
    }

    /** Who was erased is in the running for nothing any more; what was agreed before that was known stands. */
    public Uni<Void> left(UUID talentId) {
        return candidacies
                .of(talentId)
                .chain(all -> Candidacies.each(
                        all,
                        place -> cases.lock(place.caseId(), OrganizationScope.SYSTEM)
                                .chain(locked -> candidacies.lock(place.candidacyId()))
                                .chain(this::leave)));
    }

    private Uni<Void> leave(Candidacy candidacy) {
        if (!candidacy.stage().open()) {
            return Uni.createFrom().voidItem();
        }
        Stage end = candidacy.stage().next().contains(Stage.WITHDRAWN) ? Stage.WITHDRAWN : Stage.DECLINED;
        return closing.step(candidacy, end, new Reason("ERASED", null)).replaceWithVoid();
    }

    /** What a side of a meeting wants adjusted is a task until the next version of the requirements. */
    public Uni<Void> adjust(UUID candidacyId, UUID meetingId, List<String> sides) {
        return candidacies
                .caseOf(candidacyId)
                .chain(caseId -> caseId == null || sides.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : cases.lock(caseId, OrganizationScope.SYSTEM)
                                .chain(locked -> Candidacies.each(
                                        sides,
                                        side -> reports.adjustment(
                                                meetingId,
                                                side,
                                                candidacyId,
                                                caseId,
                                                locked.value().requirementsVersion()))));
    }

    /** Only what is new; the case is locked first, always. */
    private Uni<Void> news(Report report, BiFunction<LockedCase, Candidacy, Uni<Void>> effect) {
        return candidacies
                .caseOf(report.candidacyId())
                .chain(caseId -> caseId == null
                        ? Uni.createFrom().voidItem()
                        : cases.lock(caseId, OrganizationScope.SYSTEM)
                                .chain(locked -> candidacies
                                        .lock(report.candidacyId())
                                        .chain(candidacy -> reports.note(
                                                        report.candidacyId(), report.thing(), report.state())
                                                .chain(news -> news
                                                        ? effect.apply(locked, candidacy)
                                                        : Uni.createFrom().voidItem()))));
    }

    private Uni<Candidacy> walk(Candidacy candidacy, Goal goal) {
        Uni<Candidacy> walked = Uni.createFrom().item(candidacy);
        for (Stage stage : candidacy.towards(goal.stage())) {
            walked = walked.chain(here -> closing.step(here, stage, stage == goal.stage() ? goal.reason() : null));
        }
        return walked;
    }

    /**
     * The requirements changed: nobody is in the running any more for a position that was taken out or that has no seat
     * left. The case is locked.
     */
    public Uni<Void> settle(ClientCase value) {
        return candidacies.lockAllOf(value.id().value()).chain(all -> {
            List<Candidacy> gone = all.stream()
                    .filter(candidacy -> candidacy.stage().open())
                    .filter(candidacy -> !value.positionIds().contains(candidacy.positionId()))
                    .toList();
            return closing.close(gone, ClosingReason.CANCELLED)
                    .chain(() ->
                            all.stream().anyMatch(candidacy -> candidacy.stage().bound())
                                    ? filled(value)
                                    : Uni.createFrom().voidItem());
        });
    }

    private Uni<Void> filled(ClientCase value) {
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
