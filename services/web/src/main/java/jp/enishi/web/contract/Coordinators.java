package jp.enishi.web.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import jp.enishi.web.service.CasesService;
import jp.enishi.web.service.Colleague;
import jp.enishi.web.service.Reached;
import jp.enishi.web.service.Together;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** What the coordinator is called who looks after somebody. */
@ApplicationScoped
public class Coordinators {
    private final CasesService cases;
    private final Together together;

    Coordinators(@RestClient CasesService cases, Together together) {
        this.cases = cases;
        this.together = together;
    }

    /**
     * Asks at once what somebody is called.
     *
     * @return what waits for the answer: empty when it is nobody, when they are a coordinator no more, or while nobody can be asked
     */
    public Supplier<String> name(@Nullable String userId) {
        return userId == null
                ? () -> ""
                : together.ask(() -> Reached.orEmpty(
                                "the name of a coordinator", () -> cases.coordinators(List.of(userId)))
                        .orElse(List.of())
                        .stream()
                        .map(Colleague::name)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""));
    }
}
