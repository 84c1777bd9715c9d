package jp.enishi.web.page;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateExtension.TemplateAttribute;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.platform.taxonomy.Term;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.FormTokens;
import jp.enishi.web.service.Explanation;
import jp.enishi.web.service.Money;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.TeamReason;
import jp.enishi.web.service.Text;
import jp.enishi.web.service.Workplace;
import org.jspecify.annotations.Nullable;

/** What templates say in the reader's language: {@code t:} texts by key, {@code fmt:} data. */
public final class Words {
    private Words() {}

    private static Language of(Object page) {
        return ((Page) page).language();
    }

    @TemplateExtension(namespace = "t")
    static final class Texts {
        private Texts() {}

        /** The text of a code: prefix and code joined, as in {@code status_OPEN}. */
        static String code(String prefix, @Nullable Object code, @TemplateAttribute("page") Object page) {
            String key = prefix + "_" + Objects.toString(code, "none").replace('-', '_');
            String found = Messages.find(of(page), key);
            return found == null ? Objects.toString(code, "") : found;
        }

        /** The label of a field, from its pointer. */
        static String label(String pointer, @TemplateAttribute("page") Object page) {
            return Labels.of(pointer, of(page));
        }

        /** Where a field is: its label below those of its groups and rows. */
        static String path(String pointer, @TemplateAttribute("page") Object page) {
            return Labels.path(pointer, of(page));
        }

        /** The hint below a label, empty when there is none. */
        static String hint(String pointer, @TemplateAttribute("page") Object page) {
            String found = Messages.find(of(page), "hint_" + Labels.key(pointer));
            return found == null ? "" : found;
        }

        @TemplateExtension(namespace = "t", matchName = TemplateExtension.ANY, priority = 1)
        static String text(String key, @TemplateAttribute("page") Object page) {
            return Messages.text(of(page), key);
        }

        @TemplateExtension(namespace = "t", matchName = TemplateExtension.ANY, priority = 1)
        static String text(String key, @Nullable Object first, @TemplateAttribute("page") Object page) {
            return Messages.text(of(page), key, Objects.toString(first, "–"));
        }

        @TemplateExtension(namespace = "t", matchName = TemplateExtension.ANY, priority = 1)
        static String text(
                String key, @Nullable Object first, @Nullable Object second, @TemplateAttribute("page") Object page) {
            return Messages.text(of(page), key, Objects.toString(first, "–"), Objects.toString(second, "–"));
        }
    }

    @TemplateExtension(namespace = "fmt")
    static final class Data {
        private Data() {}

        static String money(@Nullable Money money, @TemplateAttribute("page") Object page) {
            return Formats.money(money, of(page));
        }

        static String range(@Nullable Money lower, @Nullable Money upper, @TemplateAttribute("page") Object page) {
            return Formats.range(lower, upper, of(page));
        }

        static String date(@Nullable String date, @TemplateAttribute("page") Object page) {
            return Formats.date(date, of(page));
        }

        static String month(@Nullable String month, @TemplateAttribute("page") Object page) {
            return Formats.month(month, of(page));
        }

        static String time(@Nullable String instant, @TemplateAttribute("page") Object page) {
            return Formats.time(instant, of(page), ((Page) page).zone());
        }

        static String number(@Nullable Double number) {
            return Formats.number(number);
        }

        /** A share of the score as points of a hundred. */
        static String points(double share) {
            return "%.1f".formatted(share * 100);
        }

        /** From so many to so many per cent; one number when it is one. */
        static String span(@Nullable Integer least, @Nullable Integer most, @TemplateAttribute("page") Object page) {
            if (least == null || most == null) {
                return "";
            }
            return least.equals(most) ? most + "%" : Messages.text(of(page), "percent_range", least, most);
        }

        static String percent(double share) {
            return Formats.percent(share);
        }

        /** A length in a drawing that is 100 wide. */
        static String width(double share) {
            return String.format(Locale.ROOT, "%.1f", share * 100);
        }

        /** A text that exists in two languages. */
        static String text(@Nullable Text text, @TemplateAttribute("page") Object page) {
            return text == null ? "" : text.in(of(page));
        }

        static String person(@Nullable String family, @Nullable String given, @TemplateAttribute("page") Object page) {
            return Formats.name(family, given, of(page));
        }

        /** A code that a field may hold, in words. */
        static String option(String pointer, String code, @TemplateAttribute("page") Object page) {
            return Contents.of(pointer, List.of(code), of(page));
        }

        /** The same from its number, such as a day of a month. */
        static String option(String pointer, int code, @TemplateAttribute("page") Object page) {
            return option(pointer, Integer.toString(code), page);
        }

        /** A time with its offset, in the reader's zone. */
        static String zoned(@Nullable String time, @Nullable String zone, @TemplateAttribute("page") Object page) {
            return Formats.zoned(time, zone, of(page));
        }

