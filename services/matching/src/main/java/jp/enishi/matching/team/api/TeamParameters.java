package jp.enishi.matching.team.api;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import jp.enishi.matching.team.application.TeamWish;
import jp.enishi.matching.team.domain.Pair;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.ValidationFailure;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What is asked of a team, from the query. */
public class TeamParameters {
    private static final long MOST_BUDGET = 10_000_000_000L;
    private static final int MOST = 100;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    @QueryParam("budget")
    @Parameter(
            description = "Yen a month for the whole team; without it, what the case's budget comes to for all seats.",
            schema = @Schema(implementation = Long.class, minimum = "0", maximum = "10000000000"))
    @Nullable
    String budget;

    @QueryParam("startBy")
    @Parameter(
            description = "The day by which everybody must be free.",
            schema = @Schema(implementation = LocalDate.class))
    @Nullable
    String startBy;

    @QueryParam("apart")
    @Parameter(description = "Two talents who must not be in one team: id:id; may be repeated.")
    @Nullable
    List<String> apart;

    @QueryParam("pin")
    @Parameter(description = "Who is seated in any case: positionId:talentId; may be repeated.")
    @Nullable
    List<String> pin;

    @QueryParam("without")
    @Parameter(description = "A talent who must not be in the team; may be repeated.")
    @Nullable
    List<String> without;

    TeamWish wish() {
        List<FieldError> errors = new ArrayList<>();
        TeamWish wish = new TeamWish(
                budget(errors),
                startBy(errors),
                pairs(errors, "/apart", apart, Pair::new),
                pairs(errors, "/pin", pin, Seating::new),
                all(errors, "/without", without, TeamParameters::id));
        if (wish.apart().stream().anyMatch(pair -> pair.first().equals(pair.second()))) {
            errors.add(new FieldError("/apart", "duplicate"));
        }
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
        return wish;
    }

    static Set<Seating> seats(String pointer, @Nullable List<String> texts) {
        List<FieldError> errors = new ArrayList<>();
        Set<Seating> seats = pairs(errors, pointer, texts, Seating::new);
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
        return seats;
    }

    /** The ids of a parameter that is repeated, each once, in their order. */
    static Set<UUID> ids(String pointer, @Nullable List<String> texts) {
        List<FieldError> errors = new ArrayList<>();
        Set<UUID> ids = all(errors, pointer, texts, TeamParameters::id);
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
        return ids;
    }

    private @Nullable Long budget(List<FieldError> errors) {
        if (budget == null || budget.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(budget).matches() || Long.parseLong(budget) > MOST_BUDGET) {
            errors.add(new FieldError("/budget", "out-of-range", Map.of("min", 0, "max", MOST_BUDGET)));
            return null;
        }
        return Long.parseLong(budget);
    }

    private @Nullable LocalDate startBy(List<FieldError> errors) {
        if (startBy == null || startBy.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(startBy);
        } catch (DateTimeException malformed) {
            errors.add(new FieldError("/startBy", "parameter-malformed"));
            return null;
        }
    }

    private static <T> Set<T> pairs(
            List<FieldError> errors, String pointer, @Nullable List<String> texts, BiFunction<UUID, UUID, T> make) {
        return all(errors, pointer, texts, text -> {
            String[] ids = text.split(":", -1);
            UUID first = id(ids[0]);
            UUID second = ids.length == 2 ? id(ids[1]) : null;
            return first == null || second == null ? null : make.apply(first, second);
        });
    }

    private static <T> Set<T> all(
            List<FieldError> errors, String pointer, @Nullable List<String> texts, Function<String, @Nullable T> read) {
        Set<T> all = new LinkedHashSet<>();
        if (texts == null) {
            return all;
        }
        if (texts.size() > MOST) {
            errors.add(new FieldError(pointer, "too-many", Map.of("max", MOST)));
            return all;
        }
        for (String text : texts) {
            T item = text.isEmpty() ? null : read.apply(text);
            if (item != null) {
                all.add(item);
            } else if (!text.isEmpty()) {
                errors.add(new FieldError(pointer, "parameter-malformed"));
            }
        }
        return all;
    }

    private static @Nullable UUID id(String text) {
        return ID.matcher(text).matches() ? UUID.fromString(text) : null;
    }
}
