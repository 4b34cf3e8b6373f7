package io.storelens.operator;

import java.util.List;

/**
 * The images that the operator runs.
 *
 * @param ingest image of the ingest
 * @param analyzer image of the analyzer
 * @param pullPolicy {@code IfNotPresent}, {@code Always} or {@code Never}
 * @param pullSecrets names of Secrets, in each region's namespace, that images are pulled with
 */
public record PodImages(
    String ingest, String analyzer, String pullPolicy, List<String> pullSecrets) {
  public PodImages {
    pullSecrets = List.copyOf(pullSecrets);
  }
}
