package jp.enishi.web.ranking;

import io.quarkus.qute.TemplateExtension;
import java.util.List;
import jp.enishi.web.service.Explanation;
import jp.enishi.web.service.Explanation.Evidence;
import jp.enishi.web.service.Sheet;
import org.jspecify.annotations.Nullable;

/** The place in a sheet that proves a skill: the words themselves, and what stands around them. */
public record Passage(
        String before,
        String marked,
        String after,
        @Nullable Integer engagement) {
    private static final int AROUND = 60;

    /**
     * The passage of a piece of evidence.
     *
     * @return null when there is none, or it does not fit the sheet and brings no text
     */
    public static @Nullable Passage of(@Nullable Evidence evidence, @Nullable Sheet sheet) {
        if (evidence == null || "skills".equals(evidence.field())) {
            return null;
        }
        String field = field(evidence, sheet);
        if (field != null
                && 0 <= evidence.start()
                && evidence.start() < evidence.end()
                && evidence.end() <= field.length()) {
            int from = Math.max(0, evidence.start() - AROUND);
            int to = Math.min(field.length(), evidence.end() + AROUND);
            return new Passage(
                    (from > 0 ? "…" : "") + field.substring(from, evidence.start()),
                    field.substring(evidence.start(), evidence.end()),
                    field.substring(evidence.end(), to) + (to < field.length() ? "…" : ""),
                    evidence.engagement());
        }
        String text = evidence.text();
        return text == null || text.isBlank() ? null : new Passage("", text, "", evidence.engagement());
    }

    /** The whole sentence, for its language. */
    public String whole() {
        return before + marked + after;
    }

    private static @Nullable String field(Evidence evidence, @Nullable Sheet sheet) {
        if (sheet == null || evidence.field() == null) {
            return null;
        }
        Integer index = evidence.engagement();
        if (index == null) {
            return "summary".equals(evidence.field()) ? sheet.summary() : null;
        }
        if (index < 0 || index >= sheet.engagements().size()) {
            return null;
        }
        var engagement = sheet.engagements().get(index);
        return switch (evidence.field()) {
            case "title" -> engagement.title();
            case "tasks" -> engagement.tasks();
            default -> null;
        };
    }

    /** What templates ask. */
    @TemplateExtension(namespace = "passage")
    static final class Words {
        private Words() {}

        /** At most one: the passage, where there is one. */
        static List<Passage> of(Explanation.@Nullable Evidence evidence, @Nullable Sheet sheet) {
            Passage passage = Passage.of(evidence, sheet);
            return passage == null ? List.of() : List.of(passage);
        }
    }
}
