package io.storelens.standalone.analyze;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.storelens.analyzer.AnalyzedFace;
import io.storelens.analyzer.FaceAnalysis;
import io.storelens.analyzer.photo.PhotoRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code storelens analyze FILE…}: the faces of photos, a line of JSON a file. */
@Command(
    name = "analyze",
    description = "Tells every face of photos: one line of JSON a file, on standard output.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {"0:every file was analysed", "1:a file was not: its line has an error"})
public final class AnalyzeCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "JPEG or PNG files.")
  private List<Path> files;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder of another model set. Default: the built-in one.")
  private Optional<Path> models;

  @Spec private CommandSpec command;

  /** One line of the output: the faces, or why there are none. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Line(
      @JsonProperty String file,
      @JsonProperty Optional<List<AnalyzedFace>> faces,
      @JsonProperty Optional<String> error) {}

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    var terminal = command.commandLine();
    var library = JpegLibrary.find(terminal.getErr()::println);
    boolean allAnalysed = true;
    try (var analysis = FaceAnalysis.open(models, library)) {
      for (Path file : files) {
        var line = analyze(analysis, file);
        terminal.getOut().println(JSON.writeValueAsString(line));
        terminal.getOut().flush();
        allAnalysed &= line.error().isEmpty();
      }
    }
    return allAnalysed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Line analyze(FaceAnalysis analysis, Path file) {
    try {
      return new Line(
          file.toString(),
          Optional.of(analysis.analyze(Files.readAllBytes(file))),
          Optional.empty());
    } catch (PhotoRefusedException e) {
      return failed(file, e.getMessage());
    } catch (NoSuchFileException e) {
      return failed(file, "there is no such file");
    } catch (IOException e) {
      return failed(file, "the file cannot be read: " + e.getMessage());
    }
  }

  private static Line failed(Path file, String error) {
    return new Line(file.toString(), Optional.empty(), Optional.of(error));
  }
}
