package jp.enishi.talents.taxonomy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.talents.taxonomy.domain.Edit;
import jp.enishi.talents.taxonomy.domain.OwnWords;

/** The added words in force, with who added them, when and why; the revision is what the next edit names. */
public record OwnWordsView(long revision, List<OwnWord> words) {
    /** An added word. */
    public record OwnWord(String concept, String word, String reason, UUID addedBy, Instant addedAt) {
        static OwnWord of(Edit edit) {
            return new OwnWord(edit.concept(), edit.word(), edit.reason(), edit.by(), edit.at());
        }
    }

    static OwnWordsView of(OwnWords words) {
        return new OwnWordsView(
                words.revision(), words.additions().stream().map(OwnWord::of).toList());
    }
}
