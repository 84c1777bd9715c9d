package jp.enishi.talents.disclosure.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.talents.disclosure.domain.Consent;
import jp.enishi.talents.disclosure.domain.Disclosure;
import jp.enishi.talents.disclosure.domain.Disclosure.Level;
import jp.enishi.talents.disclosure.domain.Disclosure.Purpose;
import jp.enishi.talents.disclosure.persistence.Consents;
import jp.enishi.talents.disclosure.persistence.Disclosures;
import org.jspecify.annotations.Nullable;

/** Writes into the ledger who of a client read a sheet: in a proposal (cases) or among those that fit (matching). */
@ApplicationScoped
public class RecordView {
    private final Consents consents;
    private final Disclosures disclosures;

    RecordView(Consents consents, Disclosures disclosures) {
        this.consents = consents;
        this.disclosures = disclosures;
    }

    /** Schema: {@code cases.sheet-viewed.v1}. */
    public record SheetViewed(
            UUID viewId,
            UUID proposalId,
            UUID caseId,
            UUID organizationId,
            UUID viewerId,
            UUID talentId,
            long talentVersion,
            Level level,
            Instant at) {}

    /** Schema: {@code matching.sheet-viewed.v1}. */
    public record RankedSheetViewed(
            UUID viewId,
            UUID caseId,
            UUID organizationId,
            UUID viewerId,
            UUID talentId,
            long talentVersion,
            Instant at) {}

    /** In the consumer's transaction, which takes each event once. */
    public Uni<Void> viewed(SheetViewed view) {
        return consents.find(view.talentId(), view.organizationId(), view.caseId())
                .chain(consent -> disclosures.add(disclosure(view, consent)));
    }

    /** In the consumer's transaction, which takes each event once. A ranking names nobody, whatever was consented to. */
    public Uni<Void> ranked(RankedSheetViewed view) {
        return disclosures.add(new Disclosure(
                view.viewId(),
                view.talentId(),
                view.talentVersion(),
                view.organizationId(),
                view.caseId(),
                view.viewerId(),
                Level.ANONYMISED,
                Purpose.MATCHING,
                null,
                null,
                view.at()));
    }

    private static Disclosure disclosure(SheetViewed view, @Nullable Consent consent) {
        return new Disclosure(
                view.viewId(),
                view.talentId(),
                view.talentVersion(),
                view.organizationId(),
                view.caseId(),
                view.viewerId(),
                view.level(),
                Purpose.PROPOSAL,
                view.proposalId(),
                view.level() == Level.NAMED && consent != null ? consent.consentId() : null,
                view.at());
    }
}
