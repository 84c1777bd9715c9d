package jp.enishi.cases.candidacy.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.PassReason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** The steps that people make by themselves: the client decides, the coordinator declines, the talent withdraws. */
@ApplicationScoped
public class Steps {
    private final ClientCases cases;
    private final Candidacies candidacies;
    private final Caller caller;

    Steps(ClientCases cases, Candidacies candidacies, Caller caller) {
        this.cases = cases;
        this.candidacies = candidacies;
        this.caller = caller;
    }

    /** The client wants to meet the person, or, with a reason, passes. */
    @WithTransaction
    public Uni<Candidacy> decide(UUID candidacyId, long expected, @Nullable PassReason pass, @Nullable String words) {
        Stage next = pass == null ? Stage.MEETING_WANTED : Stage.PASSED;
        Reason reason = pass == null ? null : new Reason(pass.name(), words);
        return candidacies.lock(candidacyId).chain(candidacy -> {
            caller.require("candidacy.decide", clients(caller.subject(), candidacy));
            return step(candidacy, expected, next, reason, Actor.of(caller.subject()), "candidacy.decide");
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
                    Stage.DECLINED,
                    new Reason("DECLINED", words),
                    Actor.of(caller.subject()),
                    "candidacy.decline");
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
                    Stage.WITHDRAWN,
                    new Reason("WITHDRAWN", words),
                    Actor.talent(caller.subject()),
                    "candidacy.withdraw");
        });
    }

    private Uni<Candidacy> step(
            Candidacy candidacy, long expected, Stage next, @Nullable Reason reason, Actor actor, String action) {
        StaleVersion.check(expected, candidacy.version());
        Stage from = candidacy.stage();
        return cases.now().chain(now -> {
            candidacy.step(next, now, reason);
            if (next == Stage.MEETING_WANTED) {
                candidacy.wantedBy(caller.subject().userId());
            }
            return candidacies.stepped(candidacy, from, actor, action);
        });
    }

    /** As a client sees it: own when the case is their organisation's. */
    public static Resource clients(Subject subject, Candidacy candidacy) {
        return Resource.of(
                "candidacy",
                subject.belongsTo(candidacy.organizationId().toString()),
                candidacy.stage().visibility());
    }

    /** As a talent sees it: own when they are the person and were told of it. */
    public static Resource talents(Subject subject, Candidacy candidacy) {
        return Resource.of(
                "candidacy",
                candidacy.stage().status() != null && subject.isUser(candidacy.talentUserId()),
                candidacy.stage().visibility());
    }
}
