package io.storelens.standalone.simulator;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * A fixed number of different scenes, each encoded once and about 1 MB, made in the background from
 * the moment of creation.
 */
public final class ScenePool implements AutoCloseable {
  private final ExecutorService makers;
  private final List<CompletableFuture<Scene>> scenes;

  /**
   * @param scenes number of scenes, 1 to 1,000; each takes 1 MB of memory
   * @param seed the same seed makes the same scenes
   */
  public ScenePool(int scenes, long seed) {
    this(scenes, seed, new SceneMaker(Portrait.load()));
  }

  /**
   * Scenes with the same number of customers on each.
   *
   * @param customers 1 to 4
   */
  public static ScenePool withCustomers(int scenes, long seed, int customers) {
    if (customers < 1 || customers > 4) {
      throw new IllegalArgumentException("customers must be from 1 to 4, not " + customers);
    }
    return new ScenePool(scenes, seed, new SceneMaker(Portrait.load(), customers));
  }

  private ScenePool(int scenes, long seed, SceneMaker maker) {
    if (scenes < 1 || scenes > 1_000) {
      throw new IllegalArgumentException("scenes must be from 1 to 1000, not " + scenes);
    }
    makers =
        Executors.newFixedThreadPool(
            Math.min(scenes, Runtime.getRuntime().availableProcessors()),
            task -> {
              var thread = new Thread(task, "scene-maker");
              thread.setDaemon(true);
              return thread;
            });
    this.scenes =
        LongStream.range(0, scenes)
            .mapToObj(
                number -> CompletableFuture.supplyAsync(() -> maker.make(seed + number), makers))
            .toList();
    makers.shutdown();
  }

  /**
   * Any of the scenes; waits for it when it is still being made.
   *
   * @throws java.util.concurrent.CancellationException if it is not made when this is closed
   */
  Scene any(RandomGenerator random) {
    return scenes.get(random.nextInt(scenes.size())).join();
  }

  /** Scene {@code number}, from 0; waits for it when it is still being made. */
  public Scene get(int number) {
    return scenes.get(number).join();
  }

  /** Waits until every scene is made. */
  public void await() {
    scenes.forEach(CompletableFuture::join);
  }

  /** Makes no more scenes; nobody waits for one any longer. */
  @Override
  public void close() {
    makers.shutdownNow();
    scenes.forEach(scene -> scene.cancel(false));
  }
}
