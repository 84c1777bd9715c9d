package jp.enishi.matching.score;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What scoring needs to know of the skill taxonomy: which concept stands in for which, and where a text names one. */
public interface Vocabulary {

    /** One concept named in a text; offsets are UTF-16 positions in the text as given, end exclusive. */
    record Mention(String concept, int start, int end) {}

    /** That somebody who has one skill partly satisfies a wish for another; closeness in (0, 1]. */
    record Edge(String relation, double closeness) {}

    String version();

    /**
     * The skills that satisfy a wish for {@code wanted} at least as much as {@code minimum}, itself included with
     * closeness 1; an unknown skill is satisfied by itself only.
     */
    Map<String, Edge> satisfying(String wanted, double minimum);

    /** The skills that somebody with {@code has} satisfies at least as much as {@code minimum}, itself included. */
    Set<String> satisfiedBy(String has, double minimum);

    /** 0 to 1; 1 for the same role. */
    double roleCloseness(String wanted, String has);

    /** Ids of all roles. */
    Set<String> roles();

    /** 1 for the same industry, 0.5 for one of the same division, otherwise 0. */
    double industryCloseness(String wanted, String has);

    /** Concepts named in the text, in order of their start. */
    List<Mention> mentions(String text);

    /** Names and synonyms of one concept in every language, the names first; none of an unknown one. */
    List<String> namesOf(String concept);

    /** The role of that name or synonym, however it is spelled. */
    Optional<String> roleNamed(String text);

    /** Every name and synonym, in every language, as they are written in the taxonomy. */
    Set<String> names();
}
