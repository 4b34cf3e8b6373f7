package io.storelens.podkit;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Asks pages whether they answer 200: what an image without a shell has for {@code curl}. */
public final class HealthCheck {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LONGEST_ANSWER)
          .build();
  private final PrintStream out;

  /**
   * @param out told one line a page
   */
  HealthCheck(PrintStream out) {
    this.out = out;
  }

  /**
   * Ends with status 0 if every page answers 200, else with 1.
   *
   * @param arguments addresses of the pages
   */
  public static void main(String[] arguments) throws InterruptedException {
    var pages = Stream.of(arguments).map(URI::create).toList();
    System.exit(new HealthCheck(System.out).allAnswer(pages) ? 0 : 1);
  }

  /** Whether every page answers 200. All are asked, also after one that does not. */
  boolean allAnswer(List<URI> pages) throws InterruptedException {
    boolean all = true;
    for (var page : pages) {
      all &= answers(page);
    }
    return all;
  }

  private boolean answers(URI page) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(page).timeout(LONGEST_ANSWER).build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      out.println(page + " answers " + status);
      return status == 200;
    } catch (IOException e) {
      out.println(page + " does not answer: " + e);
      return false;
    }
  }
}
