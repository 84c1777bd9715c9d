package jp.enishi.talents.talent.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.talents.talent.domain.Occupation;
import jp.enishi.talents.talent.domain.Part;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.messaging.TalentEvents;
import jp.enishi.talents.talent.persistence.Occupations;
import jp.enishi.talents.talent.persistence.Talents;

/** Moves a talent's availability behind the work that contracts says they have; a new version, so that all see it. */
@ApplicationScoped
public class FollowEngagement {
    private static final String SYSTEM = "SYSTEM";

    private final Talents talents;
    private final Occupations occupations;
    private final Outbox outbox;
    private final Audit audit;

    FollowEngagement(Talents talents, Occupations occupations, Outbox outbox, Audit audit) {
        this.talents = talents;
        this.occupations = occupations;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** In the consumer's transaction. */
    public Uni<Void> occupied(TalentId id, Occupation occupation) {
        return talents.findForNews(id)
                .chain(talent -> occupations
                        .of(id)
                        .chain(before -> occupations
                                .keep(id, occupation)
                                .chain(() -> occupations.of(id))
                                .chain(after ->
                                        talent == null ? Uni.createFrom().voidItem() : follow(talent, before, after))));
    }

    private Uni<Void> follow(Talent talent, List<Occupation> before, List<Occupation> after) {
        var followed = talent.following(before, after);
        if (followed.statesTheSameAs(talent)) {
            return Uni.createFrom().voidItem();
        }
        return talents.change(followed, Part.AVAILABILITY, null, SYSTEM)
                .chain(() -> outbox.append(TalentEvents.revised(followed, Part.AVAILABILITY)))
                .chain(() -> audit.record(new AuditEntry(
                        null,
                        SYSTEM,
                        "talent.revise",
                        "talent",
                        followed.id().value(),
                        followed.version(),
                        Part.AVAILABILITY.name())));
    }
}
