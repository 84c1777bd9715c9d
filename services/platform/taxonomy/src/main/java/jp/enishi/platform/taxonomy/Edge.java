package jp.enishi.platform.taxonomy;

/** The relation between a wanted and an available skill, with its closeness in (0, 1]. */
public record Edge(Relation relation, double closeness) {
    static final Edge EXACT = new Edge(Relation.EXACT, 1);
    static final Edge NARROWER = new Edge(Relation.NARROWER, 0.9);
    static final double BROADER_STEP = 0.5;
}
