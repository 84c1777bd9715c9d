package jp.enishi.web.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Colleague;
import jp.enishi.web.service.Reached;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What the coordinator is called who looks after somebody. */
@ApplicationScoped
public class Coordinators {
    private final CasesService cases;

    Coordinators(@RestClient CasesService cases) {
        this.cases = cases;
    }

    /** Empty when it is nobody, when they are a coordinator no more, or while nobody can be asked. */
    public String name(@Nullable String userId) {
        return userId == null
                ? ""
                : Reached.orEmpty("the name of a coordinator", () -> cases.coordinators(List.of(userId)))
                        .orElse(List.of())
                        .stream()
                        .map(Colleague::name)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }
}
