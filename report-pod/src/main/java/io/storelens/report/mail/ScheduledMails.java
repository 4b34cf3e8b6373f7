package io.storelens.report.mail;

import io.storelens.contract.config.MailConfig;
import io.storelens.report.export.Format;
import io.storelens.report.period.Comparison;
import io.storelens.report.period.PeriodRequest;
import io.storelens.report.place.Store;
import io.storelens.report.query.Against;
import io.storelens.report.query.Database;
import io.storelens.report.query.Exports;
import io.storelens.report.query.Reader;
import io.storelens.report.query.Records;
import io.storelens.report.query.Reports;
import io.storelens.report.query.Summary;
import io.storelens.report.viewer.Grant;
import io.storelens.report.viewer.Viewer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports when they are due. A mail that could not be sent is tried again; one that is due
 * for longer than two days is not sent any more.
 */
public final class ScheduledMails {
  private static final Logger LOGGER = LoggerFactory.getLogger(ScheduledMails.class);
  private static final Duration LATEST = Duration.ofDays(2);
  private static final String SCHEDULE = "schedule";

  private final Vertx vertx;
  private final MailConfig config;
  private final List<MailSchedule> schedules;
  private final Reader reader;
  private final Clock clock;
  private final Records records;
  private final Deliveries deliveries;
  private final MailClient client;
  private long timer = -1;

  /** Sends {@code schedules} once started; closes {@code records} at the end. */
  public ScheduledMails(
      Vertx vertx,
      MailConfig config,
      List<MailSchedule> schedules,
      Database database,
      Records records,
      Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.schedules = List.copyOf(schedules);
    // Whoever writes the file of schedules decides who gets what.
    this.reader = database.as(Viewer.of("schedules", List.of(Grant.EVERYWHERE), false));
    this.clock = clock;
    this.records = records;
    this.deliveries = new Deliveries(records);
    this.client = MailClient.create(vertx, settings(config));
  }

  /** Looks for mails that are due, now and then every {@code interval}. */
  public void start(Duration interval) {
    look();
    timer = vertx.setPeriodic(interval.toMillis(), tick -> look());
  }

  /** Sends no more. */
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return client.close().eventually(records::close);
  }

  private void look() {
    for (MailSchedule schedule : schedules) {
      zoneOf(schedule)
          .compose(zone -> sendIfDue(schedule, schedule.lastDue(clock.instant(), zone)))
          .onFailure(
              failure ->
                  LOGGER
                      .atWarn()
                      .addKeyValue(SCHEDULE, schedule.name())
                      .setCause(failure)
                      .log("scheduled report not looked at"));
    }
  }

  private Future<ZoneId> zoneOf(MailSchedule schedule) {
    if (schedule.zone().isPresent()) {
      return Future.succeededFuture(schedule.zone().get());
    }
    return reader.read(
        "mailZone",
        connection -> {
          var zones =
              reader.stores(connection).choose(schedule.place()).stores().stream()
                  .map(Store::zone)
                  .distinct()
                  .toList();
          return zones.size() == 1 ? zones.get(0) : ZoneOffset.UTC;
        });
  }

  private Future<Void> sendIfDue(MailSchedule schedule, MailSchedule.Due due) {
    if (due.at().plus(LATEST).isBefore(clock.instant())) {
      return Future.succeededFuture();
    }
    return deliveries
        .take(schedule, due, clock.instant())
        .compose(attempt -> attempt == 0 ? Future.succeededFuture() : send(schedule, due, attempt));
  }

  private Future<Void> send(MailSchedule schedule, MailSchedule.Due due, int attempt) {
    return message(schedule, due)
        .compose(client::sendMail)
        .compose(
            result -> {
              LOGGER.atInfo().addKeyValue(SCHEDULE, schedule.name()).log("report sent");
              return deliveries.sent(schedule, due, clock.instant());
            })
        .recover(
            failure -> {
              LOGGER
                  .atWarn()
                  .addKeyValue(SCHEDULE, schedule.name())
                  .addKeyValue("attempt", attempt)
                  .addKeyValue("retryIn", Deliveries.pause(attempt))
                  .addKeyValue("reason", failure.getMessage())
                  .log("report not sent");
              return deliveries.failed(
                  schedule, due, attempt, failure.getClass().getSimpleName(), clock.instant());
            });
  }

  private Future<MailMessage> message(MailSchedule schedule, MailSchedule.Due due) {
    var asked = new PeriodRequest(Optional.of(due.period().from()), Optional.of(due.period().to()));
    var before = new Against(Optional.of(Comparison.BEFORE), Optional.empty());
    var file = new ByteArrayOutputStream();
    return new Reports(reader, clock)
        .summary(schedule.place(), asked, before)
        .compose(
            summary ->
                new Exports(reader, clock)
                    .write(table(schedule), schedule.format(), schedule.place(), asked, () -> file)
                    .map(written -> message(schedule, due, summary, file.toByteArray())));
  }

  private MailMessage message(
      MailSchedule schedule, MailSchedule.Due due, Summary summary, byte[] file) {
    var mail = new ReportMail(schedule.place(), due.period(), summary);
    return new MailMessage()
        .setFrom(config.from())
        .setTo(schedule.to())
        .setSubject(mail.subject())
        .setText(mail.text(config.pageAddress()))
        .setAttachment(
            MailAttachment.create()
                .setName(
                    "storelens-"
                        + schedule.name()
                        + "-"
                        + due.period().from()
                        + "."
                        + schedule.format().code())
                .setContentType(schedule.format().mediaType().split(";", 2)[0])
                .setDisposition("attachment")
                .setData(Buffer.buffer(file)));
  }

  private static Exports.Table table(MailSchedule schedule) {
    return schedule.format() == Format.CSV ? Exports.Table.DAYS : Exports.Table.REPORT;
  }

  private static io.vertx.ext.mail.MailConfig settings(MailConfig config) {
    var settings =
        new io.vertx.ext.mail.MailConfig()
            .setHostname(config.host())
            .setPort(config.port())
            .setSsl(config.tls() == MailConfig.Tls.IMPLICIT)
            .setStarttls(
                config.tls() == MailConfig.Tls.STARTTLS
                    ? StartTLSOptions.REQUIRED
                    : StartTLSOptions.DISABLED)
            .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(10))
            .setIdleTimeout(60)
            .setMaxPoolSize(2);
    if (config.tls() != MailConfig.Tls.NONE) {
      settings.setHostnameVerificationAlgorithm("HTTPS");
    }
    config.user().ifPresent(settings::setUsername);
    config.password().ifPresent(settings::setPassword);
    return settings;
  }
}
