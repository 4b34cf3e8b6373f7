package io.storelens.crds.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * One span of opening. A store that is open past midnight has two: until 24:00, and from 00:00 of
 * the next day.
 */
@ValidationRule(
    value = "self.opens.matches('^([01][0-9]|2[0-3]):[0-5][0-9]$')",
    message = "must be a time from 00:00 to 23:59, such as \"08:00\"",
    fieldPath = ".opens")
@ValidationRule(
    value = "self.closes.matches('^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$')",
    message = "must be a time from 00:01 to 24:00, such as \"20:00\"",
    fieldPath = ".closes")
@ValidationRule(
    value = "self.opens < self.closes",
    message =
        "closes must be after opens; past midnight, write until 24:00 and from 00:00 of the next"
            + " day",
    fieldPath = ".closes")
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkingHours(
    @Required
        @Size(min = 1, max = 7)
        @JsonPropertyDescription(
            "Days of the week it holds for: Mon, Tue, Wed, Thu, Fri, Sat, Sun.")
        List<Weekday> days,
    @Required @Size(max = 5) @JsonPropertyDescription("First open minute, such as \"08:00\".")
        String opens,
    @Required
        @Size(max = 5)
        @JsonPropertyDescription("First closed minute, such as \"20:00\"; \"24:00\" is midnight.")
        String closes) {}
