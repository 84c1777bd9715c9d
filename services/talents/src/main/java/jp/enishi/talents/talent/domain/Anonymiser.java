package jp.enishi.talents.talent.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.enishi.platform.taxonomy.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sheet that others may see. Company and project names have no field in it, and every free text is scrubbed:
 * the companies of the engagements, the person's own names, mail addresses, telephone numbers and web addresses become
 * {@value #MARK}. Names are recognised however they are spelled: width, case, spaces, with or without 株式会社 or Inc.
 */
public final class Anonymiser {
    public static final String MARK = "●●";

    private static final String LEGAL_JA = "株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|\\(株\\)|\\(有\\)|\\(同\\)|㈱|㈲";
    private static final Pattern LEGAL_FORM = Pattern.compile(
            "(?:" + LEGAL_JA
                    + ")|[,\\s]{0,3}\\b(?:co\\.?,?\\s*ltd\\.?|inc\\.?|ltd\\.?|limited|corp\\.?|corporation|company|llc\\.?"
                    + "|k\\.\\s?k\\.?|g\\.\\s?k\\.?|gmbh|plc|pte)(?![\\p{L}\\p{N}])\\.?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final String NAME_RUN = "[\\p{IsHan}\\p{IsKatakana}ー・&A-Za-z0-9]{2,30}";
    private static final Pattern ANY_COMPANY =
            Pattern.compile("(?:" + LEGAL_JA + ")" + NAME_RUN + "|" + NAME_RUN + "(?:" + LEGAL_JA + ")");
    private static final Pattern BRACKETS = Pattern.compile("[(\\[〔【「『](.*?)[)\\]〕】」』]");
    private static final Pattern FORMERLY = Pattern.compile("^(?:旧|現|元|formerly|now)[::\\s]*");
    private static final Pattern MAIL = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]++\\s?@\\s?[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)*+");
    private static final Pattern PHONE =
            Pattern.compile("(?<!\\d)(?<!\\d[.\\-/])(?:\\+\\d|0)(?:[\\s.()‐-―−ー-]{0,2}\\d){8,13}(?!\\d)");
    private static final Pattern WEB = Pattern.compile(
            "(?:https?://|www\\.)[!-~]+|(?<![\\w.-])(?:[a-z0-9-]+\\.)+(?:com|jp|org|info|biz)(?![\\w])(?:/[!-~]*)?",
            Pattern.CASE_INSENSITIVE);
    private static final List<Pattern> CONTACTS = List.of(MAIL, PHONE, WEB, ANY_COMPANY);

    private final Names secrets = new Names();
    /** How the person's names are read: hidden as whole words only, as モリ isn't meant in メモリ. */
    private final Names readings = new Names();

    private Anonymiser() {}

    public static Sheet sheet(Profile profile, Resume resume) {
        var anonymiser = new Anonymiser();
        anonymiser.addNames(profile);
        resume.engagements().forEach(engagement -> anonymiser.addCompany(engagement.company()));
        return new Sheet(
                profile.initials(),
                anonymiser.scrubOrNull(profile.headline()),
                anonymiser.scrub(resume.summary()),
                resume.roles(),
                resume.skills(),
                resume.languages(),
                resume.engagements().stream().map(anonymiser::engagement).toList());
    }

    private Sheet.Work engagement(Resume.Engagement engagement) {
        return new Sheet.Work(
                scrub(engagement.project()),
                engagement.from(),
                engagement.to(),
                engagement.role(),
                engagement.industry(),
                engagement.phases(),
                engagement.teamSize(),
                scrub(engagement.tasks()),
                engagement.skills());
    }

    private @Nullable String scrubOrNull(@Nullable String text) {
        return text == null ? null : scrub(text);
    }

    private String scrub(String text) {
        var hidden = new BitSet(text.length());
        var narrow = narrow(text);
        for (var pattern : CONTACTS) {
            var matcher = pattern.matcher(narrow);
            while (matcher.find()) {
                hidden.set(matcher.start(), matcher.end());
            }
        }
        var spelling = Spelling.of(text);
        for (int at = 0; at < spelling.length(); at++) {
            int from = at;
            readings.endsFrom(spelling, from, to -> {
                if (alone(text, spelling, from, to)) {
                    hidden.set(spelling.start(from), spelling.end(to - 1));
                }
            });
            secrets.endsFrom(spelling, from, to -> {
                if (apart(text, spelling, from, to)) {
                    hidden.set(spelling.start(from), spelling.end(to - 1));
                }
            });
        }
        if (!hidden.isEmpty()) {
            hideLegalForms(narrow, hidden);
        }
        return marked(text, hidden);
    }

    /** What stands right before or after a hidden name goes with it. */
    private static void hideLegalForms(String narrow, BitSet hidden) {
        var matcher = LEGAL_FORM.matcher(narrow);
        while (matcher.find()) {
            int start = matcher.start();
            int end = matcher.end();
            int next = end < narrow.length() && narrow.charAt(end) == ' ' ? end + 1 : end;
            if (start > 0 && hidden.get(start - 1)) {
                hidden.set(start, end);
            } else if (hidden.get(next)) {
                hidden.set(start, next);
            }
        }
    }

    private static String marked(String text, BitSet hidden) {
        if (hidden.isEmpty()) {
            return text;
        }
        var result = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            if (hidden.get(at)) {
                result.append(MARK);
                at = hidden.nextClearBit(at);
            } else {
                result.append(text.charAt(at++));
            }
        }
        return result.toString();
    }

    private void addNames(Profile profile) {
        addSecret(profile.familyName() + profile.givenName());
        addSecret(profile.givenName() + profile.familyName());
        addSecret(profile.familyName());
        addSecret(profile.givenName());
        addSecret(profile.familyNameRomaji() + profile.givenNameRomaji());
        addSecret(profile.givenNameRomaji() + profile.familyNameRomaji());
        Stream.of(profile.familyNameRomaji(), profile.givenNameRomaji())
                .filter(name -> name.length() >= 3)
                .forEach(this::addSecret);
        addReadings(profile.familyNameKana(), profile.givenNameKana());
        addSecret(profile.email());
        addSecret(profile.email().substring(0, Math.max(0, profile.email().indexOf('@'))));
        if (profile.phone() != null) {
            addSecret(profile.phone());
        }
    }

    /** Each alone in katakana; both together in hiragana too, in which a short name is part of many words. */
    private void addReadings(@Nullable String family, @Nullable String given) {
        Stream.of(family, given).filter(Objects::nonNull).forEach(this::addReading);
        if (family != null && given != null) {
            for (String both : List.of(family + given, given + family)) {
                addReading(both);
                addReading(hiragana(both));
            }
        }
    }

    private void addReading(String kana) {
        String key = Spelling.key(kana);
        if (key.length() >= 2) {
            readings.add(key);
        }
    }

    private static String hiragana(String katakana) {
        var hiragana = new StringBuilder(katakana.length());
        katakana.chars().map(c -> c >= 'ァ' && c <= 'ヶ' ? c - 'ァ' + 'ぁ' : c).forEach(c -> hiragana.append((char) c));
        return hiragana.toString();
    }

    private void addCompany(String company) {
        var narrow = Normalizer.normalize(company, Normalizer.Form.NFKC);
        var names = new ArrayList<String>();
        names.add(narrow);
        names.add(BRACKETS.matcher(strip(narrow)).replaceAll(""));
        BRACKETS.matcher(strip(narrow))
                .results()
                .forEach(found -> names.add(FORMERLY.matcher(found.group(1)).replaceFirst("")));
        for (var name : names) {
            var bare = strip(name);
            addSecret(name);
            addSecret(bare);
            var first = bare.split("[\\s/、,]+", 2)[0];
            if (!first.equals(bare) && first.chars().anyMatch(c -> c > 0x2E7F)) {
                addSecret(first);
            }
        }
    }

    private static String strip(String company) {
        return LEGAL_FORM.matcher(company).replaceAll(" ").strip();
    }

    private void addSecret(String name) {
        var key = Spelling.key(name);
        if (key.length() >= 2 || key.length() == 1 && key.charAt(0) > 0x2E7F) {
            secrets.add(key);
        }
    }

    /**
     * Latin names count as whole words only; a name of one ideograph only when no other ideograph touches it, as 森 isn't
     * meant in 森林.
     */
    private static boolean apart(String text, Spelling spelling, int from, int to) {
        int start = spelling.start(from);
        int end = spelling.end(to - 1);
        char before = start > 0 ? Spelling.narrow(text.charAt(start - 1)) : ' ';
        char after = end < text.length() ? Spelling.narrow(text.charAt(end)) : ' ';
        if (latin(spelling.at(from)) && latin(before) || latin(spelling.at(to - 1)) && latin(after)) {
            return false;
        }
        return to - from > 1 || !Character.isIdeographic(before) && !Character.isIdeographic(after);
    }

    /** Whether what is found isn't part of a longer word in katakana; hiragana has no words that end where one sees it. */
    private static boolean alone(String text, Spelling spelling, int from, int to) {
        int start = spelling.start(from);
        int end = spelling.end(to - 1);
        char before = start > 0 ? Spelling.narrow(text.charAt(start - 1)) : ' ';
        char after = end < text.length() ? Spelling.narrow(text.charAt(end)) : ' ';
        return !sameKana(before, spelling.at(from)) && !sameKana(after, spelling.at(to - 1));
    }

    private static boolean sameKana(char other, char letter) {
        return other == 'ー'
                || Character.UnicodeScript.of(other) == Character.UnicodeScript.of(letter)
                        && Character.UnicodeScript.of(letter) == Character.UnicodeScript.KATAKANA;
    }

    private static boolean latin(char c) {
        return c < 0x250 && Character.isLetterOrDigit(c);
    }

    private static String narrow(String text) {
        var narrow = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            narrow.append(Spelling.narrow(text.charAt(i)));
        }
        return narrow.toString();
    }

    /** Names by their letters, so that a text is read once however many names there are. */
    private static final class Names {
        private final Map<Character, Names> next = new HashMap<>(4);
        private boolean ends;

        void add(String name) {
            var node = this;
            for (char c : name.toCharArray()) {
                node = node.next.computeIfAbsent(c, ignored -> new Names());
            }
            node.ends = true;
        }

        /** Tells where each name ends that begins at the index. */
        void endsFrom(Spelling text, int index, IntConsumer found) {
            var node = this;
            for (int i = index; i < text.length(); i++) {
                node = node.next.get(text.at(i));
                if (node == null) {
                    return;
                }
                if (node.ends) {
                    found.accept(i + 1);
                }
            }
        }
    }
}
