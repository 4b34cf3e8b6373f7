package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.storelens.crds.Format;

/** What may be told of customers, and what is kept. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Privacy(
    @Default("true") @JsonPropertyDescription("Whether mood is analysed. Default true.")
        Boolean mood,
    @Default("false")
        @JsonPropertyDescription("Whether mood stays off until notice is set. Default false.")
        Boolean requireNotice,
    @Size(min = 1, max = 500)
        @JsonPropertyDescription(
            "Reference of the notice that tells customers, such as its web address or number.")
        String notice,
    @Default("count")
        @JsonPropertyDescription(
            "count: faces that look under 16 count as the youngest age band. ignore: they are not"
                + " recorded at all. Default count.")
        Minors minors,
    @Min(1)
        @Max(1000)
        @Default("1")
        @JsonPropertyDescription(
            "Fewest customers a group may have to be shown in a report. Default 1.")
        Integer smallestGroup,
    @Size(max = 8)
        @Pattern(Format.DAYS)
        @Default("P0D")
        @JsonPropertyDescription(
            "How long a photo is kept in the archive, an ISO-8601 period of days such as P30D. P0D:"
                + " deleted as soon as its rows are committed. Default P0D.")
        String photoRetention) {

  /** Whether mood is analysed: wanted, and customers are told of it where that is required. */
  public boolean analysesMood() {
    return mood && (!requireNotice || notice != null);
  }

  /** What happens to faces that look under 16. */
  public enum Minors {
    /** Counted in the youngest age band. */
    @JsonProperty("count")
    COUNT,
    /** Not recorded. */
    @JsonProperty("ignore")
    IGNORE
  }
}
