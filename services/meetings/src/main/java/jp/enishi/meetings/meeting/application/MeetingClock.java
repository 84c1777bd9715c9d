package jp.enishi.meetings.meeting.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets happen what is due by the database's clock. */
@ApplicationScoped
class MeetingClock {
    private final DueMeeting due;

    MeetingClock(DueMeeting due) {
        this.due = due;
    }

    @Scheduled(
            identity = "due-meetings",
            every = "${meetings.clock.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return due.next().repeat().whilst(found -> found).collect().last().replaceWithVoid();
    }
}
