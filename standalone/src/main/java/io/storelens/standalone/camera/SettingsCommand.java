package io.storelens.standalone.camera;

import io.storelens.crds.camera.Camera;
import io.storelens.crds.camera.Identification;
import io.storelens.crds.store.Store;
import io.storelens.standalone.credential.GeneratedPasswords;
import io.storelens.standalone.resource.Chain;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code storelens camera settings CAMERA}: what to type into a camera's web page. */
@Command(
    name = "settings",
    description = "Tells what to type into a camera's FTP page.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SettingsCommand implements Callable<Integer> {
  private static final String HIDDEN = "PASSWORD";

  @Parameters(paramLabel = "CAMERA", description = "The camera.")
  private String name;

  @Option(
      names = "--brand",
      paramLabel = "BRAND",
      defaultValue = "generic",
      description = "Its maker: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Brand brand;

  @Mixin private ChainOptions options;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder where up keeps generated passwords. Default: .storelens.")
  private Path data = Path.of(System.getProperty("storelens.home", "")).resolve(".storelens");

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Address or name that cameras reach this machine by. Default: its own.")
  private Optional<String> host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "2121",
      description = "FTP port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--show-password", description = "Show the password too.")
  private boolean showPassword;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    var chain = options.read();
    var camera = options.camera(chain, name);
    var out = command.commandLine().getOut();
    out.printf("For %s, in %s:%n%n", name, brand.page());
    line(out, "Server", server());
    line(out, "Port", Integer.toString(port));
    line(out, "User", user(chain));
    line(out, "Password", showPassword ? password(chain) : placeOfPassword(chain, camera));
    line(out, "Anonymous", "off");
    line(out, "Mode", "passive (PASV)");
    line(out, "Folder", folder(camera).orElse("any; none is needed"));
    line(out, "File names", names(camera));
    line(out, "Pictures", "JPEG, one a customer; no video");
    line(out, "Clock", "time zone %s, NTP every hour".formatted(timeZone(chain, camera)));
    if (!brand.remark().isEmpty()) {
      out.printf("%n%s%n", brand.remark().indent(2).stripTrailing());
    }
    if (brand == Brand.HIKVISION) {
      tellIsapi(out, chain, camera);
    }
    out.printf("%nTry a name of the camera:  ./storelens camera test-name %s NAME%n", name);
    out.flush();
    return 0;
  }

  private void tellIsapi(PrintWriter out, Chain chain, Camera camera) throws IOException {
    var body =
        new HikvisionBody(
            server(), port, user(chain), showPassword ? password(chain) : HIDDEN, folder(camera));
    out.printf(
        "%nOr without the page, with the camera's address and admin password%s:%n%n",
        showPassword ? "" : ", and the password above in place of " + HIDDEN);
    out.printf(
        "curl --digest -u admin -X PUT -H 'Content-Type: application/xml' --data-binary @- \\%n"
            + "  http://CAMERA/ISAPI/System/Network/ftp/1 <<'XML'%n%sXML%n",
        body.text());
  }

  private static void line(PrintWriter out, String what, String words) {
    out.printf("  %-11s %s%n", what, words);
  }

  private String user(Chain chain) {
    var own = chain.credentials().get(name);
    return own == null ? name : own.username();
  }

  private String password(Chain chain) throws IOException {
    var own = chain.credentials().get(name);
    return own == null
        ? new GeneratedPasswords(data.resolve("credentials")).of(name)
        : own.password();
  }

  private String placeOfPassword(Chain chain, Camera camera) {
    return chain.credentials().containsKey(name)
        ? "in Secret %s; --show-password shows it".formatted(camera.getSpec().credentialsSecret())
        : "in %s; --show-password shows it".formatted(data.resolve("credentials").resolve(name));
  }

  private static Optional<String> folder(Camera camera) {
    return Optional.ofNullable(camera.getSpec().identifiedBy().directory())
        .map(Identification.Directory::path);
  }

  private String names(Camera camera) {
    var by = camera.getSpec().identifiedBy().fileName();
    return by == null ? brand.names() : "such that folder and name match " + by.pattern();
  }

  private static String timeZone(Chain chain, Camera camera) {
    return chain.stores().stream()
        .filter(store -> store.getMetadata().getName().equals(camera.getSpec().store()))
        .map(Store::getSpec)
        .findFirst()
        .orElseThrow()
        .timeZone();
  }

  private String server() throws SocketException {
    return host.isPresent() ? host.get() : ownAddress();
  }

  /** The first IPv4 address that other machines may reach. */
  private static String ownAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("127.0.0.1");
  }
}
