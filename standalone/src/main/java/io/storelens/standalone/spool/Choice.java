package io.storelens.standalone.spool;

import io.storelens.ingest.spool.AsidePhoto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which photos are meant. */
final class Choice {
  private static final int SHORTEST = 4;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids, or how they begin.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All photos that are set aside.")
  private boolean all;

  /**
   * The photos of {@code photos} that are meant.
   *
   * @throws IllegalArgumentException saying what to do, if an id fits none or several, or if it is
   *     not told which are meant
   */
  List<AsidePhoto> of(List<AsidePhoto> photos) {
    if (all != ids.isEmpty()) {
      throw new IllegalArgumentException("Name photos by their ids, or all of them by --all");
    }
    if (all) {
      return photos;
    }
    var chosen = new ArrayList<AsidePhoto>();
    for (String id : ids) {
      chosen.add(one(photos, id.toLowerCase(Locale.ROOT)));
    }
    return chosen;
  }

  private static AsidePhoto one(List<AsidePhoto> photos, String begin) {
    if (begin.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "'" + begin + "' is too short: at least " + SHORTEST + " digits of the id are needed");
    }
    var fitting = photos.stream().filter(photo -> photo.id().hex().startsWith(begin)).toList();
    if (fitting.size() != 1) {
      throw new IllegalArgumentException(
          fitting.isEmpty()
              ? "No photo that is set aside has an id that begins with " + begin
              : fitting.size()
                  + " photos have ids that begin with "
                  + begin
                  + ": write more of it");
    }
    return fitting.get(0);
  }
}
