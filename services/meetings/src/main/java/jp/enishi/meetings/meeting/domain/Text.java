package jp.enishi.meetings.meeting.domain;

import org.jspecify.annotations.Nullable;

/** A text in Japanese and, if there is one, in English. */
public record Text(String ja, @Nullable String en) {
    /** In the language, or in Japanese where that is all there is. */
    public String in(Language language) {
        return language == Language.en && en != null ? en : ja;
    }
}
