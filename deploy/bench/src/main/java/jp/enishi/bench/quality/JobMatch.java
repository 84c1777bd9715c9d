package jp.enishi.bench.quality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import jp.enishi.bench.Words;
import jp.enishi.bench.quality.Sections.Part;

/**
 * Features of an English job description and a résumé, both cut into their sections: the same kinds of things that the
 * service's scorer looks at (coverage of what is asked, years, titles, text), over words where our taxonomy, which is of IT
 * management, has no concepts. Everything is in [0, 1]. What a résumé says it does not have doesn't count.
 */
final class JobMatch {
    enum Feature {
        /** BM25 of the whole, of the skills, of the experience and of the tasks, as a share of what is attainable. */
        TEXT,
        SKILLS_TEXT,
        EXPERIENCE_TEXT,
        TASKS_TEXT,
        /** Each skill asked for, by the best item of the résumé's skills; by anything in the résumé. */
        SKILL_ITEMS,
        SKILL_ANYWHERE,
        /** The words of the skills asked for in the résumé's skills; in the whole résumé. */
        SKILL_WORDS,
        SKILL_WORDS_ANYWHERE,
        /** Each experience asked for: closeness of the best title × years held / years asked; the least of them. */
        YEARS,
        LEAST_YEARS,
        /** The same for the job's own title. */
        TITLE_YEARS,
        /** How much of the résumé's skills and titles the job description speaks of. */
        FOCUS_SKILLS,
        FOCUS_TITLES
    }

    /** Words that every job and résumé has. */
    private static final String FILLER = "year years experience experienced minimum least work working worked role"
            + " position must required require ability able proficiency proficient knowledge skill skills strong"
            + " excellent good understanding expertise have has having previous prior past using use used well";

    private static final Pattern DENIED = Pattern.compile(
            "\\b(not|without|lack(?:s|ing)?|missing|excluding|limited|no|minus)\\b[^.;,\\n]*",
            Pattern.CASE_INSENSITIVE);
    private static final String ITEMS = "[,;:()]|\\band\\b|\\bor\\b|\\.\\s";
    private static final double LENGTH_NORM = 0.75;
    private static final int PRESENT = 2023;

    /** A job held or asked for; {@code years} are 0 when the text says none. */
    record Held(Set<String> title, double years, boolean known) {}

    /** What is asked for. */
    record Job(
            Set<String> all,
            Set<String> title,
            Set<String> skills,
            Set<String> experience,
            Set<String> tasks,
            List<Set<String>> items,
            List<Held> asked) {}

    /** What is there. */
    record Person(
            List<String> all,
            List<String> skills,
            List<String> experience,
            Map<String, Integer> allBag,
            Map<String, Integer> skillsBag,
            Map<String, Integer> experienceBag,
            List<Set<String>> items,
            List<Held> held,
            Set<String> titles) {}

    private final Words words;
    private final Set<String> filler;
    private final Corpus whole = new Corpus();
    private final Corpus skills = new Corpus();
    private final Corpus experience = new Corpus();

    JobMatch(Words words) {
        this.words = words;
        this.filler = Set.copyOf(new HashSet<>(words.english(FILLER)));
    }

    Job job(String text) {
        Sections sections = Sections.of(text);
        List<Set<String>> items = new ArrayList<>();
        sections.of(Part.SKILLS).forEach(line -> items.addAll(items(line)));
        List<Held> asked = new ArrayList<>();
        for (String line : sections.of(Part.EXPERIENCE)) {
            for (String piece : Years.pieces(line)) {
                Set<String> title = set(piece);
                if (!title.isEmpty()) {
                    OptionalDouble years = Years.asked(piece);
                    asked.add(new Held(title, years.orElse(0), years.isPresent()));
                }
            }
        }
        return new Job(
                new LinkedHashSet<>(terms(text)),
                set(sections.text(Part.TITLE)),
                set(sections.text(Part.SKILLS)),
                set(sections.text(Part.EXPERIENCE)),
                set(sections.text(Part.RESPONSIBILITIES, Part.SUMMARY)),
                items,
                asked);
    }

    /** Reads a résumé and counts its words; read all résumés before asking for features. */
    Person person(String text) {
        Sections sections = Sections.of(DENIED.matcher(text).replaceAll(" "));
        List<String> ofSkills = terms(sections.text(Part.SKILLS));
        List<String> ofExperience = terms(Years.without(sections.text(Part.EXPERIENCE, Part.RESPONSIBILITIES)));
        List<String> all =
                terms(sections.text(Part.SUMMARY, Part.TITLE, Part.SKILLS, Part.EXPERIENCE, Part.RESPONSIBILITIES));
        List<Set<String>> items = new ArrayList<>();
        sections.of(Part.SKILLS).forEach(line -> items.addAll(items(line)));
        List<Held> held = held(sections.of(Part.EXPERIENCE));
        Set<String> titles = new LinkedHashSet<>();
        held.forEach(job -> titles.addAll(job.title()));
        whole.add(all);
        skills.add(ofSkills);
        experience.add(ofExperience);
        return new Person(
                all,
                ofSkills,
                ofExperience,
                Corpus.bag(all),
                Corpus.bag(ofSkills),
                Corpus.bag(ofExperience),
                items,
                held,
                titles);
    }

