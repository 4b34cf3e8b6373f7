package io.storelens.standalone.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storelens.contract.directory.CaptureSource;
import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import io.storelens.ingest.spool.Spool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On the spool of a pipeline that runs: its lock is held. */
class SpoolCommandTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(data.resolve("spool"), new SimpleMeterRegistry());
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
  }

  @Test
  void listsWhatWasSetAside() throws IOException {
    var id = setAside("a", "{\"title\":\"Unprocessable\",\"detail\":\"The photo has\\nno end.\"}");
    assertThat(run("list")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "ID            CAMERA  CAPTURED              BYTES  REASON",
            id.hex().substring(0, 12)
                + "  till-1  2026-11-24T12:00:00Z  "
                + "%-5d".formatted(bytes(id))
                + "  The photo has no end.");
  }

  @Test
  void saysThatNothingWasSetAside() {
    assertThat(run("list")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("No photo is set aside.");
  }

  @Test
  void triesAPhotoAgainByTheBeginningOfItsId() throws IOException {
    var id = setAside("a", "no image");
    setAside("b", "no image");
    assertThat(run("retry", id.hex().substring(0, 10))).isZero();
    assertThat(out.toString()).contains("Photos to be tried again: 1");
    assertThat(data.resolve("spool/again").resolve(id.hex())).exists();
    assertThat(run("drop", "--all")).isZero();
    assertThat(data.resolve("spool/aside")).isEmptyDirectory();
    assertThat(data.resolve("spool/again").resolve(id.hex())).exists();
  }

  @Test
  void asksWhichPhotosAreMeant() throws IOException {
    setAside("a", "no image");
    assertThat(run("drop")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("Name photos by their ids, or all of them by --all");
    assertThat(run("drop", "--all", "0123")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run("drop", "a")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("too short");
    assertThat(run("drop", "zzzz")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("begins with zzzz");
    assertThat(data.resolve("spool/aside")).isNotEmptyDirectory();
  }

  @Test
  void tellsPlainReasonsOnOneShortLine() {
    assertThat(AsideTable.reason("x\r\ny\u001b[2J")).isEqualTo("x y [2J");
    assertThat(AsideTable.reason("")).isEqualTo("?");
    assertThat(AsideTable.reason("[1]")).isEqualTo("[1]");
    assertThat(AsideTable.reason("long ".repeat(100))).hasSize(100).endsWith("…");
  }

  private int run(String name, String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = name;
    all[1] = "--data";
    all[2] = data.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new CommandLine(new SpoolCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  private long bytes(PhotoId id) {
    return data.resolve("spool/aside").resolve(id.hex()).toFile().length();
  }

  private PhotoId setAside(String content, String reason) throws IOException {
    try (var photo = spool.receive().of("till-1")) {
      photo.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII)));
      var described =
          new Photo(
              photo.id(),
              "till-1",
              "paris-001",
              "eu-west",
              NOON,
              NOON,
              CaptureSource.ARRIVAL,
              Optional.empty());
      spool.setAside(spool.keep(photo, described).orElseThrow(), reason);
      return described.id();
    }
  }
}
