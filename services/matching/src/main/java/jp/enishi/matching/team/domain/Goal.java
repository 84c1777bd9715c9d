package jp.enishi.matching.team.domain;

/** What an alternative is best in; equal ones are told apart by what the team is worth. */
public enum Goal {
    /** Worth the most points. */
    STRONGEST,
    /** Costs the least. */
    CHEAPEST,
    /** Its last person is free the earliest. */
    EARLIEST
}
