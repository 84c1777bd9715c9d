package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import jp.enishi.matching.score.Profile;
import org.jspecify.annotations.Nullable;

/** What is known of a talent at a version: the profile for scoring, and the anonymised parts as they came, for showing. */
public record TalentState(
        UUID talentId,
        long version,
        @Nullable UUID userId,
        Profile profile,
        JsonNode sheet,
        @Nullable JsonNode availability,
        @Nullable JsonNode rate,
        String text) {}
