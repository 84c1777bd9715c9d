package jp.enishi.cases.proposal.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Text;
import jp.enishi.cases.proposal.domain.Team;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.kernel.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The usage plan and the teams of a proposal. */
public record ProposalDraft(
        @NotNull Text plan, @NotEmpty @Size(max = 5) List<@NotNull @Valid TeamDraft> teams) {
    private static final int LONGEST = 10_000;

    /** A team. */
    @Schema(name = "TeamDraft")
    public record TeamDraft(
            @NotNull Team.Label label,
            @NotEmpty @Size(max = 99) List<@NotNull @Valid SeatDraft> seats) {}

    /** A person on a position, at a rate. */
    @Schema(name = "SeatDraft")
    public record SeatDraft(
            @NotNull UUID positionId,
            @NotNull UUID candidacyId,
            @NotNull Money rate) {}

    /** The teams as the domain knows them. */
    List<Team> asTeams() {
        return teams.stream()
                .map(team -> Team.of(
                        team.label(),
                        team.seats().stream()
                                .map(seat -> new Team.Seat(seat.positionId(), seat.candidacyId(), seat.rate()))
                                .toList()))
                .toList();
    }

    /** The plan, which a Japanese reader can read. */
    Text checkedPlan() {
        var findings = new Findings();
        findings.text("/plan/ja", plan.ja(), LONGEST);
        findings.optionalText("/plan/en", plan.en(), LONGEST);
        findings.throwIfAny();
        return plan;
    }
}
