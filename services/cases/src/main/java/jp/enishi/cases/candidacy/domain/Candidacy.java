package jp.enishi.cases.candidacy.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * One person for one position of one case: the only pipeline there is. Each step raises the version by one; each version
 * is one event and one line of the history.
 *
 * @param snapshotHash the frozen sheet that the client was shown; null while the client knows nothing of it
 * @param message of the talent, who applied; null when a coordinator selected them
 * @param reason of the last step
 * @param coordinatorId who selected or proposed
 * @param clientUserId who wanted the meeting
 */
public record Candidacy(
        UUID candidacyId,
        Seat seat,
        Person person,
        long version,
        Stage stage,
        Instant since,
        @Nullable String snapshotHash,
        @Nullable String message,
        @Nullable Reason reason,
        @Nullable UUID coordinatorId,
        @Nullable UUID clientUserId) {

    /** The position that a candidacy is for. */
    public record Seat(UUID caseId, UUID positionId, UUID companyId, UUID organizationId) {}

    /**
     * The person, with the version of the résumé that counts.
     *
     * @param userId the talent's account, when there is one
     */
    public record Person(UUID talentId, @Nullable UUID userId, long version) {}

    /**
     * Why a step was made.
     *
     * @param code upper case; it may leave this service, the text never does
     */
    public record Reason(String code, @Nullable String text) {}

    /** A coordinator selects a person; nobody else knows yet. */
    public static Candidacy selected(UUID id, Seat seat, Person person, Instant now, @Nullable UUID coordinator) {
        return new Candidacy(id, seat, person, 1, Stage.SELECTED, now, null, null, null, coordinator, null);
    }

    /** A talent applies, with the version of the résumé of their choice. */
    public static Candidacy applied(UUID id, Seat seat, Person person, Instant now, String message) {
        return new Candidacy(id, seat, person, 1, Stage.APPLIED, now, null, message, null, null, null);
    }

    /** The talent applies for what a coordinator had selected them for already. */
    public Candidacy apply(Person applicant, Instant now, String words) {
        return next(Stage.APPLIED, now, applicant, null, snapshotHash, words, coordinatorId, clientUserId);
    }

    /**
     * The next step.
     *
     * @throws RuleViolation {@code candidacy-step-illegal} with {@code from} and {@code to}
     */
    public Candidacy step(Stage next, Instant now, @Nullable Reason why) {
        return next(next, now, person, why, snapshotHash, message, coordinatorId, clientUserId);
    }

    /** Proposed by a coordinator, with the frozen sheet that the client is going to see. */
    public Candidacy propose(String hash, @Nullable UUID coordinator, Instant now) {
        return next(Stage.PROPOSED, now, person, null, hash, message, coordinator, clientUserId);
    }

    /** The proposal was taken back: whoever applied is an applicant again, the others are selected, and no client knows. */
    public Candidacy takeBack(Instant now) {
        Stage back = message == null ? Stage.SELECTED : Stage.APPLIED;
        return next(back, now, person, null, null, message, coordinatorId, clientUserId);
    }

    /** Somebody of the client wants the meeting. */
    public Candidacy want(@Nullable UUID clientUser, Instant now) {
        return next(Stage.MEETING_WANTED, now, person, null, snapshotHash, message, coordinatorId, clientUser);
    }

    /** The steps to a stage that another service reported; none for whom no client was shown. */
    public List<Stage> towards(Stage reported) {
        return snapshotHash == null ? List.of() : stage.towards(reported);
    }

    /** What the talent is shown; null while they have neither applied nor been proposed. */
    public @Nullable TalentStatus status() {
        return message == null && snapshotHash == null ? null : stage.status();
    }

    /** The state in the policy: what a client may know of begins with the proposal. */
    public Visibility visibility() {
        return visibility(stage, snapshotHash);
    }

    /** The same of a row. */
    public static Visibility visibility(Stage stage, @Nullable String snapshotHash) {
        if (snapshotHash == null) {
            return Visibility.INTERNAL;
        }
        return stage.open() || stage.bound() ? Visibility.SHOWN : Visibility.ENDED;
    }

    public UUID caseId() {
        return seat.caseId();
    }

    public UUID positionId() {
        return seat.positionId();
    }

    public UUID talentId() {
        return person.talentId();
    }

    /** The step that can't be made. */
    public static RuleViolation illegal(Stage from, Stage to) {
        return new RuleViolation("candidacy-step-illegal", Map.of("from", from.name(), "to", to.name()));
    }

    private Candidacy next(
            Stage next,
            Instant now,
            Person who,
            @Nullable Reason why,
            @Nullable String hash,
            @Nullable String words,
            @Nullable UUID coordinator,
            @Nullable UUID clientUser) {
        if (!stage.next().contains(next)) {
            throw illegal(stage, next);
        }
        return new Candidacy(candidacyId, seat, who, version + 1, next, now, hash, words, why, coordinator, clientUser);
    }
}
