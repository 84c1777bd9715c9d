package jp.enishi.cases.clientcase.domain;

import java.util.ArrayList;
import java.util.List;
import jp.enishi.cases.clientcase.domain.Requirements.Position;
import jp.enishi.cases.clientcase.domain.Requirements.Workplace;
import org.jspecify.annotations.Nullable;

/**
 * Whether a case can go on, and what is missing when it can't, as JSON pointers from the case's document.
 */
public record Completeness(boolean complete, List<String> missing) {

    /** Every part that matching, the listing and the order cannot do without. */
    public static Completeness of(Requirements requirements) {
        var missing = new ArrayList<String>();
        need(missing, "/title/ja", Text.isWritten(requirements.title()));
        need(missing, "/background/ja", Text.isWritten(requirements.background()));
        need(missing, "/tasks/ja", Text.isWritten(requirements.tasks()));
        need(missing, "/industry", requirements.industry() != null);
        workplace(missing, requirements.workplace());
        need(missing, "/utilisation", requirements.utilisation() != null);
        need(missing, "/hours", requirements.hours() != null);
        need(missing, "/period", requirements.period() != null);
        need(missing, "/budget", requirements.budget() != null);
        need(missing, "/positions", !requirements.positions().isEmpty());
        for (int i = 0; i < requirements.positions().size(); i++) {
            position(missing, "/positions/" + i, requirements.positions().get(i));
        }
        return new Completeness(missing.isEmpty(), List.copyOf(missing));
    }

    private static void workplace(List<String> missing, @Nullable Workplace workplace) {
        if (workplace == null || workplace.kind() == null) {
            need(missing, "/workplace", false);
            return;
        }
        switch (workplace.kind()) {
            case REMOTE -> {}
            case ON_SITE -> need(missing, "/workplace/place/ja", Text.isWritten(workplace.place()));
            case HYBRID -> {
                need(missing, "/workplace/place/ja", Text.isWritten(workplace.place()));
                need(missing, "/workplace/onSiteDays", workplace.onSiteDays() != null);
            }
        }
    }

    private static void position(List<String> missing, String at, Position position) {
        need(missing, at + "/must", !position.must().isEmpty());
    }

    private static void need(List<String> missing, String pointer, boolean present) {
        if (!present) {
            missing.add("/requirements" + pointer);
        }
    }
}
