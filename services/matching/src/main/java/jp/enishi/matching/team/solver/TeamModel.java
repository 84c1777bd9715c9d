package jp.enishi.matching.team.solver;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import jp.enishi.matching.team.domain.Goal;
import jp.enishi.matching.team.domain.Pair;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.Points;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.jspecify.annotations.Nullable;

/**
 * One question as linear constraints over "this person sits on this position". Seats of one position are alike, so that
 * there is one variable for each person and position, not for each seat.
 */
final class TeamModel {
    /** A delay counts as so many days at least, so that one late person is less bad than two. */
    private static final int LATE_AT_ALL = 1_000;

    /** What was found; no seatings when nothing is possible, or, not proven, when nothing was found in time. */
    record Result(@Nullable Set<Seating> seatings, boolean proven) {}

    private final TeamQuestion question;
    private final CpModel model;
    private final Map<Seating, BoolVar> seated = new TreeMap<>();
    private final Map<UUID, List<BoolVar>> of = new HashMap<>();
    /** What is made as small as possible before everything else, the most important first. */
    private final List<LinearExpr> slack = new ArrayList<>();
    /** All costs are whole multiples of it. */
    private final long unit;

    private TeamModel(TeamQuestion question, boolean strict, CpModel model) {
        this.question = question;
        this.model = model;
        this.unit = question.people().stream()
                .map(person -> BigInteger.valueOf(person.cost()))
                .reduce(BigInteger.ZERO, BigInteger::gcd)
                .max(BigInteger.ONE)
                .longValueExact();
        for (Person person : question.people()) {
            for (TeamQuestion.Opening opening : question.openings()) {
                Seating seating = new Seating(opening.positionId(), person.personId());
                boolean may = person.fits().containsKey(opening.positionId()) && (question.inTime(person) || !strict);
                if (may || (!strict && question.pinned().contains(seating))) {
                    BoolVar variable = model.newBoolVar("");
                    seated.put(seating, variable);
                    of.computeIfAbsent(person.personId(), id -> new ArrayList<>())
                            .add(variable);
                }
            }
        }
        of.values().forEach(variables -> model.addAtMostOne(array(variables)));
        question.pinned().stream().sorted().forEach(this::pin);
    }

    /** Every rule is kept. */
    static TeamModel strict(TeamQuestion question) {
        TeamModel made = new TeamModel(question, true, model());
        question.openings().forEach(opening -> made.model.addEquality(made.sitting(opening), opening.seats()));
        made.keepWhole();
        return made;
    }

    /** One of several teams in one model: every rule is kept, but seats may stay open, which is the first slack. */
    static TeamModel part(TeamQuestion question, CpModel model) {
        TeamModel made = new TeamModel(question, true, model);
        made.keepWhole();
        made.slack.add(made.openSeats());
        return made;
    }

    /** An empty model; the native library is loaded when the first one is made. */
    static CpModel model() {
        Loader.loadNativeLibraries();
        return new CpModel();
    }

    /** The rules for the team as a whole: pairs and budget. */
    private void keepWhole() {
        pairs(question.apart()).forEach(pair -> model.addAtMostOne(array(variables(pair))));
        Long budget = question.budget();
        if (budget != null) {
            model.addLessOrEqual(cost(), Math.floorDiv(budget, unit));
        }
    }

    private LinearExpr openSeats() {
        LinearExprBuilder open = LinearExpr.newBuilder();
        for (TeamQuestion.Opening opening : question.openings()) {
            IntVar missing = model.newIntVar(0, opening.seats(), "");
            model.addEquality(LinearExpr.newBuilder().add(sitting(opening)).add(missing), opening.seats());
            open.add(missing);
        }
        return open.build();
    }

    /** Rules may be broken, as little as possible. */
    static TeamModel relaxed(TeamQuestion question) {
        TeamModel made = new TeamModel(question, false, model());
        LinearExprBuilder pairs = LinearExpr.newBuilder();
        for (Pair pair : made.pairs(question.apart())) {
            BoolVar both = made.model.newBoolVar("");
            made.model.addLessOrEqual(
                    LinearExpr.newBuilder()
                            .add(LinearExpr.sum(array(made.variables(pair))))
                            .addTerm(both, -1),
                    1);
            pairs.add(both);
        }
        made.slack.add(made.openSeats());
        made.slack.add(pairs.build());
        LocalDate by = question.startBy();
        if (by != null) {
            made.slack.add(made.weighted(person -> question.inTime(person)
                    ? 0
                    : LATE_AT_ALL + Math.min(ChronoUnit.DAYS.between(by, person.from()), Integer.MAX_VALUE)));
        }
        Long budget = question.budget();
        if (budget != null) {
            IntVar over = made.model.newIntVar(0, Long.MAX_VALUE / 1_000_000, "");
            made.model.addLessOrEqual(
                    LinearExpr.newBuilder().add(made.cost()).addTerm(over, -1), Math.floorDiv(budget, made.unit));
            made.slack.add(LinearExpr.affine(over, 1, 0));
        }
        return made;
    }

    private void pin(Seating seating) {
        BoolVar variable = seated.get(seating);
        if (variable == null) {
            model.addBoolOr(List.of());
        } else {
            model.addEquality(variable, 1);
        }
    }

