package jp.enishi.talents.disclosure.messaging;

import java.util.UUID;
import jp.enishi.platform.messaging.OutgoingEvent;
import jp.enishi.talents.disclosure.domain.Consent;
import org.jspecify.annotations.Nullable;

/** Tells others whether a talent may be named to a client for a case. */
public final class ConsentEvents {
    private ConsentEvents() {}

    /** Schema: {@code talents.consent-changed.v1}. */
    record Data(
            UUID consentId,
            UUID talentId,
            @Nullable UUID talentUserId,
            UUID organizationId,
            UUID caseId,
            Consent.State state) {}

    public static OutgoingEvent changed(Consent consent, @Nullable UUID talentUserId) {
        var data = new Data(
                consent.consentId(),
                consent.talentId(),
                talentUserId,
                consent.organizationId(),
                consent.caseId(),
                consent.state());
        return new OutgoingEvent(
                "talents.consent-changed.v1", "talents.consent", consent.consentId(), consent.version(), data);
    }
}
