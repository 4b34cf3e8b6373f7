package io.storelens.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.storelens.contract.face.FaceCell;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says of known rows. */
class ReportFiguresIT extends KnownRows {
  @Test
  void sumsTheLastSevenDaysUpToTodayWhereItIsLatest() throws Exception {
    var summary = get(REPORTS + "summary");

    assertThat(summary.required("from").textValue()).isEqualTo("2026-11-19");
    assertThat(summary.required("to").textValue()).isEqualTo("2026-11-25");
    assertThat(summary.required("customers").longValue()).isEqualTo(7 + 4 + 6 + 31);
    assertThat(summary.required("photos").longValue()).isEqualTo(7 + 4 + 6 + 31);
    assertThat(summary.required("refused").longValue()).isEqualTo(6);
  }

  @Test
  void sumsByGenderAgeAndMood() throws Exception {
    var summary = get(REPORTS + "summary?store=paris-001&from=2026-09-01&to=2026-11-24");

    assertThat(summary.required("customers").longValue()).isEqualTo(22);
    assertThat(summary.required("refused").longValue()).isEqualTo(15);
    assertThat(summary.required("gender").toString())
        .isEqualTo("{\"female\":13,\"male\":9,\"unknown\":0}");
    assertThat(summary.required("age").toString())
        .isEqualTo(
            "{\"0-15\":7,\"16-24\":0,\"25-34\":10,\"35-44\":3,\"45-54\":0,\"55-64\":0,\"65+\":2}");
    assertThat(summary.required("mood").toString())
        .isEqualTo(
            "{\"neutral\":3,\"happiness\":10,\"sadness\":2,\"anger\":0,\"fear\":0,\"disgust\":0,"
                + "\"surprise\":7,\"unknown\":0}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-20, 2026-11-24, 22",
    "2026-09-21, 2026-11-24, 12",
    "2026-09-21, 2026-11-23, 5",
    "2026-10-01, 2026-10-31, 5",
    "2026-10-01, 2026-10-30, 0",
    "2026-10-31, 2026-10-31, 5",
    "2026-09-01, 2026-09-30, 10",
    "2026-09-20, 2026-10-30, 10"
  })
  void countsEachDayOnceWhetherReadByMonthOrByDay(String from, String to, long customers)
      throws Exception {
    var query = "?store=paris-001&from=" + from + "&to=" + to;
    var summary = get(REPORTS + "summary" + query);

    assertThat(summary.required("customers").longValue()).isEqualTo(customers);
    for (String interval : List.of("day", "week", "month", "year")) {
      var series = get(REPORTS + "series" + query + "&interval=" + interval);
      assertThat(sum(series.required("points"))).as(interval).isEqualTo(customers);
    }
    assertThat(sum(get(REPORTS + "heatmap" + query).required("cells"))).isEqualTo(customers);
    assertThat(sum(get(REPORTS + "ranking" + query).required("entries"))).isEqualTo(customers);
  }

  @Test
  void holdsPlacesTogether() throws Exception {
    assertThat(customersOf("region=europe")).isEqualTo(11);
    assertThat(customersOf("city=Paris")).isEqualTo(11);
    assertThat(customersOf("region=europe&city=Paris&store=paris-002")).isEqualTo(4);
    assertThat(customersOf("region=asia")).isEqualTo(6);
  }

  @Test
  void fillsGapsOfASeriesWithZeros() throws Exception {
    var points =
        get(REPORTS + "series?store=paris-001&from=2026-10-30&to=2026-11-01").required("points");

    assertThat(texts(points, "start"))
        .containsExactly("2026-10-30T00:00:00", "2026-10-31T00:00:00", "2026-11-01T00:00:00");
    assertThat(points.get(0).required("customers").longValue()).isZero();
    assertThat(points.get(1).required("gender").toString())
        .isEqualTo("{\"female\":3,\"male\":2,\"unknown\":0}");
    assertThat(points.get(1).required("age").required("65+").longValue()).isEqualTo(2);
    assertThat(points.get(1).required("mood").required("neutral").longValue()).isEqualTo(3);
    assertThat(points.get(2).required("mood").required("neutral").longValue()).isZero();
  }

  @Test
  void startsPointsWithinThePeriod() throws Exception {
    var query = REPORTS + "series?store=paris-001&from=2026-09-20&to=2026-11-24&interval=";

    assertThat(texts(get(query + "month").required("points"), "start"))
        .containsExactly("2026-09-20T00:00:00", "2026-10-01T00:00:00", "2026-11-01T00:00:00");
    // 20 September is a Sunday, the last day of its week.
    assertThat(texts(get(query + "week").required("points"), "start"))
        .startsWith("2026-09-20T00:00:00", "2026-09-21T00:00:00", "2026-09-28T00:00:00")
        .endsWith("2026-11-23T00:00:00");
  }

