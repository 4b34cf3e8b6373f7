package io.storelens.e2e.bench.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What was measured, in Markdown: a line a load, a column a server. Storelens comes first. */
final class IngestTable {
  private final List<String> servers;
  private final StringBuilder cpu = new StringBuilder();
  private final StringBuilder speed = new StringBuilder();

  IngestTable(List<String> servers) {
    this.servers = servers;
  }

  /** Adds a line with all servers. */
  void add(Load load, Map<String, Measurement> row) {
    var own = row.get(servers.get(0));
    var others = servers.stream().skip(1).map(row::get).toList();
    cpu.append("| ").append(load.text());
    cpu.append(
        format(" | %.2f + %.2f (+ %.2f)", own.receiving(), own.handingOver(), own.compiling()));
    others.forEach(other -> cpu.append(format(" | %.2f", other.receiving())));
    var best = best(others, Measurement::receiving);
    cpu.append(ratio(own.receiving(), best));
    cpu.append(ratio(own.receiving() + own.handingOver(), best)).append(" |\n");
    speed.append("| ").append(load.text());
    for (var server : servers) {
      var tally = row.get(server).tally();
      speed.append(
          format(" | %.0f / %s / %s", tally.rate(), ms(tally.median()), ms(tally.worst())));
      if (tally.lost() > 0) {
        speed.append(format(" (%d lost)", tally.lost()));
      }
    }
    speed.append(" |\n");
  }

  private static OptionalDouble best(
      Collection<Measurement> others, ToDoubleFunction<Measurement> cost) {
    return others.stream().filter(m -> m.tally().photos() > 0).mapToDouble(cost).min();
  }

  private static String ratio(double own, OptionalDouble best) {
    return best.isPresent() ? format(" | %.2f", own / best.getAsDouble()) : " |";
  }

  private static String ms(Duration time) {
    return format("%.0f", time.toNanos() / 1e6);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** Both tables. */
  String text() {
    var others = String.join(" | ", servers);
    return "CPU milliseconds of the server a photo (Storelens: to the 226 + hand-over, in brackets"
        + " the Java machine's compilers, which come to rest), and the ratios of Storelens to the"
        + " best of the others, without and with the hand-over:\n\n"
        + "| load | "
        + others
        + " | ratio to the 226 | ratio in all |\n"
        + "|---".repeat(servers.size() + 3)
        + "|\n"
        + cpu
        + "\nPhotos a second / p50 / p99 in ms:\n\n"
        + "| load | "
        + others
        + " |\n"
        + "|---".repeat(servers.size() + 1)
        + "|\n"
        + speed;
  }
}
