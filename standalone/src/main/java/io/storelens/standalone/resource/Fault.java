package io.storelens.standalone.resource;

/**
 * One thing wrong with a resource.
 *
 * @param file the file it is in, as the user named it
 * @param resource {@code Kind/name}; empty where the file cannot be read that far
 * @param path the field, such as {@code spec.workingHours[0].closes}; empty for the whole resource
 * @param message what is wrong and what would be right; never holds a secret
 */
record Fault(String file, String resource, String path, String message) {
  @Override
  public String toString() {
    var text = new StringBuilder(file);
    for (String part : new String[] {resource, path}) {
      if (!part.isEmpty()) {
        text.append(": ").append(part);
      }
    }
    return text.append(": ").append(message).toString();
  }
}
