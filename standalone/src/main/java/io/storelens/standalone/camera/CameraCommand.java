package io.storelens.standalone.camera;

import io.storelens.standalone.camera.check.CheckCommand;
import picocli.CommandLine.Command;

/** {@code storelens camera …}: help with connecting cameras. */
@Command(
    name = "camera",
    description = "Helps with connecting cameras.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CheckCommand.class, TestNameCommand.class, SettingsCommand.class})
public final class CameraCommand {}