    /** A job begins on the line that names its time; lines before the first such line belong to its title. */
    private List<Held> held(List<String> lines) {
        List<Held> held = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        for (String line : lines) {
            if (Years.RANGE.matcher(line).find() || Years.LENGTH.matcher(line).find()) {
                OptionalDouble years = Years.spent(line, PRESENT);
                held.add(new Held(set(before + " " + line), years.orElse(0), years.isPresent()));
                before.setLength(0);
            } else if (held.isEmpty()) {
                before.append(' ').append(line);
            }
        }
        if (held.isEmpty() && !before.isEmpty()) {
            held.add(new Held(set(before.toString()), 0, false));
        }
        return held;
    }

    double[] features(Job job, Person person) {
        double[] values = new double[Feature.values().length];
        Set<String> there = person.allBag().keySet();
        set(
                values,
                Feature.TEXT,
                whole.share(job.all(), person.allBag(), person.all().size(), LENGTH_NORM));
        set(
                values,
                Feature.SKILLS_TEXT,
                skills.share(job.skills(), person.skillsBag(), person.skills().size(), LENGTH_NORM));
        set(
                values,
                Feature.EXPERIENCE_TEXT,
                experience.share(
                        job.experience(),
                        person.experienceBag(),
                        person.experience().size(),
                        LENGTH_NORM));
        set(
                values,
                Feature.TASKS_TEXT,
                experience.share(
                        job.tasks(), person.experienceBag(), person.experience().size(), LENGTH_NORM));
        double best = 0;
        double anywhere = 0;
        for (Set<String> item : job.items()) {
            double closest = 0;
            for (Set<String> other : person.items()) {
                closest = Math.max(closest, whole.covered(item, other));
            }
            best += closest;
            anywhere += whole.covered(item, there);
        }
        int items = Math.max(1, job.items().size());
        set(values, Feature.SKILL_ITEMS, best / items);
        set(values, Feature.SKILL_ANYWHERE, anywhere / items);
        set(
                values,
                Feature.SKILL_WORDS,
                whole.covered(job.skills(), person.skillsBag().keySet()));
        set(values, Feature.SKILL_WORDS_ANYWHERE, whole.covered(job.skills(), there));
        years(values, job, person);
        set(values, Feature.FOCUS_SKILLS, whole.covered(person.skillsBag().keySet(), job.all()));
        set(values, Feature.FOCUS_TITLES, whole.covered(person.titles(), job.all()));
        return values;
    }

    private void years(double[] values, Job job, Person person) {
        double sum = 0;
        double least = job.asked().isEmpty() ? 0 : 1;
        double ofTitle = 0;
        double closestTitle = -1;
        for (Held asked : job.asked()) {
            double best = 0;
            for (Held held : person.held()) {
                double close =
                        Math.max(whole.covered(asked.title(), held.title()), whole.alike(asked.title(), held.title()));
                best = Math.max(best, close * depth(asked.known() ? asked.years() : 0, held));
            }
            sum += best;
            least = Math.min(least, best);
            double close = whole.alike(job.title(), asked.title());
            if (close > closestTitle) {
                closestTitle = close;
                ofTitle = asked.known() ? asked.years() : 0;
            }
        }
        double title = 0;
        for (Held held : person.held()) {
            title = Math.max(title, whole.covered(job.title(), held.title()) * depth(ofTitle, held));
        }
        set(values, Feature.YEARS, sum / Math.max(1, job.asked().size()));
        set(values, Feature.LEAST_YEARS, least);
        set(values, Feature.TITLE_YEARS, title);
    }

    private static double depth(double asked, Held held) {
        return asked <= 0 || !held.known() ? 1 : Math.min(1, held.years() / asked);
    }

    private static void set(double[] values, Feature feature, double value) {
        values[feature.ordinal()] = value;
    }

    private List<Set<String>> items(String line) {
        List<Set<String>> items = new ArrayList<>();
        for (String part : line.split(ITEMS)) {
            Set<String> item = new LinkedHashSet<>(terms(part));
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }

    private Set<String> set(String text) {
        return new LinkedHashSet<>(terms(Years.without(text)));
    }

    private List<String> terms(String text) {
        List<String> terms = new ArrayList<>(words.english(text));
        terms.removeAll(filler);
        return terms;
    }
}
