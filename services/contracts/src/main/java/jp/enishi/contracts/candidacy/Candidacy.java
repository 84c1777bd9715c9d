package jp.enishi.contracts.candidacy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's way to a position, as far as the service of the cases has told of it. */
@Entity
@Table(name = "candidacy")
public class Candidacy {
    private static final Set<String> ENDED = Set.of("PASSED", "DECLINED", "WITHDRAWN", "REFUSED", "LAPSED", "CLOSED");

    @Id
    @Column(name = "candidacy_id")
    UUID candidacyId;

    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "position_id")
    UUID positionId;

    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "talent_id")
    UUID talentId;

    @Column(name = "talent_user_id")
    @Nullable
    UUID talentUserId;

    @Column(name = "client_user_id")
    @Nullable
    UUID clientUserId;

    @Column(name = "coordinator_id")
    @Nullable
    UUID coordinatorId;

    String stage;

    @SuppressWarnings("NullAway.Init")
    Candidacy() {}

    public UUID id() {
        return candidacyId;
    }

    public UUID caseId() {
        return caseId;
    }

    public UUID positionId() {
        return positionId;
    }

    public UUID organizationId() {
        return organizationId;
    }

    public UUID talentId() {
        return talentId;
    }

    public @Nullable UUID talentUserId() {
        return talentUserId;
    }

    public @Nullable UUID clientUserId() {
        return clientUserId;
    }

    public @Nullable UUID coordinatorId() {
        return coordinatorId;
    }

    public String stage() {
        return stage;
    }

    /** All three sides have met, so an offer may be made. */
    public boolean isMet() {
        return stage.equals("MET");
    }

    static boolean isEnded(String stage) {
        return ENDED.contains(stage);
    }
}
