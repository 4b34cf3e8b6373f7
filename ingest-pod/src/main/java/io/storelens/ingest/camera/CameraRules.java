package io.storelens.ingest.camera;

import io.storelens.contract.directory.CameraEntry;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Tells which camera of an account a photo is from. What the camera sends is asked in this order,
 * and the first rule that fits decides: folder (of nested ones the deepest), name, serial number,
 * place (the nearest). Where the patterns of two cameras fit one name, neither decides.
 */
public final class CameraRules {
  private final Patterns patterns = new Patterns();

  /**
   * The camera by folder and name alone.
   *
   * @param path the whole path the camera sent, without a leading slash
   * @return empty if they do not tell
   */
  public Optional<Assignment> byName(Account account, String path) {
    var cameras = account.cameras();
    if (cameras.size() == 1 && cameras.get(0).identifiedBy().loginSuffices()) {
      return Optional.of(new Assignment(cameras.get(0), "login"));
    }
    return byDirectory(cameras, path).or(() -> byPattern(cameras, path));
  }

  /** Whether a photo of {@code account} may tell its camera from inside. */
  public boolean asksPhotos(Account account) {
    return account.cameras().stream()
        .map(CameraEntry::identifiedBy)
        .anyMatch(by -> by.serialNumber().isPresent() || by.location().isPresent());
  }

  /**
   * The camera by what {@code jpeg} holds.
   *
   * @param jpeg the photo, or the beginning of it
   * @return empty if it does not tell
   */
  public Optional<Assignment> byContent(Account account, InputStream jpeg) {
    var origin = ExifOrigin.of(jpeg);
    return bySerialNumber(account.cameras(), origin).or(() -> nearest(account.cameras(), origin));
  }

  private static Optional<Assignment> byDirectory(List<CameraEntry> cameras, String path) {
    return cameras.stream()
        .filter(camera -> camera.identifiedBy().directory().filter(d -> isIn(path, d)).isPresent())
        .max(Comparator.comparing(camera -> camera.identifiedBy().directory().orElse("").length()))
        .map(
            camera ->
                new Assignment(
                    camera, "directory " + camera.identifiedBy().directory().orElse("")));
  }

  private static boolean isIn(String path, String directory) {
    return path.startsWith(directory + "/");
  }

  private Optional<Assignment> byPattern(List<CameraEntry> cameras, String path) {
    var fitting = new ArrayList<Assignment>();
    for (CameraEntry camera : cameras) {
      var text = camera.identifiedBy().fileName();
      if (text.flatMap(patterns::of)
          .flatMap(pattern -> BoundedText.match(pattern, path, Matcher::matches))
          .isPresent()) {
        fitting.add(new Assignment(camera, "fileName " + text.orElse("")));
      }
    }
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  private static Optional<Assignment> bySerialNumber(List<CameraEntry> cameras, ExifOrigin origin) {
    return origin
        .serialNumber()
        .flatMap(
            number ->
                cameras.stream()
                    .filter(
                        camera ->
                            camera.identifiedBy().serialNumber().filter(number::equals).isPresent())
                    .findFirst()
                    .map(camera -> new Assignment(camera, "exif serial number " + number)));
  }

  private static Optional<Assignment> nearest(List<CameraEntry> cameras, ExifOrigin origin) {
    return origin
        .place()
        .flatMap(
            place ->
                cameras.stream()
                    .flatMap(
                        camera ->
                            camera.identifiedBy().location().stream()
                                .map(
                                    circle ->
                                        new Near(camera, place.metresTo(circle), circle.radius())))
                    .filter(near -> near.metres() <= near.radius())
                    .min(Comparator.comparingDouble(Near::metres))
                    .map(
                        near ->
                            new Assignment(
                                near.camera(),
                                "location, " + Math.round(near.metres()) + " m away")));
  }

  private record Near(CameraEntry camera, double metres, int radius) {}
}
