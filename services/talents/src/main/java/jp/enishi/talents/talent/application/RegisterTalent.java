package jp.enishi.talents.talent.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.talent.domain.Part;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.messaging.TalentEvents;
import jp.enishi.talents.talent.persistence.Talents;
import jp.enishi.talents.terms.application.AgreeToTerms;
import org.jspecify.annotations.Nullable;

/** People register themselves; a coordinator registers anybody, with or without an account. One talent per account. */
@ApplicationScoped
public class RegisterTalent {
    private final Caller caller;
    private final Talents talents;
    private final AgreeToTerms agreeToTerms;
    private final Outbox outbox;
    private final Audit audit;

    RegisterTalent(Caller caller, Talents talents, AgreeToTerms agreeToTerms, Outbox outbox, Audit audit) {
        this.caller = caller;
        this.talents = talents;
        this.agreeToTerms = agreeToTerms;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** @param terms the version of the terms of use that the person agreed to, unless nothing was said about them */
    @WithTransaction
    public Uni<Talent> register(@Nullable UUID userId, Profile profile, @Nullable Integer terms) {
        var subject = caller.subject();
        var owner = userId == null && !subject.is(Role.COORDINATOR) ? subject.userId() : userId;
        caller.require(
                "talent.create", new Resource("talent", Ownership.of(subject.isUser(owner)), Resource.STATELESS));
        var talent = Talent.register(TalentId.next(), owner, profile);
        var agreed = agreeToTerms.stated(talent.id(), owner, terms);
        var role = Acting.on(caller, owner);
        return refuseSecond(owner)
                .chain(() -> talents.add(talent, subject.userId(), role.name()))
                .chain(() -> outbox.append(TalentEvents.registered(talent)))
                .chain(() -> audit.record(new AuditEntry(
                        subject.userId(),
                        role.name(),
                        "talent.create",
                        "talent",
                        talent.id().value(),
                        talent.version(),
                        Part.PROFILE.name())))
                .chain(() -> agreed == null ? Uni.createFrom().voidItem() : agreeToTerms.keep(agreed))
                .replaceWith(talent);
    }

    private Uni<Void> refuseSecond(@Nullable UUID owner) {
        if (owner == null) {
            return Uni.createFrom().voidItem();
        }
        return talents.findByUser(owner)
                .invoke(existing -> {
                    if (existing != null) {
                        throw new RuleViolation("talent-already-registered");
                    }
                })
                .replaceWithVoid();
    }
}
