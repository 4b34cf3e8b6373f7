package io.storelens.operator.region;

import io.storelens.crds.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Something that a region's pods need and that somebody else must provide.
 *
 * @param reason one fixed CamelCase word
 * @param message what is missing, and what to do
 */
record Shortage(String reason, String message) {
  /**
   * What is missing for {@code region}.
   *
   * @param hasDatabase whether the operator knows how analyzers reach the database
   * @param hasSecret whether there is a Secret of that name in the region's namespace
   */
  static List<Shortage> of(Region region, boolean hasDatabase, Predicate<String> hasSecret) {
    var found = new ArrayList<Shortage>();
    var database = RegionParts.database(region);
    if (!hasDatabase && !hasSecret.test(database)) {
      found.add(
          new Shortage(
              "DatabaseUnknown",
              "Analyzers need a database: start the operator with one, or make Secret "
                  + database
                  + " with DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD."));
    }
    var spec = region.getSpec();
    secret(found, hasSecret, spec.ingest().tlsSecret(), "TlsSecretMissing", "ingest.tlsSecret");
    secret(
        found,
        hasSecret,
        spec.analyzer().providerSecret(),
        "ProviderSecretMissing",
        "analyzer.providerSecret");
    if (spec.archive() != null) {
      secret(found, hasSecret, spec.archive().secret(), "ArchiveSecretMissing", "archive.secret");
      if (!spec.archive().url().startsWith("azblob://")) {
        found.add(
            new Shortage(
                "ArchiveUnusable",
                "In a cluster photos are kept in Azure Blob only: set spec.archive.url to"
                    + " azblob://container/folder, or leave spec.archive out."));
      }
    }
    return found;
  }

  private static void secret(
      List<Shortage> found, Predicate<String> hasSecret, String name, String reason, String field) {
    if (name != null && !hasSecret.test(name)) {
      found.add(
          new Shortage(
              reason,
              "There is no Secret "
                  + name
                  + ", which spec."
                  + field
                  + " names. Make it, or name another."));
    }
  }
}
