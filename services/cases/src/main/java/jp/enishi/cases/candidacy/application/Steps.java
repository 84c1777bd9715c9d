package jp.enishi.cases.candidacy.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.PassReason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.domain.Visibility;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.candidacy.persistence.Reports;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.proposal.persistence.Proposals;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** The steps that people make by themselves: the client decides, the coordinator declines, the talent withdraws. */
@ApplicationScoped
public class Steps {
    private final ClientCases cases;
    private final Candidacies candidacies;
    private final Proposals proposals;
    private final Reports reports;
    private final Audit audit;
    private final Caller caller;

    Steps(
            ClientCases cases,
            Candidacies candidacies,
            Proposals proposals,
            Reports reports,
            Audit audit,
            Caller caller) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.proposals = proposals;
        this.reports = reports;
        this.audit = audit;
        this.caller = caller;
    }

    /** The client wants to meet the person, or, with a reason, passes; not after the deadline, whoever looked at it. */
    @WithTransaction
    public Uni<Candidacy> decide(UUID candidacyId, long expected, @Nullable PassReason pass, @Nullable String words) {
        Actor actor = Actor.of(caller.subject());
        return candidacies.lock(candidacyId).chain(candidacy -> {
            caller.require("candidacy.decide", clients(caller.subject(), candidacy));
            return inTime(candidacy, pass == null ? Stage.MEETING_WANTED : Stage.PASSED)
                    .chain(() -> step(
                            candidacy,
                            expected,
                            now -> pass == null
                                    ? candidacy.want(actor.user(), now)
                                    : candidacy.step(Stage.PASSED, now, new Reason(pass.name(), words)),
                            actor,
                            "candidacy.decide"));
        });
    }

    /** A coordinator doesn't take an applicant or a selected person further. */
    @WithTransaction
    public Uni<Candidacy> decline(UUID candidacyId, long expected, String words) {
        return candidacies.lock(candidacyId).chain(candidacy -> {
            caller.require("candidacy.decline", clients(caller.subject(), candidacy));
            return step(
                    candidacy,
                    expected,
                    now -> candidacy.step(Stage.DECLINED, now, new Reason("DECLINED", words)),
                    Actor.of(caller.subject()),
                    "candidacy.decline");
        });
    }

    /**
     * What a meeting wanted adjusted is settled without another version of the requirements. It is no step of the candidacy,
     * so it makes no version of it.
     *
     * @throws RuleViolation {@code nothing-to-adjust}
     */
    @WithTransaction
    public Uni<Candidacy> goOn(UUID candidacyId, String words) {
        Actor actor = Actor.of(caller.subject());
        return candidacies.lock(candidacyId).chain(candidacy -> {
            caller.require("candidacy.go-on", clients(caller.subject(), candidacy));
            return reports.settle(candidacyId, Objects.requireNonNull(actor.user()), words)
                    .invoke(settled -> {
                        if (!settled) {
                            throw new RuleViolation("nothing-to-adjust");
                        }
                    })
                    .chain(() -> audit.record(new AuditEntry(
                            actor.user(),
                            actor.role(),
                            "candidacy.go-on",
                            "candidacy",
                            candidacyId,
                            candidacy.version(),
                            words)))
                    .replaceWith(candidacy);
        });
    }

    /** The talent doesn't want this case any more. */
    @WithTransaction
    public Uni<Candidacy> withdraw(UUID candidacyId, long expected, @Nullable String words) {
        return candidacies.lock(candidacyId).chain(candidacy -> {
            caller.require("candidacy.withdraw", talents(caller.subject(), candidacy));
            return step(
                    candidacy,
                    expected,
                    now -> candidacy.step(Stage.WITHDRAWN, now, new Reason("WITHDRAWN", words)),
                    Actor.talent(caller.subject()),
                    "candidacy.withdraw");
        });
    }

    private Uni<Candidacy> step(
            Candidacy candidacy, long expected, Function<Instant, Candidacy> step, Actor actor, String action) {
        StaleVersion.check(expected, candidacy.version());
        return cases.now().chain(now -> candidacies.step(candidacy, step.apply(now), actor, action));
    }

    /** What wasn't decided by the deadline has lapsed, whether that was written yet or not. */
    private Uni<Void> inTime(Candidacy candidacy, Stage next) {
        return candidacy.stage() != Stage.PROPOSED
                ? Uni.createFrom().voidItem()
                : proposals
                        .overdue(candidacy.candidacyId())
                        .invoke(overdue -> {
                            if (overdue) {
                                throw Candidacy.illegal(Stage.LAPSED, next);
                            }
                        })
                        .replaceWithVoid();
    }

    /** As a client sees it: own when the case is their organisation's and they were shown it. */
    private static Resource clients(Subject subject, Candidacy candidacy) {
        return Resource.of(
                "candidacy",
                candidacy.visibility() != Visibility.INTERNAL
                        && subject.belongsTo(candidacy.seat().organizationId().toString()),
                candidacy.visibility());
    }

    /** As a talent sees it: own when they are the person and were told of it. */
    private static Resource talents(Subject subject, Candidacy candidacy) {
        return Resource.of(
                "candidacy",
                candidacy.status() != null && subject.isUser(candidacy.person().userId()),
                candidacy.visibility());
    }
}
