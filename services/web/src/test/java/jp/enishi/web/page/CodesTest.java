package jp.enishi.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every code that a service may send has a sentence in both languages. */
class CodesTest {
    private static final Pattern RAISED = Pattern.compile(
            "(?s)(?:new (?:FieldError|RuleViolation|Refusal)|findings\\.add|\\badd|notIn|(?<!\\.)\\bcode|ValidationFailure\\.at|EMPLOYMENT|DISCRIMINATION)"
                    + "\\((?:(?!Map\\.of|\\.path\\()[^;\"]|\"[^\"]*/[^\"]*\")*?\"([a-z]+(?:-[a-z]+)*)\"");

    private static final Set<String> TALENTS = Set.of(
            "consent-bound",
            "consent-withdrawn",
            "consent-without-candidacy",
            "control-character",
            "duplicate",
            "email-invalid",
            "erasure-offer-open",
            "erasure-order-running",
            "in-future",
            "kana-invalid",
            "out-of-range",
            "period-reversed",
            "phone-invalid",
            "required",
            "romaji-invalid",
            "talent-already-registered",
            "too-early",
            "too-late",
            "too-long",
            "too-many",
            "unknown-code",
            "unknown-skill",
            "unsupported-currency",
            "utilisation-reversed",
            "wish-below-minimum",
            "word-of-role",
            "word-of-skill",
            "word-too-common");

    private static final Set<String> CASES = Set.of(
            "account-locked",
            "account-last-admin",
            "account-own",
            "nothing-to-adjust",
            "below-lower",
            "candidacy-exists",
            "search-empty",
            "searches-too-many",
            "position-filled",
            "candidacy-step-illegal",
            "case-incomplete",
            "case-not-draft",
            "case-not-open",
            "case-not-published",
            "date-unreadable",
            "not-a-whole-number",
            "case-start-past",
            "consent-missing",
            "control-character",
            "cursor-invalid",
            "duplicate",
            "email-invalid",
            "form-expired",
            "form-invalid",
            "form-too-fast",
            "inquiry-not-taken",
            "inquiry-step-illegal",
            "listing-closed",
            "no-seat-left",
            "not-changeable",
            "not-yen",
            "other-position",
            "out-of-range",
            "phone-invalid",
            "proposal-not-draft",
            "proposal-step-illegal",
            "required",
            "seated-twice",
            "too-long",
            "too-many",
            "too-many-requests",
            "unknown-candidacy",
            "unknown-company",
            "unknown-currency",
            "unknown-industry",
            "unknown-language",
            "unknown-phase",
            "unknown-position",
            "unknown-prefecture",
            "unknown-role",
            "unknown-skill",
            "unknown-status",
            "unknown-talent",
            "unknown-utilisation",
            "unknown-version",
            "unknown-workplace",
            "wording-discrimination",
            "wording-employment");

    private static final Set<String> MATCHING = Set.of("nothing-to-search", "unknown-sort");

    private static final Set<String> MEETINGS = Set.of(
            "slot-not-agreed",
            "too-soon",
            "answers-differ-from-slots",
            "attendance-unknown",
            "attendee-unknown",
            "before-deadline",
            "calendar-reply-outdated",
            "calendar-unreadable",
            "https-link-required",
            "meeting-begun",
            "meeting-exists",
            "meeting-not-begun",
            "meeting-not-wanted",
            "meeting-step-illegal",
            "no-reply",
            "not-the-talent",
            "not-whole-minutes",
            "not-with-address",
            "not-with-video",
            "parameter-malformed",
            "participant-busy",
            "past",
            "poll-over",
            "range",
            "slot-over",
            "slot-unknown",
            "too-far",
            "twice",
            "uid-unknown",
            "unknown",
            "unknown-state",
            "zone-unknown");

