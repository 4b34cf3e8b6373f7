package io.storelens.analyzer.archive;

import com.azure.core.exception.AzureException;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.storelens.analyzer.photo.EncodedPhoto;
import io.storelens.contract.handover.Photo;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;

/** Photos in a container of Azure Blob. */
final class BlobArchive implements PhotoArchive {
  private final BlobContainerClient container;
  private final String folder;

  /**
   * @param folder ends with a slash, or is empty
   */
  BlobArchive(BlobContainerClient container, String folder) {
    this.container = container;
    this.folder = folder;
  }

  @Override
  public void keep(Photo photo, EncodedPhoto content) throws IOException {
    try {
      container
          .getBlobClient(folder + PhotoArchive.path(photo))
          .upload(BinaryData.fromBytes(Arrays.copyOf(content.bytes(), content.length())), true);
    } catch (AzureException e) {
      throw failure(e);
    }
  }

  @Override
  public int deleteBefore(LocalDate day) throws IOException {
    try {
      int deleted = 0;
      for (BlobItem entry : container.listBlobsByHierarchy(folder)) {
        if (Boolean.TRUE.equals(entry.isPrefix())
            && PhotoArchive.isBefore(name(entry.getName()), day)) {
          deleted += delete(entry.getName());
        }
      }
      return deleted;
    } catch (AzureException e) {
      throw failure(e);
    }
  }

  /** The name of a day's folder without what is above it. */
  private String name(String prefix) {
    return prefix.substring(folder.length(), prefix.length() - 1);
  }

  private int delete(String prefix) {
    int deleted = 0;
    var all = new ListBlobsOptions().setPrefix(prefix);
    for (BlobItem blob : container.listBlobs(all, null)) {
      deleted += container.getBlobClient(blob.getName()).deleteIfExists() ? 1 : 0;
    }
    return deleted;
  }

  /** The service's messages quote requests: the kind of the failure must do. */
  private static IOException failure(AzureException cause) {
    return new IOException("Azure Blob failed: " + cause.getClass().getSimpleName(), cause);
  }
}
