package io.storelens.analyzer.provider.remote;

import io.storelens.analyzer.photo.RgbImage;
import io.storelens.analyzer.provider.FoundFace;
import io.storelens.analyzer.provider.mosaic.Layout;
import io.storelens.contract.config.MosaicConfig;
import io.storelens.contract.face.Trait;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Several photos in one call. The first photo waits for others; its thread then makes the call for
 * all. A photo in which not exactly one face was found is sent again alone: at a counter one photo
 * is one customer, so anything else may be the mosaic's fault.
 */
final class MosaicPhotos implements PhotoSender {
  /** Photos are laid on middle grey, which is no face. */
  private static final java.awt.Color GROUND = new java.awt.Color(0x80, 0x80, 0x80);

  private final MosaicConfig config;
  private final Accounts accounts;
  private final PhotoSender single;
  private final CallMetrics metrics;
  private final Map<Set<Trait>, Batch> open = new HashMap<>();

  MosaicPhotos(MosaicConfig config, Accounts accounts, PhotoSender single, CallMetrics metrics) {
    this.config = config;
    this.accounts = accounts;
    this.single = single;
    this.metrics = metrics;
  }

  @Override
  public List<FoundFace> send(RgbImage image, Set<Trait> wanted) throws CallFailedException {
    var photo = new Photo(image);
    if (Encoding.isTooSmall(image, accounts.limits())
        || Layout.of(List.of(photo.size), accounts.limits().maxSide()).isEmpty()) {
      return single.send(image, wanted);
    }
    var batch = join(photo, wanted);
    try {
      if (batch.photos.get(0) == photo) {
        lead(batch, wanted);
      }
      var faces = photo.faces.get();
      metrics.mosaic(faces.isPresent());
      return faces.isPresent() ? faces.get() : single.send(image, wanted);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallFailedException failure) {
        throw failure;
      }
      throw new IllegalStateException("a mosaic failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailedException(CallOutcome.NO_PERMIT, "the analyzer stops");
    }
  }

  /** Adds {@code photo} to the mosaic that is being collected, or to a new one. */
  private synchronized Batch join(Photo photo, Set<Trait> wanted) {
    var batch = open.get(wanted);
    if (batch == null || !batch.takes(photo, accounts.limits().maxSide())) {
      if (batch != null) {
        batch.full.countDown();
      }
      batch = new Batch();
      open.put(wanted, batch);
    }
    batch.photos.add(photo);
    // A provider that tells of few faces gets few photos.
    if (batch.photos.size() >= Math.min(config.photos(), accounts.limits().maxFaces() - 1)) {
      open.remove(wanted);
      batch.full.countDown();
    }
    return batch;
  }

  private void lead(Batch batch, Set<Trait> wanted) throws InterruptedException {
    if (!batch.full.await(config.maxWait().toMillis(), TimeUnit.MILLISECONDS)) {
      synchronized (this) {
        open.remove(wanted, batch);
      }
    }
    if (batch.photos.size() == 1) {
      batch.photos.get(0).faces.complete(Optional.empty());
      return;
    }
    try {
      batch.complete(found(batch, wanted));
    } catch (CallFailedException | RuntimeException e) {
      batch.photos.forEach(photo -> photo.faces.completeExceptionally(e));
    }
  }

  private List<Optional<List<FoundFace>>> found(Batch batch, Set<Trait> wanted)
      throws CallFailedException {
    var layout = batch.layout(accounts.limits().maxSide()).orElseThrow();
    var sendable = Encoding.fit(batch.draw(layout), accounts.limits());
    var faces = accounts.detect(sendable.jpeg(), wanted);
    return layout.divide(faces.stream().map(face -> face.times(sendable.scale())).toList());
  }

  /** A photo that waits. Its image belongs to a thread that waits as well. */
  private static final class Photo {
    private final RgbImage image;
    private final Layout.Size size;
    private final CompletableFuture<Optional<List<FoundFace>>> faces = new CompletableFuture<>();

    Photo(RgbImage image) {
      this.image = image;
      this.size = new Layout.Size(image.width(), image.height());
    }
  }

  /** Photos of one call. Grows under the lock of the sender, and is read once it is closed. */
  private static final class Batch {
    private final List<Photo> photos = new ArrayList<>();
    private final CountDownLatch full = new CountDownLatch(1);

    boolean takes(Photo photo, int maxSide) {
      var sizes = new ArrayList<>(sizes());
      sizes.add(photo.size);
      return Layout.of(sizes, maxSide).isPresent();
    }

    Optional<Layout> layout(int maxSide) {
      return Layout.of(sizes(), maxSide);
    }

    BufferedImage draw(Layout layout) {
      var mosaic = new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D graphics = mosaic.createGraphics();
      graphics.setColor(GROUND);
      graphics.fillRect(0, 0, layout.width(), layout.height());
      for (int i = 0; i < photos.size(); i++) {
        var tile = layout.tiles().get(i);
        graphics.drawImage(Encoding.picture(photos.get(i).image), tile.x(), tile.y(), null);
      }
      graphics.dispose();
      return mosaic;
    }

    void complete(List<Optional<List<FoundFace>>> faces) {
      for (int i = 0; i < photos.size(); i++) {
        photos.get(i).faces.complete(faces.get(i).filter(own -> own.size() == 1));
      }
    }

    private List<Layout.Size> sizes() {
      return photos.stream().map(photo -> photo.size).toList();
    }
  }
}
