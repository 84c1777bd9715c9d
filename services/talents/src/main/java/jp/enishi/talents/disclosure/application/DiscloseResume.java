package jp.enishi.talents.disclosure.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.domain.Disclosure.Level;
import jp.enishi.talents.disclosure.domain.Disclosure.Purpose;
import jp.enishi.talents.disclosure.domain.Pursuit;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Disclosures;
import jp.enishi.talents.disclosure.persistence.Pursuits;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.persistence.Talents;
import org.jspecify.annotations.Nullable;

/**
 * Shows a client the named résumé of a talent who consented to it, in a version that was proposed to this client; how to
 * reach the person only once the two have agreed. Nobody is answered before the disclosure is in the ledger.
 */
@ApplicationScoped
public class DiscloseResume {
    private final Caller caller;
    private final Talents talents;
    private final Consents consents;
    private final Pursuits pursuits;
    private final Disclosures disclosures;
    private final Audit audit;
    private final Clock clock;

    DiscloseResume(
            Caller caller,
            Talents talents,
            Consents consents,
            Pursuits pursuits,
            Disclosures disclosures,
            Audit audit,
            Clock clock) {
        this.caller = caller;
        this.talents = talents;
        this.consents = consents;
        this.pursuits = pursuits;
        this.disclosures = disclosures;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What the client may see.
     *
     * @param version the talent in the version that was asked for
     * @param reachable the profile of today, when mail and phone may be seen; null otherwise
     */
    public record Disclosed(Talent version, @Nullable Profile reachable) {}

    @WithTransaction
    public Uni<Disclosed> resume(TalentId id, long version, UUID caseId) {
        var organizations = caller.subject().organizations().stream()
                .flatMap(text -> Ids.parse(text).stream())
                .toList();
        return talents.find(id)
                .chain(talent -> consents.findForReading(id.value(), organizations, caseId)
                        .chain(consent -> {
                            caller.require(
                                    "talent.disclosed",
                                    Resource.of(
                                            "consent",
                                            consent != null,
                                            consent == null ? Consent.State.GIVEN : consent.state()));
                            return disclose(talent, version, Objects.requireNonNull(consent));
                        }));
    }

    private Uni<Disclosed> disclose(Talent talent, long version, Consent consent) {
        return pursuits.of(consent.talentId(), consent.organizationId(), consent.caseId())
                .chain(known -> {
                    if (known.stream()
                            .noneMatch(pursuit -> pursuit.shownVersions().contains(version))) {
                        throw new NotFound("talent version", version);
                    }
                    return talents.version(talent, version)
                            .call(() -> record(consent, version, known))
                            .map(resume -> new Disclosed(resume, agreed(known) ? talent.profile() : null));
                });
    }

    private Uni<Void> record(Consent consent, long version, List<Pursuit> known) {
        UUID viewer = Objects.requireNonNull(caller.subject().userId());
        return disclosures
                .add(new Disclosure(
                        Ids.next(),
                        consent.talentId(),
                        version,
                        consent.organizationId(),
                        consent.caseId(),
                        viewer,
                        agreed(known) ? Level.CONTACT : Level.NAMED,
                        agreed(known) ? Purpose.CONTRACT : Purpose.SELECTION,
                        null,
                        consent.consentId(),
                        clock.instant()))
                .chain(() -> audit.record(new AuditEntry(
                        viewer, Role.CLIENT.name(), "talent.disclosed", "talent", consent.talentId(), version, null)));
    }

    private static boolean agreed(List<Pursuit> known) {
        return known.stream().anyMatch(Pursuit::agreed);
    }
}
