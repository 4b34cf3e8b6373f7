package io.storelens.operator.event;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventSeriesBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events ({@code events.k8s.io/v1}) about resources. What happens again within six minutes
 * becomes a series of one Event. Events are news, not state: one that cannot be written is dropped,
 * and where very many things happen at once, most are.
 */
public final class Events {
  /** The name under which the operator reports, and which its Events are found by. */
  public static final String CONTROLLER = "storelens.io/operator";

  private static final Logger LOGGER = LoggerFactory.getLogger(Events.class);

  /** Longest note the API server takes. */
  private static final int LONGEST_NOTE = 1024;

  private static final int MOST_SERIES = 4096;
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final String instance;
  private final Clock clock;
  private final Executor writer;
  private final Allowance allowance;
  private final Map<Key, Series> series = new LinkedHashMap<>();

  private record Key(String uid, EventReason reason, String note) {}

  /**
   * @param instance the operator's pod, at most 128 characters
   * @param writer runs the calls to the API server, one after the other; may refuse
   */
  public Events(KubernetesClient client, String instance, Clock clock, Executor writer) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
    this.writer = writer;
    this.allowance = new Allowance(clock.instant());
  }

  /**
   * Reports something about {@code regarding}. Returns at once.
   *
   * @param note a sentence for people, without secrets
   */
  public void publish(HasMetadata regarding, EventReason reason, String note) {
    try {
      writer.execute(() -> write(regarding, reason, cut(note)));
    } catch (RejectedExecutionException e) {
      dropped(regarding, reason, e);
    }
  }

  private void write(HasMetadata regarding, EventReason reason, String note) {
    var now = clock.instant();
    var key = new Key(regarding.getMetadata().getUid(), reason, note);
    var known = series(key, now);
    var step = known.happened(now);
    if (step == Series.Step.NOTHING || !allowance.take(now)) {
      return;
    }
    try {
      if (step == Series.Step.CREATE) {
        create(known, regarding, reason, note, now);
      } else {
        count(known, regarding, now);
      }
    } catch (KubernetesClientException e) {
      forget(key);
      dropped(regarding, reason, e);
    }
  }

  private synchronized Series series(Key key, Instant now) {
    if (series.size() >= MOST_SERIES) {
      series.values().removeIf(one -> one.isOver(now));
    }
    if (series.size() >= MOST_SERIES) {
      series.remove(series.keySet().iterator().next());
    }
    return series.computeIfAbsent(key, unknown -> new Series());
  }

  private synchronized void forget(Key key) {
    series.remove(key);
  }

  private void create(
      Series known, HasMetadata regarding, EventReason reason, String note, Instant now) {
    var metadata = regarding.getMetadata();
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName(prefix(metadata.getName()))
            .withNamespace(metadata.getNamespace())
            .endMetadata()
            .withEventTime(microseconds(now))
            .withReportingController(CONTROLLER)
            .withReportingInstance(instance)
            .withAction(reason.action())
            .withReason(reason.text())
            .withType(reason.type())
            .withNote(note)
            .withRegarding(
                new ObjectReferenceBuilder()
                    .withApiVersion(regarding.getApiVersion())
                    .withKind(regarding.getKind())
                    .withName(metadata.getName())
                    .withNamespace(metadata.getNamespace())
                    .withUid(metadata.getUid())
                    .withResourceVersion(metadata.getResourceVersion())
                    .build())
            .build();
    known.name(client.resource(event).create().getMetadata().getName());
  }

  private void count(Series known, HasMetadata regarding, Instant now) {
    var counted =
        new EventSeriesBuilder()
            .withCount(known.count())
            .withLastObservedTime(microseconds(now))
            .build();
    try {
      client
          .resources(Event.class)
          .inNamespace(regarding.getMetadata().getNamespace())
          .withName(known.name())
          .edit(event -> new EventBuilder(event).withSeries(counted).build());
    } catch (KubernetesClientException e) {
      // The API server forgets Events after an hour; the series goes on without it.
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  private static void dropped(HasMetadata regarding, EventReason reason, RuntimeException cause) {
    LOGGER
        .atDebug()
        .addKeyValue("resource", regarding.getFullResourceName())
        .addKeyValue("name", regarding.getMetadata().getName())
        .addKeyValue("reason", reason.text())
        .setCause(cause)
        .log("event dropped");
  }

  /** The API server adds five characters to it. */
  private static String prefix(String name) {
    return name.substring(0, Math.min(name.length(), 247)) + "-";
  }

  private static String cut(String note) {
    return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
  }

  private static MicroTime microseconds(Instant time) {
    return new MicroTime(MICROSECONDS.format(time.truncatedTo(ChronoUnit.MICROS)));
  }
}
