package jp.enishi.contracts.engagement.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.candidacy.Candidacies;
import jp.enishi.contracts.engagement.domain.Deadlines;
import jp.enishi.contracts.engagement.domain.Deadlines.Due;
import jp.enishi.contracts.engagement.domain.DueKind;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.contracts.engagement.persistence.Engagements;
import jp.enishi.contracts.engagement.persistence.SupportRecords;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Ids;

/** Makes the engagement of an order that both confirmed, with its check-ins and reminders; part of that transaction. */
@ApplicationScoped
public class BeginEngagement {
    private final Engagements engagements;
    private final SupportRecords records;
    private final Candidacies candidacies;
    private final EngagementJournal journal;
    private final Rules rules;

    BeginEngagement(
            Engagements engagements,
            SupportRecords records,
            Candidacies candidacies,
            EngagementJournal journal,
            Rules rules) {
        this.engagements = engagements;
        this.records = records;
        this.candidacies = candidacies;
        this.journal = journal;
        this.rules = rules;
    }

    /** Its first owner is the coordinator who brought the two together. */
    public Uni<Void> from(WorkOrder order, Terms terms, Actor actor, Instant now) {
        return candidacies.find(order.seat().candidacyId()).chain(candidacy -> {
            UUID owner = candidacy == null ? null : candidacy.coordinatorId();
            LocalDate start = Objects.requireNonNull(
                    Objects.requireNonNull(terms.period()).start());
            return engagements
                    .ofBoth(order.seat(), start)
                    .map(earlier -> Engagement.begin(
                            rules.current(),
                            Ids.next(),
                            order.orderId(),
                            order.seat(),
                            owner,
                            terms,
                            order.termsHash(),
                            earlier))
                    .chain(engagement -> engagements
                            .add(engagement, now)
                            .chain(() -> plan(engagement))
                            .chain(() -> journal.write(engagement, actor, "engagement.begin", null)));
        });
    }

    private Uni<Void> plan(Engagement engagement) {
        UUID id = engagement.engagementId();
        List<LocalDate> days = Deadlines.checkIns(engagement.start(), engagement.end());
        var dues = new ArrayList<Due>(Deadlines.ofEnd(rules.current(), engagement.since(), engagement.end()));
        days.forEach(day -> dues.add(new Due(DueKind.CHECK_IN, day)));
        Uni<Void> all = engagements.plan(id, dues);
        for (int i = 0; i < days.size(); i++) {
            int number = i + 1;
            LocalDate day = days.get(i);
            all = all.chain(() -> records.addCheckIn(id, number, day));
        }
        return all;
    }
}
