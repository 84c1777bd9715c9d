package jp.enishi.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.platform.kernel.Wording;
import jp.enishi.platform.test.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every template and for both files of messages; each rule is also shown a violation. */
class TemplateRulesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern COMMENT = Pattern.compile("(?s)\\{!.*?!}");
    private static final Pattern QUTE = Pattern.compile("\\{[^\\s{}][^{}]*}");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static final Pattern SPOKEN =
            Pattern.compile("(?i)\\s(aria-label|aria-description|title|alt|placeholder)\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?i)<meta\\s+name=\"description\"\\s+content=\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}’']*");
    private static final Pattern POST =
            Pattern.compile("(?is)<form\\b(?=[^>]*\\bmethod\\s*=\\s*[\"']?post\\b)(.*?)</form>");
    private static final Pattern PARTIAL = Pattern.compile("\\{#(\\w+)\\b[^{}]*/}");
    private static final Pattern FIELD = Pattern.compile("(?:\\bname=\"|\\bat='|\"(?=/))([\\w*/-]+)");
    private static final Pattern KEY = Pattern.compile("\\bt:(\\w+)");
    private static final Pattern NUMBERED = Pattern.compile("\\{\\d[^}]*}");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\w+[^}]*}");

    /** Names are the same in every language. */
    private static final Set<String> NAMES = Set.of("Enishi", "縁");

    /** Who has employees, that nobody is employed here, which words are refused, who came to a meeting. */
    private static final Set<String> OF_EMPLOYMENT =
            Set.of("error_wording_employment", "label_hasEmployees", "footer_contract", "error_attendance_unknown");

    private static final Set<String> FUNCTIONS = Set.of("code", "label", "path", "hint");

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(differences(messages("ja"), messages("en"))).isEmpty();
    }

    @Test
    void aTextThatOneLanguageLacksIsFound() {
        assertThat(differences("a=1\nb=2\n", "a=1\n")).containsExactly("b");
        assertThat(differences("a={0}件\n", "a={0} things\na_one={0} thing\nb_one=1\n"))
                .containsExactly("b_one");
    }

    @Test
    void noTextSpeaksOfEmployment() throws IOException {
        for (String language : List.of("ja", "en")) {
            assertThat(employment(messages(language))).isEmpty();
        }
        assertThat(employment("a=勤怠を報告する\nb=稼働報告を出す\n")).containsExactly("a");
    }

    private static List<String> employment(String file) {
        Wording wording = Wording.shipped();
        return properties(file).entrySet().stream()
                .filter(text -> wording.check("", text.getValue().toString()).stream()
                        .anyMatch(error -> error.code().equals("wording-employment")))
                .map(text -> text.getKey().toString())
                .filter(key -> !OF_EMPLOYMENT.contains(key))
                .sorted()
                .toList();
    }

    @Test
    void noTextIsWrittenTwice() throws IOException {
        assertThat(repeated(messages("ja"))).isEmpty();
        assertThat(repeated(messages("en"))).isEmpty();
        assertThat(repeated("a=1\nb=2\na=3\n")).containsExactly("a");
    }

    @Test
    void bothLanguagesTakeTheSameArguments() throws IOException {
        assertThat(otherArguments(messages("ja"), messages("en"))).isEmpty();
        assertThat(otherArguments("a={0}件 {1}\n", "a={0} things\n")).containsExactly("a");
    }

    @Test
    void noApostropheSwallowsAnArgument() throws IOException {
        assertThat(apostrophes(messages("ja"))).isEmpty();
        assertThat(apostrophes(messages("en"))).isEmpty();
        assertThat(apostrophes("a=It's {0}\nb=It's so\n")).containsExactly("a");
    }

    @Test
    void everyTextOfATemplateIsThere() throws IOException {
        Set<String> known = keys(messages("ja"));

        assertThat(all(source -> unknown(source, known))).isEmpty();
        assertThat(unknown("<p>{t:save} {t:no_such} {t:label('/x')}</p>", known))
                .containsExactly("no_such");
    }

    @Test
    void noTemplateHasSentencesOfItsOwn() throws IOException {
        assertThat(all(TemplateRulesTest::sentences)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>保存しました</p>",
                "<p>{t:save} now</p>",
                "<a href=\"/\" title=\"Home page\">{t:home_title}</a>",
                "<input placeholder=\"例\">",
                "<nav aria-label=\"{t:pages} list\"></nav>",
                "<meta name=\"description\" content=\"A market\">",
                "{#missing title='Not yet complete' /}",
                "<p>{name ?: '未入力'}</p>"
            })
    void aSentenceInATemplateIsFound(String source) {
        assertThat(sentences(source)).isNotEmpty();
    }

    @Test
    void everyPostedFormHasItsTokenAndItsKey() throws IOException {
        assertThat(all(TemplateRulesTest::barePosts)).isEmpty();
        assertThat(templates().values().stream()
                        .mapToLong(source -> POST.matcher(source).results().count())
                        .sum())
                .isGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form method=\"post\" action=\"/x\"><button>{t:save}</button></form>",
                "<form action=\"/x\" METHOD=post><input type=\"hidden\" name=\"_csrf\" value=\"{fmt:csrf}\"></form>",
                "<form method=\"post\"><input type=\"hidden\" name=\"_key\" value=\"{fmt:key}\"></form>",
                "<form method=\"post\">{#keys /}</form><form method=\"post\">{#problems form=form /}</form>"
            })
    void aPostedFormWithoutTokenOrKeyIsFound(String source) {
        assertThat(barePosts(source)).hasSize(1);
    }

    @Test
    void nothingRunsOrIsStyledInline() throws IOException {
        assertThat(all(TemplateRulesTest::inline)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<script type=\"application/ld+json\">alert(1)</script>",
                "<script src=\"https://elsewhere.example/x.js\"></script>",
                "<script src=\"{fmt:asset('inbox.js')}\">more()</script>",
                "<STYLE>p{}</STYLE>",
                "<p style=\"color:red\">",
                "<button onclick=\"go()\">",
                "<svg\nonLoad = 'go()'>",
                "<a href=\"javascript:go()\">"
            })
    void whatRunsOrIsStyledInlineIsFound(String source) {
        assertThat(inline(source)).isNotEmpty();
    }

    @Test
    void scriptsOfOurOwnAreFine() {
        assertThat(inline("<script type=\"module\" src=\"{fmt:asset('inbox.js')}\"></script>"))
                .isEmpty();
    }

    @Test
    void noFormAsksForWhatMustNotCountOrSupervisesWork() throws IOException {
        assertThat(all(TemplateRulesTest::forbiddenFields)).isEmpty();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(forbiddenFields(Files.readString(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#field form=form at='/profile/birthDate' type='date' /}",
                "<input id=\"s\" name=\"nearestStation\">",
                ".with(Kind.TEXT, \"/terms/place\", \"/report/clockIn\")",
                ".with(Kind.INTEGER, \"/checkIns/*/overtimeHours\")"
            })
    void aFieldThatMustNotBeInAFormIsFound(String source) {
        assertThat(forbiddenFields(source)).hasSize(1);
    }

    /** What a form asks by its name, in a template or where its fields are listed. */
    private static List<String> forbiddenFields(String source) {
        return FIELD.matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(name -> Fields.isProtected(name) || Fields.isSupervision(name))
                .toList();
    }

    private static List<String> sentences(String source) {
        var found = new ArrayList<String>();
        String live = COMMENT.matcher(source).replaceAll("");
        QUTE.matcher(live)
                .results()
                .flatMap(part -> LITERAL.matcher(part.group()).results())
                .map(literal -> literal.group(1))
                .filter(text -> text.codePoints().anyMatch(c -> c > 0x7f && Character.isLetter(c))
                        || text.matches(".*\\p{L}\\s+\\p{L}.*"))
                .forEach(found::add);
        String plain = QUTE.matcher(live).replaceAll("");
        Stream.of(
                        SPOKEN.matcher(plain).results().map(attribute -> attribute.group(2)),
                        DESCRIPTION.matcher(plain).results().map(attribute -> attribute.group(1)),
                        Stream.of(TAG.matcher(plain).replaceAll(" ")))
                .flatMap(texts -> texts)
                .flatMap(text -> WORD.matcher(text).results().map(MatchResult::group))
                .filter(word -> !NAMES.contains(word))
                .forEach(found::add);
        return found;
    }

    private static List<String> barePosts(String source) {
        return POST.matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(form -> {
                    String whole = form
                            + PARTIAL.matcher(form)
                                    .results()
                                    .map(part -> partial(part.group(1)))
                                    .collect(Collectors.joining());
                    return !(whole.contains("name=\"_csrf\" value=\"{fmt:csrf}\"")
                            && whole.matches("(?s).*name=\"_key\" value=\"\\{(fmt:key|form\\.key)}\".*"));
                })
                .toList();
    }

    private static List<String> inline(String source) {
        String plain = QUTE.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll("");
        return Stream.of(
                        // Data for search engines runs nowhere.
                        "(?i)<script(?! type=\"application/ld\\+json\"></script>)(?![^>]*\\ssrc=\"\"[^>]*>\\s*</script>)[^>]*>",
                        "(?i)<style\\b",
                        "(?i)<[^>]*\\sstyle\\s*=",
                        "(?i)<[^>]*\\son[a-z]+\\s*=",
                        "(?i)=\\s*[\"']?\\s*javascript:")
                .flatMap(rule -> Pattern.compile(rule).matcher(plain).results().map(MatchResult::group))
                .toList();
    }

    private static List<String> unknown(String source, Set<String> known) {
        return QUTE.matcher(source)
                .results()
                .flatMap(part -> KEY.matcher(part.group()).results())
                .map(key -> key.group(1))
                .filter(key -> !FUNCTIONS.contains(key) && !known.contains(key))
                .toList();
    }

    private static Set<String> differences(String ja, String en) {
        var all = new TreeSet<>(keys(ja));
        all.addAll(keys(en));
        all.removeIf(key -> keys(ja).contains(key) && keys(en).contains(key));
        all.removeIf(key -> key.endsWith(Messages.SINGULAR)
                && keys(ja).contains(key.substring(0, key.length() - Messages.SINGULAR.length())));
        return all;
    }

    private static List<String> repeated(String file) {
        var seen = new TreeSet<String>();
        return file.lines()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(key -> !seen.add(key))
                .toList();
    }

    private static List<String> otherArguments(String ja, String en) {
        Properties english = properties(en);
        return properties(ja).entrySet().stream()
                .filter(text -> !arguments(text.getValue())
                        .equals(arguments(english.getOrDefault(text.getKey(), text.getValue()))))
                .map(text -> text.getKey().toString())
                .toList();
    }

    private static Set<String> arguments(Object text) {
        return ARGUMENT.matcher(text.toString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static List<String> apostrophes(String file) {
        return properties(file).entrySet().stream()
                .filter(text -> NUMBERED.matcher(text.getValue().toString()).find()
                        && text.getValue().toString().contains("'"))
                .map(text -> text.getKey().toString())
                .toList();
    }

    private static Set<String> keys(String file) {
        return properties(file).stringPropertyNames();
    }

    private static Properties properties(String file) {
        var properties = new Properties();
        try {
            properties.load(new java.io.StringReader(file));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return properties;
    }

    private static String messages(String language) throws IOException {
        return Files.readString(RESOURCES.resolve("messages/" + language + ".properties"));
    }

    private static String partial(String name) {
        Path file = RESOURCES.resolve("templates/tags/" + name + ".html");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** The violations of a rule in all templates, by template. */
    private static List<String> all(Function<String, List<String>> rule) throws IOException {
        var found = new ArrayList<String>();
        templates()
                .forEach((name, source) -> rule.apply(source).forEach(violation -> found.add(name + ": " + violation)));
        return found;
    }

    private static TreeMap<String, String> templates() throws IOException {
        var sources = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(file.toString(), Files.readString(file));
            }
        }
        assertThat(sources).hasSizeGreaterThan(40);
        return sources;
    }
}
