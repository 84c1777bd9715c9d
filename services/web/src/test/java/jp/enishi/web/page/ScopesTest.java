package jp.enishi.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a name of a template is found, by Qute as it is. */
class ScopesTest {
    private final List<String> asked = new ArrayList<>();
    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addValueResolver(new Scopes())
            .addValueResolver(new Everybody())
            .strictRendering(false)
            .build();

    @BeforeEach
    void layout() {
        engine.putTemplate("layout", engine.parse("<{#insert main}{/insert}>{page}"));
    }

    /** Whoever would be asked next whether they know a name of a scope. */
    private final class Everybody implements ValueResolver {
        @Override
        public int getPriority() {
            return Integer.MAX_VALUE - 1;
        }

        @Override
        public boolean appliesTo(EvalContext name) {
            if (name.getBase() == null || name.getBase() instanceof Mapper) {
                asked.add(name.getName());
            }
            return false;
        }

        @Override
        public CompletionStage<Object> resolve(EvalContext name) {
            return Results.notFound(name);
        }
    }

    private String shown(String template) {
        return engine.parse(template)
                .data("page", "home", "list", List.of(1, 2), "it", Collections.singletonMap("nothing", null))
                .render();
    }

    @Test
    void aNameOfTheInnermostScopeThatHasItIsFoundWithoutAskingAnybodyElse() {
        assertThat(shown("{#include layout}{#main}{#for each in list}{page}{each} {/for}{/main}{/include}"))
                .isEqualTo("<home1 home2 >home");
        assertThat(shown("{#include layout}{#main}{#for page in list}{page}{/for}{/main}{/include}"))
                .isEqualTo("<12>home");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatFollowsNothingIsNotLookedForInTheScopes() {
        assertThat(shown("{#include layout}{#main}{it.nothing.page ?: 'none'}{/main}{/include}"))
                .isEqualTo("<none>home");
    }

    @Test
    void aNameThatNoScopeHasIsLeftToTheOthers() {
        assertThat(shown("{#include layout}{#main}{#for each in list}{unknown ?: '-'}{/for}{/main}{/include}"))
                .isEqualTo("<-->home");
        assertThat(asked).contains("unknown");
    }
}
