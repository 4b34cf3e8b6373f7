package io.storelens.analyzer.provider.remote;

/**
 * Which pictures a provider takes.
 *
 * @param minBytes smallest file
 * @param maxBytes largest file
 * @param minSide shortest side, in pixels
 * @param maxSide longest side, in pixels
 * @param maxFaces most faces that are told of in one call
 * @param smallestFace smallest face that is found, as a share of the picture's longer side
 */
public record PictureLimits(
    int minBytes, int maxBytes, int minSide, int maxSide, int maxFaces, double smallestFace) {}
