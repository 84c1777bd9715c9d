package jp.enishi.meetings.meeting.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import jp.enishi.meetings.Actor;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingPlan;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.persistence.Facts;
import jp.enishi.meetings.meeting.persistence.Meetings;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** Asks three people for a date, once the client wants to meet the talent, and always with that talent. */
@ApplicationScoped
public class CallMeeting {
    private static final String WANTED = "MEETING_WANTED";

    private final Meetings meetings;
    private final Facts facts;
    private final MeetingJournal journal;
    private final Caller caller;

    CallMeeting(Meetings meetings, Facts facts, MeetingJournal journal, Caller caller) {
        this.meetings = meetings;
        this.facts = facts;
        this.journal = journal;
        this.caller = caller;
    }

    @WithTransaction
    public Uni<Meeting> call(UUID candidacyId, MeetingPlan plan) {
        Actor actor = Actor.of(caller.subject());
        caller.require("meeting.create", Resource.none("meeting"));
        return facts.candidacy(candidacyId)
                .chain(found -> meetings.now().chain(now -> {
                    Facts.Candidacy candidacy = known(found);
                    Meeting called = plan.call(
                            candidacyId, candidacy.caseId(), candidacy.organizationId(), candidacy.talentId(), now);
                    if (!candidacy.stage().equals(WANTED)) {
                        throw new RuleViolation("meeting-not-wanted", Map.of("stage", candidacy.stage()));
                    }
                    Participant talent = called.participant(Side.TALENT);
                    if (!talent.userId().equals(candidacy.talentUserId())) {
                        throw ValidationFailure.at("/participants/talent/userId", "not-the-talent");
                    }
                    return meetings.liveOfCandidacy(candidacyId).chain(live -> {
                        if (!live.isEmpty()) {
                            throw new RuleViolation(
                                    "meeting-exists",
                                    Map.of("meetingId", live.getFirst().toString()));
                        }
                        return journal.open(called, actor, now);
                    });
                }));
    }

    private static Facts.Candidacy known(Facts.@Nullable Candidacy candidacy) {
        if (candidacy == null) {
            throw ValidationFailure.at("/candidacyId", "unknown");
        }
        return candidacy;
    }
}
