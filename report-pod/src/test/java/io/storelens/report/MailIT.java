package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.config.DatabaseConfig;
import io.storelens.contract.config.MailConfig;
import io.storelens.contract.face.AgeBand;
import io.storelens.contract.face.FaceCell;
import io.storelens.contract.face.Gender;
import io.storelens.contract.face.Mood;
import io.storelens.report.export.Format;
import io.storelens.report.mail.MailSchedule;
import io.storelens.report.mail.ScheduledMails;
import io.storelens.report.place.PlaceFilter;
import io.storelens.report.query.Database;
import io.storelens.report.query.Records;
import io.vertx.core.Vertx;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled reports, sent to a real SMTP server. It is Tuesday, 24 November, 10:00 in Paris. */
class MailIT {
  private static final String USER = "storelens";
  private static final String PASSWORD = "a mail password";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T09:00:00Z"));
  private final Vertx vertx = Vertx.vertx();
  private ReportDatabase rows;
  private ReportDatabase.Place paris;
  private Database database;
  private int port;
  private GreenMail smtp;
  private ScheduledMails mails;

  @BeforeEach
  void fill() throws Exception {
    rows = new ReportDatabase(folder);
    rows.region("europe", 1);
    paris = rows.store("paris-001", "Paris Opéra", "europe", "Paris", "Europe/Paris");
    database = new Database(vertx, config(), Duration.ofSeconds(20), new SimpleMeterRegistry());
    port = freePort();
    smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.setUser(USER, PASSWORD);
  }

  @AfterEach
  void close() throws Exception {
    mails.stop().await();
    smtp.stop();
    database.close().await();
    vertx.close().await();
    rows.close();
  }

  @Test
  void sendsTheReportOfYesterdayOnceToEverybody() throws Exception {
    rows.customers(paris, "2026-11-23", 10, 7, Gender.FEMALE, AgeBand.FROM_25, Mood.NEUTRAL);
    rows.customers(paris, "2026-11-22", 10, 5, Gender.MALE, AgeBand.FROM_25, Mood.NEUTRAL);
    smtp.start();

    start(List.of("a@example.com", "b@example.com"));

    await().atMost(Duration.ofSeconds(30)).until(() -> sent().equals("1"));
    int received = smtp.getReceivedMessages().length;
    MimeMessage mail = smtp.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("At least 7 customers – city 'Paris', 2026-11-23");
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(mail.getFrom()[0]).hasToString("reports@example.com");
    var parts = (MimeMultipart) mail.getContent();
    String text = (String) parts.getBodyPart(0).getContent();
    assertThat(text)
        .contains("+40.0 % against the period before")
        .contains("Photos came in 1 of 12 open hours.")
        .contains("sessions, not unique people")
        .contains("https://reports.example.com/?from=2026-11-23&to=2026-11-23&city=Paris");
    BodyPart file = parts.getBodyPart(1);
    assertThat(file.getFileName()).isEqualTo("storelens-daily-2026-11-23.pdf");
    assertThat(file.getInputStream().readNBytes(5)).asString().isEqualTo("%PDF-");

    // Another pod with the same schedules has nothing left to do.
    mails.stop().await();
    start(List.of("a@example.com", "b@example.com"));
    now.updateAndGet(time -> time.plus(Duration.ofHours(3)));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> smtp.getReceivedMessages().length == received);
    now.set(Instant.parse("2026-11-25T06:00:00Z"));
    await().atMost(Duration.ofSeconds(30)).until(() -> sent().equals("2"));
    assertThat(Arrays.stream(smtp.getReceivedMessages()).map(MailIT::subject))
        .anyMatch(subject -> subject.endsWith("2026-11-24"));
  }

  @Test
  void triesAgainWhenTheServerWasAway() throws Exception {
    rows.customers(paris, "2026-11-23", 10, 7, Gender.FEMALE, AgeBand.FROM_25, Mood.NEUTRAL);
    start(List.of("a@example.com"));
    await().atMost(Duration.ofSeconds(30)).until(() -> failures().equals("1"));

    smtp.start();
    now.updateAndGet(time -> time.plus(Duration.ofSeconds(61)));

    assertThat(smtp.waitForIncomingEmail(30_000, 1)).isTrue();
    await().atMost(Duration.ofSeconds(30)).until(() -> sent().equals("1"));
  }

  @Test
  void tellsNoDataFromNoCustomers() throws Exception {
    for (int hour = 8; hour < 20; hour++) {
      rows.hour(paris, LocalDate.parse("2026-11-23"), hour, new int[FaceCell.COUNT], 1, 0);
    }
    smtp.start();
    start(List.of("a@example.com"));

    assertThat(smtp.waitForIncomingEmail(30_000, 1)).isTrue();
    assertThat(subject(smtp.getReceivedMessages()[0]))
        .isEqualTo("No customers – city 'Paris', 2026-11-23");

    now.set(Instant.parse("2026-11-25T09:00:00Z"));
    assertThat(smtp.waitForIncomingEmail(30_000, 2)).isTrue();
    assertThat(subject(smtp.getReceivedMessages()[1]))
        .isEqualTo("No data – city 'Paris', 2026-11-24");
  }

  private void start(List<String> to) {
    var mail =
        new MailConfig(
            "127.0.0.1",
            port,
            MailConfig.Tls.NONE,
            Optional.of(USER),
            Optional.of(PASSWORD),
            "reports@example.com",
            folder.resolve("unused"),
            Optional.of("https://reports.example.com/"));
    var schedule =
        new MailSchedule(
            "daily",
            MailSchedule.Every.DAY,
            LocalTime.of(7, 0),
            Optional.empty(),
            new PlaceFilter(Optional.empty(), Optional.of("Paris"), Optional.empty()),
            Format.PDF,
            to);
    mails =
        new ScheduledMails(
            vertx,
            mail,
            List.of(schedule),
            database,
            new Records(vertx, config(), Duration.ofSeconds(20)),
            clock());
    mails.start(Duration.ofMillis(200));
  }

  private DatabaseConfig config() {
    return new DatabaseConfig(
        rows.jdbcUrl(), Optional.empty(), Optional.empty(), Optional.of("storelens_report"), 4);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  private String failures() throws Exception {
    return rows.text("select count(*) from report_delivery where failure is not null");
  }

  private String sent() throws Exception {
    return rows.text("select count(*) from report_delivery where sent_at is not null");
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
