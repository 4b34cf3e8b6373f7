package io.storelens.report.place;

/**
 * A camera of a store.
 *
 * @param name its unique name
 * @param position where in the store it hangs, such as {@code Checkout 1}
 */
public record Camera(String name, String position) {}
