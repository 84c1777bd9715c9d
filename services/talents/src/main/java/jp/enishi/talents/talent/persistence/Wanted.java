package jp.enishi.talents.talent.persistence;

import org.jspecify.annotations.Nullable;

/**
 * Which talents a coordinator looks for; empty is no condition.
 *
 * @param words part of a name, in either spelling, or of the headline
 * @param role of the résumé or of the wishes
 * @param skill of the résumé
 */
public record Wanted(String words, String role, String skill) {
    public static Wanted of(@Nullable String words, @Nullable String role, @Nullable String skill) {
        return new Wanted(text(words), text(role), text(skill));
    }

    /** Names are found with and without the space between their parts. */
    String joined() {
        return words.replaceAll("[\\s\u3000]+", "");
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
