package io.storelens.ingest.ftp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.FtpRequest;

/**
 * The commands this server knows: enough for what cameras do, and no more. Folders exist in names
 * only; nothing can be read, and no photo changed or deleted.
 */
final class Commands {
  private static final String FEATURES =
      "Extensions:\n%s EPSV\n MDTM\n PASV\n SIZE\n TVFS\n UTF8\nEnd";
  private static final String TLS_FEATURES = " AUTH TLS\n PBSZ\n PROT\n";
  private static final String WRITE_ONLY = "Photos can only be stored here.";

  private final Map<String, Command> commands = new TreeMap<>();

  private Commands() {}

  /** All commands, given those that need more than a fixed reply. */
  static CommandFactory all(
      Login login, Optional<Tls> tls, Passive passive, Active active, Store store) {
    var all = new Commands();
    all.commands.put("USER", login::user);
    all.commands.put("PASS", login::pass);
    all.commands.put("PASV", passive::pasv);
    all.commands.put("EPSV", passive::epsv);
    all.commands.put("PORT", active::port);
    all.commands.put("EPRT", active::eprt);
    all.commands.put("STOR", store);
    for (String listing : new String[] {"LIST", "NLST", "MLSD"}) {
      all.commands.put(listing, passive::list);
    }
    all.session();
    all.tls(tls);
    all.folders();
    all.parameters();
    all.refused();
    var factory = new CommandFactoryFactory();
    factory.setUseDefaultCommands(false);
    factory.setCommandMap(all.commands);
    return factory.createCommandFactory();
  }

  private void session() {
    commands.put(
        "QUIT",
        (session, context, request) -> {
          session.write(Reply.of(221, "Good-bye."));
          session.closeOnFlush();
        });
    fixed("ABOR", 226, "Nothing is being transferred.");
    fixed("NOOP", 200, "Here.");
    fixed("CLNT", 200, "Noted.");
    fixed("SYST", 215, "UNIX Type: L8");
    fixed("STAT", 211, "Ready for photos.");
    fixed("HELP", 214, "Log in, send PASV or EPSV, then STOR a JPEG.");
    fixed("ACCT", 202, "Not needed.");
  }

  private void tls(Optional<Tls> tls) {
    fixed("FEAT", 211, FEATURES.formatted(tls.isPresent() ? TLS_FEATURES : ""));
    fixed("CCC", 533, "TLS stays on.");
    tls.ifPresentOrElse(rules -> commands.putAll(rules.commands()), this::noTls);
  }

  private void noTls() {
    fixed("PBSZ", 503, "Send AUTH first.");
    fixed("PROT", 503, "Send AUTH first.");
    commands.put(
        "AUTH",
        (session, context, request) -> {
          ControlSession.of(session).clearTextMayFollow();
          session.write(
              "TLS".equalsIgnoreCase(argument(request))
                      || "TLS-C".equalsIgnoreCase(argument(request))
                      || "SSL".equalsIgnoreCase(argument(request))
                  ? Reply.of(431, "TLS is not set up on this server.")
                  : Reply.of(504, "Only TLS is known."));
        });
  }

  private void folders() {
    commands.put(
        "PWD",
        (session, context, request) ->
            session.write(
                Reply.of(257, ControlSession.of(session).folder().quoted() + " is the folder.")));
    commands.put(
        "CWD",
        (session, context, request) -> {
          var known = ControlSession.of(session);
          known.folder(known.folder().resolve(argument(request)));
          session.write(Reply.of(250, "Folder changed."));
        });
    commands.put(
        "CDUP",
        (session, context, request) -> {
          var known = ControlSession.of(session);
          known.folder(known.folder().parent());
          session.write(Reply.of(250, "Folder changed."));
        });
    commands.put(
        "MKD",
        (session, context, request) ->
            session.write(
                Reply.of(
                    257,
                    ControlSession.of(session).folder().resolve(argument(request)).quoted()
                        + " is there.")));
    commands.putAll(FileCommands.all());
    fixed("RMD", 250, "Folders are names only.");
  }

  private void parameters() {
    // ASCII would spoil photos: accepted, and ignored.
    fixed("TYPE", 200, "Photos are always taken as they are.");
    fixed("ALLO", 200, "No need.");
    only("MODE", "S", "Only stream mode is known.");
    only("STRU", "F", "Only file structure is known.");
    commands.put(
        "OPTS",
        (session, context, request) ->
            session.write(
                argument(request).toUpperCase(Locale.ROOT).startsWith("UTF8")
                    ? Reply.of(200, "Names are in UTF-8.")
                    : Reply.of(501, "No such option.")));
    commands.put(
        "REST",
        (session, context, request) ->
            session.write(
                argument(request).equals("0")
                    ? Reply.of(350, "From the start.")
                    : Reply.of(504, "Uploads begin at the start: send the whole photo.")));
  }

  private void refused() {
    for (String command : new String[] {"APPE", "STOU"}) {
      fixed(command, 502, "Use STOR with a whole photo.");
    }
    for (String command : new String[] {"RETR", "MFMT"}) {
      fixed(command, 550, WRITE_ONLY);
    }
    fixed("SITE", 502, "No SITE commands.");
    fixed("REIN", 502, "Log in on a new connection.");
    fixed("LANG", 504, "English only.");
  }

  private void fixed(String command, int code, String text) {
    commands.put(command, (session, context, request) -> session.write(Reply.of(code, text)));
  }

  private void only(String command, String value, String otherwise) {
    commands.put(
        command,
        (session, context, request) ->
            session.write(
                value.equalsIgnoreCase(argument(request))
                    ? Reply.of(200, "So it is.")
                    : Reply.of(504, otherwise)));
  }

  private static String argument(FtpRequest request) {
    return request.hasArgument() ? request.getArgument() : "";
  }
}
