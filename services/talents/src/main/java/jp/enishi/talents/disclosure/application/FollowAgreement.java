package jp.enishi.talents.disclosure.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.security.Role;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Consent.Ground;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.domain.Disclosure.Level;
import jp.enishi.talents.disclosure.domain.Disclosure.Purpose;
import jp.enishi.talents.disclosure.messaging.ConsentEvents;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Disclosures;
import jp.enishi.talents.disclosure.persistence.Pursuits;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.persistence.Talents;
import org.jspecify.annotations.Nullable;

/**
 * Whoever agrees on terms with a client agrees to be named to it for that case: the agreement is the consent. The order
 * document then names the talent to the client, which is written into the ledger.
 */
@ApplicationScoped
public class FollowAgreement {
    private final Talents talents;
    private final Consents consents;
    private final Pursuits pursuits;
    private final Disclosures disclosures;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    FollowAgreement(
            Talents talents,
            Consents consents,
            Pursuits pursuits,
            Disclosures disclosures,
            Outbox outbox,
            Audit audit,
            Clock clock) {
        this.talents = talents;
        this.consents = consents;
        this.pursuits = pursuits;
        this.disclosures = disclosures;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** What counts of {@code contracts.offer-changed.v1}. */
    public record OfferChanged(UUID talentId, UUID talentUserId, UUID organizationId, UUID caseId, String state) {}

    /**
     * What counts of {@code contracts.order-changed.v1}.
     *
     * @param placedBy who put it in writing: in the event of that alone
     */
    public record OrderChanged(
            UUID talentId,
            UUID talentUserId,
            UUID organizationId,
            UUID caseId,
            @Nullable UUID placedBy) {}

    /** In the consumer's transaction. */
    public Uni<Void> offered(OfferChanged offer) {
        return offer.state().equals("AGREED")
                ? talents.findForNews(new TalentId(offer.talentId()))
                        .chain(talent -> talent == null
                                ? Uni.createFrom().voidItem()
                                : agreed(talent, offer.talentUserId(), offer.organizationId(), offer.caseId())
                                        .replaceWithVoid())
                : Uni.createFrom().voidItem();
    }

    /** In the consumer's transaction. There is no order without an agreement, whose event may come later than this one. */
    public Uni<Void> ordered(OrderChanged order, Instant at) {
        return talents.findForNews(new TalentId(order.talentId()))
                .chain(talent -> talent == null
                        ? Uni.createFrom().voidItem()
                        : agreed(talent, order.talentUserId(), order.organizationId(), order.caseId())
                                .chain(consent -> order.placedBy() == null
                                        ? Uni.createFrom().voidItem()
                                        : delivered(talent, consent, order.placedBy(), at)));
    }

    private Uni<Consent> agreed(Talent talent, UUID user, UUID organizationId, UUID caseId) {
        UUID id = talent.id().value();
        return consents.find(id, organizationId, caseId).chain(known -> {
            if (known != null && known.state() == Consent.State.GIVEN && known.ground() == Ground.AGREEMENT) {
                return Uni.createFrom().item(known);
            }
            var now = clock.instant();
            var consent = known == null
                    ? Consent.give(Ids.next(), id, organizationId, caseId, null, now)
                            .byAgreement()
                    : known.agree(now);
            return consents.keep(consent)
                    .chain(() -> outbox.append(ConsentEvents.changed(consent, talent.userId())))
                    .chain(() -> audit.record(new AuditEntry(
                            user,
                            Role.TALENT.name(),
                            "consent.give",
                            "consent",
                            consent.consentId(),
                            consent.version(),
                            Ground.AGREEMENT.name())))
                    .replaceWith(consent);
        });
    }

    /** The document names the talent of the version that the client was shown last. */
    private Uni<Void> delivered(Talent talent, Consent consent, UUID viewer, Instant at) {
        return pursuits.of(consent.talentId(), consent.organizationId(), consent.caseId())
                .map(known -> known.stream()
                        .flatMap(pursuit -> pursuit.shownVersions().stream())
                        .max(Long::compare)
                        .orElse(talent.version()))
                .chain(version -> disclosures.add(new Disclosure(
                        Ids.next(),
                        consent.talentId(),
                        version,
                        consent.organizationId(),
                        consent.caseId(),
                        viewer,
                        Level.NAMED,
                        Purpose.ORDER_DOCUMENT,
                        null,
                        consent.consentId(),
                        at)));
    }
}
