package jp.enishi.web.service;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a person stands for a position of a case. */
public record Candidacy(
        String candidacyId,
        String caseId,
        String positionId,
        @Nullable Text caseTitle,
        @Nullable String role,
        @Nullable Text companyName,
        String talentId,
        @Nullable String talentUserId,
        @Nullable String coordinatorId,
        @Nullable String clientUserId,
        @Nullable String proposalId,
        @Nullable String decideBy,
        long version,
        String stage,
        @Nullable String status,
        @Nullable String since,
        long talentVersion,
        @Nullable String snapshotHash,
        @Nullable Sheet sheet,
        @Nullable String level,
        @Nullable String message,
        @Nullable String adjustingMeetingId,
        @Nullable String adjustingSide,
        @Nullable String reasonCode,
        @Nullable String reasonText,
        List<Step> history) {
    private static final Set<String> ENDED =
            Set.of("COMPLETED", "PASSED", "DECLINED", "WITHDRAWN", "REFUSED", "LAPSED", "CLOSED");

    public Candidacy {
        history = history == null ? List.of() : history;
    }

    /** A step, with the stage that it left. */
    public record Step(
            @Nullable String from,
            String to,
            @Nullable String at,
            @Nullable String role,
            @Nullable String reasonCode,
            @Nullable String reasonText) {}

    public boolean ended() {
        return ENDED.contains(stage);
    }

    /** Whether the talent consents to be named to the client for this case. */
    public boolean named() {
        return "NAMED".equals(level);
    }

    /** Whether an offer is what comes next: they met, and nothing of the requirements waits to be adjusted. */
    public boolean offerable() {
        return stage.equals("MET") && adjustingMeetingId == null;
    }

    /** Whether they met and the requirements are to be adjusted before it goes on. */
    public boolean adjusting() {
        return stage.equals("MET") && adjustingMeetingId != null;
    }

    /** Whether a coordinator may still decide alone. */
    public boolean internal() {
        return stage.equals("SELECTED") || stage.equals("APPLIED");
    }
}
