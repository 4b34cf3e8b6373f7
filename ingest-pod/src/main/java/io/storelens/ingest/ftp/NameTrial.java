package io.storelens.ingest.ftp;

import io.storelens.ingest.camera.Account;
import io.storelens.ingest.camera.Assignment;
import io.storelens.ingest.camera.CameraRules;
import io.storelens.ingest.camera.CaptureTimes;
import io.storelens.ingest.camera.EventPictures;
import io.storelens.ingest.camera.NameTime;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ingest makes of a name, before a camera uploads under it.
 *
 * @param path the name without what says that it is temporary, folders included
 * @param camera whose photo it is; empty if the name does not tell
 * @param asksPhoto whether the photo itself may tell, where the name does not
 * @param time the time in it, by the rules of that camera
 * @param notNeeded why it is thrown away whatever it holds; empty if it is not
 */
public record NameTrial(
    String path,
    Optional<Assignment> camera,
    boolean asksPhoto,
    Optional<NameTime> time,
    Optional<String> notNeeded) {

  /**
   * Tries {@code name} as an upload to {@code account}.
   *
   * @param arrival when the upload would begin
   */
  public static NameTrial of(Account account, String name, Instant arrival) {
    var file = FileName.of(VirtualPath.ROOT.resolve(name));
    var path = file.path().relative();
    var rules = new CameraRules();
    var camera = rules.byName(account, path);
    var time = camera.flatMap(found -> new CaptureTimes().inName(found.camera(), path, arrival));
    return new NameTrial(
        path,
        camera,
        camera.isEmpty() && rules.asksPhotos(account),
        time,
        file.isSideFile()
            ? Optional.of("it is no photo but a side file")
            : new EventPictures().notNeeded(account.label(), path, arrival));
  }
}
