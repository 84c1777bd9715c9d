package jp.enishi.talents.talent.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.UnaryOperator;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.talents.talent.domain.Availability;
import jp.enishi.talents.talent.domain.Part;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.domain.Wishes;
import jp.enishi.talents.talent.messaging.TalentEvents;
import jp.enishi.talents.talent.persistence.Talents;
import jp.enishi.talents.taxonomy.application.CurrentTaxonomy;

/** Replaces one part of a talent under its version. Saying the same again changes nothing and makes no version. */
@ApplicationScoped
public class ReviseTalent {
    private final Caller caller;
    private final Talents talents;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentTaxonomy taxonomy;
    private final Clock clock;

    ReviseTalent(Caller caller, Talents talents, Outbox outbox, Audit audit, CurrentTaxonomy taxonomy, Clock clock) {
        this.caller = caller;
        this.talents = talents;
        this.outbox = outbox;
        this.audit = audit;
        this.taxonomy = taxonomy;
        this.clock = clock;
    }

    @WithTransaction
    public Uni<Talent> profile(TalentId id, long version, Profile profile) {
        return revise(id, version, Part.PROFILE, talent -> talent.revise(profile));
    }

    @WithTransaction
    public Uni<Talent> resume(TalentId id, long version, Resume resume) {
        return revise(id, version, Part.RESUME, talent -> talent.revise(resume, taxonomy.get(), clock));
    }

    @WithTransaction
    public Uni<Talent> availability(TalentId id, long version, Availability availability) {
        return revise(id, version, Part.AVAILABILITY, talent -> talent.revise(availability, clock));
    }

    @WithTransaction
    public Uni<Talent> wishes(TalentId id, long version, Wishes wishes) {
        return revise(id, version, Part.WISHES, talent -> talent.revise(wishes, taxonomy.get()));
    }

    private Uni<Talent> revise(TalentId id, long version, Part part, UnaryOperator<Talent> change) {
        return talents.findForChange(id).chain(talent -> {
            caller.require("talent.revise", Acting.resource(caller, talent));
            StaleVersion.check(version, talent.version());
            var revised = change.apply(talent);
            return revised.statesTheSameAs(talent) ? Uni.createFrom().item(talent) : keep(revised, part);
        });
    }

    private Uni<Talent> keep(Talent talent, Part part) {
        var actor = caller.subject().userId();
        var role = Acting.on(caller, talent.userId());
        return talents.change(talent, part, actor, role.name())
                .chain(() -> outbox.append(TalentEvents.revised(talent, part)))
                .chain(() -> audit.record(new AuditEntry(
                        actor,
                        role.name(),
                        "talent.revise",
                        "talent",
                        talent.id().value(),
                        talent.version(),
                        part.name())))
                .replaceWith(talent);
    }
}
