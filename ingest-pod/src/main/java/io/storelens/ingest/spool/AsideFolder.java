package io.storelens.ingest.spool;

import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.PhotoFile.BadPhotoFile;
import io.storelens.ingest.spool.PhotoFile.Unfinished;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Photos that no analyzer can use, each with a text of the same name and {@code .reason}. May be
 * used while an ingest runs on the spool, and while none does.
 */
public final class AsideFolder {
  /** They show faces, so they are not kept for longer than somebody needs to look into it. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final String REASON = ".reason";

  private final Path folder;
  private final Path again;

  AsideFolder(SpoolFolders folders) {
    this(folders.aside(), folders.again());
  }

  private AsideFolder(Path folder, Path again) {
    this.folder = folder;
    this.again = again;
  }

  /**
   * What was set aside of the spool in {@code spool}.
   *
   * @throws IOException with a remedy, if there is no spool
   */
  public static AsideFolder of(Path spool) throws IOException {
    var aside = spool.resolve("aside");
    if (!Files.isDirectory(aside)) {
      throw new NoSuchFileException(
          spool + " is not a spool: name the folder that an ingest has run on");
    }
    return new AsideFolder(aside, Files.createDirectories(spool.resolve("again")));
  }

  /** All photos, by id. */
  public List<AsidePhoto> list() throws IOException {
    var photos = new ArrayList<AsidePhoto>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        id(file).flatMap(id -> read(id, file)).ifPresent(photos::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    photos.sort((one, other) -> one.id().hex().compareTo(other.id().hex()));
    return photos;
  }

  /** The id a file is named by; empty for another file, which is left alone. */
  static Optional<PhotoId> id(Path photo) {
    try {
      return Optional.of(new PhotoId(photo.getFileName().toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Empty if it has gone meanwhile. */
  private Optional<AsidePhoto> read(PhotoId id, Path file) {
    try {
      return Optional.of(new AsidePhoto(id, description(file), Files.size(file), reason(id)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Photo> description(Path file) throws IOException {
    try {
      return Optional.of(PhotoFile.read(file).photo());
    } catch (BadPhotoFile | Unfinished e) {
      return Optional.empty();
    }
  }

  private String reason(PhotoId id) throws IOException {
    var file = folder.resolve(id.hex() + REASON);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /**
   * Lets photo {@code id} be handed over once more: by the ingest that runs, within seconds, or by
   * the next one.
   *
   * @return whether it was still there
   */
  public boolean retry(PhotoId id) throws IOException {
    Files.deleteIfExists(folder.resolve(id.hex() + REASON)); // first: it may come back at once
    try {
      Files.move(folder.resolve(id.hex()), again.resolve(id.hex()), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false;
    }
    return true;
  }

  /**
   * Deletes photo {@code id} and its reason.
   *
   * @return whether it was still there
   */
  public boolean drop(PhotoId id) throws IOException {
    boolean wasThere = Files.deleteIfExists(folder.resolve(id.hex()));
    Files.deleteIfExists(folder.resolve(id.hex() + REASON));
    return wasThere;
  }

  /**
   * Moves the file {@code photo} here, after its reason.
   *
   * @return whether it was still there
   */
  boolean take(Path photo, PhotoId id, String reason) throws IOException {
    Files.writeString(folder.resolve(id.hex() + REASON), reason);
    try {
      Files.move(photo, folder.resolve(id.hex()), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  void forget(Instant now) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().plus(KEPT).isBefore(now)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
