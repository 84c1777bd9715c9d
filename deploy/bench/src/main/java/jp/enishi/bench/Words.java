package jp.enishi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import jp.enishi.matching.index.MatchAnalyzer;
import jp.enishi.matching.score.Vocabulary;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Text to terms by the service's own analyzer, so that what is measured is what searches see. */
public final class Words {
    private static final String ENGLISH = "en";
    private static final String JAPANESE = "ja";

    private final MatchAnalyzer analyzer;

    public Words(Vocabulary vocabulary) {
        this.analyzer = new MatchAnalyzer(vocabulary);
    }

    public List<String> english(String text) {
        return terms(ENGLISH, text);
    }

    public List<String> japanese(String text) {
        return terms(JAPANESE, text);
    }

    private List<String> terms(String field, String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }
}
