package jp.enishi.talents.taxonomy;

import java.util.Collection;
import jp.enishi.platform.taxonomy.Facet;
import jp.enishi.platform.taxonomy.Industry;
import jp.enishi.platform.taxonomy.Phase;
import jp.enishi.platform.taxonomy.Prefecture;
import jp.enishi.platform.taxonomy.Role;
import jp.enishi.platform.taxonomy.Skill;
import jp.enishi.platform.taxonomy.Taxonomy;

/** The whole taxonomy as others read it. */
public record TaxonomyView(
        String version,
        Collection<Skill> skills,
        Collection<Role> roles,
        Collection<Phase> phases,
        Collection<Industry> industries,
        Collection<Facet> industryMajors,
        Collection<Prefecture> prefectures,
        Collection<Facet> workplaces,
        Collection<Facet> levels,
        Collection<Facet> languageLevels) {
    static TaxonomyView of(Taxonomy taxonomy) {
        return new TaxonomyView(
                taxonomy.version(),
                taxonomy.skills(),
                taxonomy.roles(),
                taxonomy.phases(),
                taxonomy.industries(),
                taxonomy.industryMajors(),
                taxonomy.prefectures(),
                taxonomy.workplaces(),
                taxonomy.levels(),
                taxonomy.languageLevels());
    }
}
