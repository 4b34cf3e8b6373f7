package io.storelens.ingest.ftp;

import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.RefusalReason;
import io.storelens.ingest.camera.CaptureMoment;
import io.storelens.ingest.camera.CaptureTimes;
import io.storelens.ingest.spool.DiskRoom;
import io.storelens.ingest.spool.IncomingPhoto;
import io.storelens.ingest.spool.PhotoFile;
import io.storelens.ingest.spool.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.apache.ftpserver.impl.FtpIoSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives photos: from the data connection, past all checks, into the spool. */
final class Uploads {
  private static final Logger LOGGER = LoggerFactory.getLogger(Uploads.class);
  // Dahua recorders put a file of this name into each new folder, and stop if they cannot.
  private static final String MARKER = "/DVRWorkDirectory";

  private final Spool spool;
  private final DiskRoom room;
  private final Passive passive;
  private final CaptureTimes times;
  private final Consumer<PhotoFile> stored;
  private final long maxPhotoBytes;
  private final Buffers buffers = new Buffers();

  /**
   * Receives into {@code spool}.
   *
   * @param stored is told of each photo that is durable, before its camera is
   */
  Uploads(
      Spool spool,
      DiskRoom room,
      Passive passive,
      CaptureTimes times,
      long maxPhotoBytes,
      Consumer<PhotoFile> stored) {
    this.spool = spool;
    this.room = room;
    this.passive = passive;
    this.times = times;
    this.maxPhotoBytes = maxPhotoBytes;
    this.stored = stored;
  }

  /**
   * Receives one upload. When this returns normally, the photo is durable; when it throws, nothing
   * of it is left.
   */
  UploadOutcome receive(FtpIoSession session, Upload upload, DataConnection data)
      throws UploadRejected {
    if (upload.camera().paused()) {
      throw UploadRejected.forGood(
          553, "This camera is paused: its photos are not taken.", RefusalReason.CAMERA_PAUSED);
    }
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
    var buffer = buffers.take();
    try (var photo = spool.receive(upload.camera().camera())) {
      if (upload.file().text().endsWith(MARKER)) {
        return ignore(upload, data, buffer);
      }
      read(upload, data, buffer, photo);
      return keep(session, upload, data, photo);
    } catch (IOException e) {
      throw diskFailed(upload, e);
    } finally {
      buffers.giveBack(buffer);
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

  private void read(Upload upload, DataConnection data, ByteBuffer buffer, IncomingPhoto photo)
      throws UploadRejected, IOException {
    boolean more = true;
    while (more) {
      more = fill(upload, data, buffer);
      photo.write(buffer.flip());
      buffer.clear();
      if (!photo.ends().beginsLikeJpeg()) {
        throw UploadRejected.forGood(
            553, "This is not a JPEG: set the camera to JPEG.", RefusalReason.NOT_A_PHOTO);
      }
      if (photo.length() > maxPhotoBytes) {
        throw UploadRejected.forGood(
            552,
            "Photos may have " + maxPhotoBytes + " bytes at most: lower the resolution or quality.",
            RefusalReason.TOO_LARGE);
      }
    }
  }

  /** Reads until {@code buffer} is full; whether there may be more. */
  private static boolean fill(Upload upload, DataConnection data, ByteBuffer buffer)
      throws UploadRejected {
    try {
      while (buffer.hasRemaining()) {
        int bytes = data.read(buffer);
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

  private static UploadRejected broken(DataConnection data) {
    return UploadRejected.forNow(
        426,
        "Transfer broken off: "
            + data.abortedBecause().orElse("the data connection broke")
            + ". Send the photo again.",
        UploadOutcome.BROKEN);
  }

  private UploadOutcome ignore(Upload upload, DataConnection data, ByteBuffer buffer)
      throws UploadRejected {
    while (fill(upload, data, buffer.clear()) && upload.bytes() <= maxPhotoBytes) {
      // what is in the buffer is thrown away
    }
    return UploadOutcome.IGNORED;
  }

  private UploadOutcome keep(
      FtpIoSession session, Upload upload, DataConnection data, IncomingPhoto photo)
      throws UploadRejected, IOException {
    if (!photo.ends().isWhole()) {
      throw UploadRejected.forNow(
          451, "The photo ends too early. Send it again.", UploadOutcome.HALF);
    }
    if (!session.isConnected() || data.abortedBecause().isPresent()) {
      throw broken(data); // nobody would hear of a 226
    }
    var camera = upload.camera();
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
    kept.ifPresent(stored);
    return kept.isPresent() ? UploadOutcome.STORED : UploadOutcome.REPEATED;
  }

  private CaptureMoment moment(Upload upload, IncomingPhoto photo)
      throws UploadRejected, IOException {
    return times
        .of(upload.camera(), upload.file().relative(), photo::content, upload.arrival())
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
        .addKeyValue("camera", upload.camera().camera())
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
