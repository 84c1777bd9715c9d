package jp.enishi.talents.talent.domain;

import java.util.List;
import java.util.Map;
import jp.enishi.platform.kernel.Findings;
import jp.enishi.platform.taxonomy.Facet;
import jp.enishi.platform.taxonomy.Language;
import jp.enishi.platform.taxonomy.Skill;
import jp.enishi.platform.taxonomy.Taxonomy;

/** Checks codes against the taxonomy; an unknown skill is answered with the nearest known ones. */
final class Vocabulary {
    private static final int SUGGESTIONS = 5;
    private static final int LONGEST_NAME = 100;

    private final Taxonomy taxonomy;
    private final Findings findings;

    Vocabulary(Taxonomy taxonomy, Findings findings) {
        this.taxonomy = taxonomy;
        this.findings = findings;
    }

    void skill(String pointer, String id) {
        if (id.isEmpty()) {
            findings.add(pointer, "required");
        } else if (taxonomy.skill(id).isEmpty() && !findings.full()) {
            findings.add(pointer, "unknown-skill", Map.of("value", shortened(id), "suggestions", suggestions(id)));
        }
    }

    void role(String pointer, String id) {
        known(pointer, id, taxonomy.role(id).isPresent());
    }

    void phase(String pointer, String id) {
        known(pointer, id, taxonomy.phase(id).isPresent());
    }

    void industry(String pointer, String id) {
        known(pointer, id, taxonomy.industry(id).isPresent());
    }

    void prefecture(String pointer, String id) {
        known(pointer, id, taxonomy.prefecture(id).isPresent());
    }

    void workplace(String pointer, String id) {
        known(pointer, id, taxonomy.workplace(id).isPresent());
    }

    void languageLevel(String pointer, String id) {
        known(pointer, id, taxonomy.languageLevels().stream().map(Facet::id).anyMatch(id::equals));
    }

    private void known(String pointer, String id, boolean known) {
        if (id.isEmpty()) {
            findings.add(pointer, "required");
        } else if (!known) {
            findings.add(pointer, "unknown-code", Map.of("value", shortened(id)));
        }
    }

    private List<String> suggestions(String text) {
        if (text.length() > LONGEST_NAME) {
            return List.of();
        }
        var named = taxonomy.find(text).map(Skill::id);
        if (named.isPresent()) {
            return List.of(named.get());
        }
        for (int length = text.length(); length >= Math.min(2, text.length()); length--) {
            var found = taxonomy.suggest(text.substring(0, length), Language.JA, SUGGESTIONS);
            if (!found.isEmpty()) {
                return found.stream().map(Skill::id).toList();
            }
        }
        return List.of();
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_NAME ? value : value.substring(0, LONGEST_NAME);
    }
}
