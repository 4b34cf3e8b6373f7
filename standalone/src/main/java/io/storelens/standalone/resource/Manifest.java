package io.storelens.standalone.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One resource as a file holds it.
 *
 * @param file the file, as the user named it
 * @param kind its kind
 * @param name its name; empty where there is none
 * @param content all of it
 */
record Manifest(String file, String kind, String name, ObjectNode content) {
  /** Says what is wrong with the field at {@code path}. */
  Fault fault(String path, String message) {
    return new Fault(file, resource(), path, message);
  }

  /** {@code Kind/name}. */
  String resource() {
    return kind + "/" + (name.isEmpty() ? "(no name)" : name);
  }

  @Override
  public String toString() {
    return file + ": " + resource();
  }
}
