package jp.enishi.cases.candidacy.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.candidacy.domain.Concerned;
import jp.enishi.cases.candidacy.domain.Level;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.domain.TalentStatus;
import jp.enishi.cases.clientcase.domain.Text;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a person stands for a position, for the coordinator and the client. A client gets no message of an applicant, no
 * coordinator's reason and no account.
 *
 * @param proposalId the newest proposal that has it, unless that was taken back
 * @param level NAMED while the talent consents to be named to this client for this case
 * @param adjustingMeetingId the meeting after which a side wants the requirements adjusted, until that was done or a
 *     coordinator says to go on without
 * @param adjustingSide who wanted it first; only where a coordinator reads
 * @param sheet the frozen anonymised sheet, or for coordinators the current one of that version
 */
@Schema(name = "Candidacy")
public record CandidacyView(
        UUID candidacyId,
        UUID caseId,
        UUID positionId,
        UUID organizationId,
        @Nullable Text caseTitle,
        @Nullable String role,
        Text companyName,
        UUID talentId,
        @Nullable UUID talentUserId,
        @Nullable UUID coordinatorId,
        @Nullable UUID clientUserId,
        @Nullable UUID proposalId,
        @Nullable Instant decideBy,
        long version,
        Stage stage,
        @Nullable TalentStatus status,
        Instant since,
        long talentVersion,
        @Nullable String snapshotHash,
        @Nullable @Schema(type = SchemaType.OBJECT) JsonNode sheet,
        Level level,
        @Nullable String message,
        @Nullable UUID adjustingMeetingId,
        Concerned.@Nullable Side adjustingSide,
        @Nullable String reasonCode,
        @Nullable String reasonText,
        @Nullable List<Step> history) {

    /** One line of the history. */
    @Schema(name = "CandidacyStep")
    public record Step(
            @Nullable Stage from,
            Stage to,
            Instant at,
            @Nullable UUID actor,
            String role,
            @Nullable String reasonCode,
            @Nullable String reasonText) {}
}
