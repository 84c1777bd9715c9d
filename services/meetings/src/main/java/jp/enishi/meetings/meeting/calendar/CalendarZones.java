package jp.enishi.meetings.meeting.calendar;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.util.DateTimeComponents;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

/**
 * VTIMEZONE components (RFC 5545 §3.6.5) from Java's time zone data: by the yearly rules of the zone, which is what
 * calendars read best, or, where such rules can't say it, every observance from a year before to a year after.
 */
final class CalendarZones {
    private static final Duration MARGIN = Duration.ofDays(366);
    private static final int LAST = -1;

    private CalendarZones() {}

    /** The zone as it is around the time. */
    static TimezoneAssignment around(ZoneId zone, Instant time) {
        ZoneRules rules = zone.getRules();
        VTimezone component = yearly(zone, rules, time).orElseGet(() -> listed(zone, rules, time));
        return new TimezoneAssignment(TimeZone.getTimeZone(zone), component);
    }

    private static Optional<VTimezone> yearly(ZoneId zone, ZoneRules rules, Instant time) {
        List<ZoneOffsetTransitionRule> changes = rules.getTransitionRules();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        int year = time.atZone(zone).getYear() - 1;
        var component = new VTimezone(zone.getId());
        for (ZoneOffsetTransitionRule rule : changes) {
            ZoneOffsetTransition first = rule.createTransition(year);
            Optional<Recurrence> recurrence = recurrence(rule, first);
            boolean asEver =
                    first.equals(rules.nextTransition(first.getInstant().minusSeconds(1)));
            if (recurrence.isEmpty() || !asEver) {
                return Optional.empty();
            }
            add(component, rules, first).setRecurrenceRule(recurrence.get());
        }
        return Optional.of(component);
    }

    /** Each year on the n-th or last such weekday of the month, if that is how the local date of the change is found. */
    private static Optional<Recurrence> recurrence(ZoneOffsetTransitionRule rule, ZoneOffsetTransition first) {
        int day = rule.getDayOfMonthIndicator();
        boolean countable = rule.getDayOfWeek() != null && (day == LAST || day > 0 && day % 7 == 1 && day < 28);
        boolean sameDay = first.getDateTimeBefore().getDayOfWeek() == rule.getDayOfWeek()
                && first.getDateTimeBefore().getMonth() == rule.getMonth();
        if (!countable || !sameDay) {
            return Optional.empty();
        }
        int which = day == LAST ? LAST : day / 7 + 1;
        return Optional.of(new Recurrence.Builder(Frequency.YEARLY)
                .byMonth(rule.getMonth().getValue())
                .byDay(which, DayOfWeek.valueOf(rule.getDayOfWeek().name()))
                .build());
    }

    private static VTimezone listed(ZoneId zone, ZoneRules rules, Instant time) {
        var component = new VTimezone(zone.getId());
        Instant from = time.minus(MARGIN);
        ZoneOffset offset = rules.getOffset(from);
        add(component, rules.isDaylightSavings(from), LocalDateTime.ofInstant(from, offset), offset, offset);
        for (ZoneOffsetTransition change = rules.nextTransition(from);
                change != null && change.getInstant().isBefore(time.plus(MARGIN));
                change = rules.nextTransition(change.getInstant())) {
            add(component, rules, change);
        }
        return component;
    }

    private static Observance add(VTimezone to, ZoneRules rules, ZoneOffsetTransition change) {
        return add(
                to,
                rules.isDaylightSavings(change.getInstant()),
                change.getDateTimeBefore(),
                change.getOffsetBefore(),
                change.getOffsetAfter());
    }

    private static Observance add(
            VTimezone to, boolean daylight, LocalDateTime begins, ZoneOffset before, ZoneOffset after) {
        Observance observance;
        if (daylight) {
            var summer = new DaylightSavingsTime();
            to.addDaylightSavingsTime(summer);
            observance = summer;
        } else {
            var standard = new StandardTime();
            to.addStandardTime(standard);
            observance = standard;
        }
        observance.setDateStart(new DateTimeComponents(
                begins.getYear(),
                begins.getMonthValue(),
                begins.getDayOfMonth(),
                begins.getHour(),
                begins.getMinute(),
                begins.getSecond(),
                false));
        observance.setTimezoneOffsetFrom(new UtcOffset(before.getTotalSeconds() * 1_000L));
        observance.setTimezoneOffsetTo(new UtcOffset(after.getTotalSeconds() * 1_000L));
        return observance;
    }
}
