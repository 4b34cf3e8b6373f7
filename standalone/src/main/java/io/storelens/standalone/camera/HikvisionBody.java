package io.storelens.standalone.camera;

import java.util.Optional;

/**
 * The body of {@code PUT /ISAPI/System/Network/ftp/1}, by which a Hikvision camera is set without
 * its web page (Hikvision ISAPI, FTPNotification).
 *
 * @param host address or name of the ingest
 * @param folder folder the camera uploads to; empty for the root
 */
record HikvisionBody(String host, int port, String user, String password, Optional<String> folder) {

  String text() {
    boolean isAddress = host.matches("[0-9.]+");
    return """
        <FTPNotification version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">
          <id>1</id>
          <enabled>true</enabled>
          <useSSL>false</useSSL>
          <addressingFormatType>%s</addressingFormatType>
          <%s>%s</%s>
          <portNo>%d</portNo>
          <userName>%s</userName>
          <password>%s</password>
          <passiveModeEnabled>true</passiveModeEnabled>
          <annoyftp>false</annoyftp>
          <uploadPicture>true</uploadPicture>
          <uploadVideoClip>false</uploadVideoClip>
          <uploadPath>
        %s  </uploadPath>
          <picArchivingInterval>0</picArchivingInterval>
          <picNameRuleType>default</picNameRuleType>
        </FTPNotification>
        """
        .formatted(
            isAddress ? "ipaddress" : "hostname",
            isAddress ? "ipAddress" : "hostName",
            escaped(host),
            isAddress ? "ipAddress" : "hostName",
            port,
            escaped(user),
            escaped(password),
            path());
  }

  private String path() {
    return folder
        .map(
            name ->
                """
                    <pathDepth>1</pathDepth>
                    <topDirNameRule>customize</topDirNameRule>
                    <topDirName>%s</topDirName>
                """
                    .formatted(escaped(name)))
        .orElse("    <pathDepth>0</pathDepth>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
