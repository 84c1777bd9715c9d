package jp.enishi.talents.talent.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.talent.domain.Resume;
import jp.enishi.talents.talent.domain.Sheet;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.domain.TalentName;
import jp.enishi.talents.talent.persistence.TalentVersion;
import jp.enishi.talents.talent.persistence.Talents;
import jp.enishi.talents.talent.persistence.Wanted;
import jp.enishi.talents.taxonomy.application.CurrentTaxonomy;
import org.jspecify.annotations.Nullable;

/** Shows talents. When somebody else than the person reads personal data, an audit entry says so. */
@ApplicationScoped
public class ReadTalent {
    private static final int LONGEST_REASON = 500;

    private final Caller caller;
    private final Talents talents;
    private final Audit audit;
    private final CurrentTaxonomy taxonomy;
    private final Clock clock;

    ReadTalent(Caller caller, Talents talents, Audit audit, CurrentTaxonomy taxonomy, Clock clock) {
        this.caller = caller;
        this.talents = talents;
        this.audit = audit;
        this.taxonomy = taxonomy;
        this.clock = clock;
    }

    @WithTransaction
    public Uni<Talent> mine() {
        var user = caller.subject().userId();
        if (user == null) {
            throw new NotFound();
        }
        return talents.findByUser(user).map(talent -> {
            if (talent == null) {
                throw new NotFound();
            }
            caller.require("talent.read", Acting.resource(caller, talent));
            return talent;
        });
    }

    @WithTransaction
    public Uni<Talent> one(TalentId id, @Nullable String reason) {
        return permitted(id, "talent.read").call(talent -> auditReading("talent.read", talent, reason));
    }

    @WithTransaction
    public Uni<Sheet> sheet(TalentId id) {
        return permitted(id, "talent.sheet").map(Talent::sheet);
    }

    /** What the sheet would be with this résumé, which is kept nowhere. */
    @WithTransaction
    public Uni<Sheet> preview(TalentId id, Resume resume) {
        return permitted(id, "talent.sheet")
                .map(talent -> talent.revise(resume, taxonomy.get(), clock).sheet());
    }

    @WithTransaction
    public Uni<List<Talent>> list(Wanted wanted, @Nullable UUID after, int limit) {
        caller.require("talent.list", Resource.none("talent"));
        return talents.list(wanted, after, limit);
    }

    /** What these are called; who is not there any more is left out. */
    @WithTransaction
    public Uni<List<TalentName>> names(List<UUID> ids) {
        caller.require("talent.list", Resource.none("talent"));
        return talents.names(ids);
    }

    @WithTransaction
    public Uni<List<TalentVersion>> versions(TalentId id, @Nullable Long below, int limit) {
        return permitted(id, "talent.versions").chain(talent -> talents.versions(id, below, limit));
    }

    @WithTransaction
    public Uni<Talent> version(TalentId id, long version, @Nullable String reason) {
        return permitted(id, "talent.versions")
                .chain(talent -> talents.version(talent, version))
                .call(talent -> auditReading("talent.versions", talent, reason));
    }

    private Uni<Talent> permitted(TalentId id, String action) {
        return talents.find(id).invoke(talent -> caller.require(action, Acting.resource(caller, talent)));
    }

    private Uni<Void> auditReading(String action, Talent talent, @Nullable String reason) {
        var role = Acting.on(caller, talent.userId());
        if (role == Role.TALENT) {
            return Uni.createFrom().voidItem();
        }
        var shortened =
                reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        return audit.record(new AuditEntry(
                caller.subject().userId(),
                role.name(),
                action,
                "talent",
                talent.id().value(),
                talent.version(),
                shortened));
    }
}
