package jp.enishi.talents.disclosure.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Pursuit;
import jp.enishi.talents.disclosure.messaging.ConsentEvents;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Pursuits;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.persistence.Talents;
import org.jspecify.annotations.Nullable;

/** A talent says that they may be named to a client for a case, and takes that back. Only the person can. */
@ApplicationScoped
public class ChangeConsent {
    private static final int LONGEST_NAME = 200;

    private final Caller caller;
    private final Talents talents;
    private final Consents consents;
    private final Pursuits pursuits;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    ChangeConsent(
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

    /**
     * Gives it, or gives it again. What holds already stays as it is.
     *
     * @throws RuleViolation {@code consent-without-candidacy} when the talent isn't in the running for this client's case
     */
    @WithTransaction
    public Uni<Consent> give(
            TalentId id, @Nullable UUID organizationId, @Nullable UUID caseId, @Nullable String organizationName) {
        var name = Text.canonicalOrNull(organizationName);
        var findings = new Findings();
        findings.required("/organizationId", organizationId);
        findings.required("/caseId", caseId);
        findings.optionalText("/organizationName", name, LONGEST_NAME);
        return own(id, "consent.give", Resource.STATELESS).chain(talent -> {
            findings.throwIfAny();
            if (organizationId == null || caseId == null) {
                throw new IllegalStateException("what is required was found missing");
            }
            return pursuits.of(id.value(), organizationId, caseId).chain(known -> {
                if (known.stream().noneMatch(Pursuit::mayBeConsentedTo)) {
                    throw new RuleViolation("consent-without-candidacy");
                }
                return consents.find(id.value(), organizationId, caseId).chain(consent -> {
                    if (consent == null) {
                        return keep(
                                Consent.give(Ids.next(), id.value(), organizationId, caseId, name, clock.instant()),
                                talent,
                                "consent.give");
                    }
                    return consent.state() == Consent.State.GIVEN
                            ? Uni.createFrom().item(consent)
                            : keep(consent.giveAgain(name, clock.instant()), talent, "consent.give");
                });
            });
        });
    }

    /**
     * Takes it back, with effect from now on.
     *
     * @throws RuleViolation {@code consent-bound} while there is an order whose work isn't over
     */
    @WithTransaction
    public Uni<Consent> withdraw(TalentId id, UUID consentId, long version) {
        return own(id, "consent.withdraw", Consent.State.GIVEN.name())
                .chain(talent -> consents.find(id.value(), consentId).chain(consent -> {
                    caller.require("consent.withdraw", Resource.of("consent", true, consent.state()));
                    StaleVersion.check(version, consent.version());
                    return pursuits.of(id.value(), consent.organizationId(), consent.caseId())
                            .chain(known -> keep(consent.withdraw(known, clock.instant()), talent, "consent.withdraw"));
                }));
    }

    /** The caller's own talent, locked, so that its consents change one after the other. */
    private Uni<Talent> own(TalentId id, String action, String state) {
        return talents.findForChange(id)
                .invoke(talent -> caller.require(
                        action,
                        new Resource("consent", Ownership.of(caller.subject().isUser(talent.userId())), state)));
    }

    private Uni<Consent> keep(Consent consent, Talent talent, String action) {
        return consents.keep(consent)
                .chain(() -> outbox.append(ConsentEvents.changed(consent, talent.userId())))
                .chain(() -> audit.record(new AuditEntry(
                        caller.subject().userId(),
                        Role.TALENT.name(),
                        action,
                        "consent",
                        consent.consentId(),
                        consent.version(),
                        null)))
                .replaceWith(consent);
    }
}
