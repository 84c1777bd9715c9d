package jp.enishi.web.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Objects;
import jp.enishi.web.service.Money;
import org.jspecify.annotations.Nullable;

/** Dates, months and yen as readers of each language write them. Times are Japan's unless a zone is given. */
public final class Formats {
    private static final ZoneId JAPAN = Zones.JAPAN;
    private static final long MAN = 10_000;
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private static final Pattern DATE = Pattern.of("y年M月d日", "d MMM y");
    private static final Pattern MONTH = Pattern.of("y年M月", "MMM y");
    private static final Pattern TIME_IN_JAPAN = Pattern.of("y年M月d日 HH:mm", "d MMM y, HH:mm 'JST'");
    private static final Pattern TIME = Pattern.of("y年M月d日 HH:mm", "d MMM y, HH:mm zzz");
    private static final Pattern TIME_THERE = Pattern.of("y年M月d日（E） HH:mm", "EEE, d MMM y, HH:mm");

    private Formats() {}

    /** How something is written in each language. */
    private record Pattern(DateTimeFormatter ja, DateTimeFormatter en) {
        static Pattern of(String ja, String en) {
            return new Pattern(
                    DateTimeFormatter.ofPattern(ja, Locale.JAPANESE), DateTimeFormatter.ofPattern(en, Locale.ENGLISH));
        }

        String format(TemporalAccessor time, Language language) {
            return (language == Language.JA ? ja : en).format(time);
        }
    }

    /** Yen: 80万円, 80.5万円 and 805,500円, or ¥800,000. */
    public static String money(@Nullable Money money, Language language) {
        if (money == null) {
            return "";
        }
        if (language == Language.EN) {
            return "¥%,d".formatted(money.amount());
        }
        return inMan(money) && money.amount() != 0 ? man(money) + "万円" : "%,d円".formatted(money.amount());
    }

    /** Whether an amount is told by the ten thousand: whole ones, and larger ones with a tenth. */
    private static boolean inMan(Money money) {
        return money.amount() % MAN == 0 || money.amount() >= 10 * MAN && money.amount() % (MAN / 10) == 0;
    }

    private static String man(Money money) {
        long tenths = money.amount() / (MAN / 10);
        return "%,d".formatted(tenths / 10) + (tenths % 10 == 0 ? "" : "." + tenths % 10);
    }

    /** An amount that a reader typed or a form holds; as it is when it is no whole number of yen. */
    public static String yen(String amount, Language language) {
        return amount.matches("\\d{1,15}") ? money(new Money(Long.parseLong(amount), "JPY"), language) : amount;
    }

    /** The name of a language by its code. */
    public static String language(String code, Language language) {
        return Locale.of(code).getDisplayLanguage(language.locale());
    }

    /**
     * A span of fees, both ends in the same unit: 80万〜95.5万円, 605,500〜700,000円, ¥800,000–950,000; one figure when both
     * ends are the same.
     */
    public static String range(@Nullable Money lower, @Nullable Money upper, Language language) {
        if (lower == null || upper == null || lower.equals(upper)) {
            return money(upper == null ? lower : upper, language);
        }
        if (language == Language.EN) {
            return money(lower, language) + "–" + "%,d".formatted(upper.amount());
        }
        return inMan(lower) && inMan(upper)
                ? money(lower, language).replaceFirst("円$", "") + "〜" + money(upper, language)
                : "%,d〜%,d円".formatted(lower.amount(), upper.amount());
    }

    public static String date(@Nullable String date, Language language) {
        if (date == null) {
            return "";
        }
        try {
            return DATE.format(LocalDate.parse(date), language);
        } catch (DateTimeException other) {
            return date;
        }
    }

    public static String month(@Nullable String month, Language language) {
        if (month == null) {
            return "";
        }
        try {
            return MONTH.format(YearMonth.parse(month), language);
        } catch (DateTimeException other) {
            return month;
        }
    }

    /** A moment in Japan. */
    public static String time(@Nullable String instant, Language language) {
        return time(instant, language, JAPAN);
    }

    /** A moment in the reader's zone, which is named when it isn't the one that goes without saying. */
    public static String time(@Nullable String instant, Language language, ZoneId zone) {
        if (instant == null) {
            return "";
        }
        try {
            ZonedDateTime there = Instant.parse(instant).atZone(zone);
            if (zone.equals(JAPAN)) {
                return TIME_IN_JAPAN.format(there, language);
            }
            return TIME.format(there, language)
                    + (language == Language.JA ? " (" + zone(zone.getId(), language) + ")" : "");
        } catch (DateTimeException other) {
            return instant;
        }
    }

    /** A day and time as the field of a form holds it, in the zone of its reader; empty when it is none. */
    public static String local(@Nullable String instant, ZoneId zone) {
        try {
            return instant == null
                    ? ""
                    : Instant.parse(instant).atZone(zone).toLocalDateTime().format(FIELD);
        } catch (DateTimeException other) {
            return "";
        }
    }

    /** The instant of a day and time in a zone; null when it is none, as in the hour that a summer time leaves out. */
    public static @Nullable String instant(String local, ZoneId zone) {
        try {
            LocalDateTime typed = LocalDateTime.parse(local);
            return zone.getRules().getValidOffsets(typed).isEmpty()
                    ? null
                    : typed.atZone(zone).toInstant().toString();
        } catch (DateTimeException other) {
            return null;
        }
    }

    /** A day and time with its offset, as it is there: for a reader in another zone. */
    public static String zoned(@Nullable String time, @Nullable String zone, Language language) {
        if (time == null) {
            return "";
        }
        try {
            return TIME_THERE.format(OffsetDateTime.parse(time), language)
                    + (language == Language.JA && JAPAN.getId().equals(zone) || zone == null
                            ? ""
                            : " (" + zone(zone, language) + ")");
        } catch (DateTimeException other) {
            return time;
        }
    }

    /** What people call a time zone; its id where it has no name. */
    public static String zone(@Nullable String zone, Language language) {
        if (zone == null) {
            return "";
        }
        try {
            return ZoneId.of(zone).getDisplayName(TextStyle.FULL, language.locale());
        } catch (DateTimeException unknown) {
            return zone;
        }
    }

    /** A number without needless digits: 3, 6.5. */
    public static String number(@Nullable Double number) {
        if (number == null) {
            return "";
        }
        return number == Math.rint(number) ? "%.0f".formatted(number) : "%.1f".formatted(number);
    }

    /**
     * A person's name: the family name first for Japanese readers, and wherever it is written in Japanese; otherwise the
     * given name first.
     */
    public static String name(@Nullable String family, @Nullable String given, Language language) {
        String first = Objects.requireNonNullElse(family, "").strip();
        String last = Objects.requireNonNullElse(given, "").strip();
        boolean familyFirst = language == Language.JA || Language.written(first + last) == Language.JA;
        return (familyFirst ? first + " " + last : last + " " + first).strip();
    }

    public static String percent(double share) {
        return Math.round(share * 100) + "%";
    }
}
