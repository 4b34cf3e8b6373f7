package io.storelens.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives stories the installation of the sample chain that they share, since it takes minutes to
 * make. It is removed after the last story. With {@code -Dstorelens.keep=true} it stays, and the
 * next run takes it up, for who writes a story.
 *
 * <p>After each of them the operator must have logged no error.
 */
final class SharedInstallation implements ParameterResolver, AfterAllCallback {
  /** Where it is. */
  static final String NAMESPACE = "storelens-stories";

  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(SharedInstallation.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Installation.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return in(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    assertThat(in(context).operatorLog()).doesNotContain(" ERROR ");
  }

  private static Installation in(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(NAMESPACE, SharedInstallation::make, Installation.class);
  }

  private static Installation make(String namespace) {
    if (Boolean.getBoolean("storelens.keep")) {
      return Installation.kept(namespace);
    }
    return Installation.ofTheChain(namespace);
  }
}
