package jp.enishi.talents.disclosure.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Disclosures;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.persistence.Talents;
import org.jspecify.annotations.Nullable;

/** Shows people to whom they consented to be named, and who saw what of them. */
@ApplicationScoped
public class ReadDisclosures {
    private final Caller caller;
    private final Talents talents;
    private final Consents consents;
    private final Disclosures disclosures;

    ReadDisclosures(Caller caller, Talents talents, Consents consents, Disclosures disclosures) {
        this.caller = caller;
        this.talents = talents;
        this.consents = consents;
        this.disclosures = disclosures;
    }

    @WithTransaction
    public Uni<List<Consent>> consents(TalentId id, @Nullable UUID after, int limit) {
        return permitted(id, "consent.list", "consent").chain(() -> consents.ofTalent(id.value(), after, limit));
    }

    @WithTransaction
    public Uni<List<Disclosure>> disclosures(TalentId id, @Nullable UUID after, int limit) {
        return permitted(id, "disclosure.list", "disclosure")
                .chain(() -> disclosures.ofTalent(id.value(), after, limit));
    }

    private Uni<Talent> permitted(TalentId id, String action, String type) {
        return talents.find(id)
                .invoke(talent -> caller.require(
                        action,
                        new Resource(
                                type, Ownership.of(caller.subject().isUser(talent.userId())), Resource.STATELESS)));
    }
}
