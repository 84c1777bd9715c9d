package jp.enishi.matching.team.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import jp.enishi.matching.team.domain.PoolComposer;
import jp.enishi.matching.team.domain.TeamComposer;
import jp.enishi.matching.team.search.SearchedPool;
import jp.enishi.matching.team.solver.CpSatComposer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes beans of the solvers. */
@ApplicationScoped
class Solvers {
    @Produces
    @Singleton
    TeamComposer composer(@ConfigProperty(name = "enishi.matching.team-time-limit") Duration limit) {
        return new RememberedTeams(new CpSatComposer(limit));
    }

    @Produces
    @Singleton
    PoolComposer pool(@ConfigProperty(name = "enishi.matching.team-time-limit") Duration limit) {
        return new SearchedPool(limit);
    }
}