        static String zone(@Nullable String zone, @TemplateAttribute("page") Object page) {
            return Formats.zone(zone, of(page));
        }

        /** What a field holds, in words. */
        static String content(String pointer, List<String> texts, @TemplateAttribute("page") Object page) {
            return Contents.of(pointer, texts, of(page), ((Page) page).zone());
        }

        static String name(String facet, @Nullable String code, @TemplateAttribute("page") Object page) {
            return Vocabulary.name(facet, code, of(page));
        }

        static String role(@Nullable String code, @TemplateAttribute("page") Object page) {
            return Vocabulary.role(code, of(page));
        }

        static String names(String facet, @Nullable List<String> codes, @TemplateAttribute("page") Object page) {
            return codes == null
                    ? ""
                    : codes.stream()
                            .map(code -> Vocabulary.name(facet, code, of(page)))
                            .collect(Collectors.joining(of(page) == Language.JA ? "、" : ", "));
        }

        static Collection<? extends Term> terms(String facet) {
            return Vocabulary.terms(facet);
        }

        static String term(Term term, @TemplateAttribute("page") Object page) {
            return Vocabulary.name(term, of(page));
        }

        static String choice(Term term, @TemplateAttribute("page") Object page) {
            return Vocabulary.choice(term, of(page));
        }

        static String language(@Nullable String code, @TemplateAttribute("page") Object page) {
            return code == null ? "" : Formats.language(code, of(page));
        }

        static String workplace(@Nullable Workplace workplace, @TemplateAttribute("page") Object page) {
            if (workplace == null || workplace.kind() == null) {
                return "";
            }
            String kind = Vocabulary.name("workplaces", workplace.kind(), of(page));
            return "HYBRID".equals(workplace.kind()) && workplace.onSiteDays() != null
                    ? Messages.text(of(page), "workplace_hybrid_days", workplace.onSiteDays(), kind)
                    : kind;
        }

        /** The tag of the language that a person wrote a text in. */
        static String lang(@Nullable String text) {
            return Language.written(text).tag();
        }

        static String encoded(String parameter) {
            return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
        }

        static String asset(String file) {
            return Assets.address(file);
        }

        /** What is wrong, in words; a code that has none yet still says that this place needs a look. */
        static String fault(ServiceProblem.Fault fault, @TemplateAttribute("page") Object page) {
            return Sentences.of("error", fault.code(), fault.args(), of(page));
        }

        /** Why a service refused, in words. */
        static String refused(String rule, @TemplateAttribute("page") Object page) {
            return Sentences.of("error", rule, Map.of(), of(page));
        }

        /** What would change the score, in words; empty when there are none for it. */
        static String change(Explanation.Change change, @TemplateAttribute("page") Object page) {
            String code = change.code().equals("add-skill") && change.args().containsKey("requiredYears")
                    ? "add-skill-years"
                    : change.code();
            return Sentences.of("change", code, change.args(), of(page));
        }

        /** What stopped somebody and by how much, in words. */
        static String stop(Explanation.Stop stop, @TemplateAttribute("page") Object page) {
            Map<String, Object> args = stop.args();
            String code = switch (stop.gate()) {
                case "WORKPLACE" -> "workplace-" + args.get("reason");
                case "MUST_SKILL" ->
                    !args.containsKey("years")
                            ? "must-skill"
                            : args.get("by") instanceof Number by && by.doubleValue() > 0
                                    ? "must-skill-years"
                                    : "must-skill-level";
                default -> stop.gate();
            };
            return Sentences.of("stopped", code, args, of(page));
        }

        /** A score as whole points of a hundred: no finer than what it can tell apart. */
        static String score(double share) {
            return "%d".formatted((long) Math.floor(share * 100 + 1e-7));
        }

        /** What to know of the rank, in words; empty when there are none for it. */
        static String note(Explanation.Note note, @TemplateAttribute("page") Object page) {
            return Sentences.of("note", note.code(), note.args(), of(page));
        }

        /** Why a team doesn't come about, in words. */
        static String reason(TeamReason reason, @TemplateAttribute("page") Object page) {
            return Sentences.of("reason", reason.code(), reason.args(), of(page));
        }

        /** The languages that a person may say to know. */
        static List<String> languages() {
            return List.of("ja", "en", "zh", "ko", "vi", "fr", "de", "es", "hi", "th", "id", "pt");
        }

        static String id(String pointer) {
            return Form.id(pointer);
        }

        /** The token of this reader's forms. */
        static String csrf() {
            return Arc.container().instance(FormTokens.class).get().issue();
        }

        /** A fresh key, so that sending a form twice has one effect. */
        static String key() {
            return UUID.randomUUID().toString();
        }
    }
}
