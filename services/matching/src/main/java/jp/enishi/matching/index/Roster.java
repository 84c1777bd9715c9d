package jp.enishi.matching.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/**
 * The active talents of a segment with what the hard conditions ask of them, in arrays by document: to look through all of
 * them takes less than to ask an index for each condition. A segment never changes but for what is deleted from it, so it is
 * read once.
 */
final class Roster {
    /** Segments with fewer documents are small: new ones, mostly, of which there are many. */
    private static final int SMALL = 2_048;

    /** A talent's version; in the order of the ids as they are written. */
    record Key(long most, long least, long version) implements Comparable<Key> {
        static Key of(UUID talentId, long version) {
            return new Key(talentId.getMostSignificantBits(), talentId.getLeastSignificantBits(), version);
        }

        @Override
        public int compareTo(Key other) {
            int first = Long.compareUnsigned(most, other.most);
            return first != 0 ? first : Long.compareUnsigned(least, other.least);
        }

        UUID talentId() {
            return new UUID(most, least);
        }
    }

    /** The values of a field by document, as numbers. */
    static final class Values {
        private final int[] starts;
        private final int[] numbers;

        private Values(int[] starts, int[] numbers) {
            this.starts = starts;
            this.numbers = numbers;
        }

        boolean has(int doc, int number) {
            for (int i = starts[doc]; i < starts[doc + 1]; i++) {
                if (numbers[i] == number) {
                    return true;
                }
            }
            return false;
        }

        /** Adds so much to the count of each value of a document. */
        void count(int doc, int each, int[] counts) {
            for (int i = starts[doc]; i < starts[doc + 1]; i++) {
                counts[numbers[i]] += each;
            }
        }

        /** @param wanted by number, for all numbers that there are in the segment */
        boolean any(int doc, boolean[] wanted) {
            for (int i = starts[doc]; i < starts[doc + 1]; i++) {
                if (wanted[numbers[i]]) {
                    return true;
                }
            }
            return false;
        }
    }

    final int[] active;
    final int[] from;
    final int[] leastUtilisation;
    final int[] mostUtilisation;
    final long[] rate;
    final int[] onSiteDays;
    final Values roles;
    /** Of the roles each one's bit, which several may share: who has none of those that are wanted is known at once. */
    final long[] roleBits;

    final Values skills;
    final Values wills;
    final Values prefectures;
    final Values languages;
    final Values phases;
    private final Values industries;
    /** The words of the texts, of a small segment. */
    private final Map<String, Words> words = new HashMap<>();

    private final long[] most;
    private final long[] least;
    private final long[] versions;

    private Roster(LeafReader segment, Numbers numbers) throws IOException {
        int size = segment.maxDoc();
        active = active(segment);
        from = new int[size];
        leastUtilisation = new int[size];
        mostUtilisation = new int[size];
        rate = new long[size];
        onSiteDays = new int[size];
        most = new long[size];
        least = new long[size];
        versions = new long[size];
        SortedNumericDocValues froms = DocValues.getSortedNumeric(segment, Fields.FROM);
        SortedNumericDocValues minima = DocValues.getSortedNumeric(segment, Fields.UTILISATION_MINIMUM);
        SortedNumericDocValues maxima = DocValues.getSortedNumeric(segment, Fields.UTILISATION_MAXIMUM);
        SortedNumericDocValues rates = DocValues.getSortedNumeric(segment, Fields.RATE_MINIMUM);
        SortedNumericDocValues days = DocValues.getSortedNumeric(segment, Fields.ON_SITE_DAYS);
        SortedDocValues ids = DocValues.getSorted(segment, Fields.ID);
        NumericDocValues version = DocValues.getNumeric(segment, Fields.VERSION);
        BitSet wanted = new BitSet(size);
        for (int doc : active) {
            wanted.set(doc);
            from[doc] = Math.clamp(of(froms, doc), Integer.MIN_VALUE, Integer.MAX_VALUE);
            leastUtilisation[doc] = (int) of(minima, doc);
            mostUtilisation[doc] = (int) of(maxima, doc);
            rate[doc] = of(rates, doc);
            onSiteDays[doc] = (int) of(days, doc);
            UUID id = UUID.fromString(StateCache.id(ids, doc).substring(Fields.TALENT.length() + 1));
            most[doc] = id.getMostSignificantBits();
            least[doc] = id.getLeastSignificantBits();
            versions[doc] = StateCache.version(version, doc);
        }
        roles = values(segment, Fields.ROLE, wanted, numbers);
        roleBits = new long[size];
        for (int doc : active) {
            for (int i = roles.starts[doc]; i < roles.starts[doc + 1]; i++) {
                roleBits[doc] |= bit(roles.numbers[i]);
            }
        }
        skills = values(segment, Fields.SKILL, wanted, numbers);
        wills = values(segment, Fields.WILL, wanted, numbers);
        prefectures = values(segment, Fields.PREFECTURE, wanted, numbers);
        languages = values(segment, Fields.LANGUAGE, wanted, numbers);
        phases = values(segment, Fields.PHASE, wanted, numbers);
        industries = values(segment, Fields.INDUSTRY, wanted, numbers);
        if (size < SMALL) {
            words.put(Fields.JAPANESE, new Words(segment, Fields.JAPANESE));
            words.put(Fields.ENGLISH, new Words(segment, Fields.ENGLISH));
        }
    }

