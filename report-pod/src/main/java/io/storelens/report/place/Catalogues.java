package io.storelens.report.place;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Catalogues as viewers see them. To read a thousand stores takes longer than most reports, and
 * they hardly ever change: a catalogue is kept until the database says that something in it did.
 */
public final class Catalogues {
  private static final int MOST_KEPT = 8;

  /** What a viewer sees follows from the scope of the transaction and from the state alone. */
  private static final String STATE =
      "select current_setting('storelens.scope', true), catalogue_state()";

  private final Map<String, Kept> byScope =
      new LinkedHashMap<>(MOST_KEPT * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * The stores that the viewer of {@code connection} sees, without their cameras, as they are now.
   */
  public Catalogue ofStores(Connection connection) throws SQLException {
    String scope;
    String state;
    try (var statement = connection.prepareStatement(STATE);
        var row = statement.executeQuery()) {
      row.next();
      scope = String.valueOf(row.getString(1));
      state = row.getString(2);
    }
    synchronized (byScope) {
      var kept = byScope.get(scope);
      if (kept != null && kept.state.equals(state)) {
        return kept.catalogue;
      }
    }
    // What changes from here on is in the catalogue or not; the state was another before it.
    var catalogue = Catalogue.ofStores(connection);
    synchronized (byScope) {
      byScope.put(scope, new Kept(state, catalogue));
    }
    return catalogue;
  }

  private record Kept(String state, Catalogue catalogue) {}
}
