package jp.enishi.planted.persistence;

import jp.enishi.planted.api.PlanResource;

public class PlanRow {
    PlanResource shown;
}
