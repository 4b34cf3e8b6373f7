package io.storelens.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {
  @Test
  void hidesNothingWhereGroupsOfOneMayBeShown() {
    var groups = groups(1, 0, 5);

    assertThat(new SmallGroups(1).hide(groups)).isEqualTo(groups);
    assertThat(new SmallGroups(1).note()).isEmpty();
  }

  @Test
  void hidesAllGroupsThatAreTooSmallAndKeepsTheOrder() {
    var shown = new SmallGroups(5).hide(groups(4, 100, 3, 0, 5));

    assertThat(shown)
        .containsExactly(
            entry(0, null), entry(1, 100L), entry(2, null), entry(3, 0L), entry(4, 5L));
    assertThat(new SmallGroups(5).note())
        .hasValueSatisfying(note -> assertThat(note).contains("5"));
  }

  @Test
  void hidesTheNextLargerGroupWhereOneAloneWouldFollowFromTheTotal() {
    assertThat(new SmallGroups(5).hide(groups(2, 100, 7)))
        .containsExactly(entry(0, null), entry(1, 100L), entry(2, null));
  }

  @Test
  void hidesEveryNumberWhereAllCustomersTogetherAreTooFew() {
    assertThat(new SmallGroups(5).hide(groups(4, 0, 0)))
        .containsExactly(entry(0, null), entry(1, null), entry(2, null));
  }

  @Test
  void showsThatNobodyCame() {
    assertThat(new SmallGroups(5).hide(groups(0, 0, 0))).isEqualTo(groups(0, 0, 0));
  }

  @Test
  void neverLetsAGroupThatIsTooSmallBeWorkedOut() {
    var random = new Random(3);
    for (int trial = 0; trial < 5_000; trial++) {
      int smallest = 2 + random.nextInt(20);
      long[] sizes = random.longs(2 + random.nextInt(7), 0, 30).toArray();
      var groups = groups(sizes);
      var shown = new SmallGroups(smallest).hide(groups);

      long total = groups.values().stream().mapToLong(Long::longValue).sum();
      long told = shown.values().stream().filter(Objects::nonNull).mapToLong(Long::longValue).sum();
      long hidden = shown.values().stream().filter(Objects::isNull).count();
      assertThat(shown.values())
          .as("shown of %s with at least %s", groups, smallest)
          .allSatisfy(
              value -> assertThat(value == null || value == 0 || value >= smallest).isTrue());
      if (hidden > 0 && total >= smallest) {
        assertThat(hidden).as("hidden of %s with at least %s", groups, smallest).isGreaterThan(1);
        assertThat(total - told).isGreaterThanOrEqualTo(smallest);
      }
    }
  }

  private static Map<String, Long> groups(long... sizes) {
    var groups = new LinkedHashMap<String, Long>();
    for (int group = 0; group < sizes.length; group++) {
      groups.put(Integer.toString(group), sizes[group]);
    }
    return groups;
  }

  private static Map.Entry<String, Long> entry(int group, Long size) {
    return new AbstractMap.SimpleEntry<>(Integer.toString(group), size);
  }
}
