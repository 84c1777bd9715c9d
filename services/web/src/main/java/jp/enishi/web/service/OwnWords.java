package jp.enishi.web.service;

import java.util.List;
import jp.enishi.platform.taxonomy.AddedWord;
import org.jspecify.annotations.Nullable;

/** The words that were added to the shipped taxonomy; only administrators are told by whom, when and why. */
public record OwnWords(long revision, List<Word> words) {
    public OwnWords {
        words = words == null ? List.of() : List.copyOf(words);
    }

    /** An added word. */
    public record Word(
            String concept,
            String word,
            @Nullable String reason,
            @Nullable String addedBy,
            @Nullable String addedAt) {}

    public List<AddedWord> added() {
        return words.stream()
                .map(word -> new AddedWord(word.concept(), word.word()))
                .toList();
    }
}