    int size() {
        return from.length;
    }

    boolean small() {
        return size() < SMALL;
    }

    /** The words of a field of a small segment. */
    Words words(String field) {
        return Objects.requireNonNull(words.get(field));
    }

    /** The values that can be counted. */
    Values of(Facet facet) {
        return switch (facet) {
            case ROLE -> roles;
            case SKILL -> skills;
            case INDUSTRY -> industries;
            case PHASE -> phases;
            case WORKPLACE -> wills;
        };
    }

    /** The bit of a number, for {@link #roleBits}. */
    static long bit(int number) {
        return 1L << number;
    }

    /** Who stands there. */
    Key key(int doc) {
        return new Key(most[doc], least[doc], versions[doc]);
    }

    private static int[] active(LeafReader segment) throws IOException {
        int[] docs = new int[segment.maxDoc()];
        int count = 0;
        PostingsEnum postings = segment.postings(new Term(Fields.ACTIVE, Fields.YES), PostingsEnum.NONE);
        if (postings != null) {
            while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                docs[count++] = postings.docID();
            }
        }
        return ArrayUtil.copyOfSubArray(docs, 0, count);
    }

    private static long of(SortedNumericDocValues values, int doc) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IllegalStateException("an active talent without all numbers");
        }
        return values.nextValue();
    }

    private static Values values(LeafReader segment, String field, BitSet wanted, Numbers numbers) throws IOException {
        int[] starts = new int[segment.maxDoc() + 1];
        Terms terms = segment.terms(field);
        each(terms, wanted, numbers, (doc, number) -> starts[doc + 1]++);
        for (int doc = 0; doc < segment.maxDoc(); doc++) {
            starts[doc + 1] += starts[doc];
        }
        int[] found = new int[starts[segment.maxDoc()]];
        int[] next = starts.clone();
        each(terms, wanted, numbers, (doc, number) -> found[next[doc]++] = number);
        return new Values(starts, found);
    }

    private interface Use {
        void of(int doc, int number);
    }

    private static void each(@Nullable Terms terms, BitSet wanted, Numbers numbers, Use use) throws IOException {
        if (terms == null) {
            return;
        }
        TermsEnum each = terms.iterator();
        PostingsEnum postings = null;
        for (var term = each.next(); term != null; term = each.next()) {
            int number = numbers.of(term.utf8ToString());
            postings = each.postings(postings, PostingsEnum.NONE);
            while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (wanted.get(postings.docID())) {
                    use.of(postings.docID(), number);
                }
            }
        }
    }

    /** The values that were seen in any segment, numbered. */
    private static final class Numbers {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> values = new ArrayList<>();

        synchronized int of(String value) {
            return numbers.computeIfAbsent(value, key -> {
                values.add(key);
                return values.size() - 1;
            });
        }

        synchronized int size() {
            return values.size();
        }

        synchronized String value(int number) {
            return values.get(number);
        }
    }

    /** The rosters of an index's segments, whose values have the same numbers in all of them. */
    static final class All {
        private final Numbers numbers = new Numbers();
        private final Map<IndexReader.CacheKey, Roster> known = new ConcurrentHashMap<>();

        int number(String value) {
            return numbers.of(value);
        }

        String value(int number) {
            return numbers.value(number);
        }

        /** How many numbers there are by now. */
        int size() {
            return numbers.size();
        }

        Roster of(LeafReader segment) throws IOException {
            IndexReader.CacheHelper core = segment.getCoreCacheHelper();
            Roster roster = known.get(core.getKey());
            return roster == null ? read(segment, core) : roster;
        }

        private synchronized Roster read(LeafReader segment, IndexReader.CacheHelper core) throws IOException {
            Roster roster = known.get(core.getKey());
            if (roster == null) {
                roster = new Roster(segment, numbers);
                known.put(core.getKey(), roster);
                core.addClosedListener(known::remove);
            }
            return roster;
        }
    }
}
