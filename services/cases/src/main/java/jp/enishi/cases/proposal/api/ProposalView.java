package jp.enishi.cases.proposal.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.candidacy.domain.Level;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.clientcase.domain.Text;
import jp.enishi.cases.proposal.domain.ProposalState;
import jp.enishi.cases.proposal.domain.Team;
import jp.enishi.platform.kernel.Money;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A proposal with everybody in it, side by side. */
@Schema(name = "Proposal")
public record ProposalView(
        UUID proposalId,
        UUID caseId,
        long version,
        ProposalState state,
        Text plan,
        List<TeamView> teams,
        List<PersonView> people,
        @Nullable Instant decideBy,
        @Nullable Instant sentAt) {

    /**
     * A team with what it costs a month and when the last of it can start.
     *
     * @param start null while somebody's availability isn't stated
     */
    @Schema(name = "Team")
    public record TeamView(
            Team.Label label,
            List<SeatView> seats,
            List<OpenSeats> open,
            Money total,
            @Nullable LocalDate start) {}

    /** Seats of a position that the team leaves open. */
    @Schema(name = "OpenSeats")
    public record OpenSeats(UUID positionId, int seats) {}

    /** A person on a position, at a rate. */
    @Schema(name = "TeamSeat")
    public record SeatView(UUID positionId, UUID candidacyId, Money rate) {}

    /**
     * A person in it, as frozen when it was sent (a draft shows the version that would be frozen).
     *
     * @param level NAMED while the talent consents to be named to this client for this case
     */
    @Schema(name = "ProposedPerson")
    public record PersonView(
            UUID candidacyId,
            UUID positionId,
            UUID talentId,
            long talentVersion,
            @Nullable String snapshotHash,
            @Schema(type = SchemaType.OBJECT) JsonNode sheet,
            @Nullable @Schema(type = SchemaType.OBJECT) JsonNode availability,
            Stage stage,
            long candidacyVersion,
            Level level) {}
}
