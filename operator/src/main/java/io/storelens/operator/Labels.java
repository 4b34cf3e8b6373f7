package io.storelens.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.TreeMap;

/** The recommended labels of Kubernetes, and our own, on all that the operator makes. */
public final class Labels {
  /** The field manager of every write, and the value of {@link #MANAGED_BY}. */
  public static final String OPERATOR = "storelens-operator";

  public static final String NAME = "app.kubernetes.io/name";
  public static final String INSTANCE = "app.kubernetes.io/instance";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String PART_OF = "app.kubernetes.io/part-of";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The region that something belongs to. */
  public static final String REGION = "storelens.io/region";

  /** The value of {@link #NAME} and {@link #PART_OF}. */
  public static final String STORELENS = "storelens";

  private Labels() {}

  /** Finds what the operator made for {@code component}, in any region. */
  public static String madeFor(String component) {
    return MANAGED_BY + "=" + OPERATOR + "," + COMPONENT + "=" + component;
  }

  /** Finds everything that the operator made. */
  public static String madeByOperator() {
    return MANAGED_BY + "=" + OPERATOR;
  }

  /** Labels of a part of {@code region}, such as {@code ingest}. */
  public static Map<String, String> of(String region, String component) {
    var labels = new TreeMap<>(selector(region, component));
    labels.put(PART_OF, STORELENS);
    labels.put(MANAGED_BY, OPERATOR);
    return labels;
  }

  /** What selects the pods of a part of {@code region}; never changes, as selectors may not. */
  public static Map<String, String> selector(String region, String component) {
    return new TreeMap<>(
        Map.of(NAME, STORELENS, INSTANCE, region, COMPONENT, component, REGION, region));
  }

  /** Whether the operator made {@code resource}. */
  public static boolean isMadeByOperator(HasMetadata resource) {
    var labels = resource.getMetadata().getLabels();
    return labels != null && OPERATOR.equals(labels.get(MANAGED_BY));
  }
}
