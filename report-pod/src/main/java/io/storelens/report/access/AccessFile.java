package io.storelens.report.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.storelens.report.viewer.Grant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The YAML file of roles and users.
 *
 * @param roles what a role sees, by its name; identity providers name roles too
 * @param users who logs in with a password, by name
 */
record AccessFile(Map<String, Role> roles, Map<String, User> users) {
  /** Nobody. */
  static final AccessFile EMPTY = new AccessFile(Map.of(), Map.of());

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder().addModule(new Jdk8Module()).build();

  /**
   * What its users see.
   *
   * @param grants each adds stores
   * @param administrator whether the audit log and everybody's tokens are theirs to see
   */
  record Role(List<Grant> grants, boolean administrator) {
    Role {
      grants = grants == null ? List.of() : List.copyOf(grants);
    }
  }

  /**
   * A user.
   *
   * @param passwordHash of argon2 or bcrypt
   * @param roles names of roles
   */
  record User(String passwordHash, List<String> roles) {
    User {
      roles = roles == null ? List.of() : List.copyOf(roles);
    }
  }

  AccessFile {
    roles = roles == null ? Map.of() : Map.copyOf(roles);
    users = users == null ? Map.of() : Map.copyOf(users);
  }

  /**
   * Reads {@code yaml}.
   *
   * @throws IllegalArgumentException naming the field at fault, and never a value
   */
  static AccessFile parse(String yaml) {
    if (yaml.isBlank()) {
      throw new IllegalArgumentException("is empty");
    }
    AccessFile file;
    try {
      file = MAPPER.readValue(yaml, AccessFile.class);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(path(e) + " is not known", e);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof StreamReadException text) {
        throw noYaml(text);
      }
      String reason =
          e.getCause() instanceof IllegalArgumentException cause
              ? cause.getMessage()
              : "is not what belongs there";
      throw new IllegalArgumentException(path(e) + ": " + reason, e);
    } catch (JsonProcessingException e) {
      throw noYaml(e);
    }
    if (file == null) {
      throw new IllegalArgumentException("is empty");
    }
    file.users.forEach(file::verify);
    return file;
  }

  private void verify(String name, User user) {
    String field = "users." + name;
    if (name.isBlank() || Identity.isOfProvider(name)) {
      throw new IllegalArgumentException(field + ": a name is not empty, nor begins with oidc/");
    }
    if (user == null || !PasswordCheck.isHash(user.passwordHash())) {
      throw new IllegalArgumentException(
          field + ".passwordHash must be a hash of argon2id or bcrypt, such as $argon2id$v=19$...");
    }
    for (String role : user.roles()) {
      if (!roles.containsKey(role)) {
        throw new IllegalArgumentException(field + ".roles: '" + role + "' is not under roles");
      }
    }
  }

  private static IllegalArgumentException noYaml(JsonProcessingException fault) {
    var place = fault.getLocation();
    return new IllegalArgumentException(
        "is no YAML" + (place == null ? "" : " at line " + place.getLineNr()), fault);
  }

  private static String path(JsonMappingException fault) {
    return fault.getPath().stream()
        .map(
            part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
        .collect(Collectors.joining("."));
  }
}
