package jp.enishi.cases.candidacy.api;

import java.util.UUID;
import jp.enishi.cases.candidacy.domain.Level;
import jp.enishi.cases.clientcase.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a candidacy is about, for the headings of whatever knows its id alone: the case, the role, and whom, without anything of
 * the résumé, so that no reading of it has to be recorded.
 *
 * @param initials of the person; none once they are erased
 * @param level whether the client may know the name
 */
public record SeatView(
        UUID candidacyId,
        UUID caseId,
        UUID positionId,
        @Nullable Text caseTitle,
        @Nullable String role,
        Text companyName,
        UUID talentId,
        @Nullable String initials,
        Level level) {}
