package io.storelens.e2e.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A visitor of a report pod who logged in as browsers do: by the form, once. To check a password is
 * slow on purpose, and no part of what a report takes.
 */
final class PageSession {
  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"(.+?)\" value=\"(.+?)\"");
  private static final int SEE_OTHER = 303;

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String address;

  private PageSession(String address) {
    this.address = address;
  }

  /**
   * Logs in as the only user of a {@link MeasuredReportPod}.
   *
   * @param address of the pod, without a path
   * @throws IOException if the pod does not let this user in
   */
  static PageSession logIn(String address) throws IOException, InterruptedException {
    var session = new PageSession(address);
    var form = FORM_TOKEN.matcher(session.get("/login", BodyHandlers.ofString()).body());
    if (!form.find()) {
      throw new IOException("the login page has no form");
    }
    var fields =
        "user=%s&password=%s&%s=%s"
            .formatted(
                MeasuredReportPod.USER,
                MeasuredReportPod.PASSWORD,
                form.group(1),
                URLEncoder.encode(form.group(2), StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(address + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields))
            .build();
    int status = session.http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != SEE_OTHER) {
      throw new IOException("the login was answered with " + status);
    }
    return session;
  }

  /**
   * Asks for a path.
   *
   * @throws IOException if the answer is another than 200; names the path
   */
  <T> HttpResponse<T> get(String path, BodyHandler<T> body)
      throws IOException, InterruptedException {
    var answer = http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), body);
    if (answer.statusCode() != 200) {
      throw new IOException(path + " was answered with " + answer.statusCode());
    }
    return answer;
  }
}
