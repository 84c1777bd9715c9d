package jp.enishi.cases;

import jp.enishi.cases.clientcase.domain.Vocabulary;
import jp.enishi.platform.taxonomy.Taxonomy;

/** The taxonomy as the words that a case may use. */
record TaxonomyVocabulary(Taxonomy taxonomy) implements Vocabulary {

    @Override
    public boolean knowsSkill(String skill) {
        return taxonomy.skill(skill).isPresent();
    }

    @Override
    public boolean knowsRole(String role) {
        return taxonomy.role(role).isPresent();
    }

    @Override
    public boolean knowsIndustry(String industry) {
        return taxonomy.industry(industry).isPresent();
    }

    @Override
    public boolean knowsPhase(String phase) {
        return taxonomy.phase(phase).isPresent();
    }
}
