package jp.enishi.cases.clientcase.domain;

/** What a case may speak of: the codes that the taxonomy knows. */
public interface Vocabulary {

    boolean knowsSkill(String skill);

    boolean knowsRole(String role);

    boolean knowsIndustry(String industry);

    boolean knowsPhase(String phase);
}
