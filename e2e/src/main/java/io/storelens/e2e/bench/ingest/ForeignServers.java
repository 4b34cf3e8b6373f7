package io.storelens.e2e.bench.ingest;

import io.storelens.embedded.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the servers of others are set up: the fastest way that takes a photo, without logs, limits
 * and look-ups. TLS is set up only for those who measure it: its mere setting makes each connection
 * dearer.
 */
final class ForeignServers {
  /** Ports for data connections of each server. */
  static final int PASSIVE_PORTS = 400;

  private final ServerPrograms programs;
  private final Path folder;
  private final String hash;
  private final Optional<ServerCertificate> certificate;

  /**
   * @param folder for their files, on the disk that is measured
   * @param certificate for TLS; empty for plain FTP only
   */
  ForeignServers(ServerPrograms programs, Path folder, Optional<ServerCertificate> certificate)
      throws IOException, InterruptedException {
    this.programs = programs;
    this.folder = folder;
    this.certificate = certificate;
    var made = new Command(List.of("openssl", "passwd", "-6", FtpServer.PASSWORD), Map.of()).run();
    if (!made.succeeded()) {
      throw new IOException("openssl cannot hash a password: " + made.lastLines());
    }
    this.hash = made.output().strip();
  }

  private ServerFiles files(String name) throws IOException {
    return new ServerFiles(Files.createDirectories(folder.resolve(name)), hash).made();
  }

  ForeignServer vsftpd(int port) throws IOException, InterruptedException {
    var files = files("vsftpd");
    var pam = Files.createDirectories(files.folder().resolve("pam.d"));
    var empty = Files.createDirectories(files.folder().resolve("empty"));
    Files.writeString(
        pam.resolve("vsftpd"),
        "auth required pam_unix.so\naccount required pam_unix.so\nsession required pam_permit.so\n");
    var passwd =
        files.write("passwd", Files.readString(Path.of("/etc/passwd")) + account(files, "x"));
    var shadow =
        files.write(
            "shadow",
            Files.readString(Path.of("/etc/shadow"))
                + "%s:%s:19000:0:99999:7:::%n".formatted(ServerFiles.USER, hash));
    var settings =
        files.write(
            "settings",
            """
            listen=YES
            listen_address=%s
            listen_port=%d
            background=NO
            anonymous_enable=NO
            local_enable=YES
            write_enable=YES
            local_umask=022
            pam_service_name=vsftpd
            chroot_local_user=YES
            allow_writeable_chroot=YES
            secure_chroot_dir=%s
            nopriv_user=nobody
            pasv_min_port=%d
            pasv_max_port=%d
            max_clients=1000
            max_per_ip=1000
            xferlog_enable=NO
            dirmessage_enable=NO
            seccomp_sandbox=NO
            session_support=NO
            """
                    .formatted(FtpServer.HOST, port, empty, port + 1, port + PASSIVE_PORTS)
                + tls(
                    """
                    ssl_enable=YES
                    allow_anon_ssl=NO
                    force_local_logins_ssl=NO
                    force_local_data_ssl=NO
                    require_ssl_reuse=NO
                    ssl_ciphers=HIGH
                    rsa_cert_file=%s
                    """));
    // It asks the system for its users: they are put under its eyes alone.
    var script =
        "mount --bind %s /etc/passwd && mount --bind %s /etc/shadow && mount --bind %s /etc/pam.d"
                .formatted(passwd, shadow, pam)
            + " && exec %s %s".formatted(programs.file("usr/sbin/vsftpd"), settings);
    return server("vsftpd", port, files, List.of("unshare", "--mount", "sh", "-c", script));
  }

  ForeignServer pureFtpd(int port) throws IOException, InterruptedException {
    var files = files("pure-ftpd");
    var users =
        files.write(
            "users",
            "%s:%s:%d:%d::%s/./::::::::::::%n"
                .formatted(
                    ServerFiles.USER, hash, ServerFiles.NOBODY, ServerFiles.NOBODY, files.home()));
    var database = files.folder().resolve("users.pdb").toString();
    var made =
        new Command(
                List.of(programs.file("usr/bin/pure-pw"), "mkdb", database, "-f", users.toString()),
                programs.environment())
            .run();
    if (!made.succeeded()) {
      throw new IOException("pure-pw: " + made.lastLines());
    }
    var words = new ArrayList<>(List.of(programs.file("usr/sbin/pure-ftpd")));
    words.addAll(List.of("-S", FtpServer.HOST + "," + port, "-l", "puredb:" + database));
    words.addAll(List.of("-E", "-A", "-H", "-j", "-c", "1000", "-C", "1000", "-I", "15"));
    words.addAll(List.of("-p", (port + 1) + ":" + (port + PASSIVE_PORTS)));
    certificate.ifPresent(tls -> words.addAll(List.of("-Y", "1", "-2", tls.both().toString())));
    return server("Pure-FTPd", port, files, words);
  }

  ForeignServer proftpd(int port) throws IOException, InterruptedException {
    var files = files("proftpd");
    var users = files.write("users", account(files, hash));
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
    var settings =
        files.write(
            "settings",
            """
            ServerName benchmark
            ServerType standalone
            DefaultAddress %s
            Port %d
            PassivePorts %d %d
            User nobody
            Group nogroup
            ModulePath %s
            AuthUserFile %s
            AuthOrder mod_auth_file.c
            RequireValidShell off
            DefaultRoot ~
            UseReverseDNS off
            WtmpLog off
            TransferLog none
            SystemLog none
            DelayEngine off
            ScoreboardFile none
            PidFile %s
            MaxInstances 1000
            <Directory />
            AllowOverwrite on
            </Directory>
            """
                    .formatted(
                        FtpServer.HOST,
                        port,
                        port + 1,
                        port + PASSIVE_PORTS,
                        programs.file("usr/lib/proftpd"),
                        users,
                        files.folder().resolve("pid"))
                + tls(
                    """
                    LoadModule mod_tls.c
                    TLSEngine on
                    TLSRequired off
                    TLSECCertificateFile %1$s
                    TLSECCertificateKeyFile %1$s
                    TLSOptions NoSessionReuseRequired
                    """));
    var words =
        List.of(programs.file("usr/sbin/proftpd"), "--nodaemon", "--config", settings.toString());
    return server("ProFTPD", port, files, words);
  }

  private String tls(String settings) {
    return certificate.map(tls -> settings.formatted(tls.both())).orElse("");
  }

  private ForeignServer server(String name, int port, ServerFiles files, List<String> words)
      throws IOException, InterruptedException {
    return new ForeignServer(name, port, files, words, programs.environment());
  }

  private static String account(ServerFiles files, String password) {
    return "%s:%s:%d:%d::%s:/bin/sh%n"
        .formatted(
            ServerFiles.USER, password, ServerFiles.NOBODY, ServerFiles.NOBODY, files.home());
  }
}
