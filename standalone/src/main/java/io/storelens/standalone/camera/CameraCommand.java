package io.storelens.standalone.camera;

import picocli.CommandLine.Command;

/** {@code storelens camera …}: help with connecting cameras. */
@Command(
    name = "camera",
    description = "Helps with connecting cameras.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TestNameCommand.class, SettingsCommand.class})
public final class CameraCommand {}
