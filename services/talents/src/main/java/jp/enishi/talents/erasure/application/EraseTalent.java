package jp.enishi.talents.erasure.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Pursuit;
import jp.enishi.talents.disclosure.messaging.ConsentEvents;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Pursuits;
import jp.enishi.talents.talent.application.Acting;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.messaging.TalentEvents;
import jp.enishi.talents.talent.persistence.Talents;

/**
 * Erases a talent for good: the account's tie, profile, résumé and all versions go, every consent ends, and all who read the
 * talent's events are told to forget. The ledger of disclosures and the audit trail stay; there is no name in them.
 */
@ApplicationScoped
public class EraseTalent {
    private static final String ACTION = "talent.erase";

    private final Caller caller;
    private final Talents talents;
    private final Consents consents;
    private final Pursuits pursuits;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    EraseTalent(
            Caller caller,
            Talents talents,
            Consents consents,
            Pursuits pursuits,
            Outbox outbox,
            Audit audit,
            Clock clock) {
        this.caller = caller;
        this.talents = talents;
        this.consents = consents;
        this.pursuits = pursuits;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refused while an offer is open or an order runs, see {@link Pursuit#requireNothingOpen}. */
    @WithTransaction
    public Uni<Void> erase(TalentId id, long version) {
        return talents.findForChange(id).chain(talent -> {
            caller.require(ACTION, Acting.resource(caller, talent));
            StaleVersion.check(version, talent.version());
            return pursuits.of(id.value())
                    .invoke(Pursuit::requireNothingOpen)
                    .chain(() -> consents.givenBy(id.value()))
                    .chain(given -> Multi.createFrom()
                            .iterable(given)
                            .onItem()
                            .transformToUniAndConcatenate(consent -> end(consent, talent))
                            .collect()
                            .asList())
                    .chain(() -> talents.erase(id))
                    .chain(last -> outbox.append(TalentEvents.erased(id, last))
                            .chain(() -> audit.record(entry(talent, ACTION, "talent", id.value(), last))));
        });
    }

    private Uni<Void> end(Consent given, Talent talent) {
        return pursuits.of(given.talentId(), given.organizationId(), given.caseId())
                .map(known -> given.withdraw(known, clock.instant()))
                .chain(ended -> consents.keep(ended)
                        .chain(() -> outbox.append(ConsentEvents.changed(ended, talent.userId())))
                        .chain(() -> audit.record(
                                entry(talent, "consent.withdraw", "consent", ended.consentId(), ended.version()))));
    }

    private AuditEntry entry(Talent talent, String action, String type, UUID object, long version) {
        Role role = Acting.on(caller, talent.userId());
        return new AuditEntry(caller.subject().userId(), role.name(), action, type, object, version, null);
    }
}
