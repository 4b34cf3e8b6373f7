package io.storelens.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people what failed in words; the stack trace goes to the log at DEBUG only. */
final class FailureMessage implements IExecutionExceptionHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(FailureMessage.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    LOGGER.atDebug().setCause(failure).log("command failed");
    command.getErr().println("storelens: " + words(failure));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String words(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