  @Test
  void sumsYearsFromTheirFirstOfJanuary() throws Exception {
    var query = REPORTS + "series?region=europe&from=2025-12-20&to=2026-11-24&interval=year";

    var years = get(query).required("points");

    assertThat(texts(years, "start")).containsExactly("2025-12-20T00:00:00", "2026-01-01T00:00:00");
    assertThat(years.get(0).required("customers").longValue()).isZero();
    assertThat(years.get(1).required("customers").longValue()).isEqualTo(26);
  }

  @Test
  void countsHoursOfTheStoresOwnDay() throws Exception {
    var series = get(REPORTS + "series?region=europe&from=2026-11-24&to=2026-11-24");

    assertThat(series.required("interval").textValue()).isEqualTo("hour");
    var points = series.required("points");
    assertThat(points).hasSize(24);
    assertThat(points.get(9).required("start").textValue()).isEqualTo("2026-11-24T09:00:00");
    assertThat(points.get(9).required("customers").longValue()).isEqualTo(11);
    assertThat(points.get(9).required("gender").required("male").longValue()).isEqualTo(11);
    assertThat(points.get(10).required("customers").longValue()).isZero();
    assertThat(points.get(9).has("age")).isFalse();
  }

  @Test
  void mapsCustomersToWeekdayAndHour() throws Exception {
    var cells = get(REPORTS + "heatmap?store=paris-001&from=2026-09-01").required("cells");

    assertThat(cell(cells, 7, 10)).isEqualTo(10);
    assertThat(cell(cells, 6, 11)).isEqualTo(3);
    assertThat(cell(cells, 6, 18)).isEqualTo(2);
    assertThat(cell(cells, 2, 9)).isEqualTo(7);
    assertThat(sum(cells)).isEqualTo(22);
  }

  @Test
  void ranksTheLevelBelowTheChosenPlace() throws Exception {
    var regions = get(REPORTS + "ranking");
    assertThat(regions.required("by").textValue()).isEqualTo("region");
    assertThat(texts(regions.required("entries"), "name"))
        .containsExactly("careful", "europe", "asia");
    assertThat(regions.required("entries").get(1).required("share").doubleValue())
        .isEqualTo(11 / 48.0);

    assertThat(get(REPORTS + "ranking?region=europe").required("by").textValue()).isEqualTo("city");

    var stores = get(REPORTS + "ranking?city=Paris");
    assertThat(stores.required("by").textValue()).isEqualTo("store");
    assertThat(texts(stores.required("entries"), "displayName"))
        .containsExactly("Paris Opéra", "Paris Bercy");
  }

  @Test
  void ranksPlacesWithoutCustomersLast() throws Exception {
    var entries =
        get(REPORTS + "ranking?by=store&from=2026-10-31&to=2026-10-31").required("entries");

    assertThat(texts(entries, "name"))
        .containsExactly("paris-001", "berlin-001", "paris-002", "tokyo-001");
    assertThat(entries.get(3).required("share").doubleValue()).isZero();
  }

  @Test
  void hidesSmallGroupsInSummaryAndSeries() throws Exception {
    var query = "?region=careful&from=2026-11-23&to=2026-11-23";
    var summary = get(REPORTS + "summary" + query);

    assertThat(summary.required("customers").longValue()).isEqualTo(31);
    assertThat(summary.required("smallestGroup").intValue()).isEqualTo(5);
    assertThat(summary.required("note").textValue()).contains("fewer than 5");
    // 3 men are too few; without the 8 unknown they would follow from the total.
    assertThat(summary.required("gender").toString())
        .isEqualTo("{\"female\":20,\"male\":null,\"unknown\":null}");
    assertThat(summary.required("age").required("16-24").longValue()).isEqualTo(31);

    var hours = get(REPORTS + "series" + query + "&interval=hour").required("points");
    assertThat(hours.get(13).required("customers").longValue()).isEqualTo(3);
    assertThat(hours.get(13).required("gender").toString())
        .isEqualTo("{\"female\":null,\"male\":null,\"unknown\":null}");
    var days = get(REPORTS + "series" + query + "&interval=day").required("points");
    assertThat(days.get(0).required("mood").required("disgust").isNull()).isTrue();
    assertThat(days.get(0).required("mood").required("fear").longValue()).isEqualTo(20);
  }

  @Test
  void hidesAsTheStrictestRegionAsks() throws Exception {
    assertThat(get(REPORTS + "summary").required("smallestGroup").intValue()).isEqualTo(5);
    assertThat(get(REPORTS + "summary?region=asia").has("note")).isFalse();
  }

