package jp.enishi.matching.index;

/** Names of the index's fields; a change of the fields' meaning needs a new {@link #SCHEMA}. */
final class Fields {
    static final String SCHEMA = "2";

    static final String KIND = "kind";
    static final String TALENT = "talent";
    static final String CASE = "case";
    static final String POSITION = "position";
    /** What is left of a talent or case that was erased. */
    static final String ERASED = "erased";

    static final String ID = "id";
    static final String CASE_ID = "case_id";
    static final String VERSION = "version";
    static final String STATE = "state";

    static final String ACTIVE = "active";
    static final String ROLE = "role";
    static final String SKILL = "skill";
    static final String NICE = "nice";
    static final String PHASE = "phase";
    static final String INDUSTRY = "industry";
    static final String CONCEPT = "concept";
    static final String SKILL_MONTHS = "skill_months";
    static final String SKILL_LEVEL = "skill_level";
    static final String LANGUAGE = "language";
    static final String FROM = "from";
    static final String UTILISATION_MINIMUM = "utilisation_minimum";
    static final String UTILISATION_MAXIMUM = "utilisation_maximum";
    static final String RATE_MINIMUM = "rate_minimum";
    static final String WILL = "will";
    static final String PREFECTURE = "prefecture";
    static final String ON_SITE_DAYS = "on_site_days";
    static final String JAPANESE = "ja";
    static final String ENGLISH = "en";

    static final String OPEN = "open";
    static final String CLOSES_ON = "closes_on";
    static final String MUST = "must";
    static final String MUST_COUNT = "must_count";
    static final String LANGUAGE_COUNT = "language_count";
    static final String LATEST_FROM = "latest_from";
    static final String CEILING = "ceiling";

    static final String YES = "yes";
    static final String ANY = "any";

    private Fields() {}
}
