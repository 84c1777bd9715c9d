package jp.enishi.talents.talent.document;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.platform.pdf.Pdf;
import jp.enishi.platform.taxonomy.Language;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.platform.taxonomy.Term;
import jp.enishi.talents.talent.document.SkillSheet.Person;
import jp.enishi.talents.talent.document.SkillSheet.Work;
import org.jspecify.annotations.Nullable;

/** Puts a skill sheet on paper, as a PDF in the language of its reader, on a worker thread. */
@ApplicationScoped
public class SkillSheetDocument {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final String STYLE = """
            @page { size: A4; margin: 14mm 16mm 16mm 16mm;
              @bottom-right { content: counter(page) ' / ' counter(pages); font-family: 'FONT'; font-size: 8pt; } }
            body { font-family: 'FONT'; font-size: 9.2pt; line-height: 1.4; }
            h1 { font-size: 16pt; font-weight: normal; text-align: center; margin: 0 0 3mm 0; }
            h2 { font-size: 11pt; font-weight: normal; margin: 5mm 0 1.5mm 0; border-bottom: 0.6pt solid #333; page-break-after: avoid; }
            p { margin: 0 0 1.5mm 0; word-wrap: break-word; }
            p.day { text-align: right; font-size: 8pt; }
            table { width: 100%; border-collapse: collapse; margin: 0 0 2mm 0; }
            tr { page-break-inside: avoid; }
            th, td { border: 0.4pt solid #555; padding: 1mm 2mm; vertical-align: top; text-align: left; font-weight: normal; word-wrap: break-word; }
            th { width: 24%; background-color: #f2f2f2; }
            td.amount { width: 28%; }
            """.replace("FONT", Pdf.FONT);

    private final Vertx vertx;
    /** Names alone, which no edit changes. */
    private final Taxonomy taxonomy = Taxonomy.load();

    private final Clock clock;

