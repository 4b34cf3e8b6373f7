package io.storelens.report;

import io.storelens.report.period.Interval;
import io.storelens.report.period.PeriodRequest;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.place.Store;
import io.storelens.report.query.Against;
import io.storelens.report.query.Ranking;
import io.storelens.report.query.Reader;
import io.storelens.report.query.Reports;
import io.storelens.report.web.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every report before the first visitor does, until plans are made, code is compiled and the
 * latest year is in the database's memory. It takes a bounded time and ends at the first failure,
 * which is left to those who ask: it never keeps a pod from becoming ready for good.
 */
final class WarmUp {
  private static final Logger LOGGER = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** A report is warm when it is answered in half the time that it may take. */
  private static final Duration WARM = Duration.ofMillis(75);

  private static final List<Integer> DAYS = List.of(365, 30, 7);

  private final Reader reader;
  private final Reports reports;
  private final Clock clock;
  private final int connections;
  private final Promise<Void> ended = Promise.promise();
  private boolean begun;
  private volatile boolean done;
  private volatile boolean stopping;

  /**
   * Asks {@code reader}, which should see every store.
   *
   * @param connections how many questions are asked at once: each connection has its own plans
   */
  WarmUp(Reader reader, Clock clock, int connections) {
    this.reader = reader;
    this.reports = new Reports(reader, clock);
    this.clock = clock;
    this.connections = connections;
  }

  /** What keeps the pod from being ready; empty when every report was asked. */
  Optional<String> problem() {
    return done ? Optional.empty() : Optional.of("reports are being warmed up");
  }

  /** Begins, at the first call. */
  synchronized void begin() {
    if (begun || stopping) {
      return;
    }
    begun = true;
    long start = System.nanoTime();
    reader
        .read("warm-up", connection -> reader.stores(connection).stores())
        .compose(this::ask)
        .onComplete(
            asked -> {
              done = true;
              LOGGER
                  .atInfo()
                  .addKeyValue("milliseconds", (System.nanoTime() - start) / 1_000_000)
                  .addKeyValue("complete", asked.succeeded())
                  .log("reports were warmed up");
              ended.complete();
            });
  }

  /** Asks no more. Done when the questions that were asked are answered. */
  synchronized Future<?> stop() {
    stopping = true;
    return begun ? ended.future() : Future.succeededFuture();
  }

  private Future<?> ask(List<Store> stores) {
    if (stores.isEmpty()) {
      return Future.succeededFuture();
    }
    var questions = questions(stores.get(stores.size() / 2));
    long end = System.nanoTime() + LONGEST.toNanos();
    return Future.join(
        Stream.generate(() -> new Visitor(questions, end).ask()).limit(connections).toList());
  }

  private List<Supplier<Future<?>>> questions(Store store) {
    var questions = new ArrayList<Supplier<Future<?>>>();
    questions.add(reports::places);
    var today = LocalDate.ofInstant(Instant.now(clock), ZoneOffset.UTC);
    for (int days : DAYS) {
      var period = new PeriodRequest(Optional.of(today.minusDays(days - 1L)), Optional.of(today));
      for (PlaceFilter place :
          List.of(
              PlaceFilter.EVERYWHERE,
              new PlaceFilter(Optional.of(store.region()), Optional.empty(), Optional.empty()),
              new PlaceFilter(Optional.empty(), Optional.of(store.city()), Optional.empty()),
              new PlaceFilter(Optional.empty(), Optional.empty(), Optional.of(store.name())))) {
        questions.add(() -> reports.summary(place, period, Against.NOTHING));
        for (Interval interval : List.of(Interval.DAY, Interval.WEEK, Interval.MONTH)) {
          questions.add(
              () -> reports.series(place, period, Optional.of(interval), Against.NOTHING));
        }
        questions.add(() -> reports.heatMap(place, period));
        for (Ranking.Level level : Ranking.Level.values()) {
          questions.add(() -> reports.ranking(place, period, Optional.of(level), Against.NOTHING));
        }
      }
    }
    return questions;
  }

  /** Asks all questions, one after the other, until in a whole round each was answered fast. */
  private final class Visitor {
    private final List<Supplier<Future<?>>> questions;
    private final long end;
    private int next;
    private boolean slow;

    /**
     * Asks {@code questions}.
     *
     * @param end when to ask no more, by {@link System#nanoTime}
     */
    Visitor(List<Supplier<Future<?>>> questions, long end) {
      this.questions = questions;
      this.end = end;
    }

    Future<?> ask() {
      long start = System.nanoTime();
      if ((next == questions.size() && !slow) || start > end || stopping) {
        return Future.succeededFuture();
      }
      if (next == questions.size()) {
        next = 0;
        slow = false;
      }
      return questions
          .get(next++)
          .get()
          .map(Json::of)
          .compose(
              answered -> {
                slow |= System.nanoTime() - start > WARM.toNanos();
                return ask();
              });
    }
  }
}
