package io.storelens.report.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storelens.report.viewer.Grant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessFileTest {
  private static final String HASH = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

  @Test
  void readsRolesAndUsers() {
    var file =
        AccessFile.parse(
            """
            roles:
              paris: {grants: [{city: Paris}, {region: europe, city: Rome}]}
              office: {grants: [{everywhere: true}], administrator: true}
            users:
              anna: {passwordHash: "%s", roles: [paris]}
            """
                .formatted(HASH));

    assertThat(file.roles().get("paris").grants())
        .extracting(Grant::toString)
        .containsExactly("city Paris", "region europe, city Rome");
    assertThat(file.roles().get("office").grants()).containsExactly(Grant.EVERYWHERE);
    assertThat(file.roles().get("office").administrator()).isTrue();
    assertThat(file.users().get("anna").roles()).containsExactly("paris");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'roles: ['|roles: is not what belongs there",
        "'rolls: {}'|rolls is not known",
        "'roles: {a: {grant: []}}'|roles.a.grant is not known",
        "'roles: {a: {grants: [{}]}}'|roles.a.grants.[0]: a grant is either",
        "'roles: {a: {grants: [{everywhere: true, city: x}]}}'|a grant is either",
        "'roles: {a: {grants: [{city: \" \"}]}}'|a grant is either",
        "'users: {a: {passwordHash: secret}}'|users.a.passwordHash must be a hash",
        "'users: {a: {}}'|users.a.passwordHash must be a hash",
        "'users: {oidc/a: {}}'|begins with oidc/",
      })
  void namesTheFieldAtFault(String yaml, String message) {
    assertThatThrownBy(() -> AccessFile.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesARoleThatIsNotThere() {
    assertThatThrownBy(
            () -> AccessFile.parse("users: {a: {passwordHash: \"" + HASH + "\", roles: [boss]}}"))
        .hasMessageContaining("users.a.roles: 'boss' is not under roles");
  }
}