    SkillSheetDocument(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** The thread of the caller goes on meanwhile. */
    public Uni<byte[]> write(SkillSheet sheet, Language language) {
        LocalDate today = LocalDate.now(clock.withZone(JAPAN));
        return vertx.executeBlocking(() -> render(sheet, language, today, taxonomy), false);
    }

    static byte[] render(SkillSheet sheet, Language language, LocalDate today, Taxonomy taxonomy) {
        return Pdf.of(new Writing(language, taxonomy).html(sheet, today));
    }

    /** The sheet in one language. */
    private static final class Writing {
        private final Language language;
        private final Taxonomy taxonomy;
        private final Locale locale;
        private final ResourceBundle words;

        Writing(Language language, Taxonomy taxonomy) {
            this.language = language;
            this.taxonomy = taxonomy;
            this.locale = language == Language.EN ? Locale.ENGLISH : Locale.JAPANESE;
            this.words = ResourceBundle.getBundle("sheet", locale);
        }

        String html(SkillSheet sheet, LocalDate today) {
            String title = Pdf.escape(word("title"));
            return "<html lang=\"" + locale.getLanguage() + "\"><head><title>" + title + "</title><style>" + STYLE
                    + "</style></head><body><h1>" + title + "</h1><p class=\"day\">"
                    + Pdf.escape(word("day", day(today))) + "</p>" + head(sheet)
                    + section("summary", prose(sheet.summary()))
                    + section(
                            "roles",
                            table(sheet.roles().stream()
                                    .map(role ->
                                            pair(named(taxonomy.role(role.role()), role.role()), years(role.years())))))
                    + section(
                            "skills",
                            table(sheet.strongest()
                                    .map(skill -> pair(
                                            named(taxonomy.skill(skill.skill()), skill.skill()),
                                            Stream.of(
                                                            years(skill.years()),
                                                            skill.level() == null ? "" : word("level", skill.level()))
                                                    .filter(part -> !part.isEmpty())
                                                    .collect(Collectors.joining(word("comma")))))))
                    + section(
                            "languages",
                            table(sheet.languages().stream()
                                    .map(known -> pair(
                                            Locale.forLanguageTag(known.language())
                                                    .getDisplayLanguage(locale),
                                            named(among(taxonomy.languageLevels(), known.level()), known.level())))))
                    + section(
                            "engagements",
                            sheet.engagements().stream().map(this::work).collect(Collectors.joining()))
                    + "</body></html>";
        }

        private String head(SkillSheet sheet) {
            Person person = sheet.person();
            Stream<String> who = person == null
                    ? Stream.of(row("initials", sheet.initials()))
                    : Stream.of(
                            row("name", language == Language.EN ? person.romaji() : person.name()),
                            language == Language.EN ? row("nameJa", person.name()) : row("kana", person.kana()),
                            language == Language.EN ? "" : row("romaji", person.romaji()),
                            row("email", person.email()),
                            row("phone", person.phone()));
            return table(Stream.concat(who, Stream.of(row("headline", sheet.headline()))));
        }

        private String work(Work work) {
            return table(Stream.of(
                    row("period", period(work.from(), work.to())),
                    row("project", work.title()),
                    row("company", work.company()),
                    row("role", named(taxonomy.role(work.role()), work.role())),
                    row("industry", named(taxonomy.industry(work.industry()), work.industry())),
                    row("teamSize", work.teamSize() == null ? null : word("people", work.teamSize())),
                    row("phases", names(work.phases().stream().map(id -> named(taxonomy.phase(id), id)))),
                    row("tasks", work.tasks()),
                    row("used", names(work.skills().stream().map(id -> named(taxonomy.skill(id), id))))));
        }

        private String names(Stream<String> all) {
            return all.collect(Collectors.joining(word("comma")));
        }

        private String section(String heading, String content) {
            return "<h2>" + Pdf.escape(word(heading)) + "</h2>"
                    + (content.isEmpty() ? "<p>" + Pdf.escape(word("none")) + "</p>" : content);
        }

        private static String table(Stream<String> rows) {
            String all = rows.collect(Collectors.joining());
            return all.isEmpty() ? "" : "<table>" + all + "</table>";
        }

        /** A heading and what is said under it; nothing where nothing is said. */
        private String row(String heading, @Nullable String text) {
            return text == null || text.isBlank()
                    ? ""
                    : "<tr><th>" + Pdf.escape(word(heading)) + "</th><td>" + lines(text) + "</td></tr>";
        }

        private static String pair(String what, String amount) {
            return "<tr><td>" + Pdf.escape(what) + "</td><td class=\"amount\">" + Pdf.escape(amount) + "</td></tr>";
        }

        private static String prose(String text) {
            return text.isBlank() ? "" : "<p>" + lines(text) + "</p>";
        }

        private static String lines(String text) {
            return text.lines().map(Pdf::escape).collect(Collectors.joining("<br/>"));
        }

        private String period(@Nullable YearMonth from, @Nullable YearMonth to) {
            return word("span", month(from), to == null ? word("now") : month(to));
        }

        private String month(@Nullable YearMonth month) {
            return month == null ? "" : month.format(DateTimeFormatter.ofPattern(word("month"), locale));
        }

        private String day(LocalDate day) {
            return day.format(DateTimeFormatter.ofPattern(word("date"), locale));
        }

        private String years(@Nullable Double years) {
            return years == null ? "" : word("years", years);
        }

        private String named(Optional<? extends Term> term, String otherwise) {
            return term.map(known -> known.name(language)).orElse(otherwise);
        }

        private static Optional<? extends Term> among(Collection<? extends Term> terms, String id) {
            return List.copyOf(terms).stream()
                    .filter(term -> term.id().equals(id))
                    .findFirst();
        }

        private String word(String key, Object... args) {
            String pattern = words.getString(key);
            return args.length == 0 ? pattern : new MessageFormat(pattern, locale).format(args);
        }
    }
}
