package jp.enishi.web.page;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletionStage;

/**
 * Finds a name of a template in the scope that has it: the row of a loop, a tag's parameters, or the page around them. Qute does
 * the same, but asks for each scope that doesn't have the name every resolver of the application whether it knows it, some two
 * hundred; half of the time that a form takes went there. Of a name that no scope has they are asked still, so a tag asks for a
 * parameter that it may lack as {@code _args.get('…')}.
 */
@ApplicationScoped
class Scopes implements ValueResolver {
    /** How Qute calls what follows a dot, which is no name of a scope, even where what precedes it is nothing. */
    private static final String LATER_PART = "TerminalEvalContextImpl";

    void register(@Observes EngineBuilder engine) {
        engine.addValueResolver(new Scopes());
    }

    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean appliesTo(EvalContext name) {
        return (name.getBase() == null || name.getBase() instanceof Mapper)
                && name.getParams().isEmpty()
                && name.getBase() == name.resolutionContext().getData()
                && !name.getClass().getName().endsWith(LATER_PART);
    }

    /** What the innermost scope that has the name has; nothing when none has it, or one is not ours to ask. */
    @Override
    public CompletionStage<Object> resolve(EvalContext name) {
        for (ResolutionContext scope = name.resolutionContext();
                scope != null && (scope.getData() == null || scope.getData() instanceof Mapper);
                scope = scope.getParent()) {
            if (scope.getData() instanceof Mapper names && names.appliesTo(name.getName())) {
                CompletionStage<Object> found = names.getAsync(name.getName());
                if (!Results.isNotFound(found.toCompletableFuture().getNow(found))) {
                    return found;
                }
            }
        }
        return Results.notFound(name);
    }
}
