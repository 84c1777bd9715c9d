package jp.enishi.matching.score;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import jp.enishi.matching.score.Explanation.Evidence;
import jp.enishi.matching.score.Profile.Engagement;
import org.jspecify.annotations.Nullable;

/** The texts of a sheet in the order in which a reader looks for proof, and the sentence around a place in one. */
public final class Passages {
    private static final String SENTENCE_ENDS = "。．\n!?！？";

    private Passages() {}

    /** One text of the sheet: a field of an engagement, or, without engagement, of the sheet itself. */
    public interface Reader {
        void read(@Nullable Integer engagement, String field, String text);
    }

    /** Reads the engagements' tasks and titles, the newest first, then the summary. */
    public static void of(Profile profile, Reader reader) {
        for (int i : newestFirst(profile)) {
            Engagement engagement = profile.engagements().get(i);
            reader.read(i, "tasks", engagement.tasks());
            reader.read(i, "title", engagement.title());
        }
        reader.read(null, "summary", profile.summary());
    }

    static List<Integer> newestFirst(Profile profile) {
        List<Engagement> engagements = profile.engagements();
        return IntStream.range(0, engagements.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> engagements.get(i).from())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The place with its sentence. */
    public static Evidence around(@Nullable Integer engagement, String field, String text, int start, int end) {
        return new Evidence(engagement, field, start, end, sentence(text, start, end));
    }

    private static String sentence(String text, int start, int end) {
        int from = start;
        while (from > 0 && SENTENCE_ENDS.indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        int to = end;
        while (to < text.length() && SENTENCE_ENDS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        if (to < text.length() && text.charAt(to) != '\n') {
            to++;
        }
        return text.substring(from, to).strip();
    }
}
