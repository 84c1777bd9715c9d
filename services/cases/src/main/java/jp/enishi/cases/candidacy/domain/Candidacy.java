package jp.enishi.cases.candidacy.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * One person for one position of one case: the only pipeline there is. Each step raises the version by one; each version
 * is one event and one line of the history. Changed only under its row's lock.
 */
@Entity
@Table(name = "candidacy")
public class Candidacy {
    @Id
    @Column(name = "candidacy_id")
    private UUID candidacyId;

    @Column(name = "case_id", updatable = false)
    private UUID caseId;

    @Column(name = "position_id", updatable = false)
    private UUID positionId;

    @Column(name = "company_id", updatable = false)
    private UUID companyId;

    @Column(name = "organization_id", updatable = false)
    private UUID organizationId;

    @Column(name = "talent_id", updatable = false)
    private UUID talentId;

    @Column(name = "talent_user_id")
    private @Nullable UUID talentUserId;

    private long version;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    private Instant since;

    @Column(name = "talent_version")
    private long talentVersion;

    @Column(name = "snapshot_hash")
    private @Nullable String snapshotHash;

    private @Nullable String message;

    @Column(name = "reason_code")
    private @Nullable String reasonCode;

    @Column(name = "reason_text")
    private @Nullable String reasonText;

    @Column(name = "coordinator_id")
    private @Nullable UUID coordinatorId;

    @Column(name = "client_user_id")
    private @Nullable UUID clientUserId;

    @SuppressWarnings("NullAway.Init")
    protected Candidacy() {}

    private Candidacy(UUID candidacyId, Seat seat, Person person, Stage first, Instant now, @Nullable String message) {
        this.candidacyId = candidacyId;
        caseId = seat.caseId();
        positionId = seat.positionId();
        companyId = seat.companyId();
        organizationId = seat.organizationId();
        talentId = person.talentId();
        talentUserId = person.userId();
        talentVersion = person.version();
        version = 1;
        stage = first;
        since = now;
        this.message = message;
    }

    /** The position that a candidacy is for. */
    public record Seat(UUID caseId, UUID positionId, UUID companyId, UUID organizationId) {}

    /**
     * The person, with the version of the résumé that counts.
     *
     * @param userId the talent's account, when there is one
     */
    public record Person(UUID talentId, @Nullable UUID userId, long version) {}

    /** A coordinator selects a person; nobody else knows yet. */
    public static Candidacy selected(UUID id, Seat seat, Person person, Instant now, @Nullable UUID coordinator) {
        var selected = new Candidacy(id, seat, person, Stage.SELECTED, now, null);
        selected.coordinatorId = coordinator;
        return selected;
    }

    /** A talent applies, with the version of the résumé of their choice. */
    public static Candidacy applied(UUID id, Seat seat, Person person, Instant now, String message) {
        return new Candidacy(id, seat, person, Stage.APPLIED, now, message);
    }

    /**
     * Why a step was made.
     *
     * @param code upper case; it may leave this service, the text never does
     */
    public record Reason(String code, @Nullable String text) {}

    /** The talent applies for what a coordinator had selected them for already. */
    public void apply(Person person, Instant now, String words) {
        step(Stage.APPLIED, now, null);
        talentVersion = person.version();
        message = words;
    }

    /**
     * The next step.
     *
     * @throws RuleViolation {@code candidacy-step-illegal} with {@code from} and {@code to}
     */
    public void step(Stage next, Instant now, @Nullable Reason reason) {
        if (!stage.next().contains(next)) {
            throw new RuleViolation("candidacy-step-illegal", Map.of("from", stage.name(), "to", next.name()));
        }
        stage = next;
        since = now;
        reasonCode = reason == null ? null : reason.code();
        reasonText = reason == null ? null : reason.text();
        version++;
    }

    /** The sheet that the client is going to see; it is what a proposal freezes. */
    public void freeze(long sheetVersion, String hash) {
        talentVersion = sheetVersion;
        snapshotHash = hash;
    }

    /** A coordinator takes it on. */
    public void takenOnBy(@Nullable UUID coordinator) {
        coordinatorId = coordinator;
    }

    /** Somebody of the client wants the meeting. */
    public void wantedBy(@Nullable UUID clientUser) {
        clientUserId = clientUser;
    }

    public UUID candidacyId() {
        return candidacyId;
    }

    public UUID caseId() {
        return caseId;
    }

    public UUID positionId() {
        return positionId;
    }

    public UUID companyId() {
        return companyId;
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

    public long version() {
        return version;
    }

    public Stage stage() {
        return stage;
    }

    public Instant since() {
        return since;
    }

    public long talentVersion() {
        return talentVersion;
    }

    public @Nullable String snapshotHash() {
        return snapshotHash;
    }

    public @Nullable String message() {
        return message;
    }

    public @Nullable String reasonCode() {
        return reasonCode;
    }

    public @Nullable String reasonText() {
        return reasonText;
    }

    public @Nullable UUID coordinatorId() {
        return coordinatorId;
    }

    public @Nullable UUID clientUserId() {
        return clientUserId;
    }
}
