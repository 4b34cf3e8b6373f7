package io.storelens.ingest.ftp;

import io.storelens.contract.directory.CameraEntry;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.RefusalReason;
import io.storelens.ingest.camera.CameraRules;
import io.storelens.ingest.camera.CaptureMoment;
import io.storelens.ingest.camera.CaptureTimes;
import io.storelens.ingest.camera.EventPictures;
import io.storelens.ingest.spool.DiskRoom;
import io.storelens.ingest.spool.HeldPhoto;
import io.storelens.ingest.spool.IncomingPhoto;
import io.storelens.ingest.spool.JpegEnds;
import io.storelens.ingest.spool.PhotoFile;
import io.storelens.ingest.spool.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.impl.FtpIoSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives photos: from the data connection, past all checks, into the spool. */
final class Uploads {
  private static final Logger LOGGER = LoggerFactory.getLogger(Uploads.class);
  private static final int MOST_TEST_BYTES = 4 << 10;
  private static final long MOST_IGNORED_BYTES = 1L << 30;

  private final Spool spool;
  private final DiskRoom room;
  private final Passive passive;
  private final CaptureTimes times;
  private final BiConsumer<PhotoFile, Optional<HeldPhoto>> stored;
  private final long maxPhotoBytes;
  private final CameraRules rules = new CameraRules();
  private final EventPictures events = new EventPictures();

  /**
   * Receives into {@code spool}.
   *
   * @param stored is given each photo that is durable, and its bytes if they are in memory, before
   *     its camera is told
   */
  Uploads(
      Spool spool,
      DiskRoom room,
      Passive passive,
      CaptureTimes times,
      long maxPhotoBytes,
      BiConsumer<PhotoFile, Optional<HeldPhoto>> stored) {
    this.spool = spool;
    this.room = room;
    this.passive = passive;
    this.times = times;
    this.maxPhotoBytes = maxPhotoBytes;
    this.stored = stored;
  }

  /**
   * Receives one upload. When this returns normally, the photo is durable, or it is none; when it
   * throws, nothing of it is left.
   */
  UploadOutcome receive(FtpIoSession session, Upload upload, DataConnection data)
      throws UploadRejected {
    rules
        .byName(upload.account(), upload.name().path().relative())
        .ifPresent(found -> upload.camera(found.camera()));
    refusePaused(upload);
    if (room.problem().isPresent()) {
      throw UploadRejected.forNow(
          452, "The server's disk is full. Try again later.", UploadOutcome.DISK_FULL);
    }
    session.write(Reply.of(150, "Send the photo."));
    try {
      passive.accept(ControlSession.of(session), data);
    } catch (IOException e) {
      throw data.abortedBecause().isPresent() ? broken(data) : unconnected(e);
    }
    try (var photo = spool.receive()) {
      boolean more = fill(upload, data, photo);
      if (isNotNeeded(upload, photo.untaken(), more)) {
        return ignore(upload, data, photo, more);
      }
      takeAll(upload, data, photo, more);
      return keep(session, upload, data, photo);
    } catch (IOException e) {
      throw diskFailed(upload, e);
    }
  }

  private static UploadRejected unconnected(IOException reason) {
    return UploadRejected.forNow(
        425,
        reason instanceof SSLException
            ? "TLS failed on the data connection."
            : "No data connection came.",
        UploadOutcome.UNCONNECTED);
  }

  private static void refusePaused(Upload upload) throws UploadRejected {
    if (upload.camera().filter(CameraEntry::paused).isPresent()) {
      throw UploadRejected.forGood(
          553, "This camera is paused: its photos are not taken.", RefusalReason.CAMERA_PAUSED);
    }
  }

  /**
   * Whether the file is thrown away: by its name, or because it is what test buttons send. Finds
   * out the camera of a photo, if only the photo tells.
   *
   * @param first the beginning of the file
   * @param more whether there may be more
   */
  private boolean isNotNeeded(Upload upload, ByteBuffer first, boolean more) throws UploadRejected {
    var name = upload.name();
    if (name.isSideFile() || (!more && isTest(name, first))) {
      return true;
    }
    refuseOthersThanJpeg(first);
    if (!more && !ends(first).isWhole()) {
      throw half();
    }
    var camera = camera(upload, first);
    upload.camera(camera);
    refusePaused(upload);
    return events.notNeeded(camera.camera(), name.path().relative(), upload.arrival()).isPresent();
  }

  /** An empty file is a test only if its name says so: full cameras send empty photos. */
  private static boolean isTest(FileName name, ByteBuffer all) {
    return !name.isPhoto()
        && all.hasRemaining()
        && all.remaining() <= MOST_TEST_BYTES
        && !ends(all).beginsLikeJpeg();
  }

  private static JpegEnds ends(ByteBuffer bytes) {
    var ends = new JpegEnds();
    ends.follow(bytes);
    return ends;
  }

  private static void refuseOthersThanJpeg(ByteBuffer first) throws UploadRejected {
    if (!ends(first).beginsLikeJpeg()) {
      throw UploadRejected.forGood(
          553, "This is not a JPEG: set the camera to JPEG.", RefusalReason.NOT_A_PHOTO);
    }
  }

