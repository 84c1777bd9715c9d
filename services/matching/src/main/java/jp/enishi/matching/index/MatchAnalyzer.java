package jp.enishi.matching.index;

import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.platform.taxonomy.Spelling;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2CharFilter;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseBaseFormFilter;
import org.apache.lucene.analysis.ja.JapaneseKatakanaStemFilter;
import org.apache.lucene.analysis.ja.JapanesePartOfSpeechStopFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.dict.UserDictionary;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.sinks.TeeSinkTokenFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.jspecify.annotations.Nullable;

/**
 * Japanese text to terms: NFKC with case folding, old and variant characters as they are written today, then Kuromoji with a user dictionary made from the taxonomy in the same
 * folded form (dictionary entries are sensitive to case and width), base forms, no function words, stemmed katakana;
 * the English field has the same tokens with English stop words and stems instead. Words for sex, age, origin and the nearest
 * station are dropped, so that they can't carry rank nor be looked for. Never ICU folding: it strips voicing marks. The dictionary can be made anew
 * while texts are read.
 */
public final class MatchAnalyzer extends Analyzer {
    /** Goes into the commit; a change rebuilds the index. */
    public static final String VERSION = "2";

    private static final Normalizer2 NFKC_CF = Normalizer2.getInstance(null, "nfkc_cf", Normalizer2.Mode.COMPOSE);
    private static final String CANNOT_BEGIN_A_WORD = "ーァィゥェォッャュョヮ";

    /** Words that must not count, in folded form. */
    static final Set<String> PROTECTED = Set.of(
            "男性",
            "女性",
            "男",
            "女",
            "性別",
            "年齢",
            "歳",
            "才",
            "国籍",
            "既婚",
            "未婚",
            "独身",
            "male",
            "female",
            "man",
            "woman",
            "age",
            "aged",
            "nationality",
            "married",
            "single");

    /** Ages, years of birth and the nearest station, in folded form; where none can begin, only one sign is looked at. */
    private static final Pattern PERSONAL =
            Pattern.compile("(?=[0-9昭平令最abn])(?:[0-9]{1,3} ?(?:歳|才|代(?:前半|後半|半ば|の?[男女]性))"
                    + "|(?:[12][0-9]{3}|(?:昭和|平成|令和) ?[0-9元]{1,2}) ?年?[0-9月日 ]{0,6}(?:生まれ|生れ|生)"
                    + "|最寄り?駅?[はが:]? ?[^\\s、。,.]{1,15}"
                    + "|aged? [0-9]{1,3}|[0-9]{1,3} years? old|born in [0-9]{4}|near [a-z]{1,20} station)");

    private static final NormalizeCharMap VARIANTS = variants();

    private final Vocabulary vocabulary;
    private volatile @Nullable UserDictionary dictionary;

    /** What a thread uses again for each field, as long as the dictionary stays. */
    private static final class WhileTheDictionaryStays extends ReuseStrategy {
        private record Kept(@Nullable UserDictionary dictionary, Map<String, TokenStreamComponents> fields) {}

        /** Noted before the components are made: those that get a newer dictionary are made once more. */
        @Override
        public @Nullable TokenStreamComponents getReusableComponents(Analyzer analyzer, String fieldName) {
            UserDictionary now = ((MatchAnalyzer) analyzer).dictionary;
            Kept kept = (Kept) getStoredValue(analyzer);
            if (kept == null || kept.dictionary() != now) {
                kept = new Kept(now, new HashMap<>());
                setStoredValue(analyzer, kept);
            }
            return kept.fields().get(fieldName);
        }

        @Override
        public void setReusableComponents(Analyzer analyzer, String fieldName, TokenStreamComponents components) {
            Kept kept = (Kept) getStoredValue(analyzer);
            if (kept != null) {
                kept.fields().put(fieldName, components);
            }
        }
    }

    public MatchAnalyzer(Vocabulary vocabulary) {
        super(new WhileTheDictionaryStays());
        this.vocabulary = vocabulary;
        this.dictionary = dictionary(vocabulary.names());
    }

    /** Takes up the names that the vocabulary has now. */
    void renew() {
        dictionary = dictionary(vocabulary.names());
    }

    @Override
    protected Reader initReader(String fieldName, Reader reader) {
        return new PatternReplaceCharFilter(PERSONAL, " ", folded(reader));
    }

    @Override
    protected Reader initReaderForNormalization(String fieldName, Reader reader) {
        return folded(reader);
    }

    private static Reader folded(Reader reader) {
        return new MappingCharFilter(VARIANTS, new ICUNormalizer2CharFilter(reader, NFKC_CF));
    }

