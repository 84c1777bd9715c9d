package jp.enishi.matching.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Explanation.Judged;
import jp.enishi.matching.score.Explanation.Verdict;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.Requirement;
import org.jspecify.annotations.Nullable;

/** Body of {@code matching.match-proposed.v1}: a case and a talent that should hear of each other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatchProposed(
        UUID matchId,
        Kind kind,
        UUID caseId,
        long caseVersion,
        int requirementsVersion,
        UUID positionId,
        UUID talentId,
        long talentVersion,
        @Nullable UUID userId,
        double score,
        List<String> met,
        List<Close> close,
        List<String> missing,
        String weightsVersion,
        String taxonomyVersion) {

    public enum Kind {
        /** A published case looks for talents. */
        NEW_CASE,
        /** A new or changed talent looks for open cases. */
        FITTING_CASE
    }

    /** The skill asked for and the one that stands in for it; the same skill when only years or level fall short. */
    public record Close(String skill, String via) {}

    /** Name space of match ids; never changes. */
    private static final UUID NAMES = UUID.fromString("6f6b1d3e-2a55-5b0c-9d57-0d6c3b1e8f21");

    static MatchProposed of(
            Kind kind,
            CaseState state,
            Requirement position,
            TalentState talent,
            Judgement.Fit fit,
            String weightsVersion,
            String taxonomyVersion) {
        Explanation explanation = fit.explanation();
        return new MatchProposed(
                matchId(state.caseId(), talent.talentId(), kind),
                kind,
                state.caseId(),
                state.version(),
                state.requirementsVersion(),
                position.positionId(),
                talent.talentId(),
                talent.version(),
                talent.userId(),
                Math.min(1, fit.score()),
                explanation.skills(Verdict.MET),
                explanation.requirements().stream()
                        .filter(judged -> judged.verdict() == Verdict.CLOSE)
                        .map(MatchProposed::close)
                        .distinct()
                        .toList(),
                explanation.skills(Verdict.MISSING),
                weightsVersion,
                taxonomyVersion);
    }

    private static Close close(Judged judged) {
        Explanation.Via via = judged.via();
        return new Close(judged.skill(), via == null ? judged.skill() : via.skill());
    }

    /** UUIDv5 (RFC 9562) of case, talent and kind. */
    static UUID matchId(UUID caseId, UUID talentId, Kind kind) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMES.getMostSignificantBits())
                    .putLong(NAMES.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(
                    sha1.digest((caseId + "/" + talentId + "/" + kind).getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
            long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
