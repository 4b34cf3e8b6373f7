package io.storelens.analyzer.archive;

import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.contract.handover.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Photos in a folder. */
final class FolderArchive implements PhotoArchive {
  private final Path folder;

  FolderArchive(Path folder) {
    this.folder = folder;
  }

  @Override
  public void keep(Photo photo, EncodedPhoto content) throws IOException {
    var file = folder.resolve(PhotoArchive.path(photo));
    Files.createDirectories(file.getParent());
    var part = Files.createTempFile(file.getParent(), ".", ".part");
    try {
      try (var stream = Files.newOutputStream(part)) {
        stream.write(content.bytes(), 0, content.length());
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public int deleteBefore(LocalDate day) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int deleted = 0;
    for (Path entry : entries()) {
      if (PhotoArchive.isBefore(entry.getFileName().toString(), day)) {
        deleted += delete(entry);
      }
    }
    return deleted;
  }

  private List<Path> entries() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  /** Deletes a folder with all in it. Another analyzer may be at the same. */
  private static int delete(Path folder) throws IOException {
    int files = 0;
    try (var entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        boolean file = Files.isRegularFile(entry);
        files += Files.deleteIfExists(entry) && file ? 1 : 0;
      }
    }
    return files;
  }
}
