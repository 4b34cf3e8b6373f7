package io.storelens.standalone;

import io.storelens.standalone.analyze.AnalyzeCommand;
import io.storelens.standalone.camera.CameraCommand;
import io.storelens.standalone.diagnose.DiagnoseCommand;
import io.storelens.standalone.operator.OperatorCommand;
import io.storelens.standalone.plan.PlanCommand;
import io.storelens.standalone.simulate.SimulateCommand;
import io.storelens.standalone.spool.SpoolCommand;
import io.storelens.standalone.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line: {@code storelens up}, {@code analyze}, {@code camera}, {@code spool}, {@code
 * plan}, {@code simulate}, {@code operator} and {@code diagnose}.
 */
@Command(
    name = "storelens",
    description = "Who visits the stores of a chain, and when, from photos of checkout cameras.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      AnalyzeCommand.class,
      CameraCommand.class,
      SpoolCommand.class,
      PlanCommand.class,
      SimulateCommand.class,
      OperatorCommand.class,
      DiagnoseCommand.class
    })
public final class Main {
  static {
    // Before the first logger: on a terminal the progress is told, and only what is wrong is
    // logged.
    System.setProperty("logback.configurationFile", "io/storelens/standalone/logback.xml");
  }

  private Main() {}

  /** Runs the command and ends the process with its status: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, whose failures are one line for people. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureMessage());
  }
}
