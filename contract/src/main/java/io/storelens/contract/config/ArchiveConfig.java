package io.storelens.contract.config;

import java.net.URI;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where photos are kept once analysed. Regions without a place keep none.
 *
 * @param places by region
 * @param connection connection string of an Azure storage account; {@link #toString} hides it
 * @param endpoint address of an Azure storage account that the pod's identity may write to, where
 *     there is no connection string
 */
public record ArchiveConfig(
    Map<String, Place> places, Optional<String> connection, Optional<URI> endpoint) {
  /** No photo is kept. */
  public static final ArchiveConfig NONE =
      new ArchiveConfig(Map.of(), Optional.empty(), Optional.empty());

  public ArchiveConfig {
    places = Map.copyOf(places);
  }

  /**
   * A place with its expiry.
   *
   * @param url {@code file:///folder} or {@code azblob://container/folder}
   * @param retention whole days after which a photo is deleted, at least one
   */
  public record Place(URI url, Period retention) {
    /** Whether it is a container of Azure Blob. */
    public boolean isAzure() {
      return "azblob".equals(url.getScheme());
    }
  }

  /** Reads {@code ANALYZER_ARCHIVE*}; problems stay in {@code env} until it is verified. */
  static ArchiveConfig from(Env env) {
    var config =
        new ArchiveConfig(
            env.parse("ANALYZER_ARCHIVES", Map.of(), ArchiveConfig::places),
            env.optional("ANALYZER_ARCHIVE_CONNECTION"),
            env.parse(
                "ANALYZER_ARCHIVE_ENDPOINT",
                Optional.empty(),
                text -> Optional.of(Texts.webAddress(text))));
    boolean azure = config.places.values().stream().anyMatch(Place::isAzure);
    if (azure && config.connection.isEmpty() && config.endpoint.isEmpty()) {
      env.problem(
          "ANALYZER_ARCHIVE_CONNECTION or ANALYZER_ARCHIVE_ENDPOINT is required for azblob");
    }
    return config;
  }

  /** Reads {@code eu-west=file:///photos P30D, us-east=azblob://photos/us P7D}. */
  private static Map<String, Place> places(String text) {
    var places = new TreeMap<String, Place>();
    for (String part : Texts.list(text)) {
      if (!part.matches("[^=\\s]+=(file:///|azblob://)\\S+\\s+P[1-9]\\d{0,3}D")) {
        throw new IllegalArgumentException(
            "is not region=URL PERIOD, such as eu-west=file:///photos P30D");
      }
      int equals = part.indexOf('=');
      String[] words = part.substring(equals + 1).split("\\s+", -1);
      places.put(
          part.substring(0, equals), new Place(URI.create(words[0]), Period.parse(words[1])));
    }
    return places;
  }

  /** Without the connection string. */
  @Override
  public String toString() {
    return "ArchiveConfig[places=" + places + "]";
  }
}
