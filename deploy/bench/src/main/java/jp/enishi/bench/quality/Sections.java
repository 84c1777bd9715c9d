package jp.enishi.bench.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts of an English job description or résumé, by their headings (with or without Markdown and colons). Who somebody
 * is and where they went to school is a part of its own that no feature reads.
 */
record Sections(Map<Part, List<String>> lines) {
    enum Part {
        PERSONAL,
        EDUCATION,
        TITLE,
        SUMMARY,
        SKILLS,
        EXPERIENCE,
        RESPONSIBILITIES
    }

    private static final Map<String, Part> HEADINGS = Map.ofEntries(
            Map.entry("personal information", Part.PERSONAL),
            Map.entry("education", Part.EDUCATION),
            Map.entry("job title", Part.TITLE),
            Map.entry("title", Part.TITLE),
            Map.entry("job summary", Part.SUMMARY),
            Map.entry("summary", Part.SUMMARY),
            Map.entry("required skills", Part.SKILLS),
            Map.entry("skills", Part.SKILLS),
            Map.entry("required experience", Part.EXPERIENCE),
            Map.entry("experience", Part.EXPERIENCE),
            Map.entry("work experience", Part.EXPERIENCE),
            Map.entry("responsibilities", Part.RESPONSIBILITIES));
    private static final Pattern DECORATION = Pattern.compile("^[#*_\\s]+|[#*_\\s]+$");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*•·–—▪●○+]|\\d{1,2}[.)])\\s*");

    static Sections of(String text) {
        Map<Part, List<String>> parts = new EnumMap<>(Part.class);
        Part current = Part.SUMMARY;
        for (String line : text.split("\n")) {
            String bare = DECORATION.matcher(line).replaceAll("");
            int colon = bare.indexOf(':');
            String head = (colon < 0 ? bare : bare.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
            head = DECORATION.matcher(head).replaceAll("");
            Part part = HEADINGS.get(head);
            if (part != null) {
                current = part;
                bare = colon < 0 ? "" : bare.substring(colon + 1).strip();
            }
            String item = BULLET.matcher(bare).replaceFirst("").strip();
            if (!item.isEmpty()) {
                parts.computeIfAbsent(current, ignored -> new ArrayList<>()).add(item);
            }
        }
        return new Sections(parts);
    }

    List<String> of(Part part) {
        return lines.getOrDefault(part, List.of());
    }

    String text(Part... parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            of(part).forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
