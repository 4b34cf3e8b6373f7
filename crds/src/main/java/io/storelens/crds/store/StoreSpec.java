package io.storelens.crds.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.storelens.crds.Format;
import java.util.List;

/** What is wanted of a store. */
@ValidationRule(
    value = "self.region == oldSelf.region",
    message = "region is immutable: delete the store and create it anew",
    fieldPath = ".region")
@ValidationRule(
    value =
        "self.workingHours.all(a, self.workingHours.all(b, a == b || a.closes <= b.opens ||"
            + " b.closes <= a.opens || !a.days.exists(day, day in b.days)))",
    message = "spans of the same day must not overlap",
    fieldPath = ".workingHours")
@ValidationRule(
    value = "self.timeZone.matches('^(UTC|[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){1,2})$')",
    message = "must be the name of an IANA time zone, such as \"Europe/Paris\" or \"UTC\"",
    fieldPath = ".timeZone")
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoreSpec(
    @Required
        @Size(max = Format.REGION_LENGTH)
        @Pattern(Format.NAME)
        @JsonPropertyDescription(
            "Region whose ingest takes the store's photos, such as eu-west. Without a Region of this"
                + " name one with the defaults is made. Immutable.")
        String region,
    @Required
        @Pattern("^[A-Z]{2}$")
        @JsonPropertyDescription("Country, an ISO 3166-1 code of two letters such as FR.")
        String country,
    @Required
        @Size(min = 1, max = 100)
        @JsonPropertyDescription("City, as reports show it, such as Paris.")
        String city,
    @Size(min = 1, max = 100)
        @JsonPropertyDescription(
            "Name of the store, as reports show it. Left out: the resource's name.")
        String displayName,
    @Required
        @Size(max = 64)
        @JsonPropertyDescription("IANA time zone of the store, such as Europe/Paris.")
        String timeZone,
    @Size(min = 1, max = 14)
        @Default(
            """
            [{"days": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
              "opens": "08:00", "closes": "20:00"}]
            """)
        @JsonPropertyDescription(
            "When the store is open, in its own time; photos taken outside are refused. Default"
                + " 08:00 to 20:00 every day.")
        List<WorkingHours> workingHours,
    @Size(max = 366)
        @JsonPropertyDescription(
            "Dates on which the store stays closed, in its own time, such as 2026-12-25.")
        List<@Size(max = 10) String> closedDates,
    @Min(1)
        @Max(1_000_000)
        @JsonPropertyDescription(
            "Customers expected on a day of opening; far fewer say that a camera needs a look. Left"
                + " out: nothing is expected.")
        Integer expectedCustomersPerDay,
    @JsonPropertyDescription("Where the store is, for maps.") Coordinates coordinates) {}
