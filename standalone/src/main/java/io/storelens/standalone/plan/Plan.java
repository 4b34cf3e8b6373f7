package io.storelens.standalone.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a load needs, in words. */
final class Plan {
  private static final double GIGA = 1e9;
  private static final double STORE_MEGABITS = 50;

  private final Load load;
  private final Figures figures;
  private final Wishes wishes;

  /**
   * What is asked beside the load.
   *
   * @param cameras cameras a store
   * @param photoBytes bytes of a photo
   * @param holiday times as many customers on a holiday
   * @param outageHours how long photos are kept without an analyzer
   * @param price of a thousand calls
   * @param mosaic photos of a mosaic
   * @param alone share of photos that are sent again alone, 0 to 1
   */
  record Wishes(
      int cameras,
      long photoBytes,
      double holiday,
      double outageHours,
      double price,
      int mosaic,
      double alone) {}

  Plan(Load load, Figures figures, Wishes wishes) {
    this.load = load;
    this.figures = figures;
    this.wishes = wishes;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    double worst = load.worst();
    double holiday = worst * wishes.holiday();
    line(
        lines,
        "Chain",
        "%,d stores, %,d cameras, %,d photos a day",
        load.storeCount(),
        (long) load.storeCount() * wishes.cameras(),
        load.photosADay());
    line(
        lines,
        "Photos/s",
        "%.1f on average, %.1f when most stores are open, %.1f on a holiday",
        load.mean(),
        worst,
        holiday);
    line(
        lines,
        "Analyzers",
        "%.1f cores on average, %.1f when most stores are open (pods of %d cores: %d), %.1f on a"
            + " holiday (%d)",
        figures.cores(load.mean(), figures.modelMillis()),
        figures.cores(worst, figures.modelMillis()),
        Figures.POD_CORES,
        pods(worst),
        figures.cores(holiday, figures.modelMillis()),
        pods(holiday));
    line(
        lines,
        "The rest",
        "%.1f cores when most stores are open, %.1f on a holiday (ingest, database, reports)",
        figures.cores(worst, figures.otherMillis()),
        figures.cores(holiday, figures.otherMillis()));
    line(
        lines,
        "Spool",
        "%,.0f GB for %.0f hours without an analyzer, %,.0f GB on a holiday",
        spool(worst),
        wishes.outageHours(),
        spool(holiday));
    line(
        lines,
        "Network",
        "%,.0f Mbit/s into the ingests and again to the analyzers, %,.0f on a holiday; a store"
            + " sends %.1f Mbit/s (%.0f %% of %.0f), %.1f on a holiday",
        megabits(worst),
        megabits(holiday),
        megabits(load.ofOpenStore()),
        megabits(load.ofOpenStore()) / STORE_MEGABITS * 100,
        STORE_MEGABITS,
        megabits(load.ofOpenStore() * wishes.holiday()));
    line(
        lines,
        "Database",
        "%,.0f GB for a year: %,d rows of customers and %,d of stores' days",
        (load.photosAYear() * figures.rowBytes()
                + 365.0 * load.storeCount() * figures.dayRowBytes())
            / GIGA,
        load.photosAYear(),
        365L * load.storeCount());
    double photos = load.photosAMonth();
    double calls = photos / wishes.mosaic() + photos * wishes.alone();
    line(lines, "local", "no cost a call");
    line(
        lines,
        "Provider",
        "%,.0f a month at %.2f a thousand calls: %,.0f calls, %.1f a second when most stores are"
            + " open",
        photos / 1000 * wishes.price(),
        wishes.price(),
        photos,
        worst);
    line(
        lines,
        "  mosaics",
        "%,.0f a month with %d photos a call and %.0f %% sent again alone: %,.0f calls, %.1f a"
            + " second",
        calls / 1000 * wishes.price(),
        wishes.mosaic(),
        wishes.alone() * 100,
        calls,
        worst * calls / photos);
    return lines;
  }

  private int pods(double photosPerSecond) {
    return (int)
        Math.ceil(figures.cores(photosPerSecond, figures.modelMillis()) / Figures.POD_CORES);
  }

  private double spool(double photosPerSecond) {
    return photosPerSecond * wishes.photoBytes() * 3600 * wishes.outageHours() / GIGA;
  }

  private double megabits(double photosPerSecond) {
    return photosPerSecond * wishes.photoBytes() * 8 / 1e6;
  }

  private static void line(List<String> lines, String what, String words, Object... values) {
    lines.add("%-10s %s".formatted(what, String.format(Locale.ROOT, words, values)));
  }
}
