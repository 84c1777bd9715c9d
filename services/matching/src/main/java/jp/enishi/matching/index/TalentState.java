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
        Shown shownSheet,
        @Nullable Shown availability,
        @Nullable Shown rate,
        String text) {

    /** The anonymised sheet as a tree, read anew. */
    public JsonNode sheet() {
        return shownSheet.tree();
    }

    /** For keeping: the text is only for the index, and what shows it is in the sheet. */
    TalentState withoutText() {
        return new TalentState(talentId, version, userId, profile, shownSheet, availability, rate, "");
    }
}
