package io.storelens.podkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TerminationTest {
  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
  void signalStopsTheProgramBeforeTheHooksOfLibrariesRun(String signal, int status)
      throws Exception {
    var program = start();
    program.outputWriter().close();
    try (var output = program.inputReader()) {
      assertThat(output.readLine()).isEqualTo("ready");
      send(signal, program);
      assertThat(output.lines()).containsExactly("stopping", "stopped", "a library's hook");
      assertThat(statusOf(program)).isEqualTo(status);
    }
  }

  @Test
  void secondSignalChangesNothing() throws Exception {
    var program = start();
    try (var output = program.inputReader()) {
      assertThat(output.readLine()).isEqualTo("ready");
      send("TERM", program);
      assertThat(output.readLine()).isEqualTo("stopping");
      send("INT", program);
      program.outputWriter().close();
      assertThat(output.lines()).containsExactly("stopped", "a library's hook");
      assertThat(statusOf(program)).isEqualTo(143);
    }
  }

  @Test
  void programWhoseStopFailsEndsAllTheSame() throws Exception {
    var program = start();
    try (var output = program.inputReader()) {
      assertThat(output.readLine()).isEqualTo("ready");
      send("TERM", program);
      assertThat(output.readLine()).isEqualTo("stopping");
      try (var input = program.outputWriter()) {
        input.write("fail");
      }
      assertThat(output.lines()).contains("a library's hook").doesNotContain("stopped");
      assertThat(statusOf(program)).isEqualTo(143);
    }
  }

  @Test
  void programThatEndsByItselfIsStoppedToo() throws Exception {
    var program = start("7");
    program.outputWriter().close();
    try (var output = program.inputReader()) {
      assertThat(output.lines())
          .containsExactlyInAnyOrder("ready", "stopping", "stopped", "a library's hook");
      assertThat(statusOf(program)).isEqualTo(7);
    }
  }

  @Test
  void javaThatLeavesSignalsAloneStillStopsAProgramThatEndsByItself() throws Exception {
    var program = start(List.of("-Xrs"), "0");
    program.outputWriter().close();
    try (BufferedReader output = program.inputReader()) {
      assertThat(output.lines())
          .containsExactlyInAnyOrder("ready", "stopping", "stopped", "a library's hook");
      assertThat(statusOf(program)).isZero();
    }
  }

  private static void send(String signal, Process program)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid())).start().waitFor();
  }

  private static int statusOf(Process program) throws InterruptedException {
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return program.exitValue();
  }

  private static Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  private static Process start(List<String> options, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    // Whoever starts a build in the background may have had it ignore some of them.
    command.addAll(List.of("env", "--default-signal=HUP,INT,TERM"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StoppingProgram.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