  /**
   * Headers are at the beginning: what is in {@code first} is enough, and nothing is on disk yet.
   */
  private CameraEntry camera(Upload upload, ByteBuffer first) throws UploadRejected {
    if (upload.camera().isPresent()) {
      return upload.camera().get();
    }
    if (rules.asksPhotos(upload.account())) {
      byte[] header = new byte[first.remaining()];
      first.duplicate().get(header);
      var found = rules.byContent(upload.account(), new ByteArrayInputStream(header));
      if (found.isPresent()) {
        return found.get().camera();
      }
    }
    throw UploadRejected.forGood(
        553,
        "No camera of this account sends such photos: check its folder, file names, serial number"
            + " or place.",
        RefusalReason.UNKNOWN_CAMERA);
  }

  /** Takes the photo whose beginning is there already. */
  private void takeAll(Upload upload, DataConnection data, IncomingPhoto photo, boolean first)
      throws UploadRejected, IOException {
    photo.of(upload.camera().orElseThrow().camera());
    take(photo);
    boolean more = first;
    while (more) {
      more = fill(upload, data, photo);
      take(photo);
    }
  }

  private void take(IncomingPhoto photo) throws UploadRejected, IOException {
    photo.take();
    if (photo.length() > maxPhotoBytes) {
      throw UploadRejected.forGood(
          552,
          "Photos may have " + maxPhotoBytes + " bytes at most: lower the resolution or quality.",
          RefusalReason.TOO_LARGE);
    }
  }

  /** Reads until the photo's room is full; whether there may be more. */
  private static boolean fill(Upload upload, DataConnection data, IncomingPhoto photo)
      throws UploadRejected, IOException {
    var room = photo.room();
    try {
      while (room.hasRemaining()) {
        int bytes = data.read(room);
        if (bytes < 0) {
          return false;
        }
        upload.came(bytes);
      }
      return true;
    } catch (IOException e) {
      throw broken(data);
    }
  }

  private static UploadRejected half() {
    return UploadRejected.forNow(
        451, "The photo ends too early. Send it again.", UploadOutcome.HALF);
  }

  private static UploadRejected broken(DataConnection data) {
    return UploadRejected.forNow(
        426,
        "Transfer broken off: "
            + data.abortedBecause().orElse("the data connection broke")
            + ". Send the photo again.",
        UploadOutcome.BROKEN);
  }

  /** Reads to the end: cameras that are cut off send it again, and again. */
  private static UploadOutcome ignore(
      Upload upload, DataConnection data, IncomingPhoto photo, boolean first)
      throws UploadRejected, IOException {
    boolean more = first;
    while (more) {
      photo.drop();
      more = fill(upload, data, photo);
      if (upload.bytes() > MOST_IGNORED_BYTES) {
        throw UploadRejected.forGood(552, "Send photos only, no videos.", RefusalReason.TOO_LARGE);
      }
    }
    return UploadOutcome.IGNORED;
  }

  private UploadOutcome keep(
      FtpIoSession session, Upload upload, DataConnection data, IncomingPhoto photo)
      throws UploadRejected, IOException {
    if (!photo.ends().isWhole()) {
      throw half();
    }
    if (!session.isConnected() || data.abortedBecause().isPresent()) {
      throw broken(data); // nobody would hear of a 226
    }
    var camera = upload.camera().orElseThrow();
    var moment = moment(upload, photo);
    if (!camera.storeHours().isOpen(moment.at())) {
      throw UploadRejected.forGood(
          553,
          "Taken while the store is closed: photos outside working hours are not taken.",
          RefusalReason.OUTSIDE_WORKING_HOURS);
    }
    var described =
        new Photo(
            photo.id(),
            camera.camera(),
            camera.store(),
            camera.region(),
            moment.at(),
            upload.arrival(),
            moment.source(),
            moment.cameraTime());
    var kept = spool.keep(photo, described);
    events.counted(camera.camera(), upload.name().path().relative(), upload.arrival());
    kept.ifPresent(file -> stored.accept(file, photo.lend()));
    return kept.isPresent() ? UploadOutcome.STORED : UploadOutcome.REPEATED;
  }

  private CaptureMoment moment(Upload upload, IncomingPhoto photo)
      throws UploadRejected, IOException {
    return times
        .of(
            upload.camera().orElseThrow(),
            upload.name().path().relative(),
            photo::content,
            upload.arrival())
        .orElseThrow(
            () ->
                UploadRejected.forGood(
                    553,
                    "The camera's clock is wrong: set its time and time zone.",
                    RefusalReason.CLOCK_SKEW));
  }

  private UploadRejected diskFailed(Upload upload, IOException failure) {
    LOGGER
        .atError()
        .addKeyValue("camera", upload.camera().map(CameraEntry::camera).orElse(""))
        .setCause(failure)
        .log("photo not stored");
    spool.failed(failure);
    return room.problem().isPresent() || DiskRoom.ranOut(failure)
        ? UploadRejected.forNow(
            452, "The server's disk is full. Try again later.", UploadOutcome.DISK_FULL)
        : UploadRejected.forNow(
            451, "The server could not store the photo. Send it again.", UploadOutcome.FAILED);
  }
}
