package io.storelens.operator.observation;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database said of cameras and stores when it was last asked. While it does not answer,
 * what it said before stays: a database that is away must not change ten thousand statuses.
 */
public final class Observations {
  private static final Logger LOGGER = LoggerFactory.getLogger(Observations.class);

  private final Optional<ObservationQuery> query;
  private volatile Optional<Answer> answer = Optional.empty();
  private volatile Optional<String> problem = Optional.empty();

  private record Answer(Map<String, CameraObservation> cameras, Map<String, Long> photosToday) {}

  /** What can be said now. */
  public enum Source {
    /** There is no database, and never will be. */
    NONE,
    /** The database has not answered yet. */
    PENDING,
    /** The database has answered. */
    KNOWN
  }

  /**
   * @param database a role that may read {@code camera_hour} and its like; empty to do without
   */
  public Observations(Optional<DataSource> database) {
    this.query = database.map(ObservationQuery::new);
  }

  /** Whether anything is known. */
  public Source source() {
    if (query.isEmpty()) {
      return Source.NONE;
    }
    return answer.isPresent() ? Source.KNOWN : Source.PENDING;
  }

  /** Of one camera; nothing, where the database does not know it. */
  public CameraObservation camera(String name) {
    return answer.map(said -> said.cameras().get(name)).orElse(CameraObservation.NOTHING);
  }

  /** Photos analysed of a store's local day. */
  public long photosToday(String store) {
    return answer.map(said -> said.photosToday().getOrDefault(store, 0L)).orElse(0L);
  }

  /** Asks the database again. */
  public void refresh() {
    if (query.isEmpty()) {
      return;
    }
    try {
      answer = Optional.of(new Answer(query.get().cameras(), query.get().photosToday()));
      problem = Optional.empty();
    } catch (SQLException e) {
      if (problem.isEmpty()) {
        LOGGER
            .atWarn()
            .addKeyValue("reason", e.getMessage())
            .log("database does not answer, what it said last stays in force");
      }
      problem = Optional.of("the database does not answer");
    }
  }

  /** Why the last question was not answered; empty where it was. */
  public Optional<String> problem() {
    return problem;
  }
}
