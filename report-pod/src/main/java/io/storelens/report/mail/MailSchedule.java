package io.storelens.report.mail;

import io.storelens.report.export.Format;
import io.storelens.report.period.Period;
import io.storelens.report.place.PlaceFilter;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/**
 * Who gets which report when.
 *
 * @param name its unique name
 * @param every how often
 * @param at when on the day after the period, in {@code zone}
 * @param zone IANA time zone; empty for that of the place, where it has one only, else UTC
 * @param place what the report is about
 * @param format what is attached
 * @param to addresses, at least one
 */
public record MailSchedule(
    String name,
    Every every,
    LocalTime at,
    Optional<ZoneId> zone,
    PlaceFilter place,
    Format format,
    List<String> to) {
  public MailSchedule {
    to = List.copyOf(to);
  }

  /** How often a report is sent; it is about the last whole period. */
  public enum Every {
    /** Each day, about the day before. */
    DAY,
    /** On Monday, about the week before (ISO 8601). */
    WEEK,
    /** On the first, about the month before. */
    MONTH
  }

  /**
   * A mail that should have gone out.
   *
   * @param period what it is about
   * @param at since when
   */
  public record Due(Period period, Instant at) {}

  /** The last mail that is due at {@code now}, where the place's zone is {@code ofPlace}. */
  public Due lastDue(Instant now, ZoneId ofPlace) {
    var here = zone.orElse(ofPlace);
    var today = LocalDate.ofInstant(now, here);
    var day = startOf(today);
    // Where the clock skips the hour, it is the next one.
    var moment = day.atTime(at).atZone(here).toInstant();
    if (moment.isAfter(now)) {
      day = startOf(day.minusDays(1));
      moment = day.atTime(at).atZone(here).toInstant();
    }
    var last = day.minusDays(1);
    return new Due(new Period(startOf(last), last), moment);
  }

  private LocalDate startOf(LocalDate day) {
    return switch (every) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }
}
