package jp.enishi.matching.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jp.enishi.matching.score.Explanation.Evidence;
import jp.enishi.matching.score.Passages;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Vocabulary;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;

/**
 * What somebody typed, as a query over talents. What the taxonomy knows stands for the skill under all its names and for the
 * narrower ones, or for the role; every other word has to be in the text, in Japanese or in English. Nothing is an operator:
 * wildcards, quotes and regular expressions are signs like any other. The work is bounded whatever was typed.
 */
final class FreeText {
    static final int LONGEST = 500;
    private static final int MOST_CONCEPTS = 8;
    private static final int MOST_NAMES = 16;
    private static final int MOST_WORDS = 32;
    private static final int MOST_PASSAGES = 6;
    /** From this closeness on a skill is a kind of the one that was typed. */
    private static final double NARROWER = 0.9;

    private final Vocabulary vocabulary;
    private final MatchAnalyzer analyzer;
    private final Set<String> concepts = new LinkedHashSet<>();
    private final Set<String> roles = new LinkedHashSet<>();
    private final Set<String> japanese = new LinkedHashSet<>();
    private final Set<String> english = new LinkedHashSet<>();

    private FreeText(String typed, Vocabulary vocabulary, MatchAnalyzer analyzer) {
        this.vocabulary = vocabulary;
        this.analyzer = analyzer;
        String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        int at = 0;
        for (Vocabulary.Mention mention : vocabulary.mentions(text)) {
            if (concepts.size() < MOST_CONCEPTS) {
                concepts.add(mention.concept());
                words(text.substring(at, Math.max(at, mention.start())));
                at = mention.end();
            }
        }
        words(text.substring(at));
    }

    /** Empty when there is nothing in it that could be looked for: signs only, or only words that must not count. */
    static Optional<FreeText> of(String typed, Vocabulary vocabulary, MatchAnalyzer analyzer) {
        FreeText text = new FreeText(typed, vocabulary, analyzer);
        boolean nothing = text.concepts.isEmpty() && text.roles.isEmpty() && text.japanese.isEmpty();
        return nothing ? Optional.empty() : Optional.of(text);
    }

    private void words(String part) {
        StringBuilder rest = new StringBuilder();
        for (String word : part.split("[\\s\\u3000]+")) {
            Optional<String> role = vocabulary.roleNamed(word);
            if (role.isPresent()) {
                roles.add(role.get());
            } else {
                rest.append(word).append(' ');
            }
        }
        add(japanese, MatchAnalyzer.terms(analyzer, Fields.JAPANESE, rest.toString()));
        add(english, MatchAnalyzer.terms(analyzer, Fields.ENGLISH, rest.toString()));
    }

    private static void add(Set<String> words, List<String> more) {
        more.stream().limit(Math.max(0, MOST_WORDS - words.size())).forEach(words::add);
    }

    /** Matches who has everything that was typed. */
    Query query() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        concepts.forEach(concept -> all.add(concept(concept), Occur.MUST));
        roles.forEach(role -> all.add(new TermQuery(new Term(Fields.ROLE, role)), Occur.MUST));
        if (!japanese.isEmpty()) {
            List<Query> either = new ArrayList<>();
            either.add(everyWord(Fields.JAPANESE, japanese));
            if (!english.isEmpty()) {
                either.add(everyWord(Fields.ENGLISH, english));
            }
            all.add(new DisjunctionMaxQuery(either, 0), Occur.MUST);
        }
        return all.build();
    }

    private static Query everyWord(String field, Set<String> words) {
        BooleanQuery.Builder every = new BooleanQuery.Builder();
        words.forEach(word -> every.add(new TermQuery(new Term(field, word)), Occur.MUST));
        return every.build();
    }

    /** The skill itself, a kind of it, or one of its names in the text. */
    private Query concept(String concept) {
        List<Query> any = new ArrayList<>();
        any.add(TalentIndex.anyOf(
                Fields.SKILL, vocabulary.satisfying(concept, NARROWER).keySet()));
        any.add(new TermQuery(new Term(Fields.CONCEPT, concept)));
        QueryBuilder phrases = new QueryBuilder(analyzer);
        vocabulary.namesOf(concept).stream().limit(MOST_NAMES).forEach(name -> {
            for (String field : List.of(Fields.JAPANESE, Fields.ENGLISH)) {
                Query phrase = phrases.createPhraseQuery(field, name);
                if (phrase != null) {
                    any.add(phrase);
                }
            }
        });
        return new DisjunctionMaxQuery(any, 0);
    }

    /** The passages of a sheet that have what was typed, the newest work first; a few. */
    List<Evidence> passages(Profile profile) {
        Set<String> wanted = new HashSet<>();
        concepts.forEach(concept ->
                wanted.addAll(vocabulary.satisfying(concept, NARROWER).keySet()));
        List<Evidence> found = new ArrayList<>();
        Passages.of(profile, (engagement, field, text) -> {
            TreeSet<Span> spans = new TreeSet<>();
            for (Vocabulary.Mention mention : vocabulary.mentions(text)) {
                if (wanted.contains(mention.concept())) {
                    spans.add(new Span(mention.start(), mention.end()));
                }
            }
            if (!japanese.isEmpty()) {
                analyzer.spans(Fields.JAPANESE, text, japanese).forEach(spans::add);
                analyzer.spans(Fields.ENGLISH, text, english).forEach(spans::add);
            }
            int after = 0;
            for (Span span : spans) {
                if (span.start() >= after && found.size() < MOST_PASSAGES) {
                    found.add(Passages.around(engagement, field, text, span.start(), span.end()));
                    after = span.end();
                }
            }
        });
        return found;
    }

    /** A piece of a text; offsets are UTF-16 positions, end exclusive. */
    record Span(int start, int end) implements Comparable<Span> {
        @Override
        public int compareTo(Span other) {
            return start != other.start ? Integer.compare(start, other.start) : Integer.compare(other.end, end);
        }
    }
}
