package io.storelens.crds.region;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What a provider may cost. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Budget(
    @Required
        @Size(max = 16)
        @Pattern("^[0-9]{1,9}([.][0-9]{1,6})?$")
        @JsonPropertyDescription(
            "Most money a month (UTC), in the unit of the price, such as '500'.")
        String monthly,
    @Default("local")
        @JsonPropertyDescription(
            "What happens to photos that it does not pay for. local: the local models take them,"
                + " where calls.localWhenFailing is true; else they wait. sample: from the beginning"
                + " of the month, only as many photos are analysed as it lasts for; reports tell how"
                + " many were left out. queue: they wait for the next month. Default local.")
        AtLimit atLimit) {
  /** What happens to photos that the budget does not pay for. */
  public enum AtLimit {
    /** The local models take them. */
    @JsonProperty("local")
    LOCAL,
    /** A part of them is analysed. */
    @JsonProperty("sample")
    SAMPLE,
    /** They wait. */
    @JsonProperty("queue")
    QUEUE
  }
}