    private static NormalizeCharMap variants() {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        Spelling.variants().forEach((old, now) -> map.add(old.toString(), now.toString()));
        return map.build();
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer tokenizer = tokenizer();
        return new TokenStreamComponents(
                tokenizer, fieldName.equals(Fields.ENGLISH) ? english(tokenizer) : japanese(tokenizer));
    }

    private Tokenizer tokenizer() {
        return new JapaneseTokenizer(dictionary, true, JapaneseTokenizer.Mode.SEARCH);
    }

    private static TokenStream english(TokenStream tokens) {
        TokenStream english = new StopFilter(tokens, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
        english = new StopFilter(english, new CharArraySet(PROTECTED, false));
        return new PorterStemFilter(english);
    }

    private static TokenStream japanese(TokenStream tokens) {
        TokenStream japanese = new JapaneseBaseFormFilter(tokens);
        japanese = new JapanesePartOfSpeechStopFilter(japanese, JapaneseAnalyzer.getDefaultStopTags());
        japanese = new StopFilter(japanese, JapaneseAnalyzer.getDefaultStopSet());
        japanese = new StopFilter(japanese, new CharArraySet(PROTECTED, false));
        return new JapaneseKatakanaStemFilter(japanese);
    }

    /** A text as both of its fields, split once; they are read in this order. */
    List<Field> fields(String text) {
        Tokenizer tokenizer = tokenizer();
        tokenizer.setReader(initReader(Fields.JAPANESE, new StringReader(text)));
        TeeSinkTokenFilter tokens = new TeeSinkTokenFilter(tokenizer);
        TokenStream english = english(tokens.newSinkTokenStream());
        return List.of(new TextField(Fields.JAPANESE, japanese(tokens)), new TextField(Fields.ENGLISH, english));
    }

    /** Where one of the terms stands in a text, by its offsets there. */
    List<FreeText.Span> spans(String field, String text, Set<String> terms) {
        List<FreeText.Span> spans = new ArrayList<>();
        try (TokenStream stream = tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (terms.contains(term.toString()) && offset.startOffset() < offset.endOffset()) {
                    spans.add(new FreeText.Span(offset.startOffset(), offset.endOffset()));
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spans;
    }

    static List<String> terms(Analyzer analyzer, String field, String text) {
        return terms(analyzer.tokenStream(field, text));
    }

    /** Reads it to its end and closes it. */
    static List<String> terms(TokenStream tokens) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = tokens) {
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

    /**
     * Entries for what Kuromoji alone gets wrong: names with signs in ASCII (c#, .net, s/4hana) stay whole, and where it
     * begins a word with a long-vowel mark or a small kana (ベンダ|ーコントロール) that sign goes to the word before.
     */
    private static @Nullable UserDictionary dictionary(Set<String> names) {
        Map<String, String> entries = new TreeMap<>();
        try (Plain plain = new Plain()) {
            for (String name : names) {
                String folded = NFKC_CF.normalize(name);
                if (folded.length() < 2
                        || folded.chars().anyMatch(c -> Character.isWhitespace(c) || c == ',' || c == '"')) {
                    continue;
                }
                if (folded.chars().allMatch(c -> c < 128)) {
                    if (folded.chars().anyMatch(c -> !Character.isLetterOrDigit(c)) && !folded.startsWith("#")) {
                        entries.put(folded, folded);
                    }
                } else {
                    List<String> repaired = repair(terms(plain, Fields.JAPANESE, folded));
                    if (repaired != null && String.join("", repaired).equals(folded)) {
                        entries.put(folded, String.join(" ", repaired));
                    }
                }
            }
        }
        if (entries.isEmpty()) {
            return null;
        }
        StringBuilder csv = new StringBuilder();
        entries.forEach((surface, words) -> csv.append(surface)
                .append(',')
                .append(words)
                .append(',')
                .append(words)
                .append(",カスタム名詞\n"));
        try {
            return UserDictionary.open(new StringReader(csv.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable List<String> repair(List<String> words) {
        boolean changed = false;
        List<String> repaired = new ArrayList<>();
        for (String word : words) {
            int at = 0;
            while (!repaired.isEmpty() && at < word.length() && CANNOT_BEGIN_A_WORD.indexOf(word.charAt(at)) >= 0) {
                repaired.set(repaired.size() - 1, repaired.getLast() + word.charAt(at));
                at++;
                changed = true;
            }
            if (at < word.length()) {
                repaired.add(word.substring(at));
            }
        }
        return changed ? repaired : null;
    }

    /** Kuromoji as it comes. */
    private static final class Plain extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            return new TokenStreamComponents(new JapaneseTokenizer(null, false, JapaneseTokenizer.Mode.SEARCH));
        }
    }
}
