package io.storelens.crds.camera;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How a camera's photos are told from those of others. All ways but {@link #login} are for cameras
 * that share one login, behind a recorder for instance: the same {@code credentialsSecret}.
 */
@ValidationRule(
    value =
        "[has(self.login), has(self.directory), has(self.fileName), has(self.exif),"
            + " has(self.location)].filter(given, given).size() == 1",
    message = "name exactly one of login, directory, fileName, exif and location")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Identification(
    @JsonPropertyDescription("By its own FTP login.") Login login,
    @JsonPropertyDescription("By the directory it uploads to.") Directory directory,
    @JsonPropertyDescription("By the name it gives a file.") FileName fileName,
    @JsonPropertyDescription("By the serial number in the photo's EXIF data.") Exif exif,
    @JsonPropertyDescription("By the place in the photo's GPS data.") Location location) {

  /** By the FTP login; there is nothing to set. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Login() {}

  /** By directory. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Directory(
      @Required
          @Size(min = 1, max = 200)
          @Pattern("^[^/\\\\].*$")
          @JsonPropertyDescription(
              "Directory below the login's own, such as cam-3; what lies deeper counts too.")
          String path) {}

  /** By file name. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FileName(
      @Required
          @Size(min = 1, max = 500)
          @JsonPropertyDescription(
              "Regular expression that the whole path matches, such as .*_03_[0-9]+\\.jpg.")
          String pattern) {}

  /** By serial number. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Exif(
      @Required
          @Size(min = 1, max = 100)
          @JsonPropertyDescription("EXIF BodySerialNumber of its photos.")
          String serialNumber) {}

  /** By place. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Location(
      @Required @Min(-90) @Max(90) @JsonPropertyDescription("Degrees north, -90 to 90.")
          Double latitude,
      @Required @Min(-180) @Max(180) @JsonPropertyDescription("Degrees east, -180 to 180.")
          Double longitude,
      @Min(1)
          @Max(10_000)
          @Default("50")
          @JsonPropertyDescription("Metres around it that photos may be from. Default 50.")
          Integer radius) {}
}
