package io.storelens.contract.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Login by OpenID Connect (OpenID Connect Core 1.0, authorization code flow with PKCE).
 *
 * @param issuer URL of the identity provider; its discovery document is below it
 * @param clientId how the provider knows the reports
 * @param clientSecret the client's secret; {@link #toString} hides it
 * @param publicUrl where browsers reach the reports, without a slash at the end; the provider sends
 *     them back to {@code publicUrl/login/oidc/callback}
 * @param scopes what is asked for; {@code openid} among it
 * @param rolesClaim claim with the names of the user's roles, a text or a list
 */
public record OidcConfig(
    String issuer,
    String clientId,
    String clientSecret,
    String publicUrl,
    List<String> scopes,
    String rolesClaim) {

  /** Reads {@code REPORT_OIDC_*} and {@code REPORT_PUBLIC_URL}; empty without an issuer. */
  static Optional<OidcConfig> from(Env env) {
    return env.optional("REPORT_OIDC_ISSUER")
        .map(
            issuer -> {
              if (!issuer.matches("https://.+|http://(127\\.0\\.0\\.1|localhost)(:.*)?")) {
                env.problem("REPORT_OIDC_ISSUER must be an https: URL: who is let in rests on it");
              }
              return new OidcConfig(
                  issuer,
                  env.required("REPORT_OIDC_CLIENT_ID"),
                  env.required("REPORT_OIDC_CLIENT_SECRET"),
                  env.required("REPORT_PUBLIC_URL").replaceAll("/+$", ""),
                  List.of(env.text("REPORT_OIDC_SCOPES", "openid profile").split("\\s+")),
                  env.text("REPORT_OIDC_ROLES_CLAIM", "roles"));
            });
  }

  Map<String, String> toEnv() {
    var env = new TreeMap<String, String>();
    env.put("REPORT_OIDC_ISSUER", issuer);
    env.put("REPORT_OIDC_CLIENT_ID", clientId);
    env.put("REPORT_OIDC_CLIENT_SECRET", clientSecret);
    env.put("REPORT_PUBLIC_URL", publicUrl);
    env.put("REPORT_OIDC_SCOPES", String.join(" ", scopes));
    env.put("REPORT_OIDC_ROLES_CLAIM", rolesClaim);
    return env;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcConfig[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
