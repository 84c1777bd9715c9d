package jp.enishi.kept.persistence;

import jp.enishi.kept.domain.Plan;

public class PlanRow {
    Plan plan;
}