  @Test
  void saysHowMuchOfAFigureWasSeen() throws Exception {
    var coverage =
        get(REPORTS + "summary?store=paris-001&from=2026-10-31&to=2026-10-31").required("coverage");

    assertThat(coverage.toString())
        .isEqualTo(
            "{\"receivedPhotos\":5,\"refusedPhotos\":0,\"openHours\":12,\"coveredHours\":2,"
                + "\"state\":\"partly\"}");
    database.execute("update store set expected_customers_per_day = 60 where name = 'paris-002'");
    var known = get(REPORTS + "summary?store=paris-002&from=2026-11-23&to=2026-11-24");
    // Tuesday until 17:00 is 9 of 12 hours.
    assertThat(known.required("coverage").required("expectedPhotos").longValue())
        .isEqualTo(60 + 45);
  }

  @Test
  void tellsClosedSilentAndSeenHoursApart() throws Exception {
    var hours = get(REPORTS + "series?store=paris-001&from=2026-11-24&to=2026-11-24");

    var points = hours.required("points");
    assertThat(state(points.get(7))).isEqualTo("closed");
    assertThat(state(points.get(8))).isEqualTo("silent");
    assertThat(state(points.get(9))).isEqualTo("covered");
    assertThat(state(points.get(18))).as("not over yet").isEqualTo("closed");
    var cells = get(REPORTS + "heatmap?store=paris-001&from=2026-11-24&to=2026-11-24");
    assertThat(cells.required("cells").get(24 + 8).required("state").textValue())
        .isEqualTo("silent");
    assertThat(cells.required("cells").get(24 + 9).required("state").textValue())
        .isEqualTo("covered");
  }

  @Test
  void seesARealZeroWhereAPhotoShowedNobody() throws Exception {
    for (int hour = 8; hour < 20; hour++) {
      database.hour(tokyo, LocalDate.parse("2026-05-05"), hour, new int[FaceCell.COUNT], 1, 0);
    }

    var summary = get(REPORTS + "summary?store=tokyo-001&from=2026-05-05&to=2026-05-05");

    assertThat(summary.required("customers").longValue()).isZero();
    assertThat(summary.required("coverage").required("state").textValue()).isEqualTo("covered");
    assertThat(summary.required("coverage").required("coveredHours").longValue()).isEqualTo(12);
  }

  @Test
  void comparesWithThePeriodBeforeAndSaysWhenNotAsMuchWasSeen() throws Exception {
    var summary =
        get(REPORTS + "summary?store=paris-001&from=2026-10-31&to=2026-10-31&compare=before");

    var comparison = summary.required("comparison");
    var before = comparison.required("figures");
    assertThat(before.required("from").textValue()).isEqualTo("2026-10-30");
    assertThat(before.required("customers").longValue()).isZero();
    assertThat(comparison.has("change")).as("change from nothing").isFalse();
    assertThat(comparison.required("comparable").booleanValue()).isFalse();
    assertThat(comparison.required("remark").textValue())
        .isEqualTo("Photos came in 17 % of the open hours, against 0 %.");
  }

  @Test
  void comparesWithTheSameWeekdaysOfLastYearAndWithAnotherPlace() throws Exception {
    var lastYear =
        get(REPORTS
                + "series?store=paris-001&from=2026-11-23&to=2026-11-24&compare=lastYear"
                + "&interval=day")
            .required("comparison");
    assertThat(texts(lastYear.required("points"), "start"))
        .containsExactly("2025-11-24T00:00:00", "2025-11-25T00:00:00");

    var place =
        get(REPORTS
                + "summary?store=paris-001&compareStore=paris-002&from=2026-11-24&to=2026-11-24")
            .required("comparison");
    assertThat(place.required("figures").required("store").textValue()).isEqualTo("paris-002");
    assertThat(place.required("change").doubleValue()).isEqualTo(7 / 4.0 - 1);
    assertThat(place.required("changePerHour").isDouble()).isTrue();
    assertThat(place.required("comparable").booleanValue()).isTrue();
  }

  @Test
  void ranksWithTheChangeSinceThePeriodBefore() throws Exception {
    var entries =
        get(REPORTS + "ranking?city=Paris&from=2026-10-31&to=2026-11-24&compare=before")
            .required("entries");

    assertThat(entries.get(0).required("name").textValue()).isEqualTo("paris-001");
    assertThat(entries.get(0).required("customers").longValue()).isEqualTo(12);
    assertThat(entries.get(0).required("before").required("customers").longValue()).isZero();
    assertThat(entries.get(0).required("coverage").required("openHours").longValue())
        .isEqualTo(24 * 12 + 9);
  }

  @Test
  void hidesSmallCellsOfThePyramidToo() throws Exception {
    var pyramid =
        get(REPORTS + "summary?region=careful&from=2026-11-23&to=2026-11-23").required("pyramid");

    assertThat(pyramid.required("female").required("16-24").longValue()).isEqualTo(20);
    assertThat(pyramid.required("male").required("16-24").isNull()).isTrue();
    assertThat(pyramid.required("unknown").required("16-24").isNull()).isTrue();
  }
}
