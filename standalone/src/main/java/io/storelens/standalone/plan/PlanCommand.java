package io.storelens.standalone.plan;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code storelens plan}: what a chain needs, before it buys anything. */
@Command(
    name = "plan",
    description =
        "Prints what a chain needs: photos a second, cores, pods, disk, network, database, and what"
            + " providers would cost. From figures measured on one machine: plan with room.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class PlanCommand implements Callable<Integer> {
  @Option(
      names = "--stores",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Stores. Default: ${DEFAULT-VALUE}.")
  private int stores;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "10",
      description = "Cameras a store. Default: ${DEFAULT-VALUE}.")
  private int cameras;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Customers a store and day; a photo each. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--zones",
      paramLabel = "ZONE=N",
      split = ",",
      description =
          "Stores by time zone, such as Europe/Paris=600,Asia/Tokyo=400, instead of --stores."
              + " Default: spread evenly around the world.")
  private Map<String, Integer> zones = new LinkedHashMap<>();

  @Option(
      names = "--opens",
      paramLabel = "HH:MM",
      defaultValue = "08:00",
      description = "Local time. Default: ${DEFAULT-VALUE}.")
  private LocalTime opens;

  @Option(
      names = "--closes",
      paramLabel = "HH:MM",
      defaultValue = "20:00",
      description = "Local time. Default: ${DEFAULT-VALUE}.")
  private LocalTime closes;

  @Option(
      names = "--photo",
      paramLabel = "KB",
      defaultValue = "1000",
      description = "Size of a photo in kilobytes. Default: ${DEFAULT-VALUE}.")
  private int photoKilobytes;

  @Option(
      names = "--holiday",
      paramLabel = "TIMES",
      defaultValue = "5",
      description =
          "How many times as many customers come on a holiday. Default: ${DEFAULT-VALUE}.")
  private double holiday;

  @Option(
      names = "--outage",
      paramLabel = "HOURS",
      defaultValue = "4",
      description =
          "How long the ingest keeps photos without an analyzer. Default: ${DEFAULT-VALUE}.")
  private double outage;

  @Option(
      names = "--price",
      paramLabel = "MONEY",
      defaultValue = "0.60",
      description = "Price of a thousand calls of a provider. Default: ${DEFAULT-VALUE}.")
  private BigDecimal price;

  @Option(
      names = "--mosaic",
      paramLabel = "N",
      defaultValue = "16",
      description = "Photos of a mosaic. Default: ${DEFAULT-VALUE}.")
  private int mosaic;

  @Option(
      names = "--alone",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description =
          "Photos of mosaics that are sent again alone: those without exactly one face. Default:"
              + " ${DEFAULT-VALUE}.")
  private double alone;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (stores < 1 || customers < 1 || cameras < 1 || mosaic < 1 || photoKilobytes < 1) {
      throw new ParameterException(command.commandLine(), "numbers must be 1 or more");
    }
    var out = command.commandLine().getOut();
    new Plan(
            load(),
            Figures.MEASURED,
            new Plan.Wishes(
                cameras,
                photoKilobytes * 1000L,
                holiday,
                outage,
                price.doubleValue(),
                mosaic,
                alone / 100))
        .lines()
        .forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  private Load load() {
    var byZone = new LinkedHashMap<ZoneId, Integer>();
    zones.forEach((zone, count) -> byZone.put(zone(zone), count));
    try {
      return new Load(
          byZone.isEmpty() ? Load.aroundTheWorld(stores) : byZone, customers, opens, closes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "--opens and --closes: " + e.getMessage(), e);
    }
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new ParameterException(
          command.commandLine(), name + " is no time zone, such as Europe/Paris", e);
    }
  }
}