    private static final Set<String> CONTRACTS = Set.of(
            "amendment-signed",
            "amendment-superseded",
            "before-start",
            "candidacy-not-met",
            "case-unknown",
            "decided-and-pending",
            "document-hash-differs",
            "engagement-active",
            "engagement-ended",
            "engagement-ending",
            "engagement-not-over",
            "engagement-planned",
            "in-the-future",
            "in-the-past",
            "invoice-number-check-digit",
            "invoice-number-malformed",
            "no-date",
            "no-number",
            "not-allowed",
            "not-of-this-case",
            "not-with-fixed",
            "notice-too-late",
            "offer-accepted",
            "offer-agreed",
            "offer-exists",
            "offer-expired",
            "offer-not-your-turn",
            "offer-not-yours",
            "offer-refused",
            "offer-released",
            "offer-superseded",
            "offer-withdrawn",
            "order-confirmed",
            "order-confirmed-already",
            "order-facts-changed",
            "order-incomplete",
            "order-ordered",
            "party-in-orders",
            "order-prepared",
            "payment-too-late",
            "position-filled",
            "reported-already",
            "settlement-not-by-hours",
            "talent-without-account",
            "task-for-both",
            "task-settled",
            "terms-hash-differs",
            "terms-unchanged",
            "ticket-not-open",
            "ticket-resolved");

    /** Of the platform, and of annotations of the bodies. */
    private static final Set<String> COMMON = Set.of(
            "already-exists",
            "body-too-large",
            "conflict",
            "consumer-unknown",
            "idempotency-key-reused",
            "index-not-ready",
            "invalid",
            "not-blank",
            "not-null",
            "overlap",
            "pattern",
            "request-in-progress",
            "size",
            "team-too-large",
            "text-invalid",
            "too-many-requests",
            "unavailable",
            "unknown-field",
            "value-too-large",
            "version-stale",
            "wrong-type");

    /** Why a team doesn't come about. */
    private static final Set<String> REASONS = Set.of(
            "budget-short",
            "condition-missed",
            "nobody-before",
            "not-suited",
            "pair-apart",
            "rate-above",
            "seated-twice",
            "seats-doubled",
            "seats-open",
            "skill-missing",
            "too-late");

    private static final Set<String> NOTES =
            Set.of("rate-minimum-above-budget", "rate-wish-above-budget", "starts-later", "role-close");

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyErrorHasASentence(Language language) {
        for (Set<String> codes : List.of(TALENTS, CASES, MATCHING, MEETINGS, CONTRACTS, COMMON)) {
            assertThat(codes)
                    .allSatisfy(code -> assertThat(Messages.find(language, Sentences.key("error", code)))
                            .as(code)
                            .isNotBlank());
        }
    }

    /** What stops somebody and what would change it, as matching says it. */
    private static final Set<String> STOPPED = Set.of(
            "ACTIVE",
            "ROLE",
            "must-skill",
            "must-skill-years",
            "must-skill-level",
            "AVAILABILITY",
            "UTILISATION",
            "workplace-kind",
            "workplace-days",
            "workplace-place",
            "RATE",
            "LANGUAGE");

    private static final Set<String> CHANGES = Set.of(
            "ask-less",
            "accept-close",
            "drop-skill",
            "raise-budget",
            "start-later",
            "change-utilisation",
            "fewer-days",
            "allow-remote",
            "lower-language",
            "drop-language",
            "accept-role",
            "add-skill",
            "add-skill-years");

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyStopAndEveryChangeHasASentence(Language language) {
        Map.of("stopped", STOPPED, "change", CHANGES)
                .forEach((kind, codes) -> assertThat(codes)
                        .allSatisfy(code -> assertThat(Messages.find(language, Sentences.key(kind, code)))
                                .as(code)
                                .isNotBlank()));
    }

