package jp.enishi.talents.disclosure.application;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.domain.Disclosure.Level;
import jp.enishi.talents.disclosure.domain.Disclosure.Purpose;
import jp.enishi.talents.disclosure.domain.Pursuit;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Disclosures;
import jp.enishi.talents.disclosure.persistence.Names;
import jp.enishi.talents.disclosure.persistence.Names.Name;
import jp.enishi.talents.disclosure.persistence.Pursuits;
import jp.enishi.talents.talent.domain.Profile;
import jp.enishi.talents.talent.domain.Sheet;
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
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final int MOST_NAMES = 200;

    private final Caller caller;
    private final Talents talents;
    private final Consents consents;
    private final Pursuits pursuits;
    private final Disclosures disclosures;
    private final Names names;
    private final Audit audit;
    private final Clock clock;

    DiscloseResume(
            Caller caller,
            Talents talents,
            Consents consents,
            Pursuits pursuits,
            Disclosures disclosures,
            Names names,
            Audit audit,
            Clock clock) {
        this.caller = caller;
        this.talents = talents;
        this.consents = consents;
        this.pursuits = pursuits;
        this.disclosures = disclosures;
        this.names = names;
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
        return talents.find(id)
                .chain(talent -> consents.findForReading(id.value(), organizations(), caseId)
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

    /** The anonymised sheet of a version that the client was shown in the case, to take along. */
    @WithTransaction
    public Uni<Sheet> shown(TalentId id, long version, UUID caseId) {
        UUID viewer = Objects.requireNonNull(caller.subject().userId());
        return talents.find(id)
                .chain(talent -> shownTo(id, version, caseId).chain(organization -> {
                    caller.require(
                            "talent.shown",
                            new Resource("disclosure", Ownership.of(organization != null), Resource.STATELESS));
                    return talents.version(talent, version)
                            .call(() -> disclosures.add(new Disclosure(
                                    Ids.next(),
                                    id.value(),
                                    version,
                                    Objects.requireNonNull(organization),
                                    caseId,
                                    viewer,
                                    Level.ANONYMISED,
                                    Purpose.SELECTION,
                                    null,
                                    null,
                                    clock.instant())));
                }))
                .map(Talent::sheet);
    }

    /** Which of the caller's organisations was shown this version in the case; null when none was. */
    private Uni<@Nullable UUID> shownTo(TalentId id, long version, UUID caseId) {
        return Multi.createFrom()
                .iterable(organizations())
                .onItem()
                .transformToUniAndConcatenate(organization -> pursuits.of(id.value(), organization, caseId)
                        .map(known -> known.stream()
                                        .anyMatch(pursuit ->
                                                pursuit.shownVersions().contains(version))
                                ? List.of(organization)
                                : List.<UUID>of()))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(List::stream).findFirst().orElse(null));
    }

    /**
     * Who of a case is named to the client: the names alone, which its lists show. In the ledger once a day for each viewer; while
     * one is written there, its consent can't be taken back.
     */
    public Uni<List<Name>> names(UUID caseId) {
        caller.require("talent.named", Resource.none("consent"));
        UUID viewer = Objects.requireNonNull(caller.subject().userId());
        Instant today =
                clock.instant().atZone(JAPAN).toLocalDate().atStartOfDay(JAPAN).toInstant();
        return readNames(caseId, viewer, today)
                .chain(found -> found.stream().allMatch(Name::recorded)
                        ? Uni.createFrom().item(found)
                        : Panache.withTransaction(() -> recordNames(caseId, viewer, today))
                                .chain(() -> readNames(caseId, viewer, today))
                                .map(again ->
                                        again.stream().filter(Name::recorded).toList()));
    }

    private Uni<List<Name>> readNames(UUID caseId, UUID viewer, Instant today) {
        return names.givenTo(organizations(), caseId, viewer, today, MOST_NAMES);
    }

    private Uni<Void> recordNames(UUID caseId, UUID viewer, Instant today) {
        return consents.givenTo(organizations(), caseId, MOST_NAMES)
                .chain(given -> Multi.createFrom()
                        .iterable(given)
                        .onItem()
                        .transformToUniAndConcatenate(consent -> recordName(consent, viewer, today))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> recordName(Consent consent, UUID viewer, Instant today) {
        return disclosures
                .shownSince(consent.consentId(), viewer, today)
                .chain(shown -> shown
                        ? Uni.createFrom().voidItem()
                        : talents.find(new TalentId(consent.talentId()))
                                .chain(talent ->
                                        record(consent, viewer, talent.version(), Level.NAMED, Purpose.SELECTION)));
    }

    private List<UUID> organizations() {
        return caller.subject().organizations().stream()
                .flatMap(text -> Ids.parse(text).stream())
                .toList();
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
        return agreed(known)
                ? record(consent, viewer, version, Level.CONTACT, Purpose.CONTRACT)
                : record(consent, viewer, version, Level.NAMED, Purpose.SELECTION);
    }

    private Uni<Void> record(Consent consent, UUID viewer, long version, Level level, Purpose purpose) {
        return disclosures
                .add(new Disclosure(
                        Ids.next(),
                        consent.talentId(),
                        version,
                        consent.organizationId(),
                        consent.caseId(),
                        viewer,
                        level,
                        purpose,
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
