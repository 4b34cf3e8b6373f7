package io.storelens.standalone.spool;

import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.AsideFolder;
import io.storelens.ingest.spool.AsidePhoto;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code storelens spool list|retry|drop}: the photos that no analyzer could use. Works while the
 * pipeline runs, and while it does not.
 */
@Command(
    name = "spool",
    description = "Shows the photos that could never be analysed; tries them again or drops them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class SpoolCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing command: list, retry or drop");
  }

  @Command(
      name = "list",
      description = "One line a photo: id, camera, when it was taken, bytes, reason.",
      mixinStandardHelpOptions = true)
  int list(@Mixin SpoolFolder folder) throws IOException {
    var photos = folder.aside().list();
    var out = command.commandLine().getOut();
    if (photos.isEmpty()) {
      out.println("No photo is set aside.");
    } else {
      new AsideTable(photos).lines().forEach(out::println);
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "retry",
      description = "Hands photos over once more, such as after an update of the analyzer.",
      mixinStandardHelpOptions = true)
  int retry(@Mixin SpoolFolder folder, @Mixin Choice choice) throws IOException {
    return each(folder.aside(), choice, AsideFolder::retry, "Photos to be tried again: %d");
  }

  @Command(name = "drop", description = "Deletes photos for good.", mixinStandardHelpOptions = true)
  int drop(@Mixin SpoolFolder folder, @Mixin Choice choice) throws IOException {
    return each(folder.aside(), choice, AsideFolder::drop, "Photos deleted: %d");
  }

  private int each(AsideFolder folder, Choice choice, Action action, String done)
      throws IOException {
    List<AsidePhoto> chosen;
    try {
      chosen = choice.of(folder.list());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    int photos = 0;
    for (AsidePhoto photo : chosen) {
      photos += action.on(folder, photo.id()) ? 1 : 0;
    }
    var out = command.commandLine().getOut();
    out.println(done.formatted(photos));
    out.flush();
    return 0;
  }

  @FunctionalInterface
  private interface Action {
    boolean on(AsideFolder folder, PhotoId id) throws IOException;
  }
}
