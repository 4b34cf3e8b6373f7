package io.storelens.crds.camera;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.storelens.crds.Format;
import java.util.List;

/** How the time of a camera's photos is found. */
@ValidationRule(
    value =
        "!has(self.fileNamePattern) || self.fileNamePattern.contains('(?<timestamp>') ||"
            + " (self.fileNamePattern.contains('(?<date>') &&"
            + " self.fileNamePattern.contains('(?<time>'))",
    message = "must have a group (?<timestamp>…), or both (?<date>…) and (?<time>…)",
    fieldPath = ".fileNamePattern")
@ValidationRule(
    value = "!has(self.fileNamePattern) || 'fileName' in self.sources",
    message = "is never used: add fileName to sources",
    fieldPath = ".fileNamePattern")
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaptureTime(
    @Size(min = 1, max = 3)
        @Default("[\"exif\", \"fileName\", \"arrival\"]")
        @JsonPropertyDescription(
            "Where the time is looked for, in this order; the time of arrival is the last resort."
                + " Default exif, fileName, arrival.")
        List<Source> sources,
    @Size(min = 1, max = 500)
        @JsonPropertyDescription(
            "Regular expression that the whole path matches, with a group timestamp"
                + " (yyyyMMddHHmmss), or groups date (yyyyMMdd) and time (HHmmss); separators are"
                + " allowed, a group millis too. Left out: the names of known camera brands.")
        String fileNamePattern,
    @Size(max = 20)
        @Pattern(Format.DURATION)
        @Default("PT5M")
        @JsonPropertyDescription(
            "Largest believable difference between the camera's time and arrival, an ISO-8601"
                + " duration such as PT5M. Default PT5M.")
        String maxSkew,
    @Default("useArrival")
        @JsonPropertyDescription(
            "What happens beyond maxSkew. useCamera: the camera is believed, for one that keeps"
                + " photos while its line is down. useArrival: the arrival is. refuse: the photo is"
                + " refused. Default useArrival.")
        OnSkew onSkew) {

  /** Where a time is found. */
  public enum Source {
    /** EXIF data of the photo. */
    @JsonProperty("exif")
    EXIF,
    /** Name of the file. */
    @JsonProperty("fileName")
    FILE_NAME,
    /** Begin of the upload. */
    @JsonProperty("arrival")
    ARRIVAL
  }

  /** What happens to a photo whose time cannot be believed. */
  public enum OnSkew {
    /** The camera is believed all the same. */
    @JsonProperty("useCamera")
    USE_CAMERA,
    /** The arrival counts. */
    @JsonProperty("useArrival")
    USE_ARRIVAL,
    /** The photo is refused. */
    @JsonProperty("refuse")
    REFUSE
  }
}
