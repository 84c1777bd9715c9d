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
import jp.enishi.talents.disclosure.domain.Readership;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Ledger;
import jp.enishi.talents.disclosure.persistence.Ledger.After;
import jp.enishi.talents.disclosure.persistence.Ledger.Wanted;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.persistence.Talents;
import org.jspecify.annotations.Nullable;

/** Shows people to whom they consented to be named, and who saw what of them. */
@ApplicationScoped
public class ReadDisclosures {
    private static final String LIST = "disclosure.list";
    private static final int NEWEST = 20;

    private final Caller caller;
    private final Talents talents;
    private final Consents consents;
    private final Ledger ledger;

    ReadDisclosures(Caller caller, Talents talents, Consents consents, Ledger ledger) {
        this.caller = caller;
        this.talents = talents;
        this.consents = consents;
        this.ledger = ledger;
    }

    @WithTransaction
    public Uni<List<Consent>> consents(TalentId id, @Nullable UUID after, int limit) {
        return permitted(id, "consent.list", "consent").chain(() -> consents.ofTalent(id.value(), after, limit));
    }

    @WithTransaction
    public Uni<List<Disclosure>> disclosures(
            TalentId id, @Nullable UUID organization, @Nullable After after, int limit) {
        var wanted = new Wanted(id.value(), organization, null, null);
        return permitted(id, LIST, "disclosure").chain(() -> ledger.lines(wanted, after, limit));
    }

    /** The same by client, each with its newest lines. */
    @WithTransaction
    public Uni<List<Readership>> readerships(TalentId id, @Nullable After after, int limit) {
        return permitted(id, LIST, "disclosure").chain(() -> ledger.readerships(id.value(), after, limit, NEWEST));
    }

    /** Of everybody, or whom and whatever is wanted. */
    public Uni<List<Disclosure>> all(Wanted wanted, @Nullable After after, int limit) {
        caller.require("disclosure.list-all", Resource.none("disclosure"));
        return ledger.lines(wanted, after, limit);
    }

    private Uni<Talent> permitted(TalentId id, String action, String type) {
        return talents.find(id)
                .invoke(talent -> caller.require(
                        action,
                        new Resource(
                                type, Ownership.of(caller.subject().isUser(talent.userId())), Resource.STATELESS)));
    }
}
