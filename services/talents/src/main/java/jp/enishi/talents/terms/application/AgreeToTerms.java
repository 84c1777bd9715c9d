package jp.enishi.talents.terms.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.persistence.Talents;
import jp.enishi.talents.terms.domain.AgreedTerms;
import jp.enishi.talents.terms.persistence.Agreements;
import org.jspecify.annotations.Nullable;

/**
 * A talent agrees to a version of the terms of use, and what they agreed to can be read. Only the person can agree, when they
 * register or later; agreeing again changes nothing.
 */
@ApplicationScoped
public class AgreeToTerms {
    private static final String AGREE = "terms.agree";

    private final Caller caller;
    private final Talents talents;
    private final Agreements agreements;
    private final Audit audit;
    private final Clock clock;

    AgreeToTerms(Caller caller, Talents talents, Agreements agreements, Audit audit, Clock clock) {
        this.caller = caller;
        this.talents = talents;
        this.agreements = agreements;
        this.audit = audit;
        this.clock = clock;
    }

    /** The agreement as it stands on record, since whenever it was given first. */
    @WithTransaction
    public Uni<AgreedTerms> agree(TalentId id, @Nullable Integer terms) {
        return talents.findForChange(id).chain(talent -> {
            require(AGREE, talent.userId());
            var agreed = AgreedTerms.agree(id.value(), terms, now());
            return agreements
                    .find(id.value(), agreed.terms())
                    .chain(before -> before == null
                            ? keep(agreed).replaceWith(agreed)
                            : Uni.createFrom().item(before));
        });
    }

    /**
     * What somebody who is about to register says about the terms; who registers somebody else can't agree in their place.
     *
     * @return null when nothing was said
     */
    public @Nullable AgreedTerms stated(TalentId id, @Nullable UUID owner, @Nullable Integer terms) {
        if (terms == null) {
            return null;
        }
        require(AGREE, owner);
        return AgreedTerms.agree(id.value(), terms, now());
    }

    /** In the transaction that registers the talent or has locked it. */
    public Uni<Void> keep(AgreedTerms agreed) {
        return agreements
                .keep(agreed)
                .chain(() -> audit.record(new AuditEntry(
                        caller.subject().userId(),
                        Role.TALENT.name(),
                        AGREE,
                        "terms",
                        agreed.talentId(),
                        agreed.terms(),
                        null)));
    }

    /** The newest version first, below the given one. */
    @WithTransaction
    public Uni<List<AgreedTerms>> agreed(TalentId id, @Nullable Long below, int limit) {
        return talents.find(id)
                .invoke(talent -> require("terms.list", talent.userId()))
                .chain(() -> agreements.ofTalent(id.value(), below, limit));
    }

    private void require(String action, @Nullable UUID owner) {
        caller.require(
                action, new Resource("terms", Ownership.of(caller.subject().isUser(owner)), Resource.STATELESS));
    }

    /** As exactly as the database keeps it, so that it is answered the same for ever. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