    @Test
    void stopsAndChangesSpeakOfMoneyDaysAndPlaces() {
        assertThat(Sentences.of(
                        "stopped",
                        "RATE",
                        Map.of("minimum", 1_300_000, "ceiling", 1_100_000, "by", 200_000),
                        Language.JA))
                .isEqualTo("最低単価130万円が、支払える上限110万円（稼働率100%換算）を20万円上回っています。");
        assertThat(Sentences.of(
                        "stopped",
                        "AVAILABILITY",
                        Map.of("from", "2027-02-01", "latest", "2026-12-31", "by", 32),
                        Language.EN))
                .isEqualTo("Available from 1 Feb 2027, 32 days after the latest date, 31 Dec 2026.");
        assertThat(Sentences.of("stopped", "workplace-place", Map.of("prefecture", "27"), Language.JA))
                .isEqualTo("大阪府での現地稼働を希望していません。");
        assertThat(Sentences.of("change", "change-utilisation", Map.of("to", 80, "by", 20), Language.JA))
                .isEqualTo("稼働率を80%にする。");
        assertThat(Sentences.of(
                        "stopped",
                        "LANGUAGE",
                        Map.of("language", "en", "requiredLevel", "BUSINESS", "by", 1),
                        Language.JA))
                .isEqualTo("英語のレベルが、必要な「ビジネス」に届いていません。");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyReasonHasASentence(Language language) {
        assertThat(REASONS)
                .allSatisfy(code -> assertThat(Messages.find(language, Sentences.key("reason", code)))
                        .as(code)
                        .isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyNoteHasASentence(Language language) {
        assertThat(NOTES)
                .allSatisfy(code -> assertThat(Messages.find(language, Sentences.key("note", code)))
                        .as(code)
                        .isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"talents", "cases", "meetings", "contracts", "platform/kernel"})
    void theListsAreWhatTheServicesRaise(String service) throws IOException {
        var listed = new TreeSet<>(TALENTS);
        listed.addAll(CASES);
        listed.addAll(MEETINGS);
        listed.addAll(CONTRACTS);
        listed.addAll(COMMON);
        var raised = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("..", service, "src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (file.endsWith("OrderLines.java")) {
                    continue; // the words of the order's document, no codes
                }
                raised.addAll(raised(Files.readString(file)));
            }
        }

        assertThat(raised).hasSizeGreaterThan(5).isSubsetOf(listed);
    }

    @Test
    void aNewCodeIsSeen() {
        assertThat(raised("code(errors, at + \"/role\", position.role(), \"unknown-x\", vocabulary::knowsRole);"))
                .containsExactly("unknown-x");
        assertThat(raised("throw new RuleViolation(\"brand-new\");")).containsExactly("brand-new");
        assertThat(raised("errors.add(new FieldError(at + \"/amount\", \"too-odd\", Map.of()));"))
                .containsExactly("too-odd");
        assertThat(Messages.find(Language.JA, Sentences.key("error", "brand-new")))
                .isNull();
    }

    @Test
    void theEndsOfARangeAreSaid() {
        assertThat(error("out-of-range", Map.of("min", 1, "max", 10_000), Language.JA))
                .isEqualTo("1〜10,000の範囲で入力してください。");
        assertThat(error("out-of-range", Map.of("min", "2026-11-25", "max", "2027-02-22"), Language.JA))
                .isEqualTo("2026年11月25日〜2027年2月22日の範囲で入力してください。");
        assertThat(error("too-long", Map.of("max", 50), Language.EN)).isEqualTo("Please use at most 50 characters.");
    }

    @Test
    void wordsThatAListingMustNotUseAreNamed() {
        assertThat(error("wording-employment", Map.of("word", "正社員", "suggestion", "業務委託"), Language.JA))
                .contains("「正社員」")
                .endsWith("「業務委託」と書き換えてください。");
        assertThat(error("wording-employment", Map.of("word", "salary"), Language.EN))
                .contains("“salary”")
                .endsWith("contract.");
        assertThat(error("wording-employment", Map.of("word", "salary", "suggestion", "fee"), Language.EN))
                .endsWith("contract. Please write “fee” instead.");
        assertThat(error("wording-discrimination", Map.of("word", "$1{x}"), Language.EN))
                .contains("“$1{x}”");
    }

    @Test
    void notesSpeakOfMoneyAndDays() {
        assertThat(Sentences.of(
                        "note",
                        "rate-minimum-above-budget",
                        Map.of("minimum", 900_000, "budget", 805_000L),
                        Language.JA))
                .isEqualTo("最低単価90万円が予算の上限80.5万円（稼働率100%換算）を上回っています。");
        assertThat(Sentences.of("note", "starts-later", Map.of("from", "2027-01-04", "days", 14), Language.EN))
                .isEqualTo("Available from 4 Jan 2027, 14 days after the start of the case.");
    }

    @Test
    void anUnknownCodeStillSaysSomething() {
        assertThat(error("never-heard", Map.of(), Language.JA)).isEqualTo("この内容は受け付けられませんでした。ご確認ください。");
        assertThat(Sentences.of("note", "never-heard", Map.of(), Language.JA)).isEmpty();
    }

    private static String error(String code, Map<String, Object> args, Language language) {
        return Sentences.of("error", code, args, language);
    }

    private static Set<String> raised(String source) {
        var codes = new TreeSet<String>();
        RAISED.matcher(source).results().forEach(call -> codes.add(call.group(1)));
        return codes;
    }
}
