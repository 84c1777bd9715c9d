package jp.enishi.web.page;

import java.util.Collection;
import java.util.Objects;
import jp.enishi.platform.taxonomy.AddedWord;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.platform.taxonomy.Term;
import org.jspecify.annotations.Nullable;

/** The words of the taxonomy for readers: names of codes, and codes of what a person typed. */
public final class Vocabulary {
    private static volatile Taxonomy taxonomy = Taxonomy.load();

    private Vocabulary() {}

    /** What is shipped, with the words that were added to it as far as they are known here. */
    public static Taxonomy taxonomy() {
        return taxonomy;
    }

    /** From now on these words count too. */
    public static synchronized void learn(long revision, Collection<AddedWord> words) {
        var known = taxonomy;
        var next = known.with(revision, words);
        if (!next.version().equals(known.version())) {
            taxonomy = next;
        }
    }

    /** All terms of a facet: roles, phases, industries, prefectures, workplaces, levels, languageLevels, skills. */
    public static Collection<? extends Term> terms(String facet) {
        return switch (facet) {
            case "roles" -> taxonomy.roles();
            case "phases" -> taxonomy.phases();
            case "industries" -> taxonomy.industries();
            case "prefectures" -> taxonomy.prefectures();
            case "workplaces" -> taxonomy.workplaces();
            case "levels" -> taxonomy.levels();
            case "languageLevels" -> taxonomy.languageLevels();
            case "skills" -> taxonomy.skills();
            default -> throw new IllegalArgumentException("No such facet: " + facet);
        };
    }

    /** The name of a code; the code itself when the taxonomy does not know it. */
    public static String name(String facet, @Nullable String code, Language language) {
        if (code == null) {
            return "";
        }
        if (facet.equals("skills")) {
            return taxonomy.skill(code).map(skill -> name(skill, language)).orElse(code);
        }
        for (Term term : terms(facet)) {
            if (Objects.equals(term.id(), code)) {
                return name(term, language);
            }
        }
        return code;
    }

    /** A role in a tag: by the abbreviation that the trade uses (PM, PMO), which is then its code; otherwise by its name. */
    public static String role(@Nullable String code, Language language) {
        return taxonomy.roles().stream()
                .filter(role -> role.id().equals(code))
                .findFirst()
                .map(role -> isAbbreviation(role) ? role.id() : name(role, language))
                .orElse(Objects.requireNonNullElse(code, ""));
    }

    /** A term in a list to choose from: the abbreviation that the trade uses first, which is what people look for and type. */
    public static String choice(Term term, Language language) {
        String name = name(term, language);
        if (!isAbbreviation(term) || term.ja().contains(term.id())) {
            return name;
        }
        return language == Language.JA ? term.id() + "（" + name + "）" : term.id() + " (" + name + ")";
    }

    private static boolean isAbbreviation(Term term) {
        return term.synonyms().contains(term.id());
    }

    public static String name(Term term, Language language) {
        return language == Language.JA ? term.ja() : term.en();
    }

    /** The skill that a person means by a name in either language, a synonym or the id. */
    public static @Nullable String skillOf(String typed) {
        return taxonomy.find(typed).map(Term::id).orElse(null);
    }
}
