package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** Somebody in a team, without a name. */
public record TeamPerson(
        String talentId,
        long talentVersion,
        String initials,
        @Nullable String headline,
        @Nullable String from,
        long cost) {
    public Money fee() {
        return TeamView.yen(cost);
    }
}