    /** Where the solver begins. */
    void hint(Collection<Seating> start) {
        seated.forEach((seating, variable) -> model.addHint(variable, start.contains(seating) ? 1 : 0));
    }

    /** At least so many of these people must be others. */
    void differ(Collection<UUID> people, int others) {
        List<BoolVar> again = new ArrayList<>();
        people.stream().sorted().forEach(person -> again.addAll(of.getOrDefault(person, List.of())));
        model.addLessOrEqual(LinearExpr.sum(again.toArray(BoolVar[]::new)), people.size() - (long) others);
    }

    /** The best by the goal, or by what the team is worth; what is broken counts before both. */
    Result solve(Optional<Goal> goal, Deadline deadline) {
        List<LinearExpr> smallest = new ArrayList<>(slack);
        goal.ifPresent(best -> {
            switch (best) {
                case STRONGEST -> {}
                case CHEAPEST -> smallest.add(cost());
                case EARLIEST -> smallest.add(start());
            }
        });
        LinearExpr worth = worth();
        smallest.add(LinearExpr.newBuilder().addTerm(worth, -1).build());
        Solution solution = Solution.of(model, smallest, List.of(this), deadline);
        return new Result(
                solution.seatings() == null ? null : solution.seatings().getFirst(), solution.proven());
    }

    Map<Seating, BoolVar> seated() {
        return seated;
    }

    List<LinearExpr> slack() {
        return slack;
    }

    /** The variables of which one is true when the person is in the team. */
    List<BoolVar> of(UUID personId) {
        return of.getOrDefault(personId, List.of());
    }

    private LinearExpr sitting(TeamQuestion.Opening opening) {
        return LinearExpr.sum(seated.entrySet().stream()
                .filter(entry -> entry.getKey().positionId().equals(opening.positionId()))
                .map(Map.Entry::getValue)
                .toArray(BoolVar[]::new));
    }

    /** The pairs of which both may be seated, in order. */
    private List<Pair> pairs(Set<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> of.containsKey(pair.first())
                        && of.containsKey(pair.second())
                        && !pair.first().equals(pair.second()))
                .sorted(java.util.Comparator.comparing(Pair::toString))
                .toList();
    }

    private List<BoolVar> variables(Pair pair) {
        List<BoolVar> variables = new ArrayList<>(of.getOrDefault(pair.first(), List.of()));
        variables.addAll(of.getOrDefault(pair.second(), List.of()));
        return variables;
    }

    private LinearExpr weighted(java.util.function.ToLongFunction<Person> weight) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        for (Person person : question.people()) {
            long each = weight.applyAsLong(person);
            if (each != 0) {
                of.getOrDefault(person.personId(), List.of()).forEach(variable -> sum.addTerm(variable, each));
            }
        }
        return sum.build();
    }

    private LinearExpr cost() {
        return weighted(person -> person.cost() / unit);
    }

    /** The day of the latest, counted among the days on which somebody is free. */
    private LinearExpr start() {
        List<LocalDate> days =
                question.people().stream().map(Person::from).distinct().sorted().toList();
        IntVar latest = model.newIntVar(0, days.size(), "");
        for (Person person : question.people()) {
            int day = days.indexOf(person.from());
            List<BoolVar> variables = of.getOrDefault(person.personId(), List.of());
            if (day > 0 && !variables.isEmpty()) {
                LinearExprBuilder sits = LinearExpr.newBuilder();
                variables.forEach(variable -> sits.addTerm(variable, day));
                model.addGreaterOrEqual(latest, sits.build());
            }
        }
        return LinearExpr.affine(latest, 1, 0);
    }

    LinearExpr worth() {
        LinearExprBuilder worth = LinearExpr.newBuilder();
        Map<UUID, Person> people = question.byId();
        seated.forEach((seating, variable) -> {
            Person person = people.get(seating.personId());
            worth.addTerm(variable, person == null ? 0 : person.fits().getOrDefault(seating.positionId(), 0));
        });
        new TreeMap<>(question.skills()).keySet().forEach(skill -> {
            long half = question.points(skill) / 2;
            covered(person -> person.has().contains(skill)).ifPresent(full -> worth.addTerm(full, half));
            covered(person -> person.has().contains(skill) || person.close().contains(skill))
                    .ifPresent(any -> worth.addTerm(any, half));
        });
        for (Pair pair : pairs(question.together())) {
            BoolVar both = model.newBoolVar("");
            model.addLessOrEqual(both, LinearExpr.sum(array(of.getOrDefault(pair.first(), List.of()))));
            model.addLessOrEqual(both, LinearExpr.sum(array(of.getOrDefault(pair.second(), List.of()))));
            worth.addTerm(both, Points.TOGETHER);
        }
        return worth.build();
    }

    private Optional<BoolVar> covered(Predicate<Person> covers) {
        List<BoolVar> by = question.people().stream()
                .filter(covers)
                .flatMap(person -> of.getOrDefault(person.personId(), List.of()).stream())
                .toList();
        if (by.isEmpty()) {
            return Optional.empty();
        }
        BoolVar covered = model.newBoolVar("");
        model.addLessOrEqual(covered, LinearExpr.sum(array(by)));
        return Optional.of(covered);
    }

    private static BoolVar[] array(List<BoolVar> variables) {
        return variables.toArray(BoolVar[]::new);
    }
}
