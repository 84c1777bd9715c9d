package jp.enishi.contracts;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** Whose contract it is: one talent in one position of one client's case. It never changes. */
@Embeddable
public record Seat(
        @Column(name = "candidacy_id", updatable = false) UUID candidacyId,
        @Column(name = "case_id", updatable = false) UUID caseId,
        @Column(name = "position_id", updatable = false) UUID positionId,
        @Column(name = "organization_id", updatable = false) UUID organizationId,
        @Column(name = "talent_id", updatable = false) UUID talentId,
        @Column(name = "talent_user_id", updatable = false) UUID talentUserId) {

    /** The side on which a caller stands, or null for a stranger. A role without its membership is none, and neither is the reverse. */
    public @Nullable Side sideOf(Subject subject) {
        if (subject.is(Role.CLIENT) && subject.belongsTo(organizationId.toString())) {
            return Side.CLIENT;
        }
        return subject.is(Role.TALENT) && subject.isUser(talentUserId) ? Side.TALENT : null;
    }

    public boolean isOwn(Subject subject) {
        return sideOf(subject) != null;
    }
}
