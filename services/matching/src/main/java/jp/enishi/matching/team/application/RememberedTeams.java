package jp.enishi.matching.team.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.function.Function;
import jp.enishi.matching.team.domain.Composition;
import jp.enishi.matching.team.domain.TeamComposer;
import jp.enishi.matching.team.domain.TeamQuestion;

/**
 * Answers at once what was asked lately: whoever looks at somebody of a team and comes back has not changed the question, which
 * holds all that an answer depends on. Only proven answers are kept. They name people by their ids; {@link #KEPT} after the
 * last time that one was asked for nothing of it is left.
 */
final class RememberedTeams implements TeamComposer {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 200;

    private record Asked(TeamQuestion question, boolean alternatives) {}

    private final TeamComposer composer;
    private final Cache<Asked, Composition> answers = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(KEPT)
            .scheduler(Scheduler.systemScheduler())
            .build();

    RememberedTeams(TeamComposer composer) {
        this.composer = composer;
    }

    @Override
    public Composition compose(TeamQuestion question) {
        return known(new Asked(question, true), composer::compose);
    }

    @Override
    public Composition strongest(TeamQuestion question) {
        return known(new Asked(question, false), composer::strongest);
    }

    private Composition known(Asked asked, Function<TeamQuestion, Composition> solve) {
        Composition answer = answers.getIfPresent(asked);
        if (answer == null) {
            answer = solve.apply(asked.question());
            if (answer.proven()) {
                answers.put(asked, answer);
            }
        }
        return answer;
    }
}
