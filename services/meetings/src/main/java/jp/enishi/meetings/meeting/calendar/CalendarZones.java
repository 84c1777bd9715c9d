package jp.enishi.meetings.meeting.calendar;

import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.util.DateTimeComponents;
import biweekly.util.UtcOffset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.TimeZone;

/** VTIMEZONE components (RFC 5545 §3.6.5) from Java's time zone data: every observance from a year before to a year after. */
final class CalendarZones {
    private static final Duration MARGIN = Duration.ofDays(366);

    private CalendarZones() {}

    /** The zone as it is around the time. */
    static TimezoneAssignment around(ZoneId zone, Instant time) {
        var component = new VTimezone(zone.getId());
        ZoneRules rules = zone.getRules();
        Instant from = time.minus(MARGIN);
        Instant until = time.plus(MARGIN);
        ZoneOffset offset = rules.getOffset(from);
        add(component, rules.isDaylightSavings(from), LocalDateTime.ofInstant(from, offset), offset, offset);
        for (ZoneOffsetTransition change = rules.nextTransition(from);
                change != null && change.getInstant().isBefore(until);
                change = rules.nextTransition(change.getInstant())) {
            add(
                    component,
                    rules.isDaylightSavings(change.getInstant()),
                    change.getDateTimeBefore(),
                    change.getOffsetBefore(),
                    change.getOffsetAfter());
        }
        return new TimezoneAssignment(TimeZone.getTimeZone(zone), component);
    }

    private static void add(VTimezone to, boolean daylight, LocalDateTime begins, ZoneOffset before, ZoneOffset after) {
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
    }
}
